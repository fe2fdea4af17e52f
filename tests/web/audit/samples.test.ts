import { expect } from 'chai'
import type { Actor, FactType, NewFact } from '../../../engine/index.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { instant } from '../../../engine/values/instant.ts'
import { browserFor } from '../../support/browser.ts'
import { openWindow, violations } from '../../support/browser-pages.ts'
import { atKeyboard } from '../../support/keyboard.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { aCase, aTask } from '../../support/test-databases-rows.ts'

const ANNA: Actor = { id: 'anna', role: 'auditor' }
const OMAR: Actor = { id: 'omar', role: 'auditor' }
const FORM = {
  title: 'Stage 1, spring',
  size: '2',
  seed: 'Lantern',
  strata: 'none',
  spread: 'proportional',
  tests: 'Each point was answered.\nThe reasons are on the file.',
} as const

describe('samples and how cases went', function () {
  this.timeout(120_000)
  let pages: TestPages

  before(async () => {
    pages = await startTestPages({ now: '2026-04-07T09:00:00.000Z' })
    await pages.service.runtime.store.command(async (unit) => {
      for (const n of [1, 2, 3]) {
        const id = reference(n)
        unit.insertCase(aCase(id, n === 3 ? {} : { status: 'closed', closedAt: instant('2026-03-13T10:00:00.000Z') }))
        const facts = [fact('complaint-received', '2026-03-02'), fact('stage-1-answered', '2026-03-10')]
        await unit.addFacts(id, n === 3 ? facts : [...facts, fact('case-closed', '2026-03-13')], BY)
        unit.openTask(aTask(id, 'answer', { name: 'Answer at Stage 1', role: 'responding-manager' }))
      }
    })
  })
  after(() => pages.stop())

  const draw = async (fields: object = {}) => {
    const anna = pages.browse(ANNA)
    await anna.get('/audit/samples/new')
    const { at, html } = await anna.post('/audit/samples', { ...FORM, ...fields })
    return { anna, at, html }
  }

  it('is drawn after it was checked, and says how to do it again', async () => {
    const anna = pages.browse(ANNA)
    expect((await anna.get('/audit/samples/new')).html).to.match(/name="seed"[^>]*value="[0-9a-f]{12}"/)
    const checked = await anna.post('/audit/samples/new', { ...FORM, strata: 'procedure' })
    expect(checked.html).to.contain('2 cases of 3 will be drawn').and.contain('name="title" value="Stage 1, spring"')
    const change = await anna.post('/audit/samples/new', { ...FORM, go: 'change' })
    expect(change.html).to.contain('value="Stage 1, spring"')
    const { at, html } = await anna.post('/audit/samples', FORM)
    expect(at).to.match(/^\/audit\/samples\/S-2026-\d+$/)
    expect(html).to.contain('2 cases were drawn.').and.contain('the same cases at the same places')
    expect(html).to.contain('sha256sum population.csv').and.contain("'Lantern'")
    const file = await anna.get(`${at}/population.csv`)
    expect(file.html).to.equal([1, 2, 3].map((n) => `${reference(n)},all\n`).join(''))
  })

  it('is drawn once, however often the button is pressed', async () => {
    const [first, second] = [await draw({ key: 'k-1' }), await draw({ key: 'k-1' })]
    expect(second.at).to.equal(first.at)
  })

  const faults: readonly (readonly [string, object, string])[] = [
    ['no title', { title: '' }, '#title'],
    ['no number', { size: 'many' }, '#size'],
    ['a seed with signs', { seed: '$(reboot)' }, '#seed'],
    ['no tests', { tests: ' ' }, '#tests'],
    [
      'a day that does not exist',
      { 'closed-to-day': '31', 'closed-to-month': '2', 'closed-to-year': '2026' },
      '#closed-to-day',
    ],
    ['nothing to draw from', { procedure: 'ombudsman' }, '#procedure'],
  ]
  for (const [what, fields, href] of faults) {
    it(`says what is wrong: ${what}`, async () => {
      const anna = pages.browse(ANNA)
      await anna.get('/audit/samples/new')
      const { status, html } = await anna.post('/audit/samples/new', { ...FORM, ...fields })
      expect(status).to.equal(422)
      expect(html)
        .to.contain(`href="${href}"`)
        .and.contain(`id="${href.slice(1)}"`)
    })
  }

  it('has a paper for each case: written by one, signed, reviewed by another, added to', async () => {
    const { anna, at } = await draw({ spread: 'all' })
    const paper = `${at}/cases/${reference(1)}`
    await anna.get(paper)
    const half = await anna.post(paper, {
      version: '0',
      go: 'sign',
      'test-1': 'exception',
      'note-1': '',
      conclusion: '',
    })
    expect(half.status).to.equal(422)
    for (const href of ['#note-1', '#test-2', '#conclusion']) expect(half.html).to.contain(`href="${href}"`)
    const whole = { 'test-1': 'exception', 'note-1': '<b>Point 2</b>', 'test-2': 'tick', conclusion: 'Sound.' }
    const omar = pages.browse(OMAR)
    await omar.get(paper)
    const late = await omar.post(paper, { version: '0', go: 'save', ...whole })
    expect(late.status).to.equal(422)
    expect(late.html).to.contain('anna saved this paper while you were writing').and.contain('name="version" value="1"')
    const confirm = await anna.post(paper, { version: '1', go: 'sign', ...whole })
    expect(confirm.at).to.equal(`${paper}/sign-off`)
    expect(confirm.html).to.contain('&lt;b&gt;Point 2&lt;/b&gt;')
    const signed = await anna.post(`${paper}/sign-off`, { version: '2' })
    expect(signed.html).to.contain('Signed off by anna').and.not.contain('name="test-1"').and.not.contain('Review this')
    expect((await anna.get(`${paper}/review`)).at).to.equal(paper)
    expect((await omar.get(`${paper}/review`)).html).to.contain('Mark as reviewed')
    expect((await omar.post(`${paper}/review`, {})).html).to.contain('Reviewed by omar')
    expect((await omar.post(`${paper}/addenda`, { words: ' ' })).status).to.equal(422)
    expect((await omar.post(`${paper}/addenda`, { words: 'The file was found.' })).html).to.contain(
      'The file was found.',
    )
    const printed = (await omar.get(`${at}/print`)).html
    expect(printed).to.contain('The file was found.').and.contain(`id="paper-3"`)
    const csv = (await omar.get(`${at}/papers.csv`)).html
    expect(csv.split('\n')[0]).to.contain('Each point was answered.,Note: Each point was answered.')
    expect(csv)
      .to.contain(`${reference(1)},All cases`)
      .and.contain('Exception,<b>Point 2</b>,In order')
    expect((await omar.get('/audit/samples')).html).to.contain('Stage 1, spring')
  })

  it('is shut to those who manage complaints', async () => {
    const manager = pages.browse({ id: 'mandy', role: 'complaints-manager' })
    expect((await manager.get('/audit/samples')).status).to.equal(403)
  })

  it('tells how cases went, as sentences with the cases behind them', async () => {
    const anna = pages.browse(ANNA)
    const { html } = await anna.get('/audit/process?procedure=children-act')
    expect(html).to.contain('Received, answered at Stage 1, closed').and.contain('2 cases<span')
    expect(html)
      .to.contain('66%, middle duration 9 working days')
      .and.contain('Received, answered at Stage 1; still open')
    const variant =
      '/audit/process/variant?procedure=children-act&variant=complaint-received.stage-1-answered.case-closed'
    const behind = (await anna.get(variant)).html
    expect(behind)
      .to.contain(`href="/cases/${reference(1)}"`)
      .and.not.contain(reference(3))
    expect((await anna.get('/audit/process/variant?variant=nonsense')).status).to.equal(404)
    expect((await anna.get('/audit/process?procedure=children-act&period=2020')).html).to.contain('No case of')
  })

  it('draws each case along the time, and says the same in a table and in files', async () => {
    const anna = pages.browse(ANNA)
    for (const time of ['relative', 'absolute']) {
      const { html } = await anna.get(`/audit/process/chart?procedure=children-act&time=${time}`)
      expect(html.match(/href="#shape-answered"/g)).to.have.length(4)
      expect(html).to.contain('Answered at Stage 1, 10 March 2026 (day 8)')
      expect(html).to.contain(time === 'relative' ? 'day 7' : '9 March 2026')
    }
    const files = [
      ['variants', 'Received, answered at Stage 1, closed'],
      ['waits', 'Answer at Stage 1'],
      ['ages', 'No stage yet,1,'],
      ['hand-overs', 'From,To'],
      ['courses', `${reference(1)},2026-03-02,2026-03-13,Answered at Stage 1,2026-03-10,8`],
    ] as const
    for (const [list, line] of files) {
      expect((await anna.get(`/audit/process/${list}.csv?procedure=children-act`)).html).to.contain(line)
    }
    expect((await anna.get('/audit/process/people.csv')).status).to.equal(404)
  })

  it('goes from the draw to the sign-off with keys alone', async function () {
    const browser = await browserFor(this)
    try {
      const keys = await atKeyboard(await openWindow(browser, pages.service.url, { actor: ANNA }))
      await keys.open('/audit/samples')
      await keys.press('Draw a sample')
      await keys.send({ title: 'By keyboard', size: '1', seed: 'Keys' }, 'Continue')
      expect(await keys.words()).to.contain('1 case of 3 will be drawn.')
      await keys.press('Draw the sample')
      expect(await violations(keys.page)).to.deep.equal([])
      await keys.press(/^SC-2026-0000\d/)
      const tests = [1, 2, 3, 4, 5].map((n) => [`test-${n}`, n === 2 ? 'exception' : 'tick'] as const)
      const answers = {
        ...Object.fromEntries(tests),
        'note-2': 'Point 2 has no answer.',
        conclusion: 'Sound, but for it.',
      }
      await keys.send(answers, 'Save and sign off')
      expect(await keys.heading()).to.contain('Sign off the working paper')
      await keys.press('Sign off')
      expect(await keys.words())
        .to.contain('Signed off by anna')
        .and.contain('Point 2 has no answer.')
      expect(await violations(keys.page)).to.deep.equal([])
    } finally {
      await browser.close()
    }
  })
})

const BY = { recordedBy: 'm', role: 'complaints-manager' }

const DATA: Partial<Record<FactType, object>> = {
  'complaint-received': { channel: 'phone', oral: false, byChild: false },
  'stage-1-answered': { person: 'p1', mode: 'email', contents: ['decision'] },
  'case-closed': { outcome: 'upheld' },
}

function fact(type: FactType, on: string): NewFact {
  return { type, on: localDate(on), data: DATA[type] } as unknown as NewFact
}

function reference(n: number): string {
  return `SC-2026-${String(n).padStart(5, '0')}`
}

import { expect } from 'chai'
import type { Fact } from '../../../engine/index.ts'
import { startTestPages, type Browser, type Shown, type TestPages } from '../../support/pages.ts'

/** Sends a page of the form, and checks where it leads. */
async function send(
  browser: Browser,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  leadsTo: string,
): Promise<Shown> {
  const shown = await browser.post(`/complain/${path}`, fields)
  expect(shown.at, `after ${path}: ${/<h1[^>]*>[^<]*/.exec(shown.html)?.[0] ?? ''}`).to.equal(`/complain/${leadsTo}`)
  expect(shown.status, leadsTo).to.equal(200)
  return shown
}

/** Whoever is quicker than a person can be is asked to look once more, and sends it again. */
async function sendIt(browser: Browser): Promise<{ readonly shown: Shown; readonly reference: string }> {
  const once = await browser.post('/complain/check', {})
  const shown = once.at === '/complain/sent' ? once : await browser.post('/complain/check', {})
  expect(shown.at, /<h1[^>]*>[^<]*/.exec(shown.html)?.[0]).to.equal('/complain/sent')
  return { shown, reference: /SC-2026-\d{5}/.exec(shown.html)?.[0] ?? '' }
}

const CHILD: readonly (readonly [string, Readonly<Record<string, string | readonly string[]>>, string])[] = [
  ['kind', { kind: 'complaint' }, 'who-for'],
  ['who-for', { who: 'child' }, 'team'],
  ['team', { about: 'My social worker' }, 'what-happened'],
  ['what-happened', { what: 'My visits were cancelled three times.' }, 'when'],
  ['when', { when: 'now' }, 'points'],
  ['points', { more: 'yes', point: 'Nobody told me about my move.' }, 'points'],
  ['points', { more: 'no' }, 'outcome-wanted'],
  ['outcome-wanted', { outcome: 'Say sorry, and let me see my sister.' }, 'name'],
  ['name', { name: 'Jordan Reed' }, 'support'],
  ['support', { adjustments: ['easy-read', 'interpreter'], language: 'Polish' }, 'contact'],
  ['contact', { prefers: 'email', email: 'jordan.reed@example.org' }, 'address'],
  ['address', { paperAddress: '4 Example Street\nExampleton' }, 'advocate'],
  ['advocate', { advocate: 'yes', provider: 'speak-up' }, 'evidence'],
]

describe('the public form', function () {
  this.timeout(180_000)
  let pages: TestPages
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00Z' })
  })
  after(() => pages.stop())

  const factsOf = async (reference: string): Promise<readonly Fact[]> =>
    pages.service.runtime.store.read.facts(reference)
  const dataOf = async (reference: string, type: string) =>
    (await factsOf(reference)).find((fact) => fact.type === type)?.data
  const peopleOf = async (reference: string) =>
    (await pages.service.runtime.store.read.people(reference)).map(({ data }) => data)
  const start = async (): Promise<Browser> => {
    const browser = pages.browse()
    await browser.get('/complain/kind')
    return browser
  }

  it('takes a complaint of a child, without scripts, and says by when there is an answer', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD) await send(browser, path, fields, leadsTo)
    const check = await send(browser, 'evidence', {}, 'check')
    expect(check.html).to.include('Check what you told us').and.to.include('Nobody told me about my move.')
    const { shown, reference } = await sendIt(browser)
    // Received on Monday 2 March 2026: three working days, ten working days, twenty working days
    expect(shown.html).to.include('5 March 2026').and.to.include('16 March 2026').and.to.include('30 March 2026')
    expect(shown.html).to.include('SI 2006/1738 reg. 14')

    expect(await dataOf(reference, 'complaint-received')).to.deep.equal({ channel: 'form', oral: false, byChild: true })
    expect(await dataOf(reference, 'complaint-described')).to.deep.equal({
      area: 'children',
      about: 'My social worker',
      stillHappening: true,
      advocateWanted: true,
    })
    const points = (await factsOf(reference)).flatMap((fact) => (fact.type === 'point-recorded' ? [fact.data] : []))
    expect(points).to.deep.equal([
      {
        point: 'P1',
        text: 'My visits were cancelled three times.',
        desiredOutcome: 'Say sorry, and let me see my sister.',
      },
      { point: 'P2', text: 'Nobody told me about my move.', desiredOutcome: 'Say sorry, and let me see my sister.' },
    ])
    expect(await peopleOf(reference)).to.deep.equal([
      {
        id: 'p1',
        role: 'complainant',
        name: 'Jordan Reed',
        email: 'jordan.reed@example.org',
        address: ['4 Example Street', 'Exampleton'],
        contactPreference: 'email',
        adjustments: ['easy-read', 'interpreter'],
        language: 'pl',
        register: 'child',
      },
    ])
    const inbox = await pages.service.runtime.store.read.inbox(reference)
    expect(inbox.map(({ name, data }) => [name, data])).to.deep.equal([
      ['advocate-wanted', { answers: { wantedOn: '2026-03-02', provider: 'speak-up' } }],
    ])
  })

  it('asks a child in other words than an adult', async () => {
    const child = await start()
    for (const [path, fields, leadsTo] of CHILD.slice(0, 4)) await send(child, path, fields, leadsTo)
    expect((await child.get('/complain/outcome-wanted')).at).to.equal('/complain/when')
    const adult = await start()
    await send(adult, 'kind', { kind: 'complaint' }, 'who-for')
    const service = await send(adult, 'who-for', { who: 'self' }, 'service')
    expect(service.html).to.include('What is it about?')
  })

  it('takes a complaint of an adult for somebody else, who may act once that is checked', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'complaint' }, 'who-for')
    await send(browser, 'who-for', { who: 'someone-else' }, 'service')
    await send(browser, 'service', { area: 'adult' }, 'them')
    await send(
      browser,
      'them',
      { themName: 'Ada Marsh', 'themBorn-day': '3', 'themBorn-month': '5', 'themBorn-year': '1941' },
      'authority',
    )
    await send(browser, 'authority', { relation: 'relative', authority: 'they-asked-me' }, 'team')
    await send(browser, 'team', { about: 'Bright Homecare' }, 'nhs')
    await send(browser, 'nhs', { nhs: 'yes', nhsBody: 'example-hospitals' }, 'what-happened')
    await send(browser, 'what-happened', { what: 'Carers came late every day.' }, 'when')
    const form = { when: 'day', 'happenedOn-day': '1', 'happenedOn-month': '2', 'happenedOn-year': '2026' }
    await send(browser, 'when', form, 'points')
    await send(browser, 'points', { more: 'no' }, 'outcome-wanted')
    await send(browser, 'outcome-wanted', { outcome: 'Carers on time.' }, 'name')
    await send(browser, 'name', { name: 'Ben Marsh' }, 'support')
    await send(browser, 'support', { adjustments: 'none' }, 'contact')
    await send(browser, 'contact', { prefers: 'telephone', phone: '01632 960777' }, 'phone')
    await send(browser, 'phone', { times: 'after 4pm', messageSafe: 'no' }, 'advocate')
    await send(browser, 'advocate', { advocate: 'no' }, 'evidence')
    await send(browser, 'evidence', {}, 'check')
    const { shown, reference } = await sendIt(browser)
    // Six months commencing on 2 March
    expect(shown.html).to.include('1 September 2026').and.to.include('SI 2009/309 reg. 14(3)')
    expect(await dataOf(reference, 'complaint-described')).to.deep.equal({
      area: 'adult',
      about: 'Bright Homecare',
      happenedOn: '2026-02-01',
      relation: 'relative',
      authority: 'they-asked-me',
      nhsPart: true,
      partner: 'example-hospitals',
      advocateWanted: false,
      contactTimes: 'after 4pm',
      safeToLeaveMessage: false,
    })
    expect((await peopleOf(reference)).map(({ id, role, name }) => [id, role, name])).to.deep.equal([
      ['p1', 'complainant', 'Ada Marsh'],
      ['p2', 'representative', 'Ben Marsh'],
    ])
    // Nobody consents or is authorised by saying so
    const types = (await factsOf(reference)).map(({ type }) => type)
    expect(types).not.to.include('consent-given').and.not.to.include('authority-to-act-recorded')
  })

  it('goes on in another session with the code, in whatever letters it is typed', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'complaint' }, 'who-for')
    const saved = await browser.post('/complain/who-for', { who: 'child', save: 'yes' })
    expect(saved.at).to.equal('/complain/save')
    const code = /redress-code">([^<]+)</.exec(saved.html)?.[1] ?? ''
    expect(code).to.match(/^[2-9B-Z]{4}(-[2-9B-Z]{4}){3}$/)
    expect(saved.html).to.include('30 March 2026')

    const other = pages.browse()
    await other.get('/complain/return')
    const wrong = await other.post('/complain/return', { code: 'BBBB-BBBB-BBBB-BBBB' })
    expect(wrong.status).to.equal(422)
    const back = await other.post('/complain/return', { code: ` ${code.toLowerCase().replaceAll('-', '')} ` })
    expect(back.at).to.equal('/complain/team')
    expect(back.html).to.include('Who or what is it about?')
  })

  it('keeps nothing of a draft that can be read without its code', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'compliment' }, 'service')
    await send(browser, 'service', { area: 'adult' }, 'what-happened')
    await send(browser, 'what-happened', { what: 'Zqcanary was kind to my mother.' }, 'reply')
    await pages.service.runtime.store.command(() => Promise.resolve())
    const { readFileSync, existsSync } = await import('node:fs')
    for (const file of [pages.databaseFile, `${pages.databaseFile}-wal`]) {
      if (existsSync(file)) expect(readFileSync(file).includes('Zqcanary'), file).to.equal(false)
    }
  })

  it('makes one case of a draft that is sent twice, and of one that is sent twice at once', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD) await send(browser, path, fields, leadsTo)
    await send(browser, 'evidence', {}, 'check')
    const before = (await pages.service.runtime.store.read.cases()).rows.length
    // Whoever is quick is asked to look once more; on a slow machine nobody is.
    await browser.post('/complain/check', {})
    const both = await Promise.all([browser.post('/complain/check', {}), browser.post('/complain/check', {})])
    const again = await browser.post('/complain/check', {})
    const references = [...both, again].map(({ html }) => /SC-2026-\d{5}/.exec(html)?.[0])
    expect(new Set(references).size).to.equal(1)
    expect((await pages.service.runtime.store.read.cases()).rows.length).to.equal(before + 1)
  })

  it('sends nothing when a field is filled in that people do not see', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD) await send(browser, path, fields, leadsTo)
    await send(browser, 'evidence', {}, 'check')
    const before = (await pages.service.runtime.store.read.cases()).rows.length
    const shown = await browser.post('/complain/check', { website: 'http://spam.example' })
    expect(shown.status).to.equal(422)
    expect((await pages.service.runtime.store.read.cases()).rows.length).to.equal(before)
  })

  it('shows at once where help is when words hint at harm, stops nobody, and alerts the safeguarding team if asked', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD.slice(0, 3)) await send(browser, path, fields, leadsTo)
    const danger = await send(browser, 'what-happened', { what: 'He hits me and I am scared.' }, 'danger')
    expect(danger.html).to.include('999').and.to.include('0800 1111').and.to.include('01632 960999')
    await send(browser, 'danger', { riskNow: 'yes' }, 'when')
    for (const [path, fields, leadsTo] of CHILD.slice(4)) await send(browser, path, fields, leadsTo)
    await send(browser, 'evidence', {}, 'check')
    const { reference } = await sendIt(browser)
    expect((await factsOf(reference)).map(({ type }) => type)).to.include('safeguarding-raised')
  })

  it('explains the twelve months, and takes an older complaint', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD.slice(0, 4)) await send(browser, path, fields, leadsTo)
    const form = { when: 'day', 'happenedOn-day': '1', 'happenedOn-month': '3', 'happenedOn-year': '2025' }
    const late = await send(browser, 'when', form, 'late')
    expect(late.html).to.include('It is OK that you waited')
    await send(browser, 'late', { whyLate: 'I did not know that I could.' }, 'points')
  })

  it('says beside a field what is wrong with it, and keeps what was typed', async () => {
    const browser = await start()
    const missing = await browser.post('/complain/kind', {})
    expect(missing.status).to.equal(422)
    expect(missing.html).to.include('Error: ').and.to.include('href="#kind"').and.to.include('There is a problem')
    for (const [path, fields, leadsTo] of CHILD.slice(0, 10)) await send(browser, path, fields, leadsTo)
    const wrong = await browser.post('/complain/contact', { prefers: 'email', email: 'jordan' })
    expect(wrong.html).to.include('value="jordan"').and.to.include('Enter an email address in the right form')
  })

  it('lets nobody skip a page', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'complaint' }, 'who-for')
    expect((await browser.post('/complain/check', {})).at).to.equal('/complain/who-for')
    expect((await browser.get('/complain/evidence')).at).to.equal('/complain/who-for')
    expect((await pages.browse().get('/complain/name')).at).to.equal('/complain')
  })

  it('goes back to the check after a change, by what the change makes necessary', async () => {
    const browser = await start()
    for (const [path, fields, leadsTo] of CHILD) await send(browser, path, fields, leadsTo)
    await send(browser, 'evidence', {}, 'check')
    await send(browser, 'name', { name: 'Jo Reed', from: 'check' }, 'check')
    await send(browser, 'who-for', { who: 'self', from: 'check' }, 'service')
  })

  it('takes thanks without a name', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'compliment' }, 'service')
    await send(browser, 'service', { area: 'adult' }, 'what-happened')
    await send(browser, 'what-happened', { what: 'Sue was very kind.' }, 'reply')
    await send(browser, 'reply', { reply: 'no' }, 'check')
    const { reference } = await sendIt(browser)
    expect(await dataOf(reference, 'feedback-received')).to.deep.equal({
      kind: 'compliment',
      channel: 'form',
      area: 'adult',
      captured: 'here',
    })
    expect(await peopleOf(reference)).to.deep.equal([])
  })

  it('keeps equality answers where nothing leads to the case', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'comment' }, 'service')
    await send(browser, 'service', { area: 'children' }, 'what-happened')
    await send(browser, 'what-happened', { what: 'Open on Saturdays.' }, 'reply')
    await send(browser, 'reply', { reply: 'no' }, 'check')
    await sendIt(browser)
    expect((await browser.get('/complain/equality')).html).to.include('I do not want to say')
    await send(browser, 'equality', { age: '25-to-44', sex: 'prefer-not-to-say', ethnicity: 'nonsense' }, 'sent')
    const rows = await pages.service.runtime.store.read.equalityAnswers({ from: '2026-03', to: '2026-03' })
    expect(rows.map(({ month, area, answers }) => ({ month, area, answers }))).to.deep.equal([
      { month: '2026-03', area: 'children', answers: { age: '25-to-44', sex: 'prefer-not-to-say' } },
    ])
    expect((await browser.get('/complain/equality')).at).to.equal('/complain/sent')
  })

  it('answers whoever sends too often with a page, and a number to call', async () => {
    const browser = await start()
    await send(browser, 'kind', { kind: 'complaint' }, 'who-for')
    let last = await browser.post('/complain/check', {})
    for (let n = 0; n < 25 && last.status !== 429; n += 1) last = await browser.post('/complain/check', {})
    expect(last.status).to.equal(429)
    expect(last.html).to.include('Please wait a little').and.to.include('01632 960100')
  })
})

import { expect } from 'chai'
import type { Browser as Chromium } from 'playwright-core'
import { makeConformanceRounds } from '../../../api/conformance-rounds.ts'
import { audit } from '../../../api/cli/audit.ts'
import { sendBack, type CaseConformanceNow, type CaseReplay, type ReplayReport } from '../../../engine/index.ts'
import { browserFor } from '../../support/browser.ts'
import { NARROW, openWindow, violations } from '../../support/browser-pages.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'
import { submitExample, walk } from '../../support/walk.ts'

const AUDITOR = { id: 'au1', role: 'auditor' } as const
const MANAGER = { id: 'mandy', role: 'complaints-manager' } as const

describe('cases against their diagrams', function () {
  this.timeout(120_000)
  let pages: TestPages
  let caseId: string
  /** The step at which a task was sent back by hand. */
  let sentBackAt: number
  before(async () => {
    pages = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    caseId = await submitExample(pages)
    await walk(pages, caseId, (step) => step === 'task_independent_report')
    const { runtime } = pages.service
    const { rows } = await runtime.store.read.tasks({ caseId, status: 'open', limit: 50 })
    const task = rows.find(({ element }) => element === 'task_independent_report')
    await sendBack(runtime, MANAGER, {
      taskId: task?.id ?? '',
      to: 'task_investigate',
      reason: 'Point two is missing.',
    })
    await pages.service.drain()
    sentBackAt = (await replay()).steps.find(({ intervention }) => intervention === 'sent-back')?.n ?? 0
  })
  after(() => pages.stop())

  const get = (path: string) => pages.browse(AUDITOR).get(path)
  const here = () => `/audit/cases/${caseId}/replay`
  const replay = async (step?: number): Promise<CaseReplay> => {
    const { body, status } = await pages.call(
      'auditor',
      'GET',
      `/api/v1/audit/cases/${caseId}/replay${step === undefined ? '' : `?step=${step}`}`,
    )
    expect(status).to.equal(200)
    return body as CaseReplay
  }
  const stepIn = (html: string) => /<h2[^>]*>(Step \d+ of \d+: [^<]*)</.exec(html)?.[1]
  /** The command line on the same database. */
  const run = async (...args: readonly string[]) => {
    const lines: string[] = []
    const io = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) }
    const code = await audit(['replay', '--database', pages.databaseFile, ...args], {}, io)
    return { code, text: lines.join('\n') }
  }

  describe('step by step', () => {
    it('begins with the first step, and leads on by links alone', async () => {
      const browser = pages.browse(AUDITOR)
      const first = await browser.get(here())
      expect(stepIn(first.html)).to.match(/^Step 1 of \d+: Began: Children/)
      expect(first.html).to.not.match(/<a[^>]*data-replay-go="previous"/)
      const next = /<a[^>]*href="([^"]*)"[^>]*data-replay-go="next"/.exec(first.html)?.[1] ?? ''
      expect(stepIn((await browser.get(next.replaceAll('&amp;', '&'))).html)).to.match(/^Step 2 of/)
    })

    it('ends where the case stands: the same tasks wait as in the API’s way', async () => {
      const { moment, steps } = await replay()
      expect(moment.step).to.equal(steps.length)
      const { body } = await pages.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/way`)
      expect(moment.ways).to.deep.equal((body as { processes: object }).processes)
    })

    it('shows the stage’s own diagram, with numbers where the step went and the words for each', async () => {
      const { steps } = await replay()
      const at = steps.findLast(({ told }) => told.some(({ element }) => element === 'task_investigate'))?.n ?? 0
      const { html } = await get(`${here()}?step=${at}`)
      expect(stepIn(html)).to.equal(`Step ${at} of ${steps.length}: Task done: Investigate and report`)
      expect(html).to.match(/class="d-pointer"><circle[^>]*\/><text[^>]*>1</)
      expect(html).to.match(/redress-replay__number" aria-hidden="true">1<\/span> <span>Investigate/)
      expect(html).to.include('aria-current="step"')
      expect(html).to.match(/id="d-task_investigate" class="[^"]*is-done/)
    })

    it('names who did it by role and initials, and nobody by name', async () => {
      for (const { n } of (await replay()).steps.slice(0, 12)) {
        const { html } = await get(`${here()}?step=${n}`)
        expect(html).to.not.match(/Jordan|Reed/)
      }
    })

    it('lists what was put right by hand', async () => {
      expect(sentBackAt).to.be.greaterThan(1)
      const { html } = await get(`${here()}?step=${sentBackAt}`)
      expect(stepIn(html)).to.include('Taken to another step')
      expect(html).to.include('What was put right by hand').and.to.include('Sent back by hand')
    })

    it('shows time limits as they stood on the day, not as they stand now', async () => {
      const early = (await replay(2)).moment.clocks.map(({ rule, status }) => [rule, status])
      expect(early).to.deep.include(['children-act.stage-1-answer', 'running'])
      const late = (await replay()).moment.clocks.map(({ rule, status }) => [rule, status])
      expect(late).to.deep.include(['children-act.stage-1-answer', 'met'])
    })

    it('is recorded, each step that is read', async () => {
      const readings = async () => {
        const { rows } = await pages.service.runtime.store.read.history({ caseId, limit: 500 })
        return rows.filter(
          ({ type, actor, body }) => type === 'case-viewed' && actor === 'au1' && body.includes('replay'),
        )
      }
      const before = (await readings()).length
      await get(`${here()}?step=3`)
      expect((await readings()).length).to.equal(before + 1)
    })

    for (const step of ['0', '-4', 'x', '1e99', '7.9']) {
      it(`takes “${step}” for a step that there is`, async () => {
        const { status, html } = await get(`${here()}?step=${step}`)
        expect(status).to.equal(200)
        expect(stepIn(html)).to.be.a('string')
      })
    }

    it('is not for a caseworker', async () => {
      expect((await pages.browse({ id: 'c1', role: 'caseworker' }).get(here())).status).to.equal(403)
    })
  })

  describe('by keyboard, in a browser', () => {
    let browser: Chromium | undefined
    before(async function () {
      browser = await browserFor(this)
    })
    after(() => browser?.close())

    it('goes on by arrow keys in the bar alone, plays when asked to, and stops; nothing is wider than 320 px', async () => {
      const look = { viewport: NARROW, actor: AUDITOR }
      const window = await openWindow(browser!, pages.service.url, look)
      const page = await window.newPage()
      const said = () => page.locator('#replay-step h2').innerText()
      const until = (words: RegExp) => page.locator('#replay-step h2', { hasText: words }).waitFor()
      await page.goto(here())
      await page.keyboard.press('ArrowRight')
      expect(await said()).to.match(/^Step 1 of/)
      await page.locator('#replay-controls').focus()
      await page.keyboard.press('ArrowRight')
      await until(/^Step 2 of/)
      expect(new URL(page.url()).search).to.equal('?step=2')
      await page.keyboard.press('End')
      await until(/^Step (\d+) of \1:/)
      await page.keyboard.press('Home')
      await until(/^Step 1 of/)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await until(/^Step 2 of/)
      expect(await page.evaluate('document.activeElement.dataset.replayGo')).to.equal('next')
      await page.goBack()
      await until(/^Step 1 of/)
      await page.locator('[data-replay-play]').focus()
      await page.keyboard.press('Enter')
      await until(/^Step 2 of/)
      expect(await page.locator('[data-replay-play]').innerText()).to.equal('Pause')
      await page.keyboard.press('Enter')
      expect(await page.locator('[data-replay-play]').innerText()).to.equal('Play')
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(NARROW.width)
      expect(await violations(page)).to.deep.equal([])
      await window.close()
    })
  })

  describe('played by hand and by night', () => {
    it('is said on its page, with a form that plays the cases, and by the API', async () => {
      const browser = pages.browse(AUDITOR)
      expect((await browser.get('/audit/conformance')).html).to.include('No case has been played yet')
      const played = await browser.post('/audit/conformance', { scope: 'all' })
      expect(played.html).to.include('1 case was played.').and.to.include('Every case, when somebody asked')
      const { body } = await pages.call('auditor', 'POST', '/api/v1/audit/replays', {})
      expect((body as ReplayReport).cases).to.equal(0)
    })

    it('judges what must be so between the facts of a case, with its source', async () => {
      const { body } = await pages.call('auditor', 'GET', `/api/v1/audit/cases/${caseId}/conformance`)
      const { constraints, fitness } = body as CaseConformanceNow
      expect(fitness).to.equal(1)
      const result = (id: string) => constraints.find(({ constraint }) => constraint === id)?.result
      expect(result('settled-before-investigation')).to.equal('met')
      expect(result('received-first')).to.equal('met')
      expect(result('meeting-and-report')).to.equal('not-applicable')
      const { html } = await get(`/audit/cases/${caseId}/conformance`)
      expect(html).to.include('SI 2006/1738 reg. 16').and.to.include('/audit/rules/C11')
    })

    it('is done by the command line: 0 where every case conforms', async () => {
      const { code, text } = await run()
      expect(text).to.match(/^CONFORMING: the record of the case leads to where it stands\.\nrun \d+: \d+ of \d+ steps/)
      expect(code).to.equal(0)
      expect((await run('--case', 'SC-1999-00001')).code).to.equal(3)
      expect((await run('--case', caseId, '--changed')).code).to.equal(3)
    })

    it('comes by itself when the clock is moved past the night, once', async () => {
      const nights = async () =>
        (await pages.service.runtime.store.conformance.runs(50)).filter(({ dueOn }) => dueOn !== null).length
      const before = await nights()
      await pages.moveTo('2026-02-03T01:30:00.000Z')
      const early = await nights()
      await pages.moveTo('2026-02-03T02:30:00.000Z')
      expect((await nights()) - early).to.equal(1)
      await pages.moveTo('2026-02-03T09:00:00.000Z')
      expect((await nights()) - early).to.equal(1)
      expect(early).to.be.at.least(before)
    })

    it('tells what went wrong with a run, and tries again at the next look', async () => {
      const told: unknown[] = []
      const { runtime } = pages.service
      const broken = {
        ...runtime,
        store: {
          ...runtime.store,
          conformance: { ...runtime.store.conformance, runs: () => Promise.reject(new Error('gone')) },
        },
      }
      const rounds = makeConformanceRounds({
        runtime: broken,
        live: false,
        onRun: () => undefined,
        onError: (error) => told.push(error),
      })
      await rounds.look()
      await rounds.look()
      await rounds.close()
      expect(told).to.have.length(2)
    })

    it('names the step, what the diagram allows there and what is on record, once somebody altered the record', async () => {
      const { steps } = await replay()
      const forged = steps.find(({ told }) =>
        told.some(({ what, element }) => what === 'complete' && element === 'task_answer_stage_1'),
      )
      const { knex } = pages.service.runtime.store
      await knex.raw('drop trigger audit_no_update')
      await knex.raw(
        `update audit set body = replace(body, 'task_answer_stage_1#', 'task_say_nothing#') where seq = ?`,
        [forged?.seq ?? 0],
      )
      const { code, text } = await run('--json')
      expect(code).to.equal(1)
      const [found] = (JSON.parse(text) as ReplayReport).deviations
      expect(found).to.deep.include({ caseId })
      expect(found?.deviation).to.include({ kind: 'not-possible', step: forged?.n, seq: forged?.seq })
      expect(found?.deviation.expected).to.include('“Answer the complaint”')
      expect((await run()).text).to.include(`- ${caseId}, step ${forged?.n} (row ${forged?.seq})`)

      const list = await get('/audit/conformance')
      expect(list.html).to.include(`Step ${forged?.n}`).and.to.include('Answer the complaint')
      const page = await get(`${here()}?step=${forged?.n}`)
      expect(page.html).to.include('Here the record departs from the diagram.')
      expect((await get(`${here()}?step=${(forged?.n ?? 0) + 1}`)).html).to.include(
        'What came after it cannot be shown',
      )
      expect((await get(`/audit/cases/${caseId}/conformance`)).html).to.include(`No. Step ${forged?.n}`)
    })
  })
})

import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import { noRunsPlaying } from '../../../api/scenarios/index.ts'
import {
  completeTask,
  deployProcedure,
  draftConditions,
  openDraft,
  readDraft,
  SYSTEM,
  type Actor,
  type Role,
} from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const owner: Actor = PEOPLE.owner

describe('pages of the scenarios of a draft', function () {
  this.timeout(120_000)
  let pages: TestPages
  let browser: Browser
  let at: string
  let draftId: string
  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    await deployProcedure(pages.service.runtime, SYSTEM, filesOf('tests/fixtures/scenarios/tiny'))
    browser = pages.browse(owner)
    draftId = (await openDraft(pages.service.runtime, owner, 'tiny')).id
    at = `/procedures/tiny/drafts/${draftId}/scenarios`
  })
  after(() => pages.stop())

  const run = async () => {
    await browser.post(at, { _do: 'run' })
    await noRunsPlaying()
    return browser.get(at)
  }
  const condition = async () => {
    const all = await draftConditions(pages.service.runtime, owner, draftId)
    return all.find(({ id }) => id === 'scenarios')
  }
  const post = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    expect((await browser.get(`${at}/${path}`)).status, path).to.equal(200)
    return browser.post(`${at}/${path}`, fields)
  }

  it('lists them, not run, and publishing asks for a run', async () => {
    const { status, html } = await browser.get(at)
    expect(status).to.equal(200)
    expect(html).to.contain('A letter is written').and.to.contain('Not run')
    expect(await condition()).to.include({ met: false, notStarted: true })
  })

  it('runs them, says that all pass, and how far they go', async () => {
    const { html } = await run()
    expect(html).to.contain('All 2 pass').and.to.contain('They take 8 of 8 ways through the diagrams.')
    expect(await condition()).to.deep.include({ met: true })
    const { html: one } = await browser.get(`${at}/written`)
    expect(one).to.contain('“Choose” is done').and.to.contain('Task “Choose”, due Monday 12 January 2026')
  })

  it('does not run the same contents again', async () => {
    const { html } = await browser.post(at, { _do: 'run' })
    expect(html).to.contain('Nothing has changed since the last run.')
  })

  it('changes what a step expects; it is then run before a change, and fails when it is run', async () => {
    const { at: led } = await post('written/steps/1/expect', {
      open0: 'yes',
      ...{ 'due0-day': '14', 'due0-month': '1', 'due0-year': '2026' },
      only: 'yes',
      facts: 'complaint-received',
      status: 'open',
    })
    expect(led).to.match(/\/written(#steps)?$/)
    const { html: stale } = await browser.get(at)
    expect(stale).to.contain('Something has changed since they were run.').and.to.contain('Run before a change')
    expect((await condition())?.sentence).to.equal(
      'Something has changed since the scenarios were run: run them again.',
    )
    const { html } = await run()
    expect(html).to.contain('1 of 2 fail')
    expect((await condition())?.sentence).to.equal('1 of 2 scenarios does not go as expected.')
    const { html: one } = await browser.get(`${at}/written`)
    expect(one).to.contain(
      'Expected the task “Choose” to be due Wednesday 14 January 2026, but it is due: Monday 12 January 2026.',
    )
  })

  it('is mended by taking over what came, once somebody has looked', async () => {
    const refused = await post('written/take-over', {})
    expect(refused.status).to.equal(422)
    expect(refused.html).to.contain('Confirm that you have looked')
    const taken = await post('written/take-over', { looked: 'yes' })
    expect(taken.at).to.equal(`${at}/written`)
  })

  it('makes a scenario of its own, step by step, without a word of programming', async () => {
    const { at: made } = await post('new', {
      title: 'Nobody writes',
      file: 'tiny.scenarios.json',
      ...{ 'on-day': '2', 'on-month': '2', 'on-year': '2026' },
    })
    expect(made).to.equal(`${at}/nobody-writes`)
    const answers = await post('nobody-writes/add-step?after=0', {
      what: 'complete',
      task: 'task_tiny',
      ...{ 'on-day': '3', 'on-month': '2', 'on-year': '2026' },
    })
    expect(answers.at).to.equal(`${at}/nobody-writes/steps/1/answers`)
    await browser.post(`${at}/nobody-writes/steps/1/answers`, { write: 'no' })
    await post('nobody-writes/add-step?after=1', {
      what: 'time',
      ...{ 'on-day': '9', 'on-month': '2', 'on-year': '2026' },
    })
    await browser.post(`${at}/nobody-writes`, { _do: 'up:2' })
    await browser.post(`${at}/nobody-writes`, { _do: 'down:1' })
    await post('nobody-writes/steps/2/remove', {})
    await post('nobody-writes/steps/1/expect', { status: 'closed', letters: 'none' })
    const { files } = await readDraft(pages.service.runtime, owner, draftId)
    const text = files.find(({ path }) => path === 'tiny.scenarios.json')?.text ?? ''
    const { scenarios } = JSON.parse(text) as { readonly scenarios: readonly object[] }
    expect(scenarios.at(-1)).to.deep.equal({
      id: 'nobody-writes',
      title: 'Nobody writes',
      at: '2026-02-02T09:00',
      steps: [
        {
          at: '2026-02-03T09:00',
          complete: 'task_tiny',
          answers: { write: false },
          expect: { letters: [], status: 'closed' },
        },
      ],
    })
  })

  it('gives the table as CSV and takes it back', async () => {
    const { html: csv } = await browser.get(`${at}/written/table.csv`)
    expect(csv).to.contain('date,what,which,details').and.to.contain('task_tiny = 2026-01-12')
    const { at: led } = await post('written/table', { csv: csv.replace('"write":true', '"write":true') })
    expect(led).to.equal(`${at}/written`)
    const wrong = await post('written/table', { csv: 'date,what\n2026-01-05,dance' })
    expect(wrong.html).to.contain('Row 1, what must be empty or one of complete')
  })

  it('passes again, and names the ways that are not taken, on the diagram and in words', async () => {
    await post('silent/remove', {})
    const { html } = await run()
    expect(html).to.contain('All 2 pass')
    expect(html).to.contain('Ways through the diagrams that scenarios take').and.to.contain('They take 6 of 8 ways')
    expect((await condition())?.sentence).to.match(
      /^All 2 scenarios pass, but they take 6 of 8 ways .* 100% is asked\.$/,
    )
    const { html: drawn } = await browser.get(`${at}/coverage?file=tiny.bpmn`)
    expect(drawn).to.contain('6 of 8 ways are taken').and.to.contain('d-pointer')
  })

  const over = async (role: Role, method: string, path: string, body?: object) => {
    const answer = await pages.call(role, method, `/api/v1/drafts/${path}`, body)
    return { ...answer, body: answer.body as Record<string, unknown> }
  }

  it('tells clients of the API the same', async () => {
    const { body: last } = await over('auditor', 'GET', `${draftId}/scenario-runs/latest`)
    expect(last).to.have.property('isCurrent', true)
    expect(last)
      .to.have.nested.property('run.results.summary')
      .that.deep.equals({ passed: 2, failed: 0, flows: 8, taken: 6 })
    const { id } = last['run'] as { readonly id: string }
    const again = await over('process-owner', 'POST', `${draftId}/scenario-runs`)
    expect([again.status, again.body['id'], again.body['status']]).to.deep.equal([202, id, 'done'])
    expect((await over('auditor', 'POST', `${draftId}/scenario-runs`)).status).to.equal(403)
    const { id: other } = await openDraft(pages.service.runtime, owner, 'tiny')
    expect((await over('auditor', 'GET', `${other}/scenario-runs/latest`)).body).to.deep.equal({ isCurrent: false })
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await over('process-owner', method, `${other}/scenario-runs/${id}`)).status, method).to.equal(404)
    }
    const begun = await over('process-owner', 'POST', `${other}/scenario-runs`)
    expect(begun.body).to.include({ status: 'running', played: 0, total: 2 })
    const run = `${other}/scenario-runs/${String(begun.body['id'])}`
    expect(begun.headers.get('location')).to.equal(`/api/v1/drafts/${run}`)
    expect((await over('process-owner', 'DELETE', run)).body).to.include({ status: 'cancelled' })
    await noRunsPlaying()
    expect((await over('auditor', 'GET', run)).body)
      .to.include({ status: 'cancelled' })
      .and.not.to.have.property('results')
  })

  it('records one from a closed case, with nothing of its people, for somebody who may not read the case', async () => {
    const submitted = async (complaint: object) => {
      const { body } = await pages.call('intake', 'POST', '/api/v1/cases', complaint)
      return (body as { readonly caseId: string }).caseId
    }
    const record = (of: string) => over('process-owner', 'POST', `${draftId}/scenario-recordings`, { caseId: of })
    const closed = async (of: string) => {
      await pages.service.drain()
      const [task] = (await pages.service.runtime.store.read.tasks({ caseId: of, status: 'open', limit: 5 })).rows
      await completeTask(pages.service.runtime, PEOPLE.manager, { taskId: task?.id ?? '', answers: { write: true } })
      await pages.service.drain()
    }
    const caseId = await submitted(COMPLAINT)
    expect((await record(caseId)).body['reason']).to.equal('still-open')
    const named = { ...COMPLAINT.people[0], role: 'subject-of-complaint', name: 'Canary Subject' }
    const aboutSomebody = await submitted({ ...COMPLAINT, people: [...COMPLAINT.people, named] })
    for (const each of [caseId, aboutSomebody]) await closed(each)
    expect((await record(aboutSomebody)).body['reason']).to.equal('kept-from-some')
    const { status, body } = await record(caseId)
    expect(status).to.equal(200)
    // The letter waits for the mail server: when it goes is no part of the procedure.
    expect(body['left']).to.deep.equal([])
    expect((await over('auditor', 'POST', `${draftId}/scenario-recordings`, { caseId })).status).to.equal(403)
    const { at: led, html } = await post('record', { caseId })
    expect(led).to.equal(`${at}/recorded-1`)
    expect(html).to.contain('“Choose” is done').and.to.contain('Letter “Reply”')
    const { files } = await readDraft(pages.service.runtime, owner, draftId)
    const text = files.find(({ path }) => path === 'recorded.scenarios.json')?.text ?? ''
    expect(text)
      .to.contain('task_tiny')
      .and.not.to.match(/canary/i)
  })
})

const COMPLAINT = {
  procedure: 'tiny',
  channel: 'email',
  oral: false,
  byChild: false,
  people: [
    {
      role: 'complainant',
      name: 'Canary Person',
      email: 'canary@example.org',
      contactPreference: 'email',
      adjustments: [],
    },
  ],
  points: [{ text: 'The canary fell silent.', desiredOutcome: 'A canary that sings.' }],
} as const

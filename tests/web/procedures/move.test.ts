import { expect } from 'chai'
import { filesOf } from '../../../api/procedure-files.ts'
import {
  activateProcedure,
  deployProcedure,
  openDraft,
  readDraft,
  saveDraft,
  submitComplaint,
  SYSTEM,
  type Actor,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const OWNER: Actor = { id: 'po1', role: 'process-owner' }
const FIRST_STEP = 'task_reply_to_complaint'

/** The children's procedure with the step at which a new case waits under another id. */
function renamed(text: string, element: string): string {
  return text.replaceAll(element, FIRST_STEP)
}

describe('pages on running cases and other versions', () => {
  let test: TestPages
  let owner: Browser
  let caseId: string
  /** Pages on which the case stands, as they were come to. */
  const pages = ['/procedures/children-act/live', '/procedures/children-act/versions/2/move']
  let where: { file: string; element: string; process: string }

  before(async function () {
    this.timeout(180_000)
    test = await startTestPages({ now: '2026-02-02T09:00:00.000Z' })
    owner = test.browse(OWNER)
    const { runtime } = test.service
    caseId = (await submitComplaint(runtime, { id: 'in', role: 'intake' }, CHILDS_COMPLAINT)).caseId
    await test.moveTo('2026-02-02T09:01:00.000Z')
    const [task] = (await runtime.store.read.tasks({ caseId, status: 'open', limit: 1 })).rows
    const element = task?.element ?? ''
    const file = filesOf('processes/children-act').find(
      ({ path, text }) => path.endsWith('.bpmn') && text.includes(`id="${element}"`),
    )
    const process = /<bpmn:process id="([^"]+)"/.exec(file?.text ?? '')?.[1] ?? ''
    where = { file: file?.path ?? '', element, process }
    const files = filesOf('processes/children-act').map(({ path, text }) =>
      path === where.file ? { path, text: renamed(text, element) } : { path, text },
    )
    await deployProcedure(runtime, SYSTEM, files)
    await activateProcedure(runtime, SYSTEM, 'children-act', 2)
  })
  after(() => test.stop())

  it('say what a draft would do to each case, once somebody asks for it', async () => {
    const { runtime } = test.service
    const { id } = await openDraft(runtime, OWNER, 'children-act', 1)
    const draft = await readDraft(runtime, OWNER, id)
    const text = renamed(draft.files.find(({ path }) => path === where.file)?.text ?? '', where.element)
    await saveDraft(runtime, OWNER, id, { revision: draft.revision, changes: [{ path: where.file, text }], what: 'x' })
    const at = `/procedures/children-act/drafts/${id}/effect`
    pages.push(at)
    expect((await owner.get(at)).html).to.include('Work out the effect')
    const shown = await owner.post(at, {})
    expect([shown.status, shown.at]).to.deep.equal([200, at])
    expect(shown.html).to.match(/Of 1 open case, 1 would need a mapping\. How they would go on cannot be foretold\./)
    expect(shown.html).to.include(caseId).and.include('Needs a mapping')
    expect(shown.html, 'whoever may not open a case is not led to it').to.not.include(`/cases/${caseId}`)
    const manager = test.browse({ id: 'cm1', role: 'complaints-manager' })
    expect((await manager.get(at)).html).to.include(`href="/cases/${caseId}"`)
    expect((await owner.get(`${at}?effect=unaffected`)).html).to.include('There is no such case that you may see')
  })

  it('try a move, ask for a place and a reason, move, and take it back', async () => {
    const at = '/procedures/children-act/versions/2/move'
    const first = await owner.get(at)
    expect(first.html).to.include('has no place in version 2 yet').and.include('1 case is there')
    const tried = await owner.post(at, { from: '1', act: 'try', cases: '' })
    expect(tried.html).to.include('0 cases can move, 1 cannot').and.include('nothing says where that goes')
    const fields = { from: '1', cases: '', [`map.${where.process}.${where.element}`]: FIRST_STEP }
    const fits = await owner.post(at, { ...fields, act: 'try' })
    expect(fits.html).to.include('All 1 case can move').and.include('Move 1 case')
    const unsaid = await owner.post(at, { ...fields, act: 'move', reason: ' ' })
    expect([unsaid.status, unsaid.html.includes('Say why the cases are moved')]).to.deep.equal([422, true])
    const moved = await owner.post(at, { ...fields, act: 'move', reason: 'The new step' })
    expect(moved.at).to.match(/^\/procedures\/children-act\/moves\//)
    pages.push(moved.at, `/procedures/children-act/live/steps/${where.element}?version=1`)
    expect(moved.html).to.include('1 case was moved.').and.include('The new step')
    expect((await test.service.runtime.store.read.case(caseId))?.procedureVersion).to.equal(2)
    const silent = await owner.post(`${moved.at}/take-back`, { reason: '' })
    expect([silent.status, silent.html.includes('Say why the cases go back')]).to.deep.equal([422, true])
    const back = await owner.post(`${moved.at}/take-back`, { reason: 'Too early' })
    expect(back.html).to.include('1 case is back as before.').and.include('Back as before')
    expect((await test.service.runtime.store.read.case(caseId))?.procedureVersion).to.equal(1)
  })

  it('are the same by the API, as its document says', async () => {
    const at = '/api/v1/procedures/children-act/moves'
    const owner = (method: string, path: string, body?: object) => test.call('process-owner', method, path, body)
    const proposal = await owner('GET', `${at}/proposal?from=1&to=2`)
    expect([proposal.status, (proposal.body as { cases: number }).cases]).to.deep.equal([200, 1])
    const tried = await owner('POST', `${at}/trial`, { from: 1, to: 2 })
    expect([tried.status, (tried.body as { tried: readonly unknown[] }).tried]).to.deep.include(200)
    const plan = planOf(proposal.body)
    const moved = await owner('POST', at, { from: 1, to: 2, plan, reason: 'By the API' })
    expect(moved.status).to.equal(201)
    const { moveId } = moved.body as { moveId: string }
    const read = await owner('GET', `/api/v1/moves/${moveId}?status=moved&limit=5`)
    expect([read.status, (read.body as { total: number }).total]).to.deep.equal([200, 1])
    expect((await owner('POST', `/api/v1/moves/${moveId}/continuation`)).body).to.deep.equal({ waiting: 0 })
    const back = await owner('POST', `/api/v1/moves/${moveId}/taking-back`, { reason: 'By the API' })
    expect(back.body).to.deep.equal({ back: 1, touched: [] })
    expect((await owner('GET', at)).status).to.equal(200)
    const [draft] = (
      (await owner('GET', '/api/v1/procedures/children-act/drafts')).body as { drafts: { id: string }[] }
    ).drafts
    const effect = `/api/v1/drafts/${draft?.id ?? ''}/effect`
    expect((await owner('GET', effect)).body).to.include({ state: 'done' })
    expect((await owner('POST', effect, { again: true })).status).to.equal(200)
    const cases = await owner('GET', `${effect}/cases?effect=needs-mapping&limit=5`)
    expect((cases.body as { total: number }).total).to.equal(1)
    expect((await test.call('caseworker', 'GET', `${effect}/cases`)).status).to.equal(403)
  })

  /** What is proposed, with the place that is missing. */
  function planOf(body: unknown): object {
    interface Step {
      readonly element: string
      readonly target?: string
    }
    const { processes } = body as { processes: { process: string; to: string; steps: Step[] }[] }
    return {
      processes: processes.map(({ process, to, steps }) => ({
        ...{ process, to },
        instructions: steps.flatMap(({ element, target }) => {
          const place = element === where.element ? FIRST_STEP : target
          return place === undefined ? [] : [{ source: element, target: place }]
        }),
      })),
    }
  }

  it('hold no trace of a case for whom it is about', async () => {
    const { store } = test.service.runtime
    const about: Actor = { id: 'cm-about', role: 'complaints-manager' }
    const seen = async () => Promise.all(pages.map(async (page) => (await test.browse(about).get(page)).html))
    const before = await seen()
    await store.command((unit) => {
      unit.saveAccess({ caseId, who: about.id, relation: 'subject', part: '', untilAt: null })
      return Promise.resolve()
    })
    const after = await seen()
    const tells = (html: string) => html.includes(caseId) || /\b1 (open )?case\b/.test(html)
    expect(before.map(tells)).to.deep.equal(pages.map(() => true))
    expect(after.map(tells)).to.deep.equal(pages.map(() => false))
  })

  it('are not for those who may not move cases', async () => {
    const caseworker = test.browse({ id: 'cw', role: 'caseworker' })
    expect((await caseworker.get('/procedures/children-act/versions/2/move')).status).to.equal(403)
  })
})

import { filesOf } from '../../api/procedure-files.ts'
import {
  activateProcedure,
  approveDraft,
  askForApproval,
  addDocument,
  addPerson,
  assignTask,
  casePlaces,
  COMMAND_LINE,
  completeTask,
  createUser,
  deployProcedure,
  holdFile,
  instant,
  localDate,
  openDraft,
  proposeCancel,
  proposeDisposal,
  proposeMove,
  raiseJobIncident,
  readDraft,
  requestRoles,
  saveDraft,
  submitComplaint,
  SYSTEM,
  type Actor,
  type ProcedureFile,
  type Runtime,
} from '../../engine/index.ts'
import { JOINT_COMPLAINT, TO_THE_PARTNERS } from '../support/joint.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, MANAGER, type TestRuntime } from '../support/runtime.ts'
import { answersFor, complete, doerOf, newCase, taskAt, walkOn } from '../support/runtime-walk.ts'
import { aCase } from '../support/test-databases-rows.ts'
import { usualAnswers } from '../support/usual-answers.ts'

/* A database with a case at each place that the kinds of commands need. */

/** Two tasks of branches that a join waits for. */
const BRANCHES = ['task_appoint_investigator', 'task_appoint_independent'] as const

export const START = '2026-02-02T09:00:00.000Z'
export const OTHER = a('complaints-manager', 'other')
export const OFFICER = a('monitoring-officer', 'mo1')
export const OWNER = a('process-owner', 'owner')
export const LEASE = { owner: 'a worker', fencing: 7 }

/** Who has just proved who they are. */
export function fresh(actor: Actor): Actor {
  return { ...actor, steppedUpAt: instant(START) }
}

const TINY = filesOf('tests/fixtures/scenarios/tiny')

export function tinyTitle(title: string): ProcedureFile {
  const { path, text } = TINY.find((file) => file.path === 'procedure.json') ?? { path: '', text: '' }
  return { path, text: text.replace(/"title": "[^"]*"/, `"title": "${title}"`) }
}

/** A small procedure, under that title. */
export function tiny(title: string): readonly ProcedureFile[] {
  const titled = tinyTitle(title)
  return TINY.map((file) => (file.path === titled.path ? titled : file))
}

export type Places = Awaited<ReturnType<typeof preparePlaces>>

export async function preparePlaces(test: TestRuntime) {
  const { runtime, store } = test
  for (const id of ['kent', 'max', 'other']) await createUser(runtime, COMMAND_LINE, { id, name: `Person ${id}` })
  const { id: grantId } = await requestRoles(runtime, fresh(MANAGER), 'max', ['caseworker'], 'New')
  const keptFor = (caseId: string) => ({ ...requestOf(caseId), answers: answersFor(test, 'request-stage-2') })
  const at = async (...elements: readonly string[]) => {
    const caseId = await newCase(test)
    await walkOn(test, caseId, (step) => elements.includes(step))
    return caseId
  }
  const taskOf = async (caseId: string, element: string) => (await taskAt(test, caseId, element)).id

  const early = await newCase(test)
  const { result } = await addDocument(runtime, MANAGER, early, {
    kind: 'evidence',
    fileName: 'note.txt',
    content: Buffer.from('A note.'),
  })
  const atAnswer = await at('task_answer_stage_1')
  const answerTask = await taskOf(atAnswer, 'task_answer_stage_1')
  const { places } = await casePlaces(runtime, MANAGER, atAnswer)
  const otherStep =
    places.find((each) => each.at === answerTask)?.targets.find(({ element }) => element !== 'task_answer_stage_1')
      ?.element ?? ''
  const toBeDue = await at('task_answer_stage_1')
  const atReport = await at('task_independent_report')
  const reportTask = await taskOf(atReport, 'task_independent_report')
  await assignTask(runtime, MANAGER, reportTask, 'max')
  const beyondStage1 = await at('stage-2-requested')
  const atFork = await at(...BRANCHES)
  const branch = async (element: string) => {
    const task = await taskAt(test, atFork, element)
    return { by: await doerOf(test, task), complete: { taskId: task.id, answers: answersFor(test, task.form ?? '') } }
  }

  // A job that a worker has in hand, and one that nobody could do.
  const jobOf = async () => {
    const caseId = await newCase(test)
    const { id: taskId } = await taskAt(test, caseId, 'task_record_complaint')
    await completeTask(runtime, MANAGER, { taskId, answers: answersFor(test, 'record-complaint') })
    const [job] = (await store.read.jobs({ caseId, status: 'ready', limit: 1 })).rows
    if (job === undefined) throw new Error(`${caseId} has no job`)
    const { owner, fencing } = LEASE
    await store.transact((sql) =>
      sql.run(
        `update jobs set status = 'leased', attempts = 1, lease_owner = ?, fencing = ?, lease_until = ? where id = ?`,
        [owner, fencing, '2026-02-02T10:00:00.000Z', job.id],
      ),
    )
    return { caseId, jobId: job.id }
  }
  const acknowledging = await jobOf()
  const broken = await jobOf()
  await raiseJobIncident(runtime, broken.jobId, LEASE.fencing, 'It failed.')
  const [incident] = (await store.read.incidents({ caseId: broken.caseId, status: 'open', limit: 1 })).rows

  const toCancel = await newCase(test)
  const cancelling = await proposeCancel(runtime, MANAGER, { caseId: toCancel, reason: 'Opened twice.' })
  const toMove = await at('task_answer_stage_1')
  const moving = await proposeMove(runtime, MANAGER, toMove, {
    at: await taskOf(toMove, 'task_answer_stage_1'),
    to: otherStep,
    reason: 'It was agreed on the telephone.',
  })

  // Cases whose time is over, one of them held.
  for (const id of ['SC-2010-00001', 'SC-2010-00002', 'SC-2010-00003']) {
    await store.command((unit) => {
      unit.insertCase(aCase(id, { status: 'closed', closedAt: unit.now } as object))
      unit.savePerson({ caseId: id, id: 'p1', role: 'complainant', data: { name: 'Jo' } })
      unit.keepCaseUntil({ caseId: id, rule: 'complaint-6-years', keepUntil: localDate('2020-01-01') })
      return Promise.resolve()
    })
  }
  const hold = await holdFile(runtime, MANAGER, { caseId: 'SC-2010-00003', kind: 'inquiry', reason: 'A moratorium.' })
  const disposal = await proposeDisposal(runtime, MANAGER, { caseId: 'SC-2010-00002', reason: 'Its time is over.' })

  const late = await newCase(test, { receivedOn: localDate('2026-01-05') })
  const joint = await jointComplaint(test)
  await deployProcedure(runtime, SYSTEM, filesOf('processes/intake'))

  const letterCase = await onPaper(test)
  const letters = await store.read.outbox({ caseId: letterCase, channel: 'letter', status: 'queued', limit: 1 })
  await store.command((unit) => unit.queueMessage(A_MAIL(early)))

  await deployProcedure(runtime, SYSTEM, TINY)
  await submitComplaint(runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: 'tiny' })
  const { version: to } = await deployProcedure(runtime, SYSTEM, tiny('Tiny, second'))
  await activateProcedure(runtime, fresh(OTHER), 'tiny', to)
  const draft = await draftsIn(runtime)
  // Last of all: else it fired while the others were made.
  const dueSoon = await whereTimerIsDue(test, toBeDue)
  return {
    grantId,
    early: {
      caseId: early,
      taskId: await taskOf(early, 'task_record_complaint'),
      document: result.document,
      stage2Request: keptFor(early),
    },
    atAnswer: {
      caseId: atAnswer,
      taskId: answerTask,
      otherStep,
      complete: { taskId: answerTask, answers: answersFor(test, 'answer-stage-1') },
    },
    atReport: {
      caseId: atReport,
      taskId: reportTask,
      by: a('independent-person', 'ip1'),
      complete: { taskId: reportTask, answers: answersFor(test, 'independent-person-report') },
    },
    atFork: { one: await branch(BRANCHES[0]), other: await branch(BRANCHES[1]) },
    dueSoon,
    beyondStage1: { caseId: beyondStage1, stage2Request: keptFor(beyondStage1) },
    acknowledging,
    stuck: { ...broken, incidentId: incident?.id ?? '' },
    cancelling,
    moving,
    over: {
      caseId: 'SC-2010-00001',
      disposing: 'SC-2010-00002',
      heldId: 'SC-2010-00003',
      hold: hold.id,
      approval: disposal.approval,
    },
    /** Its complaint was not dealt with in time. */
    late,
    joint,
    letterId: letters.rows[0]?.id ?? '',
    mail: { id: `m-${early}/fault` },
    move: { procedure: 'tiny', from: 1, to, reason: 'The second version.' },
    draft,
  }
}

function requestOf(caseId: string) {
  return { caseId, name: 'stage-2-requested' }
}

const A_MAIL = (caseId: string) =>
  ({
    id: `m-${caseId}/fault`,
    caseId,
    key: `${caseId}/fault`,
    channel: 'email',
    toAddress: 'someone@example.org',
    subject: `About ${caseId}`,
    body: 'We have your complaint.',
  }) as const

/** The case at Stage 1, with its warning that the answer is due: that is made due now. */
async function whereTimerIsDue(test: TestRuntime, caseId: string) {
  const { store, clock } = test
  const timers = await store.read.timers({ caseId, status: 'armed', limit: 50 })
  const timer = timers.rows.find(({ element }) => element === 'ev_stage_1_due_soon')
  if (timer === undefined) throw new Error(`${caseId} has no timer that warns`)
  await store.transact((sql) => sql.run('update timers set due_at = ? where id = ?', [clock.now(), timer.id]))
  const { id: taskId } = await taskAt(test, caseId, 'task_answer_stage_1')
  const answers = answersFor(test, 'answer-stage-1')
  return { caseId, timer: timer.id, complete: { taskId, answers } }
}

/** A case with a letter that waits to be printed. */
async function onPaper(test: TestRuntime): Promise<string> {
  const [child] = CHILDS_COMPLAINT.people
  const people = [{ ...child, contactPreference: 'letter', address: ['1 High Street', 'Exampleton'] }]
  const { caseId } = await submitComplaint(test.runtime, MANAGER, {
    ...CHILDS_COMPLAINT,
    points: [...CHILDS_COMPLAINT.points],
    people,
  })
  await test.settle()
  await complete(test, caseId, 'task_record_complaint')
  return caseId
}

/** A joint complaint of which a hospital is asked for its part by a link. */
async function jointComplaint(test: TestRuntime) {
  const { runtime, store } = test
  const usual = usualAnswers('nhs-joint')
  await deployProcedure(runtime, SYSTEM, filesOf('processes/nhs-joint'))
  const { caseId } = await submitComplaint(runtime, a('intake'), JOINT_COMPLAINT)
  for (const person of usual.people) await addPerson(runtime, MANAGER, caseId, person)
  const filled = (form: string | null) =>
    JSON.parse(JSON.stringify(usual.forms[form ?? ''] ?? {}).replaceAll('$today', test.today())) as object
  for (const [element, answers] of TO_THE_PARTNERS) {
    await test.settle()
    const { id: taskId, form } = await taskAt(test, caseId, element)
    await completeTask(runtime, MANAGER, { taskId, answers: { ...filled(form), ...answers } })
  }
  await test.settle()
  const issued = (await store.read.facts(caseId)).findLast(({ type }) => type === 'partner-link-issued')
  if (issued?.type !== 'partner-link-issued') throw new Error(`${caseId} has no link`)
  const { body, link, until } = issued.data
  return { claim: { caseId, body, link, until }, answers: { text: 'The plan was sent two days late.' } }
}

/** Drafts of small procedures: one open, one that asks for approval, one approved. */
async function draftsIn(runtime: Runtime) {
  const draftOf = async (n: number, upTo: 'open' | 'asked' | 'approved') => {
    const files = tiny(`Tiny ${n}`).map(({ path, text }) => ({
      path,
      text: text.replace('"id": "tiny"', `"id": "tiny-${n}"`),
    }))
    await deployProcedure(runtime, SYSTEM, files)
    const { id } = await openDraft(runtime, fresh(OWNER), `tiny-${n}`)
    const { revision } = await readDraft(runtime, fresh(OWNER), id)
    const changed = files.find(({ path }) => path === 'procedure.json')
    const text = changed?.text.replace(`Tiny ${n}`, `Tiny ${n}, changed`) ?? ''
    await saveDraft(runtime, fresh(OWNER), id, { revision, changes: [{ path: 'procedure.json', text }], what: 'Title' })
    if (upTo === 'open') return id
    await askForApproval(runtime, fresh(OWNER), id, { comment: 'As decided.' })
    if (upTo === 'approved') await approveDraft(runtime, fresh(OTHER), id, { comment: '' })
    return id
  }
  const open = await draftOf(1, 'open')
  const { revision } = await readDraft(runtime, fresh(OWNER), open)
  const { path, text } = tinyTitle('Another')
  const change = { path, text: text.replace('"id": "tiny"', '"id": "tiny-1"') }
  return { open, revision, change, asked: await draftOf(2, 'asked'), approved: await draftOf(3, 'approved') }
}

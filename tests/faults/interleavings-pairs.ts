import {
  addDocument,
  approve,
  assignTask,
  cancelCase,
  claimTask,
  completeTask,
  correlateMessage,
  declareConflict,
  fireTimer,
  holdClock,
  holdFile,
  localDate,
  publishDraft,
  recordFacts,
  refuseApproval,
  runJob,
  saveDraft,
  saveTaskDraft,
  sendBack,
  submitComplaint,
  type Runtime,
} from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, MANAGER } from '../support/runtime.ts'
import type { Given } from './query-faults-kind.ts'
import { fresh, LEASE, OFFICER, OTHER, OWNER, type Places } from './query-faults-places.ts'

/** Two commands that meet. */
export type Pair = readonly [one: Given, other: Given]

const REASON = 'As was agreed at the meeting.'
const second = () => Promise.resolve('other')

const conflictBeside =
  (act: (runtime: Runtime, places: Places) => Promise<unknown>) =>
  (places: Places): Pair => [
    (runtime) => act(runtime, places),
    (runtime) => declareConflict(runtime, MANAGER, { caseId: places.atAnswer.caseId, reason: 'A neighbour.' }),
  ]

/** What meets in practice: the same thing twice, and two things of which the later finds another case than it expected. */
export const PAIRS: Readonly<Record<string, (places: Places) => Pair>> = {
  'two complete a task': ({ atAnswer }) => [
    (runtime) => completeTask(runtime, MANAGER, atAnswer.complete),
    (runtime) => completeTask(runtime, OTHER, atAnswer.complete),
  ],
  'two claim a task': ({ atAnswer }) => [
    (runtime) => claimTask(runtime, MANAGER, atAnswer.taskId),
    (runtime) => claimTask(runtime, OTHER, atAnswer.taskId),
  ],
  'one claims, one completes': ({ atAnswer }) => [
    (runtime) => claimTask(runtime, OTHER, atAnswer.taskId),
    (runtime) => completeTask(runtime, MANAGER, atAnswer.complete),
  ],
  'one keeps a draft, one completes': ({ atAnswer }) => [
    (runtime) => saveTaskDraft(runtime, OTHER, { taskId: atAnswer.taskId, fields: { late: 'false' } }),
    (runtime) => completeTask(runtime, MANAGER, atAnswer.complete),
  ],
  'one assigns, one keeps a draft': ({ atAnswer }) => [
    (runtime) => assignTask(runtime, OTHER, atAnswer.taskId, 'kent'),
    (runtime) => saveTaskDraft(runtime, MANAGER, { taskId: atAnswer.taskId, fields: { late: 'false' } }),
  ],
  'a timer fires, its task is completed': ({ dueSoon }) => [
    (runtime) => fireTimer(runtime, dueSoon.timer),
    (runtime) => completeTask(runtime, MANAGER, dueSoon.complete),
  ],
  'a timer fires twice': ({ dueSoon }) => [
    (runtime) => fireTimer(runtime, dueSoon.timer),
    (runtime) => fireTimer(runtime, dueSoon.timer),
  ],
  'two branches reach their join': ({ atFork }) => [
    (runtime) => completeTask(runtime, atFork.one.by, atFork.one.complete),
    (runtime) => completeTask(runtime, atFork.other.by, atFork.other.complete),
  ],
  'two reach a fork': ({ beyondStage1 }) => [
    (runtime) => correlateMessage(runtime, MANAGER, beyondStage1.stage2Request),
    (runtime) => correlateMessage(runtime, OTHER, beyondStage1.stage2Request),
  ],
  'one withdraws, one completes': ({ atAnswer }) => [
    (runtime) => withdraw(runtime, atAnswer.caseId),
    (runtime) => completeTask(runtime, MANAGER, atAnswer.complete),
  ],
  'one withdraws, a timer fires': ({ dueSoon }) => [
    (runtime) => withdraw(runtime, dueSoon.caseId),
    (runtime) => fireTimer(runtime, dueSoon.timer),
  ],
  'one sends back, one completes': ({ atReport }) => [
    (runtime) => sendBack(runtime, MANAGER, { taskId: atReport.taskId, to: 'task_investigate', reason: 'Point two.' }),
    (runtime) => completeTask(runtime, atReport.by, atReport.complete),
  ],
  'one holds the clock, one completes': ({ atAnswer }) => [
    (runtime) =>
      holdClock(runtime, OTHER, {
        caseId: atAnswer.caseId,
        rule: 'children-act.stage-1-answer',
        ground: 'advocate',
        reason: 'She asked for an advocate.',
      }),
    (runtime) => completeTask(runtime, MANAGER, atAnswer.complete),
  ],
  'one cancels the case, a job is done': ({ acknowledging }) => [
    (runtime) => cancelCase(runtime, MANAGER, { caseId: acknowledging.caseId, reason: REASON }, {}, second),
    (runtime) => runJob(runtime, acknowledging.jobId, LEASE),
  ],
  'a job is done twice': ({ acknowledging }) => [
    (runtime) => runJob(runtime, acknowledging.jobId, LEASE),
    (runtime) => runJob(runtime, acknowledging.jobId, LEASE),
  ],
  'two approve one thing': ({ cancelling }) => [
    (runtime) => approve(runtime, OTHER, cancelling.approval),
    (runtime) => approve(runtime, a('complaints-manager', 'max'), cancelling.approval),
  ],
  'one approves, one refuses': ({ cancelling }) => [
    (runtime) => approve(runtime, OTHER, cancelling.approval),
    (runtime) => refuseApproval(runtime, a('complaints-manager', 'max'), cancelling.approval),
  ],
  'one disposes of a case, one holds it': ({ over }) => [
    (runtime) => approve(runtime, OFFICER, over.approval),
    (runtime) => holdFile(runtime, MANAGER, { caseId: over.disposing, kind: 'litigation', reason: REASON }),
  ],
  'two publish a draft': ({ draft }) => [
    (runtime) => publishDraft(runtime, fresh(OTHER), draft.approved, {}),
    (runtime) => publishDraft(runtime, fresh(a('complaints-manager', 'max')), draft.approved, {}),
  ],
  'a draft is saved twice from one revision': ({ draft }) => {
    const given: Given = (runtime) =>
      saveDraft(runtime, fresh(OWNER), draft.open, { revision: draft.revision, changes: [draft.change], what: 'Title' })
    return [given, given]
  },
  'two take one message for sending': ({ mail }) => [
    (runtime) => runtime.store.mail.claim(mail.id),
    (runtime) => runtime.store.mail.claim(mail.id),
  ],
  'two complain': () => [
    (runtime) => submitComplaint(runtime, a('intake'), CHILDS_COMPLAINT),
    (runtime) => submitComplaint(runtime, a('intake', 'another'), CHILDS_COMPLAINT),
  ],
  'one complains twice under one key': () => {
    const given: Given = (runtime) => submitComplaint(runtime, a('intake'), CHILDS_COMPLAINT, { idempotencyKey: 'one' })
    return [given, given]
  },
  'a conflict is declared, who declared it completes': conflictBeside((runtime, { atAnswer }) =>
    completeTask(runtime, MANAGER, atAnswer.complete),
  ),
  'a conflict is declared, who declared it claims': conflictBeside((runtime, { atAnswer }) =>
    claimTask(runtime, MANAGER, atAnswer.taskId),
  ),
  'a conflict is declared, who declared it keeps a draft': conflictBeside((runtime, { atAnswer }) =>
    saveTaskDraft(runtime, MANAGER, { taskId: atAnswer.taskId, fields: { late: 'false' } }),
  ),
  'a conflict is declared, who declared it records': conflictBeside((runtime, { atAnswer }) =>
    recordFacts(runtime, MANAGER, atAnswer.caseId, [
      { type: 'advocate-wanted', on: localDate('2026-02-02'), data: {} },
    ]),
  ),
  'a conflict is declared, who declared it adds a document': conflictBeside((runtime, { atAnswer }) =>
    addDocument(runtime, MANAGER, atAnswer.caseId, {
      kind: 'evidence',
      fileName: 'a.txt',
      content: Buffer.from('Monday.'),
    }),
  ),
}

function withdraw(runtime: Runtime, caseId: string): Promise<unknown> {
  const answers = { withdrawnOn: '2026-02-02', channel: 'phone', ownWish: true }
  return correlateMessage(runtime, OTHER, { caseId, name: 'complaint-withdrawn', answers })
}

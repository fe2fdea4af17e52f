import {
  addDocument,
  addPerson,
  approve,
  approveDraft,
  askForApproval,
  askForExport,
  askOfOwnCase,
  assignTask,
  breakGlass,
  bulkTasks,
  caseView,
  changeOwnContact,
  changeUser,
  claimTask,
  completeTask,
  correlateMessage,
  createUser,
  decideRoles,
  declareConflict,
  deployProcedure,
  discardDraft,
  drawSample,
  endHold,
  extendClock,
  fireTimer,
  giveReason,
  handOver,
  holdClock,
  holdFile,
  importAggregates,
  inviteOutsider,
  liftRestriction,
  linkCases,
  localDate,
  mailOf,
  openDraft,
  proposeCancel,
  proposeMove,
  publishDraft,
  raiseJobIncident,
  raiseMailIncident,
  raiseTimerIncident,
  recordAccessRequest,
  recordFacts,
  recordPrinted,
  recordScan,
  refuseApproval,
  releaseClock,
  releaseTask,
  requestRoles,
  restrictCase,
  retryIncident,
  rollBackTo,
  runJob,
  saveDraft,
  saveTaskDraft,
  sendBack,
  sendDraftBack,
  setAbsence,
  setUserStatus,
  startMove,
  submitComplaint,
  SYSTEM,
  takeMoveBack,
  takeNextTask,
  undoLink,
  withdrawDocument,
  writeNarrative,
  type Runtime,
} from '../../engine/index.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, MANAGER } from '../support/runtime.ts'
import { skipByTwo } from '../support/by-two.ts'
import { given, type Kind } from './query-faults-kind.ts'
import { fresh, LEASE, OFFICER, OTHER, OWNER, tiny } from './query-faults-places.ts'

/* Over 300 lines: one entry for each kind of command. */

const RULE = 'children-act.stage-1-answer'
const REASON = 'As was agreed at the meeting.'
const TODAY = localDate('2026-02-02')
const held = { rule: RULE, ground: 'advocate', reason: 'She asked for an advocate.' }

/** Every kind of command; most of them on the cases of `preparePlaces`. */
export const KINDS: Readonly<Record<string, Kind>> = {
  // Cases
  'submit a complaint': given((runtime) =>
    submitComplaint(runtime, a('intake'), CHILDS_COMPLAINT, { idempotencyKey: 'one' }),
  ),
  'complete a task': given((runtime, { atAnswer }) =>
    completeTask(runtime, MANAGER, atAnswer.complete, { idempotencyKey: 'one' }),
  ),
  'send a task back': given((runtime, { atReport }) =>
    sendBack(runtime, MANAGER, { taskId: atReport.taskId, to: 'task_investigate', reason: 'Point two.' }),
  ),
  'claim a task': given((runtime, { atAnswer }) => claimTask(runtime, MANAGER, atAnswer.taskId)),
  'release a task': given((runtime, { atReport }) => releaseTask(runtime, MANAGER, atReport.taskId)),
  'assign a task': given((runtime, { atAnswer }) => assignTask(runtime, MANAGER, atAnswer.taskId, 'kent')),
  'take the next task': given((runtime) => takeNextTask(runtime, MANAGER)),
  'claim tasks in bulk': given((runtime, { early, atAnswer }) =>
    bulkTasks(runtime, MANAGER, { action: 'claim', taskIds: [early.taskId, atAnswer.taskId] }),
  ),
  'hand tasks over': ({ atAnswer: { taskId } }) => [
    (runtime) => assignTask(runtime, MANAGER, taskId, 'max'),
    (runtime) => handOver(runtime, MANAGER, { from: 'max', items: [{ taskId, to: 'kent', note: 'Half done.' }] }),
  ],
  'keep a draft of a form': given((runtime, { atAnswer }) =>
    saveTaskDraft(runtime, MANAGER, { taskId: atAnswer.taskId, fields: { late: 'false' } }),
  ),
  'deliver a message': given((runtime, { beyondStage1 }) =>
    correlateMessage(runtime, MANAGER, beyondStage1.stage2Request, { idempotencyKey: 'one' }),
  ),
  'keep a message': given((runtime, { early }) =>
    correlateMessage(runtime, MANAGER, { ...early.stage2Request, keepForDays: 9 }),
  ),
  'withdraw a complaint': given((runtime, { atAnswer: { caseId } }) => {
    const answers = { withdrawnOn: TODAY, channel: 'phone', ownWish: true }
    return correlateMessage(runtime, MANAGER, { caseId, name: 'complaint-withdrawn', answers })
  }),
  'fire a timer': given((runtime, { dueSoon }) => fireTimer(runtime, dueSoon.timer)),
  'set a failing timer aside': given((runtime, { dueSoon }) =>
    raiseTimerIncident(runtime, dueSoon.timer, 'It failed.'),
  ),
  'do a job': given((runtime, { acknowledging }) => runJob(runtime, acknowledging.jobId, LEASE)),
  'give a job up': given((runtime, { acknowledging }) =>
    raiseJobIncident(runtime, acknowledging.jobId, LEASE.fencing, 'It failed.'),
  ),
  'retry an incident': given((runtime, { stuck }) => retryIncident(runtime, MANAGER, stuck.incidentId)),
  'skip an incident by two': given((runtime, { stuck: { incidentId } }) =>
    skipByTwo(runtime, MANAGER, { incidentId, reason: REASON }),
  ),
  'extend a clock': given((runtime, { atAnswer: { caseId } }) =>
    extendClock(runtime, MANAGER, {
      caseId,
      rule: RULE,
      ground: 'complex',
      reason: REASON,
      until: localDate('2026-03-02'),
    }),
  ),
  'hold a clock': given((runtime, { atAnswer: { caseId } }) => holdClock(runtime, MANAGER, { caseId, ...held })),
  'release a clock': ({ atAnswer: { caseId } }) => [
    (runtime) => holdClock(runtime, MANAGER, { caseId, ...held }),
    (runtime) => releaseClock(runtime, MANAGER, { caseId, rule: RULE, reason: REASON }),
  ],
  'record a fact': given((runtime, { early: { caseId } }) =>
    recordFacts(runtime, MANAGER, caseId, [{ type: 'advocate-wanted', on: TODAY, data: {} }]),
  ),
  'add a person': given((runtime, { early: { caseId } }) =>
    addPerson(runtime, MANAGER, caseId, { ...CASE_STAFF[0], id: 'm9' }),
  ),
  'link two cases': given((runtime, { early, atAnswer }) =>
    linkCases(runtime, MANAGER, { caseId: early.caseId, other: atAnswer.caseId, kind: 'same-family' }),
  ),
  'undo a link': ({ early, atAnswer }) => {
    const link = { caseId: early.caseId, other: atAnswer.caseId, kind: 'same-family' } as const
    return [
      (runtime) => linkCases(runtime, MANAGER, link),
      (runtime) => undoLink(runtime, MANAGER, { ...link, reason: REASON }),
    ]
  },
  'add a document': given((runtime, { early }) => addDocument(runtime, MANAGER, early.caseId, DOCUMENT)),
  'withdraw a document': given((runtime, { early }) =>
    withdrawDocument(runtime, MANAGER, early.caseId, early.document, REASON),
  ),
  'say what a scan found': given((runtime, { early }) => recordScan(runtime, early.caseId, early.document, 'clean')),
  'read a case': given((runtime, { early }) => caseView(runtime, MANAGER, early.caseId)),
  'write to the council about one’s own case': given((runtime, { early: { caseId } }) =>
    askOfOwnCase(runtime, complainantOf(caseId), caseId, { step: 'write', text: 'When will I hear?' }),
  ),
  'change one’s own address': given((runtime, { early: { caseId } }) =>
    changeOwnContact(runtime, complainantOf(caseId), caseId, {
      email: 'new@example.org',
      contactPreference: 'email',
    } as never),
  ),

  // Approvals and access
  'propose to cancel a case': given((runtime, { early: { caseId } }) =>
    proposeCancel(runtime, MANAGER, { caseId, reason: 'Opened twice.' }),
  ),
  'approve a cancellation': given((runtime, { cancelling }) => approve(runtime, OTHER, cancelling.approval)),
  'refuse a cancellation': given((runtime, { cancelling }) => refuseApproval(runtime, OTHER, cancelling.approval)),
  'propose a move to another step': given((runtime, { atAnswer }) =>
    proposeMove(runtime, MANAGER, atAnswer.caseId, { at: atAnswer.taskId, to: atAnswer.otherStep, reason: REASON }),
  ),
  'approve a move to another step': given((runtime, { moving }) => approve(runtime, OTHER, moving.approval)),
  'restrict a case': given((runtime, { early: { caseId } }) =>
    restrictCase(runtime, MANAGER, { caseId, reason: REASON }),
  ),
  'lift a restriction': ({ early: { caseId } }) => [
    (runtime) => restrictCase(runtime, MANAGER, { caseId, reason: REASON }),
    (runtime) => liftRestriction(runtime, MANAGER, { caseId, reason: REASON }),
  ],
  'declare a conflict': given((runtime, { atReport: { caseId } }) =>
    declareConflict(runtime, MANAGER, { caseId, reason: 'A neighbour.' }),
  ),
  'break the glass': ({ early: { caseId } }) => [
    (runtime) => restrictCase(runtime, MANAGER, { caseId, reason: REASON }),
    (runtime) => breakGlass(runtime, OTHER, caseId, REASON),
  ],
  'give a reason': given((runtime, { early }) => giveReason(runtime, a('auditor'), early.caseId, REASON)),
  'invite somebody from outside': given((runtime, { atReport: { caseId } }) =>
    inviteOutsider(runtime, MANAGER, caseId, { person: 'ip1', role: 'independent-person' }),
  ),

  // Users
  'create a user': given((runtime) => createUser(runtime, fresh(SYSTEM_ADMIN), { id: 'cara', name: 'Cara' })),
  'change a user': given((runtime) => changeUser(runtime, fresh(SYSTEM_ADMIN), 'kent', { name: 'Kent Miles' })),
  'disable a user': given((runtime) => setUserStatus(runtime, fresh(SYSTEM_ADMIN), 'kent', 'disabled')),
  'ask for roles': given((runtime) => requestRoles(runtime, fresh(MANAGER), 'kent', ['caseworker'], 'New')),
  'grant roles': given((runtime, { grantId }) => decideRoles(runtime, fresh(SYSTEM_ADMIN), grantId, 'granted')),
  'note an absence': given((runtime) =>
    setAbsence(runtime, MANAGER, { user: 'kent', from: TODAY, until: localDate('2026-02-09') }),
  ),

  // Mail and letters
  'take a message for sending': given((runtime, { mail }) => runtime.store.mail.claim(mail.id)),
  'record that a message was sent': ({ mail }) => mailed(mail.id, 'accepted'),
  'record that a message was refused': ({ mail }) => mailed(mail.id, 'refused'),
  'give a message up': given((runtime, { mail }) => raiseMailIncident(runtime, mail.id, 'No such box.')),
  'record that a letter was printed': given((runtime, { letterId }) => recordPrinted(runtime, MANAGER, letterId)),

  // Procedures
  'deploy a version': given((runtime) => deployProcedure(runtime, SYSTEM, tiny('Tiny, deployed'))),
  'open a draft': given((runtime) => openDraft(runtime, fresh(OWNER), 'tiny')),
  'save a draft': given((runtime, { draft }) =>
    saveDraft(runtime, fresh(OWNER), draft.open, { revision: draft.revision, changes: [draft.change], what: 'Title' }),
  ),
  'ask for approval': given((runtime, { draft }) =>
    askForApproval(runtime, fresh(OWNER), draft.open, { comment: 'As decided.' }),
  ),
  'approve a draft': given((runtime, { draft }) => approveDraft(runtime, fresh(OTHER), draft.asked, { comment: '' })),
  'send a draft back': given((runtime, { draft }) =>
    sendDraftBack(runtime, fresh(OTHER), draft.asked, { comment: 'Not yet.' }),
  ),
  'publish a draft': given((runtime, { draft }) => publishDraft(runtime, fresh(OTHER), draft.approved, {})),
  'discard a draft': given((runtime, { draft }) => discardDraft(runtime, fresh(OWNER), draft.open)),
  'roll back to a version': given((runtime) => rollBackTo(runtime, fresh(OWNER), 'tiny', 1)),
  'move cases to another version': given((runtime, { move }) => startMove(runtime, fresh(OWNER), move)),
  'take a move back': ({ move }) => {
    let moveId = ''
    return [
      async (runtime) => {
        ;({ moveId } = await startMove(runtime, fresh(OWNER), move))
      },
      (runtime) => takeMoveBack(runtime, fresh(OWNER), moveId, REASON),
    ]
  },

  // Keeping and disposing
  'hold a file': given((runtime, { over }) =>
    holdFile(runtime, MANAGER, { caseId: over.caseId, kind: 'litigation', reason: REASON }),
  ),
  'end a hold': given((runtime, { over }) =>
    endHold(runtime, MANAGER, { caseId: over.heldId, hold: over.hold, reason: REASON }),
  ),
  'dispose of a case by two': given((runtime, { over }) => approve(runtime, OFFICER, over.approval)),

  // Oversight
  'draw a sample': given((runtime) => drawSample(runtime, a('auditor'), SAMPLE, { idempotencyKey: 'one' })),
  'write the words of a report': given((runtime) =>
    writeNarrative(runtime, MANAGER, {
      kind: 'annual',
      from: localDate('2025-04-01'),
      to: localDate('2026-03-31'),
      box: 'adult.timeliness',
      text: 'A pause of three months.',
    }),
  ),
  'take in figures of another year': given((runtime) => importAggregates(runtime, SYSTEM, FIGURES)),
  'ask for an export': given((runtime) =>
    askForExport(runtime, fresh(a('auditor')), { format: 'csv', selection: {}, reason: REASON } as never),
  ),
  'record a request for access': given((runtime, { early: { caseId } }) =>
    recordAccessRequest(runtime, MANAGER, {
      receivedOn: TODAY,
      identity: 'A passport was shown.',
      cases: [{ caseId, person: 'p1' }],
    }),
  ),
}

const SYSTEM_ADMIN = a('system-admin')
const DOCUMENT = { kind: 'evidence', fileName: 'diary.txt', content: Buffer.from('Monday: nobody came.') } as const
const SAMPLE = {
  title: 'First quarter',
  rule: {},
  seed: 'Lantern',
  size: 2,
  strata: 'none',
  spread: 'proportional',
  tests: ['Each point was answered.'],
}
const FIGURES = { year: '2019-20', source: 'Annual report', figures: { 'children.received': 252 } }

function complainantOf(caseId: string) {
  return { id: 'p1', role: 'complainant', boundTo: caseId } as const
}

function mailed(id: string, kind: 'accepted' | 'refused'): ReturnType<Kind> {
  let mail: Awaited<ReturnType<Runtime['store']['mail']['claim']>>
  return [
    async (runtime) => {
      mail = await runtime.store.mail.claim(id)
    },
    async (runtime) => {
      if (mail === undefined || mail === 'held') throw new Error('not claimed')
      return mailOf(runtime).record(mail, { kind, reply: kind === 'accepted' ? '250 OK' : '550 No such box' })
    },
  ]
}

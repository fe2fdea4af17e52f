import {
  acceptInvitation,
  acceptProposals,
  addToWorkingPaper,
  answerByLink,
  approve,
  askForExport,
  askRectification,
  decideItems,
  decideRectification,
  drawSample,
  eraseExpiredAnswers,
  freezeReport,
  inviteOutsider,
  keepAnswerFiles,
  localDate,
  prepareAnswer,
  proposeWaiver,
  recordAccessRequest,
  recordAnswerGiven,
  reviewWorkingPaper,
  revokeWaiver,
  sampleView,
  saveWorkingPaper,
  sendAnswerBack,
  signAnswer,
  signWorkingPaper,
  submitIntake,
  takeAnswerFile,
  takeExport,
  type Runtime,
} from '../../engine/index.ts'
import { invitationToken } from '../../engine/runtime/secrets.ts'
import { a, MANAGER } from '../support/runtime.ts'
import { after, given, type Kind } from './query-faults-kind.ts'
import { fresh, OFFICER, type Places } from './query-faults-places.ts'

/* What is asked for and decided besides the case itself: access to the record, its mistakes, samples, waivers, reports. */

const REASON = 'As was agreed at the meeting.'
const TODAY = localDate('2026-02-02')
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$c29tZWhhc2g'
const AUDITOR = a('auditor')
const SECOND_AUDITOR = a('auditor', 'second')
const FILE = 'answer.html'
const PAPER = { version: 0, tests: [{ result: 'tick', note: '' }], conclusion: 'Sound.' } as const
const YEAR = { kind: 'annual', from: localDate('2024-04-01'), to: localDate('2025-03-31'), asAt: TODAY } as const
const INTAKE = {
  kind: 'complaint',
  channel: 'phone',
  oral: true,
  who: 'self',
  area: 'children',
  person: { name: 'Ben Marsh', phone: '01632 960777', contactPreference: 'telephone', adjustments: [] },
  points: [{ text: 'Carers came late.', desiredOutcome: 'Carers on time.' }],
}

// A request for access, step by step.
async function asked(runtime: Runtime, { early: { caseId } }: Places): Promise<string> {
  const cases = [{ caseId, person: 'p1' }]
  const what = { receivedOn: TODAY, identity: 'A passport was shown.', cases }
  return (await recordAccessRequest(runtime, MANAGER, what)).request
}
async function prepared(runtime: Runtime, places: Places): Promise<string> {
  const request = await asked(runtime, places)
  await acceptProposals(runtime, MANAGER, request)
  await prepareAnswer(runtime, MANAGER, request)
  return request
}
async function signed(runtime: Runtime, places: Places): Promise<string> {
  const request = await prepared(runtime, places)
  await signAnswer(runtime, OFFICER, request)
  return request
}
async function made(runtime: Runtime, places: Places): Promise<string> {
  const request = await signed(runtime, places)
  await keepAnswerFiles(runtime, MANAGER, request, files())
  return request
}
const files = () => [{ name: FILE, mediaType: 'text/html', content: Buffer.from('<p>Hello</p>') }]

/** What is said to be wrong in the record: that the complaint came on that day. */
const mistake = (runtime: Runtime, caseId: string) =>
  askRectification(runtime, MANAGER, caseId, {
    ...{ kind: 'entry', of: `${caseId}/1`, person: 'p1', receivedOn: TODAY },
    statement: 'It was a Sunday.',
  })

const waiver = (runtime: Runtime, { late }: Places) =>
  proposeWaiver(runtime, MANAGER, { caseId: late, rule: 'C05', reason: REASON, until: localDate('2026-06-30') })

// A working paper, step by step.
async function drawn(runtime: Runtime) {
  const rule = { title: 'First quarter', rule: {}, seed: 'Lantern', size: 2, tests: ['Each point was answered.'] }
  const { sample } = await drawSample(runtime, AUDITOR, { ...rule, strata: 'none', spread: 'proportional' })
  const [first] = (await sampleView(runtime, AUDITOR, sample)).cases
  return { sample, caseId: first?.caseId ?? '' }
}
async function written(runtime: Runtime) {
  const of = await drawn(runtime)
  await saveWorkingPaper(runtime, AUDITOR, of, PAPER)
  return of
}
async function paperSigned(runtime: Runtime) {
  const of = await written(runtime)
  await signWorkingPaper(runtime, AUDITOR, of, { version: 1 })
  return of
}

export const RECORD_KINDS: Readonly<Record<string, Kind>> = {
  // Access to the record
  'take up what is proposed': after(asked, (runtime, request) => acceptProposals(runtime, MANAGER, request)),
  'decide what is given': after(asked, (runtime, request, { early: { caseId } }) =>
    decideItems(runtime, MANAGER, request, [{ item: `person:${caseId}/p1`, verdict: 'include' }]),
  ),
  'prepare an answer': after(
    async (runtime, places) => {
      const request = await asked(runtime, places)
      await acceptProposals(runtime, MANAGER, request)
      return request
    },
    (runtime, request) => prepareAnswer(runtime, MANAGER, request),
  ),
  'sign an answer': after(prepared, (runtime, request) => signAnswer(runtime, OFFICER, request)),
  'send an answer back': after(prepared, (runtime, request) => sendAnswerBack(runtime, OFFICER, request, REASON)),
  'keep the files of an answer': after(signed, (runtime, request) =>
    keepAnswerFiles(runtime, MANAGER, request, files()),
  ),
  'take a file of an answer': after(made, (runtime, request) => takeAnswerFile(runtime, MANAGER, request, FILE)),
  'give an answer': after(made, (runtime, request) => recordAnswerGiven(runtime, MANAGER, request)),
  'erase answers whose time is over': after(
    async (runtime, places) => {
      await made(runtime, places)
      await runtime.store.transact((sql) => sql.run('update access_files set expires_on = ?', ['2026-01-01']))
    },
    (runtime) => eraseExpiredAnswers(runtime),
  ),

  // What somebody says is wrong
  'ask for something to be put right': given((runtime, { early }) => mistake(runtime, early.caseId)),
  'decide whether it is put right': after(
    async (runtime, { early }) => (await mistake(runtime, early.caseId)).result,
    (runtime, { request }, { early: { caseId } }) =>
      decideRectification(runtime, MANAGER, caseId, { request, outcome: 'refused', reason: 'The stamp says so.' }),
  ),

  // Duties
  'propose to waive a duty': given(waiver),
  'waive a duty by two': after(waiver, (runtime, { approval }) => approve(runtime, OFFICER, approval)),
  'take a waiver back': after(
    async (runtime, places) => {
      await approve(runtime, OFFICER, (await waiver(runtime, places)).approval)
      const [row] = await runtime.store.read.waivers({ caseId: places.late })
      return row?.id ?? ''
    },
    (runtime, id) => revokeWaiver(runtime, MANAGER, { waiver: id, reason: REASON }),
  ),

  // Samples
  'write a working paper': after(drawn, (runtime, of) => saveWorkingPaper(runtime, AUDITOR, of, PAPER)),
  'sign a working paper': after(written, (runtime, of) => signWorkingPaper(runtime, AUDITOR, of, { version: 1 })),
  'review a working paper': after(paperSigned, (runtime, of) => reviewWorkingPaper(runtime, SECOND_AUDITOR, of)),
  'add to a working paper': after(paperSigned, (runtime, of) =>
    addToWorkingPaper(runtime, AUDITOR, of, { words: 'The file was found.' }),
  ),

  // Reports and exports
  'freeze a report': given((runtime) =>
    freezeReport(runtime, MANAGER, YEAR, () => Promise.resolve({ internalHtml: '<p>1</p>', publicHtml: '<p>2</p>' })),
  ),
  'take an export': after(
    (runtime) => askForExport(runtime, fresh(AUDITOR), { format: 'csv', selection: {}, reason: REASON } as never),
    async (runtime, { export: id }) => {
      let length = 0
      for await (const piece of (await takeExport(runtime, fresh(AUDITOR), id)).pieces) length += piece.length
      return length
    },
  ),

  // From outside
  'hand a complaint in by another front end': given((runtime) => submitIntake(runtime, a('intake'), INTAKE)),
  'accept an invitation': after(
    (runtime, { atReport: { caseId } }) =>
      inviteOutsider(runtime, MANAGER, caseId, { person: 'ip1', role: 'independent-person' }),
    (runtime, { id }) => acceptInvitation(runtime, invitationToken(runtime, id), HASH),
  ),
  'answer for a partner body': given((runtime, { joint }) => answerByLink(runtime, joint.claim, joint.answers)),
}

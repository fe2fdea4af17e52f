import {
  activateProcedure,
  addComment,
  addDraftFile,
  addRedactedTwin,
  answerComment,
  answerEquality,
  beginSignIn,
  deployProcedure,
  endAccessRequest,
  erasePublicDraft,
  inviteOutsider,
  localDate,
  mailReturnLink,
  newDraftCode,
  noteClockJump,
  noteHolder,
  noteSettings,
  recordAccessRequest,
  recordExport,
  recordPrinted,
  recordReturned,
  recordSignIn,
  recordSignInRefused,
  recordSignOut,
  releaseLock,
  removeDraftFile,
  replayCases,
  resolveComment,
  revokeInvitation,
  savePublicDraft,
  sendCode,
  setPasswordHash,
  signTrail,
  sweepFindings,
  SYSTEM,
  takeDraftBack,
  takeLock,
  type Runtime,
  type UserRow,
} from '../../engine/index.ts'
import { aKey } from '../support/audit-trail.ts'
import { a, MANAGER } from '../support/runtime.ts'
import type { Kind } from './query-faults-commands.ts'
import { fresh, OTHER, OWNER, tiny, type Places } from './query-faults-places.ts'

/* What is done besides cases: signing in, drafts of procedures and of the public, the trail, the rounds. */

const REASON = 'As was agreed at the meeting.'
const ADDRESS = '192.0.2.1'
const CODE = newDraftCode()
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$c29tZWhhc2g'
const COMMENT = { file: 'procedure.json', words: 'Is that the title?' }

const given =
  (work: (runtime: Runtime, places: Places) => Promise<unknown>): Kind =>
  (places) =>
  (runtime) =>
    work(runtime, places)

/** The same after something else, whose answer it needs. */
const after =
  <T>(
    before: (runtime: Runtime, places: Places) => Promise<T>,
    work: (runtime: Runtime, known: T, places: Places) => Promise<unknown>,
  ): Kind =>
  (places) => {
    let known: { readonly answer: T } | undefined
    return [
      async (runtime) => {
        known = { answer: await before(runtime, places) }
      },
      (runtime) => {
        if (known === undefined) throw new Error('Nothing was done before')
        return work(runtime, known.answer, places)
      },
    ]
  }

async function kent(runtime: Runtime): Promise<UserRow> {
  const user = await runtime.store.read.user('kent')
  if (user === undefined) throw new Error('There is no kent')
  return user
}

export const MORE_KINDS: Readonly<Record<string, Kind>> = {
  // People
  'begin to sign in': given((runtime) => beginSignIn(runtime, 'kent', ADDRESS)),
  'sign in': after(kent, (runtime, user) => recordSignIn(runtime, user, 'password', ADDRESS)),
  'be refused at the door': given((runtime) => recordSignInRefused(runtime, undefined, 'wrong-password')),
  'sign out': given((runtime) => recordSignOut(runtime, 'kent', 'caseworker')),
  'set a password': given((runtime) => setPasswordHash(runtime, fresh(a('system-admin')), 'kent', HASH)),
  'ask for a code': given((runtime, { early }) => sendCode(runtime, early.caseId, 'email')),
  'take an invitation back': after(
    (runtime, { atReport: { caseId } }) =>
      inviteOutsider(runtime, MANAGER, caseId, { person: 'ip1', role: 'independent-person' }),
    (runtime, { id }) => revokeInvitation(runtime, MANAGER, id),
  ),

  // What is kept of a case
  'add a copy without names': given((runtime, { early: { caseId, document } }) =>
    addRedactedTwin(runtime, MANAGER, caseId, document, { fileName: 'b.txt', content: Buffer.from('Monday.') }),
  ),
  'record that a letter came back': after(
    (runtime, { letterId }) => recordPrinted(runtime, MANAGER, letterId),
    (runtime, _, { letterId }) => recordReturned(runtime, MANAGER, { message: letterId, reason: 'gone-away' }),
  ),
  'end a request for access': after(
    (runtime, { early: { caseId } }) =>
      recordAccessRequest(runtime, MANAGER, {
        receivedOn: localDate('2026-02-02'),
        identity: 'A passport was shown.',
        cases: [{ caseId, person: 'p1' }],
      }),
    (runtime, { request }) => endAccessRequest(runtime, MANAGER, request, REASON),
  ),
  'note that a list went out': given((runtime) => recordExport(runtime, MANAGER, { list: 'trail', rows: 9 })),

  // Drafts of procedures
  'take the right to write': after(
    (runtime, { draft }) => releaseLock(runtime, fresh(OWNER), draft.open),
    (runtime, _, { draft }) => takeLock(runtime, fresh(a('process-owner', 'another')), draft.open),
  ),
  'give the right to write back': given((runtime, { draft }) => releaseLock(runtime, fresh(OWNER), draft.open)),
  'say something of a draft': given((runtime, { draft }) => addComment(runtime, fresh(OTHER), draft.open, COMMENT)),
  'answer what was said': after(
    (runtime, { draft }) => addComment(runtime, fresh(OTHER), draft.open, COMMENT),
    (runtime, { id }, { draft }) =>
      answerComment(runtime, fresh(OWNER), draft.open, { commentId: id, words: 'It is.' }),
  ),
  'settle what was said': after(
    (runtime, { draft }) => addComment(runtime, fresh(OTHER), draft.open, COMMENT),
    (runtime, { id }, { draft }) =>
      resolveComment(runtime, fresh(OWNER), draft.open, { commentId: id, resolved: true }),
  ),
  'take a draft back': given((runtime, { draft }) => takeDraftBack(runtime, fresh(OWNER), draft.asked)),
  'put a version in force': after(
    (runtime) => deployProcedure(runtime, SYSTEM, tiny('Tiny, third')),
    (runtime, { version }) => activateProcedure(runtime, fresh(OTHER), 'tiny', version),
  ),

  // The public
  'keep what somebody began to write': given((runtime) => savePublicDraft(runtime, CODE, { step: 'one' })),
  'erase what somebody began to write': after(
    (runtime) => savePublicDraft(runtime, CODE, { step: 'one' }),
    (runtime) => erasePublicDraft(runtime, CODE),
  ),
  'add a file to it': after(
    (runtime) => savePublicDraft(runtime, CODE, { step: 'one' }),
    (runtime) => addDraftFile(runtime, CODE, { fileName: 'a.txt', content: Buffer.from('Monday.') }),
  ),
  'take a file out of it': after(
    async (runtime) => {
      await savePublicDraft(runtime, CODE, { step: 'one' })
      await addDraftFile(runtime, CODE, { fileName: 'a.txt', content: Buffer.from('Monday.') })
    },
    (runtime) => removeDraftFile(runtime, CODE, 1),
  ),
  'say something of oneself': given((runtime) =>
    answerEquality(runtime, 'children', { disability: 'prefer-not-to-say' }),
  ),
  'mail the way back': given((runtime) => mailReturnLink(runtime, 'jo@example.org', 'https://example.org/back')),

  // Rounds, and what the service notes of itself
  'look for what broke the law': given((runtime) => sweepFindings(runtime)),
  'play a case again': given((runtime, { early: { caseId } }) => replayCases(runtime, a('auditor'), { caseId })),
  'sign the trail': given((runtime) => signTrail(runtime, aKey())),
  'note who holds a checkpoint': given((runtime) => noteHolder(runtime, 'archive', { size: 1 })),
  'note a jump of the clock': given((runtime) => noteClockJump(runtime, { bySeconds: 600, against: 'time-passed' })),
  'note the settings': given((runtime) => noteSettings(runtime)),
}

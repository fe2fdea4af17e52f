import {
  activateProcedure,
  addComment,
  addDraftFile,
  addRedactedTwin,
  answerComment,
  answerEquality,
  beginProcedure,
  beginScenarioRun,
  beginSignIn,
  beginTotp,
  bringUpToDate,
  changeAuditKey,
  changeOwnPassword,
  checkCode,
  deployProcedure,
  endAccessRequest,
  erasePublicDraft,
  fillAccess,
  holdRestoredMail,
  indexOldCases,
  instant,
  inviteOutsider,
  localDate,
  mailCheckpoint,
  mailReturnLink,
  newDraftCode,
  noteBackup,
  noteClockJump,
  noteHolder,
  noteSettings,
  openDraft,
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
  stopScenarioRun,
  sweepFindings,
  SYSTEM,
  takeDraftBack,
  takeLock,
  takeRoles,
  tellOfScenarioRun,
  userFromProvider,
  useTotp,
  type ProvidedUser,
  type Runtime,
  type UserRow,
} from '../../engine/index.ts'
import { secretIn, secretText } from '../../engine/runtime/secrets.ts'
import { aKey } from '../support/audit-trail.ts'
import { a, MANAGER } from '../support/runtime.ts'
import { after, given, type Kind } from './query-faults-kind.ts'
import { fresh, OTHER, OWNER, START, tiny, type Places } from './query-faults-places.ts'

/* What is done besides cases: signing in, drafts of procedures and of the public, the trail, the rounds. */

const REASON = 'As was agreed at the meeting.'
const ADDRESS = '192.0.2.1'
const CODE = newDraftCode()
const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$c29tZWhhc2g'
const PROVIDED: ProvidedUser = {
  ...{ subject: 'https://id.example|7', userName: 'cara', name: 'Cara', email: 'cara@example.org' },
  ...{ roles: ['caseworker'], teams: [] },
}
const COMMENT = { file: 'procedure.json', words: 'Is that the title?' }

async function kent(runtime: Runtime): Promise<UserRow> {
  const user = await runtime.store.read.user('kent')
  if (user === undefined) throw new Error('There is no kent')
  return user
}

/** The code that was sent last. */
async function newestCode(runtime: Runtime): Promise<string> {
  const { rows } = await runtime.store.read.outbox({ channel: 'email', limit: 200 })
  const secret = rows.map(({ details }) => secretIn(details)).find((each) => each?.kind === 'code-by-email')
  if (secret === undefined) throw new Error('No code was sent')
  return secretText(runtime, secret)
}

/** Scenarios of the open draft are being played. */
const played = (runtime: Runtime, { draft: { open, revision } }: Places) =>
  beginScenarioRun(runtime, OWNER, { id: open, procedure: 'tiny-1', revision }, { contents: 'f'.repeat(64), total: 3 })

export const MORE_KINDS: Readonly<Record<string, Kind>> = {
  // People
  'begin to sign in': given((runtime) => beginSignIn(runtime, 'kent', ADDRESS)),
  'sign in': after(kent, (runtime, user) => recordSignIn(runtime, user, 'password', ADDRESS)),
  'be refused at the door': given((runtime) => recordSignInRefused(runtime, undefined, 'wrong-password')),
  'sign out': given((runtime) => recordSignOut(runtime, 'kent', 'caseworker')),
  'set a password': given((runtime) => setPasswordHash(runtime, fresh(a('system-admin')), 'kent', HASH)),
  'ask for a code from an app': after(kent, (runtime, user) => beginTotp(runtime, user)),
  'use a code from an app': after(kent, (runtime, user) => useTotp(runtime, user, 57)),
  'change one’s own password': after(kent, (runtime, user) => changeOwnPassword(runtime, user, HASH)),
  'take roles away': given((runtime) => takeRoles(runtime, fresh(a('system-admin')), 'kent', ['caseworker'])),
  'come in by the council’s provider': given((runtime) => userFromProvider(runtime, PROVIDED)),
  'ask for a code': given((runtime, { early }) => sendCode(runtime, early.caseId, 'email')),
  'open one’s case with a code': after(
    async (runtime, { early: { caseId } }) => {
      await sendCode(runtime, caseId, 'email')
      return newestCode(runtime)
    },
    (runtime, code, { early: { caseId } }) => checkCode(runtime, caseId, code),
  ),
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

  'begin a procedure': given((runtime) =>
    beginProcedure(runtime, fresh(OWNER), {
      ...{ id: 'faults-of-service', title: 'Faults of service', law: 'non-statutory' },
      first: { task: 'Answer it', role: 'caseworker', outcome: 'Answered', clause: 'Local practice' },
    }),
  ),
  'bring a draft up to date': after(
    async (runtime) => {
      const { id } = await openDraft(runtime, fresh(OWNER), 'tiny')
      await deployProcedure(runtime, SYSTEM, tiny('Tiny, third'))
      return id
    },
    (runtime, id) => bringUpToDate(runtime, fresh(OWNER), id, { revision: 1 }),
  ),
  'play scenarios': given(played),
  'tell how far scenarios are': after(played, (runtime, id) => tellOfScenarioRun(runtime, id, { played: 2 })),
  'stop scenarios': after(played, (runtime, id, { draft }) => stopScenarioRun(runtime, OWNER, draft.open, id)),

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
  'change the key of the trail': given((runtime) => changeAuditKey(runtime, aKey(), aKey(8))),
  'mail a checkpoint': after(
    (runtime) => signTrail(runtime, aKey()),
    (runtime) => mailCheckpoint(runtime),
  ),
  'note a backup': given((runtime) => noteBackup(runtime)),
  'hold the mail of a backup': given((runtime) => holdRestoredMail(runtime, instant(START))),
  'work out who is what to old cases': given((runtime) => fillAccess(runtime)),
  'index old cases': after(
    (runtime) =>
      runtime.store.transact(async (sql) => {
        await sql.run('delete from case_terms')
        await sql.run('delete from case_search')
      }),
    (runtime) => indexOldCases(runtime),
  ),
  'note a jump of the clock': given((runtime) => noteClockJump(runtime, { bySeconds: 600, against: 'time-passed' })),
  'note the settings': given((runtime) => noteSettings(runtime)),
}

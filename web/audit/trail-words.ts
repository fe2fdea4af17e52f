import { dayInWords, isLocalDate, type FindingKind, type Instant } from '../../engine/index.ts'
import { inWords, sentence } from '../cases/words.ts'
import { momentInWords } from '../frame/index.ts'

/*
 * What rows of the audit trail are called. A type of a newer release, or of a procedure of the council's own, is said as it
 * stands, its hyphens as spaces. Over 300 lines: the one list of them.
 */

/** Types in the groups under which they are chosen. */
export const GROUPS: readonly {
  readonly id: string
  readonly name: string
  readonly types: Readonly<Record<string, string>>
}[] = [
  {
    id: 'looked',
    name: 'Something was looked at',
    types: {
      'case-viewed': 'A page of a case was looked at',
      'document-opened': 'A document was opened',
      'message-viewed': 'A letter or message was read',
      'history-viewed': 'Rows of the audit trail were read',
      'cases-searched': 'Cases were searched',
      'learning-viewed': 'What complaints taught was read',
      'figures-read': 'Figures of a year were read',
      'deadlines-read': 'Which deadlines were kept was read',
      'report-read': 'The annual report was read',
      'sample-viewed': 'A sample of cases was read',
      'changes-viewed': 'Changes to the service were read',
      'trail-searched': 'The audit trail was looked through',
      'access-reviewed': 'Who had access was looked through',
      'export-looked-at': 'An export was looked at',
    },
  },
  {
    id: 'access',
    name: 'Access to cases',
    types: {
      'access-denied': 'Somebody was refused',
      'access-restricted': 'A case was restricted to named people',
      'access-restriction-lifted': 'A restriction was lifted',
      'glass-broken': 'A restricted case was opened in an emergency',
      'reason-given': 'An auditor said why they look at a case',
      'identity-revealed': 'Names were shown that are masked',
      'conflict-declared': 'A conflict of interest was declared',
      'approval-proposed': 'Something was put to a second person',
      'approval-approved': 'A second person said yes',
      'approval-refused': 'A second person said no',
    },
  },
  {
    id: 'taken',
    name: 'Something was taken away',
    types: {
      'list-exported': 'A list was downloaded',
      'export-asked-for': 'An export was asked for',
      'export-taken': 'An export was downloaded',
      'sample-exported': 'A sample was downloaded',
      'audit-bundle-taken': 'Rows of a case were taken out to be verified elsewhere',
    },
  },
  {
    id: 'work',
    name: 'Work on cases',
    types: {
      'complaint-submitted': 'A complaint was submitted',
      'case-opened': 'A case was opened',
      'wishes-noted': 'Wishes for an advocate, or a risk, were noted',
      'task-completed': 'A task was done',
      'task-claimed': 'A task was taken on',
      'task-released': 'A task was given back',
      'task-assigned': 'A task was given to somebody',
      'task-handed-over': 'A task was handed over',
      'next-task-taken': 'The next task was taken on',
      'draft-saved': 'A draft was saved',
      'facts-recorded': 'Something that happened was recorded',
      'person-added': 'A person was added',
      'contact-details-changed': 'Contact details were changed',
      'complainant-asked': 'The complainant asked for something',
      'answered-by-link': 'Another body answered',
      'document-added': 'A document was added',
      'document-scanned': 'A document was checked for viruses',
      'document-withdrawn': 'A document was withdrawn',
      'case-linked': 'Two cases were linked',
      'link-undone': 'A link between cases was undone',
      'clock-held': 'A time limit was held',
      'clock-released': 'A time limit runs again',
      'token-moved': 'A case was sent back a step',
      'case-moved': 'A case was moved to another version of its procedure',
      'case-moved-back': 'A case was moved back to the version before',
      'case-cancelled': 'A case was ended without a response',
      'case-reopened': 'A case was opened again',
      'message-handled': 'A message moved a case on',
    },
  },
  {
    id: 'itself',
    name: 'What Redress did by itself',
    types: {
      'timer-fired': 'A time limit or reminder came due',
      'timer-moved': 'A time limit or reminder was moved',
      'job-done': 'A step was done by itself',
      'incident-raised': 'Something stopped',
      'incident-retried': 'What had stopped was tried again',
      'incident-skipped': 'What had stopped was passed over',
      'incident-settled': 'What had waited went on by itself',
      'case-deviates': 'A case was found to depart from its diagram',
      'case-conforms-again': 'A case was found to follow its diagram again',
      'cases-replayed': 'Cases were compared with their diagrams',
    },
  },
  {
    id: 'letters',
    name: 'Letters and e-mail',
    types: {
      'message-sent': 'A letter or message was sent',
      'letter-printed': 'A letter was printed',
      'letter-returned': 'A letter came back',
      'mail-sent': 'An e-mail was sent',
      'mail-failed': 'An e-mail could not be sent',
      'mail-put-off': 'An e-mail is tried again later',
      'mail-uncertain': 'It is not certain that an e-mail was sent',
      'mail-held': 'An e-mail is held until somebody decides',
      'return-link-sent': 'A link to go on with a form was sent',
      'code-asked-for': 'A complainant asked for a code',
      'code-tried': 'A code was tried',
    },
  },
  {
    id: 'users',
    name: 'Signing in, users and roles',
    types: {
      'signed-in': 'Somebody signed in',
      'signed-out': 'Somebody signed out',
      'sign-in-refused': 'Signing in was refused',
      'confirmed-identity': 'Somebody confirmed who they are',
      'password-changed': 'A password was changed',
      'password-set': 'A password was set',
      'user-created': 'A user was added',
      'user-changed': 'A user was changed',
      'user-disabled': 'A user’s access was ended',
      'user-enabled': 'A user’s access was given back',
      'roles-asked-for': 'Roles were asked for',
      'roles-granted': 'Roles were granted',
      'roles-refused': 'Roles were refused',
      'roles-taken': 'Roles were taken away',
      'outsider-invited': 'Somebody from outside was invited',
      'invitation-accepted': 'An invitation was accepted',
      'invitation-revoked': 'An invitation was taken back',
      'absence-recorded': 'An absence was recorded',
      'key-created': 'A key for programs was made',
      'key-revoked': 'A key for programs was taken back',
    },
  },
  {
    id: 'service',
    name: 'Procedures, reports and the trail itself',
    types: {
      'procedure-deployed': 'A version of a procedure was put in',
      'procedure-activated': 'A version of a procedure came into force',
      'draft-effect-worked-out': 'What a draft would do to running cases was worked out',
      'move-tried': 'Moving cases to another version was tried',
      'move-started': 'Cases were moved to another version',
      'move-taken-back': 'A move of cases was taken back',
      'scenarios-played': 'The scenarios of a draft were run',
      'scenarios-stopped': 'A run of the scenarios of a draft was stopped',
      'procedure-begun-in-draft': 'A new procedure was begun, as a draft',
      'procedure-draft-opened': 'A draft of a procedure was opened',
      'procedure-roll-back-drafted': 'A draft of a procedure was opened to roll back',
      'procedure-draft-held': 'Somebody began to work on a draft',
      'procedure-draft-let-go': 'Somebody let others work on a draft',
      'procedure-draft-saved': 'A draft of a procedure was changed',
      'procedure-draft-brought-up-to-date': 'A draft of a procedure was brought up to date',
      'procedure-comment-written': 'Somebody commented on a procedure',
      'procedure-comment-resolved': 'A comment on a procedure was resolved',
      'procedure-comment-opened-again': 'A comment on a procedure was opened again',
      'procedure-approval-asked': 'Approval of a draft was asked for',
      'procedure-approved': 'A draft of a procedure was approved',
      'procedure-sent-back': 'A draft of a procedure was sent back',
      'procedure-approval-taken-back': 'A draft was taken back to be changed',
      'procedure-approval-lapsed': 'The approval of a draft lapsed',
      'procedure-published': 'A draft became a version, from a day',
      'procedure-draft-discarded': 'A draft of a procedure was discarded',
      'settings-changed': 'A setting of the service was changed',
      'clock-jumped': 'The clock of a machine was set',
      'backup-taken': 'A backup was taken',
      'backup-restored': 'A backup was brought back',
      'aggregates-imported': 'Figures of another year were brought in',
      'marked-synthetic': 'The data were marked as made up',
      'sample-drawn': 'A sample of cases was drawn',
      'report-frozen': 'The annual report was frozen',
      'report-not-frozen': 'The annual report could not be frozen',
      'report-words-written': 'Words of the annual report were written',
      'audit-key-introduced': 'The key that signs the trail was brought in',
      'audit-key-changed': 'The key that signs the trail was changed',
      'audit-verified': 'The trail was verified',
    },
  },
]

const WORDS: ReadonlyMap<string, string> = new Map(GROUPS.flatMap(({ types }) => Object.entries(types)))

export function typeInWords(type: string): string {
  return WORDS.get(type) ?? inWords(type)
}

/** Those who act and are nobody. */
const NOBODY: Readonly<Record<string, string>> = {
  system: 'Redress itself',
  mailer: 'Redress, sending e-mail',
  'public-form': 'The online form',
  complainant: 'A complainant',
  'command-line': 'The command line of the service',
  'audit-keeper': 'Redress, signing the trail',
  web: 'The pages of the service',
}

export const NOBODIES = Object.entries(NOBODY).map(([id, name]) => ({ id, name }))

/** Who acted: a name where it is somebody of the council, never that of somebody from outside. */
export function whoInWords(actor: string, role: string, name: string | undefined): string {
  if (name !== undefined) return name
  const nobody = Object.hasOwn(NOBODY, actor) ? NOBODY[actor] : undefined
  if (nobody !== undefined) return nobody
  if (/^p\d+$/.test(actor)) return `${sentence(inWords(role))} of the case`
  // Keys for programs may be called by the role that they have.
  return actor === role ? inWords(role) : actor
}

/** Holders of checkpoints. */
export function holderInWords(holder: string): string {
  if (holder === 'folder') return 'The folder outside the service'
  return holder.startsWith('mail ') ? `The mailbox of: ${inWords(holder.slice(5)).toLowerCase()}` : holder
}

const FOUND: Readonly<Record<FindingKind, string>> = {
  'row-missing': 'A row is missing',
  'row-altered': 'The row’s number, case, links or hash were changed',
  'body-altered': 'What the row says was changed after it was written',
  'body-not-canonical': 'What the row says is not written as Redress writes it',
  'column-differs': 'The row shows something else than it was written with',
  'link-broken': 'The row does not follow the one before it',
  'case-row-missing': 'Before this row, rows of its case are missing',
  'case-order-broken': 'The row stands in the wrong place of its case',
  'case-link-broken': 'The row does not follow the one before it of its case',
  'payload-altered': 'The words of a person that belong to the row were changed',
  'payload-unknown': 'There are words of a person that were not written with the row',
  'head-differs': 'What the trail says of its end is not its last row',
  'rows-cut-off': 'Rows were cut off at the end',
  'checkpoint-altered': 'A signed checkpoint was changed',
  'checkpoint-missing': 'A signed checkpoint is missing',
  'checkpoint-key-unknown': 'A checkpoint was not signed with a key that is known',
  'history-rewritten': 'The rows are not those that were signed',
  'signed-twice': 'The rows were written anew and signed again, with the stolen key',
  'key-unproven': 'A key that signs was not brought in as it must be',
  'fact-missing': 'Something that the row recorded is gone from its case',
  'fact-altered': 'Something that the row recorded was changed in its case',
  'fact-unrecorded': 'A case has more on record than the trail tells of',
  'task-missing': 'A task that the row completed is gone',
  'task-altered': 'A task that the row completed was changed',
  'task-unrecorded': 'A task is there of which the trail says nothing',
  'case-missing': 'A case of which the trail tells is gone',
  'case-altered': 'A case is not as its last row left it',
  'case-unrecorded': 'A case is there that nothing in the trail opened',
  'proof-wrong': 'The row is not the one that was signed in that place',
  'manifest-differs': 'The rows are not those that the bundle names',
}

export const findingInWords = (kind: FindingKind): string => FOUND[kind]

/** What a row holds besides, as lines of words; what has a shape or an id of its own is left to be read as it is stored. */
export function dataInWords(
  data: Readonly<Record<string, unknown>>,
): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const words = OF_PEOPLE.has(key) ? namesIn(value) : key === 'facts' ? recordedIn(value) : valueInWords(value)
    if (words === undefined) return []
    const name = key === 'facts' ? 'Recorded' : sentence(key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
    return [{ key: name, value: words }]
  })
}

/** What holds ids of people, which are no codes. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['user', 'person', 'people', 'approvedBy', 'proposedBy'])

function namesIn(value: unknown): string | undefined {
  const ids = [value].flat().filter((each) => typeof each === 'string')
  return ids.length === 0 ? undefined : ids.join(', ')
}

function recordedIn(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.map((each) => inWords(String((each as { readonly type?: unknown }).type))).join('; ')
}

function valueInWords(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return value.toLocaleString('en-GB')
  if (typeof value === 'string') return textInWords(value)
  if (!Array.isArray(value) || value.length === 0) return undefined
  const words = value.map((each) => (typeof each === 'string' ? textInWords(each) : undefined))
  return words.every((each) => each !== undefined) ? words.join(', ') : undefined
}

function textInWords(text: string): string | undefined {
  if (isLocalDate(text)) return dayInWords(text)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return momentInWords(text as Instant)
  if (/^[a-z]+(-[a-z0-9]+)*$/.test(text)) return inWords(text)
  return /^[A-Z]+-\d{4}-\d+$/.test(text) || text.includes(' ') ? text : undefined
}

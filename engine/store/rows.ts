import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'

/*
 * What the tables hold, as TypeScript sees it. Over 300 lines: the one list of them. `…On` are days in London,
 * `…At` moments in UTC; what may be absent is `null`. Personal data lives in `people.data`, `facts.data`,
 * `tasks.draft`, `documents`, `outbox.toAddress/subject/body`, `inbox.data` and the audit payload, and nowhere else.
 */

/** A JSON object: stored as text, so that its hash is over exactly what is kept. */
export type JsonObject = Readonly<Record<string, unknown>>

/** One diagram file, never changed once deployed. */
export interface DefinitionRow {
  readonly hash: string
  readonly procedure: string
  readonly processId: string
  readonly file: string
  readonly xml: string
  readonly model: JsonObject | null
  readonly layoutHash: string
  readonly deployedAt: Instant
  readonly deployedBy: string
}

/** One version of a procedure: its diagrams, forms and letters together. Only the status ever changes. */
export interface ProcedureRow {
  readonly id: string
  /** 1, 2, 3 … within the procedure. */
  readonly version: number
  readonly title: string
  /** Over all its files. */
  readonly hash: string
  readonly files: JsonObject
  readonly effectiveFrom: LocalDate | null
  readonly status: 'draft' | 'active' | 'retired'
  readonly deployedAt: Instant
  readonly deployedBy: string
}

export interface CaseRow {
  readonly id: string
  readonly procedure: string
  readonly procedureVersion: number
  /** Counts the commands that changed it; a command must name the one it has seen. */
  readonly version: number
  readonly status: 'open' | 'closed' | 'incident'
  readonly receivedOn: LocalDate
  /** Codes and days for lists; no personal data. */
  readonly state: JsonObject
  readonly createdAt: Instant
  readonly closedAt: Instant | null
  readonly lastToldOn: LocalDate | null
  /** Facts recorded so far; kept by `addFacts`. */
  readonly factCount: number
  /** Only people who are named in it may see it. */
  readonly restricted: boolean
  /** The last stage that opened. */
  readonly stage: string | null
  /** Of the complainant: all that a list shows of a name. Kept by `savePerson`. */
  readonly initials: string | null
  /** Codes of what the complainant needs, with spaces between them. Kept by `savePerson`. */
  readonly adjustments: string | null
  /** A child complains. */
  readonly child: boolean
}

export interface PersonRow {
  readonly caseId: string
  /** Unique within the case. */
  readonly id: string
  readonly role: string
  readonly data: JsonObject
}

export interface FactRow {
  readonly caseId: string
  /** From 1, without gaps. */
  readonly n: number
  readonly type: string
  readonly onDay: LocalDate
  readonly data: JsonObject
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly role: string
  readonly erasedAt: Instant | null
}

/** One running process: the main one of a case, or the child of a call activity. */
export interface InstanceRow {
  readonly id: string
  readonly caseId: string
  readonly parentId: string | null
  /** The parent's wait that this child answers. */
  readonly parentWait: string | null
  readonly definitionHash: string
  readonly processId: string
  /** JSON text: tokens only, never the diagram's source. */
  readonly state: string
  readonly ended: boolean
  /** Counts the steps taken. */
  readonly seq: number
}

export interface TaskRow {
  readonly id: string
  readonly caseId: string
  readonly instanceId: string
  readonly waitId: string
  readonly element: string
  readonly name: string
  readonly role: string
  readonly form: string | null
  readonly assignee: string | null
  readonly candidateTeam: string | null
  readonly status: 'open' | 'done' | 'cancelled'
  readonly dueOn: LocalDate | null
  readonly deadlineRule: string | null
  /** The day by which lists sort it: the due day while one is owed, else beyond every day. */
  readonly sortOn: LocalDate
  /** How its time limit stands; null where it has none. */
  readonly deadlineState: 'running' | 'held' | 'met' | 'over' | null
  /** Since when it is held, or the day on which it was met. */
  readonly deadlineSince: LocalDate | null
  /** Code of what it waits for while it is held. */
  readonly deadlineReason: string | null
  readonly createdAt: Instant
  readonly completedAt: Instant | null
  readonly completedBy: string | null
  readonly draft: JsonObject | null
  readonly version: number
}

export interface TimerRow {
  readonly id: string
  readonly caseId: string
  readonly instanceId: string
  readonly waitId: string
  readonly element: string
  readonly kind: 'plain' | 'deadline' | 'repeat'
  /** What the moment was worked out from. */
  readonly binding: JsonObject | null
  /** Fixed when armed: a clock set back does not move it. */
  readonly dueAt: Instant
  readonly firedCount: number
  readonly status: 'armed' | 'fired' | 'cancelled' | 'failed'
  readonly version: number
  /** Firings that threw since it last fired. */
  readonly attempts: number
  /** After a firing that threw: not before this moment. */
  readonly retryAt: Instant | null
  readonly lastError: string | null
}

export interface JobRow {
  readonly id: string
  readonly caseId: string
  readonly instanceId: string
  readonly waitId: string
  readonly element: string
  readonly action: string
  readonly parameters: JsonObject
  readonly status: 'ready' | 'leased' | 'done' | 'failed' | 'cancelled'
  /** Leases taken so far: a lease that ran out counts as an attempt. */
  readonly attempts: number
  readonly runAt: Instant
  readonly leaseOwner: string | null
  readonly leaseUntil: Instant | null
  /** Grows with each lease; an outcome that names an older one is refused. */
  readonly fencing: number
  readonly lastError: string | null
  readonly createdAt: Instant
}

export interface OutboxRow {
  readonly id: string
  /** Order within the case. */
  readonly n: number
  readonly caseId: string | null
  /** What is sent once only: case, action, entry, recipient. */
  readonly key: string
  /** `letter`: waits for somebody's hand, to be printed or, with `telephone` in `details`, to be said. */
  readonly channel: 'email' | 'letter' | 'staff-notification'
  /** Null for a letter that is printed, or a recipient without an address. */
  readonly toAddress: string | null
  readonly subject: string
  readonly body: string
  /** With the angle brackets; the same for every copy. */
  readonly messageId: string
  readonly status: 'queued' | 'sending' | 'sent' | 'uncertain' | 'held' | 'failed' | 'printed'
  readonly attempts: number
  /** Attempts after which nobody can know whether it arrived. */
  readonly uncertainAttempts: number
  readonly nextAt: Instant
  readonly lastReply: string | null
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  readonly possibleDuplicate: boolean
  /** Codes of its contents, the recipient, the fact to record once it is sent … */
  readonly details: JsonObject
  readonly leaseOwner: string | null
  readonly leaseUntil: Instant | null
  readonly fencing: number
}

/** A message to a case that waits for the process to be ready for it. */
export interface InboxRow {
  readonly id: string
  readonly caseId: string
  readonly name: string
  readonly correlation: string | null
  readonly data: JsonObject
  readonly status: 'waiting' | 'taken' | 'expired'
  readonly receivedAt: Instant
  readonly expiresAt: Instant | null
  readonly takenAt: Instant | null
  /** The same message sent twice is kept once. */
  readonly dedupeKey: string
}

export interface IncidentRow {
  readonly id: string
  readonly caseId: string
  readonly instanceId: string | null
  readonly waitId: string | null
  readonly jobId: string | null
  readonly element: string | null
  readonly code: string
  readonly message: string
  readonly status: 'open' | 'retried' | 'skipped' | 'resolved'
  readonly raisedAt: Instant
  readonly resolvedAt: Instant | null
  readonly resolvedBy: string | null
  readonly reason: string | null
}

export interface IdempotencyRow {
  readonly key: string
  readonly actor: string
  readonly requestHash: string
  /** HTTP status of the answer; null while the first request is still being carried out. */
  readonly status: number | null
  readonly response: JsonObject | null
  readonly at: Instant
}

/** A file that belongs to a case. What it holds stands elsewhere, and is never changed. */
export interface DocumentRow {
  readonly caseId: string
  /** Unique within the case: `d1`, `d2` … */
  readonly id: string
  readonly kind: string
  readonly title: string
  /** As it was sent, without folders and signs that mislead. */
  readonly fileName: string
  /** Found by looking at its content. */
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Hex. */
  readonly sha256: string
  /** A photograph that says where or when it was taken, or with what. */
  readonly hiddenDetails: boolean
  readonly receivedOn: LocalDate
  /** In words: who sent it. */
  readonly receivedFrom: string | null
  readonly uploadedBy: string
  readonly uploadedAt: Instant
  readonly scan: 'not-scanned' | 'clean' | 'infected' | 'failed'
  readonly scannedAt: Instant | null
  /** The document of which this one is a copy with words blacked out. */
  readonly redactedOf: string | null
  /** Id of the task at which it was attached. */
  readonly taskId: string | null
  readonly withdrawnAt: Instant | null
  readonly withdrawnBy: string | null
  readonly withdrawnReason: string | null
}

export interface DocumentContentRow {
  readonly caseId: string
  readonly id: string
  readonly content: Buffer
}

/** Somebody who signs in. Where a case names its people, an officer's id there is the id here. */
export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[]
  /** Codes of the council's teams. */
  readonly teams: readonly string[]
  readonly status: 'active' | 'disabled'
  /** Id of the user to whom this one answers. */
  readonly lineManager: string | null
  /** Who stands in for them, from the first day to the last; without a last day until somebody says otherwise. */
  readonly delegate: string | null
  readonly delegateFrom: LocalDate | null
  readonly delegateUntil: LocalDate | null
  /** First and last day away. */
  readonly absentFrom: LocalDate | null
  readonly absentUntil: LocalDate | null
  readonly weeklyHours: number | null
  /** Somebody outside the council: the one case that they may see. */
  readonly caseId: string | null
  /** argon2id; null for those who sign in with the council's own provider. */
  readonly passwordHash: string | null
  /** `sub` at the council's OpenID provider. */
  readonly subject: string | null
  readonly totpSecret: string | null
  /** Grows with each change; a session that began under another one has ended. */
  readonly version: number
  readonly createdAt: Instant
  readonly createdBy: string
}

export interface ApiKeyRow {
  readonly id: string
  /** SHA-256 of the secret, hex. */
  readonly hash: string
  readonly role: string
  readonly name: string
  readonly createdAt: Instant
  readonly revokedAt: Instant | null
}

/** One link of the audit chains; see `audit/chain.ts`. */
export interface AuditRow {
  readonly seq: number
  readonly caseId: string | null
  readonly caseSeq: number | null
  readonly at: Instant
  readonly actor: string
  readonly role: string
  readonly onBehalfOf: string | null
  readonly type: string
  readonly element: string | null
  readonly outcome: string | null
  /** Canonical JSON of everything above but the numbers, and of the entry's own data. */
  readonly body: string
  readonly commitment: Buffer
  readonly prev: Buffer
  readonly casePrev: Buffer
  readonly leaf: Buffer
  readonly hash: Buffer
}

export interface AuditPayloadRow {
  readonly seq: number
  readonly salt: Buffer
  readonly payload: string
}

/** A figure of another year that came from outside, in place of its cases. */
export interface AggregateRow {
  /** `2019-20`. */
  readonly year: string
  /** `adult.received`, as figures are named. */
  readonly figure: string
  /** A count, whole percent or pence, as the figure is. */
  readonly value: number
  /** Where it was read. */
  readonly source: string
  readonly importedAt: Instant
  readonly importedBy: string
}

/** A complaint that somebody is writing. Who it is from and what it says can be read with its code alone. */
export interface PublicDraftRow {
  /** SHA-256 of something that the code gives; the code itself is nowhere. */
  readonly id: string
  /** Encrypted. */
  readonly content: Buffer
  readonly expiresAt: Instant
}

/** A file that waits with a draft. */
export interface PublicDraftFileRow {
  readonly draftId: string
  readonly n: number
  /** Encrypted, its name too. */
  readonly content: Buffer
}

/** What somebody said about themselves after complaining. Nothing here leads to a case. */
export interface EqualityAnswerRow {
  readonly id: string
  /** `2026-11`. */
  readonly month: string
  /** What their complaint was about: `adult`, `children` … */
  readonly area: string
  /** A code for each question that was answered. */
  readonly answers: Readonly<Record<string, string>>
}

/** Something that holds for the whole database: `synthetic` for one whose data is made up. */
export interface SettingRow {
  readonly name: string
  readonly value: string
}

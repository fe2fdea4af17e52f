import type { Instant } from './values/instant.ts'

/** What time it is. The only source of time in the engine; tests, scenarios and demonstrations hand in a virtual one. */
export interface Clock {
  now(): Instant
}

/** Looks for viruses in what people send. */
export interface Scanner {
  /** @throws when it cannot say: it is down, too slow, or the file is too large for it. */
  scan(content: Buffer): Promise<'clean' | 'infected'>
}

/** The messages that wait to be sent, as a mailer sees them. */
export interface MailOutbox {
  /**
   * Takes a message for sending. Undefined when it is not to be sent now: it is gone or not due, another message of its
   * case comes first, or somebody else has it. `held` when a worker died with its second copy in hand: from now on it
   * waits for a person.
   */
  claim(id: string): Promise<MailToSend | 'held' | undefined>
  /** Stores what became of it. @throws ConflictError when somebody else has taken it over meanwhile. */
  record(mail: MailToSend, outcome: MailOutcome): Promise<MailStatus>
}

export interface MailToSend {
  readonly id: string
  readonly caseId: string | null
  readonly to: string | null
  readonly subject: string
  readonly body: string
  /** With the angle brackets; the same for every copy. */
  readonly messageId: string
  /** An earlier attempt may have arrived: this copy must say so. */
  readonly possibleDuplicate: boolean
  readonly createdAt: Instant
  /** What the message's link is signed for; `{partner-link}` in its text becomes that link. */
  readonly partnerLink?: PartnerLinkToSign
  /** What `{secret}` in its text becomes when it is sent. */
  readonly secret?: SecretToFill
  /** Which taking of it this is; an outcome that names an older one is refused. */
  readonly fencing: number
}

/** A code or a link that stands in no message before it is sent or printed. */
export interface SecretToFill {
  readonly kind: 'code-by-email' | 'code-by-letter' | 'invitation'
  readonly id: string
}

/** All that a partner's link is signed over; the case is that of the message. */
interface PartnerLinkToSign {
  readonly body: string
  readonly link: string
  readonly until: string
}

/** What the mail server said, and what that means. `reply` may name the recipient, so it is personal. */
export type MailOutcome =
  | { readonly kind: 'accepted'; readonly reply: string }
  /** Certainly not sent, and worth another try: no connection, or a reply that begins with 4. */
  | { readonly kind: 'put-off'; readonly reply: string }
  /** The message was handed over, and no answer came: it may have arrived. */
  | { readonly kind: 'uncertain'; readonly reply: string }
  /** Certainly not sent, and never will be: a bad address, or a reply that begins with 5. */
  | { readonly kind: 'refused'; readonly reply: string }

/** `queued` and `uncertain` are tried again by themselves; `held` and `failed` wait for a person. */
export type MailStatus = 'sent' | 'queued' | 'uncertain' | 'held' | 'failed'

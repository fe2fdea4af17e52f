import {
  ConflictError,
  InvalidValueError,
  isEmailAddress,
  MAIL_GIVEN_UP,
  type Clock,
  type MailOutbox,
  type MailOutcome,
  type MailStatus,
  type MailToSend,
  type PartnerLinkClaim,
  SECRET,
  type SecretToFill,
} from '../../engine/index.ts'
import { compose, whyUnfit } from './compose.ts'
import { sendByNotify, type NotifySettings } from './notify.ts'
import { mailServer, send, type Patience } from './smtp.ts'

export interface MailerConfig {
  /** `smtp://user:password@host:port`; without one nothing is sent and every message waits. */
  readonly smtpUrl?: string | undefined
  /** GOV.UK Notify in place of a mail server. */
  readonly notify?: NotifySettings | undefined
  /** A way of its own, in place of both: a demonstration's mailbox. */
  readonly transport?: MailTransport | undefined
  /** The sender: one plain address. */
  readonly from: string
  readonly store: { readonly mail: MailOutbox }
  readonly clock: Clock
  /** A message cannot be sent, or was perhaps sent twice: a person must look. `reason` names no person. */
  readonly onFailed?: (outboxId: string, reason: string) => Promise<void>
  /** For the log: ids and codes only. */
  readonly onEvent?: (event: MailEvent) => void
  readonly patience?: Patience
  /** The signed address of a partner's link. Without it such a message goes to nobody. */
  readonly addressOf?: (claim: PartnerLinkClaim) => string
  /** What `{secret}` becomes in a message that carries one. Without it such a message goes to nobody. */
  readonly secretText?: (secret: SecretToFill) => string
}

/** Where a partner's link belongs in the text of a message. */
export const PARTNER_LINK = '{partner-link}'

export type MailEvent =
  | { readonly event: 'mail-not-configured' }
  | { readonly event: 'mail-attempted'; readonly message: string; readonly status: MailStatus }

export interface Mailer {
  /** Sends one message of the outbox, if its turn has come, and stores what became of it. */
  send(outboxId: string): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/**
 * Takes stored messages and sends them, one recipient each.
 *
 * @throws InvalidValueError when the sender is not one plain address, or the URL not that of a mail server.
 */
export function makeMailer(config: MailerConfig): Mailer {
  const { from, store, clock, onFailed, onEvent, addressOf, secretText } = config
  if (!isEmailAddress(from)) throw new InvalidValueError('plain e-mail address', from)
  const transport = transportOf(config)
  if (transport === undefined) onEvent?.({ event: 'mail-not-configured' })
  const underWay = new Set<Promise<void>>()

  const sendOne = async (outboxId: string): Promise<void> => {
    if (transport === undefined) return
    const mail = await store.mail.claim(outboxId)
    if (mail === undefined) return
    if (mail === 'held') {
      await report(outboxId, 'held')
      return
    }
    const outcome = await transport(withSecret(withLink(mail)), clock.now())
    try {
      await report(outboxId, await store.mail.record(mail, outcome))
    } catch (error) {
      // Whoever took it over stores what became of it.
      if (!(error instanceof ConflictError)) throw error
    }
  }

  /** Puts the link in at the last moment, so that it stands in the partner's message and nowhere else. */
  const withLink = (mail: MailToSend): MailToSend => {
    const { caseId, partnerLink, body } = mail
    if (partnerLink === undefined) return mail
    if (caseId === null || addressOf === undefined) return { ...mail, to: null }
    return { ...mail, body: body.replaceAll(PARTNER_LINK, () => addressOf({ caseId, ...partnerLink })) }
  }

  const withSecret = (mail: MailToSend): MailToSend => {
    const { secret, body } = mail
    if (secret === undefined) return mail
    return secretText === undefined
      ? { ...mail, to: null }
      : { ...mail, body: body.replaceAll(SECRET, () => secretText(secret)) }
  }

  const report = async (message: string, status: MailStatus): Promise<void> => {
    onEvent?.({ event: 'mail-attempted', message, status })
    const reason = MAIL_GIVEN_UP[status]
    if (reason !== undefined) await onFailed?.(message, reason)
  }

  return {
    async send(outboxId) {
      const sending = sendOne(outboxId)
      underWay.add(sending)
      try {
        await sending
      } finally {
        underWay.delete(sending)
      }
    },
    async close() {
      await Promise.allSettled(underWay)
    },
  }
}

/** The way out of the house. */
export type MailTransport = (mail: MailToSend, now: string) => Promise<MailOutcome>

/** Undefined when there is none. */
function transportOf({ transport, notify, smtpUrl, from, patience }: MailerConfig): MailTransport | undefined {
  if (transport !== undefined) return transport
  if (notify !== undefined) {
    return async (mail) => {
      const unfit = whyUnfit(mail)
      return unfit === undefined ? sendByNotify(notify, mail) : { kind: 'refused', reply: unfit }
    }
  }
  if (smtpUrl === undefined || smtpUrl === '') return undefined
  const server = mailServer(smtpUrl)
  return async (mail, now) => {
    const composed = await compose(mail, from, now)
    return 'unfit' in composed ? { kind: 'refused', reply: composed.unfit } : send(server, composed, patience)
  }
}

import MailComposer from 'nodemailer/lib/mail-composer'
import { isEmailAddress, type MailToSend } from '../../engine/index.ts'

export interface Composed {
  readonly from: string
  readonly to: string
  /** The whole message, headers and all. */
  readonly bytes: Buffer
}

/** Why a message cannot be sent as it stands; never the address itself. */
export interface Unfit {
  readonly unfit: string
}

/**
 * The message as it goes over the wire: plain text, one recipient, the Message-ID that was chosen when it was queued.
 *
 * A second copy says so in a header, for whoever has to find out later; its text is the same.
 */
export async function compose(mail: MailToSend, sender: string, sentOn: string): Promise<Composed | Unfit> {
  const { subject, body, messageId, possibleDuplicate } = mail
  const unfit = whyUnfit(mail)
  if (unfit !== undefined || mail.to === null) return { unfit: unfit ?? '' }
  const [from, to] = [withPlainDomain(sender), withPlainDomain(mail.to)]
  if (!/^<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>$/.test(messageId)) return { unfit: 'The Message-ID is not one' }

  const node = new MailComposer({
    from: { name: '', address: from },
    to: { name: '', address: to },
    subject,
    text: body,
    messageId,
    date: new Date(sentOn),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(possibleDuplicate ? { 'X-Redress-Possible-Duplicate': 'yes' } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const envelope = node.getEnvelope()
  if (envelope.from !== from || envelope.to.length !== 1 || envelope.to[0] !== to) {
    return { unfit: 'The address is read otherwise than it is written' }
  }
  return { from, to, bytes: await node.build() }
}

/** The right half in small letters, as it goes over the wire; in the left half they may differ. */
function withPlainDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return address.slice(0, at) + address.slice(at).toLowerCase()
}

/** Why a message can go to nobody, by whatever way; undefined when it can. */
export function whyUnfit({ to, subject }: Pick<MailToSend, 'to' | 'subject'>): string | undefined {
  if (to === null) return 'The message has no address'
  if (!isEmailAddress(to)) return 'The address is not one plain e-mail address'
  return hasControls(subject) ? 'The subject has a line break or another control character' : undefined
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

import type { NotifyClient } from 'notifications-node-client'
import type { MailOutcome, MailToSend } from '../../engine/index.ts'

/** GOV.UK Notify, as the council uses it. */
export interface NotifySettings {
  /** As Notify gives it: its name, the service's id, the secret. */
  readonly apiKey: string
  /** A template of the council's own whose subject is `((subject))` and whose message is `((body))`. */
  readonly templateId: string
  /** Left out: Notify's own address. */
  readonly baseUrl?: string
  /** How long an answer may take, in milliseconds. */
  readonly answerMs?: number
}

const ANSWER_MS = 30_000
/** No answer of Notify's to us is longer. Bytes. */
const LONGEST_ANSWER = 1_000_000

/**
 * Hands one message to Notify under our own id. Never throws: whatever happens is an outcome.
 *
 * A message that may have arrived before is looked for first: what Notify has under that id is not sent again.
 */
export async function sendByNotify(settings: NotifySettings, mail: MailToSend): Promise<MailOutcome> {
  const client = await clientFor(settings)
  try {
    if (mail.possibleDuplicate) {
      const { data } = (await client.getNotifications('email', undefined, mail.id)) as Answer
      if ((data.notifications ?? []).length > 0) return { kind: 'accepted', reply: 'Notify has it already.' }
    }
  } catch (error) {
    return { kind: 'put-off', reply: `Whether Notify has it already could not be asked: ${replyOf(error)}` }
  }
  try {
    const { data } = (await client.sendEmail(settings.templateId, mail.to ?? '', {
      personalisation: { subject: mail.subject, body: withoutLinks(mail.body) },
      reference: mail.id,
    })) as Answer
    return { kind: 'accepted', reply: `Notify: ${String(data.id)}` }
  } catch (error) {
    return meaningOf(error)
  }
}

interface Answer {
  readonly data: { readonly id?: unknown; readonly notifications?: readonly unknown[] }
}

type RestClient = (options: object) => Promise<unknown>

async function clientFor({ apiKey, baseUrl, answerMs = ANSWER_MS }: NotifySettings): Promise<NotifyClient> {
  // Loaded with the first message: most councils send by SMTP, and need not wait for it when the service starts.
  const { NotifyClient } = await import('notifications-node-client')
  const client = baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey)
  const { apiClient } = client as unknown as { readonly apiClient: { readonly restClient: RestClient } }
  const { restClient } = apiClient
  // The token goes to Notify and nowhere else, so that no redirect is followed.
  const patient: RestClient = (options) =>
    restClient({ ...options, timeout: answerMs, maxRedirects: 0, maxContentLength: LONGEST_ANSWER })
  client.setClient(patient as unknown as Parameters<NotifyClient['setClient']>[0])
  return client
}

/** Notify reads `[words](address)` as a link; what a person wrote as a name must not become one. */
function withoutLinks(body: string): string {
  return body.replaceAll('](', '] (')
}

/** What went wrong, as far as axios says it. */
interface HttpFault {
  readonly code?: string
  readonly message?: string
  readonly response?: { readonly status: number; readonly data?: unknown }
}

/** The connection was never there, so Notify has nothing. */
const NEVER_ASKED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/**
 * An answer is certain: a 4xx is about the message, and means never; that Notify will not have us (401, 403), is too busy
 * (408, 429) or is broken (5xx) means later. Without an answer nobody can know whether Notify has it.
 */
function meaningOf(error: unknown): MailOutcome {
  const { code = '', response } = error as HttpFault
  const reply = replyOf(error)
  if (response === undefined) return { kind: NEVER_ASKED.has(code) ? 'put-off' : 'uncertain', reply }
  const { status } = response
  const aboutMessage = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status)
  return { kind: aboutMessage ? 'refused' : 'put-off', reply }
}

/** The status and Notify's own code for it; never the request, which holds the address and the key. */
function replyOf(error: unknown): string {
  const { code, response } = error as HttpFault
  if (response === undefined) return `No answer from Notify (${code ?? 'unknown reason'})`
  const { errors } = (response.data ?? {}) as {
    readonly errors?: readonly { readonly error?: unknown; readonly message?: unknown }[]
  }
  const said = Array.isArray(errors)
    ? errors.map(({ error: kind, message }) => `${String(kind)}: ${String(message)}`)
    : []
  return [`Notify answered ${response.status}`, ...said].join('; ').slice(0, 300)
}

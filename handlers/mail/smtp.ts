import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { InvalidValueError, type MailOutcome } from '../../engine/index.ts'
import type { Composed } from './compose.ts'

/** A mail server, as its URL names it. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`); else STARTTLS where the server offers it. */
  readonly secure: boolean
  readonly requireTLS: boolean
  readonly user?: string
  readonly password?: string
}

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`. A password is never sent in the clear: with one, STARTTLS is
 * required, unless the URL says `?plain=yes`.
 *
 * @throws InvalidValueError when it is not such a URL; the message leaves its password out.
 */
export function mailServer(url: string): MailServer {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new InvalidValueError('URL of a mail server', url.replace(/\/\/[^@/]*@/, '//…@'))
  }
  const secure = parsed.protocol === 'smtps:'
  const user = decodeURIComponent(parsed.username)
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    requireTLS: !secure && user !== '' && parsed.searchParams.get('plain') !== 'yes',
    ...(user === '' ? {} : { user, password: decodeURIComponent(parsed.password) }),
  }
}

/** How long the server may take: to be reached, to greet, over each of its answers, and over all. In milliseconds. */
export interface Patience {
  readonly connectMs: number
  readonly answerMs: number
  /** Less than whoever sends has the message in hand. */
  readonly wholeMs: number
}

const PATIENCE: Patience = { connectMs: 30_000, answerMs: 120_000, wholeMs: 10 * 60_000 }

/**
 * Sends one message over a connection of its own. Never throws: whatever happens is an outcome.
 *
 * The server asks for the text only after it has taken the recipient, and answers only after the last byte. Between the
 * two nobody can know whether it has the message: a connection lost there is `uncertain` (RFC 1047).
 */
export function send(server: MailServer, message: Composed, patience: Patience = PATIENCE): Promise<MailOutcome> {
  return new Promise((resolve) => {
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: server.requireTLS,
      connectionTimeout: patience.connectMs,
      greetingTimeout: patience.connectMs,
      socketTimeout: patience.answerMs,
    })
    let handedOver = false
    // A server that says a little now and then is never silent for long.
    const limit = setTimeout(() => {
      fail({ message: 'The mail server took too long over it' })
    }, patience.wholeMs)
    const finish = (outcome: MailOutcome): void => {
      clearTimeout(limit)
      connection.close()
      resolve(outcome)
    }
    const fail = (error: SmtpFault): void => {
      finish(meaningOf(error, handedOver))
    }
    const text = new Readable({
      read() {
        handedOver = true
        this.push(message.bytes)
        this.push(null)
      },
    })

    connection.once('error', fail)
    connection.connect((unreachable) => {
      if (unreachable) {
        fail(unreachable)
        return
      }
      const transmit = (): void => {
        connection.send({ from: message.from, to: [message.to] }, text, (error, info) => {
          if (error) fail(error)
          else finish({ kind: 'accepted', reply: info.response })
        })
      }
      if (server.user === undefined) {
        transmit()
        return
      }
      connection.login({ credentials: { user: server.user, pass: server.password ?? '' } }, (error) => {
        if (error) fail(error)
        else transmit()
      })
    })
  })
}

/** What nodemailer says of a failure: the server's own answer where there is one. */
interface SmtpFault {
  readonly message: string
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly command?: string | undefined
}

/**
 * An answer is certain: 4 means later, 5 means never. That the server will not have us (greeting, login, sender) is no
 * fault of the message, so it too means later.
 */
function meaningOf(
  { message, code, responseCode, response, command = '' }: SmtpFault,
  handedOver: boolean,
): MailOutcome {
  const reply = response ?? message
  const answered = responseCode !== undefined && responseCode >= 400
  if (handedOver && !answered) return { kind: 'uncertain', reply }
  const aboutUs = !['RCPT TO', 'DATA'].includes(command) && code !== 'EMESSAGE'
  if (answered && responseCode >= 500 && !aboutUs) return { kind: 'refused', reply }
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'refused', reply }
  return { kind: 'put-off', reply }
}

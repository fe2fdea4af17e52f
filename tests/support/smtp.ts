import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a mail server does with the next message. */
export type Behaviour =
  | 'accept'
  /** A reply to the recipient. */
  | { readonly at: 'recipient'; readonly code: number }
  /** A reply after the whole text. */
  | { readonly at: 'text'; readonly code: number }
  /** A reply to the greeting. */
  | { readonly at: 'connect'; readonly code: number }
  /** Cuts the line once it has the whole text; `kept` when it has stored the message first. */
  | { readonly at: 'drop'; readonly kept: boolean }
  /** Cuts the line as soon as the recipient is named. */
  | { readonly at: 'drop-early' }

export interface Received {
  readonly to: readonly string[]
  readonly from: string
  readonly text: string
}

export interface MailCatcher {
  readonly url: string
  readonly port: number
  readonly received: readonly Received[]
  /** For the next messages, in this order; `accept` when none is left. */
  behave(...next: readonly Behaviour[]): void
  /** Cuts the line of that session. */
  cut(session: string): void
  stop(): Promise<void>
}

/** A real SMTP server on the loopback address, which keeps what it is sent. */
export async function startMailCatcher(
  options: SMTPServerOptions = {},
  port = 0,
  onKept: (mail: Received) => void = () => undefined,
): Promise<MailCatcher> {
  const received: Received[] = []
  const coming: Behaviour[] = []
  let now: Behaviour = 'accept'
  const refusal = (code: number): Error => Object.assign(new Error('as told'), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect(_session, done) {
      now = coming.shift() ?? 'accept'
      done(now !== 'accept' && now.at === 'connect' ? refusal(now.code) : null)
    },
    onRcptTo(_address, session, done) {
      if (now !== 'accept' && now.at === 'drop-early') cut(session.id)
      else done(now !== 'accept' && now.at === 'recipient' ? refusal(now.code) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const keep = (): void => {
          const { mailFrom, rcptTo } = session.envelope
          const mail = {
            to: rcptTo.map(({ address }) => address),
            from: mailFrom === false ? '' : mailFrom.address,
            text: Buffer.concat(chunks).toString(),
          }
          received.push(mail)
          onKept(mail)
        }
        if (now === 'accept') {
          keep()
          done()
        } else if (now.at === 'text') done(refusal(now.code))
        else if (now.at === 'drop') {
          if (now.kept) keep()
          cut(session.id)
        }
      })
    },
    ...options,
  })
  const cut = (id: string): void => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy: () => void } }>) {
      if (connection.id === id) connection._socket.destroy()
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.on('error', () => undefined)
  const used = (server.server.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${used}`,
    port: used,
    received,
    behave(...next) {
      coming.splice(0, coming.length, ...next)
    },
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

import { createServer, type AddressInfo, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a mail server does with whoever comes. */
export type Mood =
  | 'up'
  /** Nobody listens. */
  | 'refused'
  /** 421 to the greeting. */
  | 'too-busy'
  /** 451 once it has the whole text. */
  | 'after-text'
  /** Takes the connection and says nothing. */
  | 'silent'
  /** Offers TLS with a certificate that nobody trusts. */
  | 'no-tls'
  /** Takes the whole text and says nothing. */
  | 'silent-after-text'
  /** 550 to whoever's address begins with `gone`, else up. */
  | 'some-gone'

export interface Kept {
  readonly to: string
  readonly messageId: string
}

export interface MoodyServer {
  readonly url: string
  /** What it has taken, in order. */
  readonly kept: readonly Kept[]
  /** Connections since the mood last changed. */
  connections(): number
  become(mood: Mood): Promise<void>
  stop(): Promise<void>
}

/** A real mail server on the loopback address, on one port through all its moods. */
export async function startMoodyServer(): Promise<MoodyServer> {
  const kept: Kept[] = []
  let mood: Mood = 'up'
  let count = 0
  const sockets = new Set<Socket>()
  const answering: SMTPServerOptions = {
    authOptional: true,
    logger: false,
    onConnect(_session, done) {
      done(mood === 'too-busy' ? refusal(421) : null)
    },
    onRcptTo({ address }, _session, done) {
      done(mood === 'some-gone' && address.startsWith('gone') ? refusal(550) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mood === 'silent-after-text') return
        if (mood === 'after-text') {
          done(refusal(451))
          return
        }
        const text = Buffer.concat(chunks).toString()
        for (const { address } of session.envelope.rcptTo) {
          kept.push({ to: address, messageId: /^Message-ID: (\S+)/im.exec(text)?.[1] ?? '' })
        }
        done()
      })
    },
  }
  const plain = new SMTPServer({ ...answering, disabledCommands: ['STARTTLS'] })
  const withTls = new SMTPServer(answering)
  for (const server of [plain, withTls]) server.on('error', () => undefined)

  const door = createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    if (mood === 'silent') return
    ;(mood === 'no-tls' ? withTls : plain).server.emit('connection', socket)
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      door.once('error', reject)
      door.listen(port, '127.0.0.1', resolve)
    })
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy()
      door.close(() => {
        resolve()
      })
    })
  await listen(0)
  const { port } = door.address() as AddressInfo

  return {
    url: `smtp://127.0.0.1:${port}`,
    kept,
    connections: () => count,
    async become(next) {
      if (next === 'refused') await close()
      else if (!door.listening) await listen(port)
      mood = next
      count = 0
    },
    stop: close,
  }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('as told'), { responseCode })
}

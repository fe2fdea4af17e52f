import type { Prng } from '../support/random-process/prng.ts'
import { startMailCatcher } from '../support/smtp.ts'
import { pause } from './two-nodes-process.ts'

/** One message as it arrived. */
export interface Arrived {
  readonly to: string
  readonly messageId: string
  /** It says of itself that it may have come before. */
  readonly saysDuplicate: boolean
}

export interface StormMail {
  readonly url: string
  readonly arrived: readonly Arrived[]
  stop(): Promise<void>
}

/** Our ids are fingerprints: one message in eight. */
const NEVER_HEARD = /^<[01]/

/**
 * A real mail server that takes a moment over each message, with and without having kept it. Of some messages nobody ever
 * hears that it has them: it cuts the line each time they come.
 */
export async function startStormMail(prng: Prng): Promise<StormMail> {
  const arrived: Arrived[] = []
  const server = await startMailCatcher({
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { headers, to } = read(Buffer.concat(chunks).toString(), session.envelope.rcptTo[0]?.address ?? '')
        const messageId = /^Message-ID: (.*)$/im.exec(headers)?.[1]?.trim() ?? ''
        void pause(prng.below(6))
          .then(() => {
            arrived.push({
              to,
              messageId,
              saysDuplicate: /^X-Redress-Possible-Duplicate: yes$/im.test(headers),
            })
            return pause(prng.below(6))
          })
          .then(() => {
            if (NEVER_HEARD.test(messageId)) server.cut(session.id)
            else done()
          })
      })
    },
  })
  return { url: server.url, arrived, stop: () => server.stop() }
}

function read(text: string, to: string): { readonly headers: string; readonly to: string } {
  return {
    headers: text
      .slice(0, text.indexOf('\r\n\r\n'))
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .replaceAll('\r\n', '\n'),
    to,
  }
}

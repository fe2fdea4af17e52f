import { simpleParser, type ParsedMail } from 'mailparser'
import { startMailCatcher } from './smtp.ts'

/** A real SMTP server whose mail is read as a mail program would. */
export interface ReadMail {
  readonly url: string
  /** In the order in which they came in. */
  readonly mails: readonly ParsedMail[]
  readonly stop: () => Promise<void>
}

export async function startReadMail(): Promise<ReadMail> {
  const mails: ParsedMail[] = []
  const catcher = await startMailCatcher({
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      })
    },
  })
  return { url: catcher.url, mails, stop: () => catcher.stop() }
}

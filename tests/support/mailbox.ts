import { pathToFileURL } from 'node:url'
import { simpleParser } from 'mailparser'
import { startMailCatcher, type MailCatcher } from './smtp.ts'

/** Where e-mails come in when nothing else is said: the port of the example in `.env.example`. */
const PORT = 1025

/**
 * A mailbox on the loopback address that takes every e-mail and prints it: whom to, the subject, the text. For trying
 * Redress out; nothing leaves the machine.
 */
export async function openMailbox(port: number, out: (line: string) => void): Promise<MailCatcher> {
  const mailbox = await startMailCatcher({}, port, (mail) => {
    void simpleParser(mail.text).then(({ subject, text }) => {
      out(
        [
          '─'.repeat(72),
          `To:      ${mail.to.join(', ')}`,
          `Subject: ${subject ?? ''}`,
          '',
          (text ?? '').trim(),
          '',
        ].join('\n'),
      )
    })
  })
  out(`Every e-mail sent to smtp://127.0.0.1:${mailbox.port} is printed here.`)
  return mailbox
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await openMailbox(Number(process.argv[2] ?? PORT), (line) => {
    process.stdout.write(`${line}\n`)
  })
}

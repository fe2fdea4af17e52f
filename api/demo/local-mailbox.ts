import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { mailOf, raiseMailIncident, type Runtime } from '../../engine/index.ts'
import type { MailTransport } from '../../handlers/mail/index.ts'
import { UNDELIVERABLE } from './people.ts'

/** A mailbox in a file: takes every message, as a mail server would, and writes one JSON object a line. */
export interface LocalMailbox {
  readonly file: string
  readonly send: (runtime: Runtime, outboxId: string) => Promise<void>
  /** Writes what is still in hand. */
  readonly flush: () => void
}

/** Lines that are kept before they are written together. */
const LINES = 200

/** E-mail of a demonstration that is under way: one JSON object a line, codes and links as their recipients get them. */
export function mailIntoFile(file: string): MailTransport {
  return ({ to, subject, body, messageId }, at) => {
    if (to === null || to === UNDELIVERABLE) return Promise.resolve({ kind: 'refused', reply: '550 no such mailbox' })
    appendFileSync(file, `${JSON.stringify({ at, to, subject, messageId, body })}\n`)
    return Promise.resolve({ kind: 'accepted', reply: '250 taken by the local mailbox' })
  }
}

/** @param fresh - Begin with an empty file. */
export function openMailbox(file: string, fresh: boolean): LocalMailbox {
  mkdirSync(dirname(file), { recursive: true })
  if (fresh) writeFileSync(file, '')
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    file,
    flush,
    async send(runtime, outboxId) {
      const mail = await runtime.store.mail.claim(outboxId)
      if (mail === undefined) return
      if (mail === 'held') {
        await raiseMailIncident(runtime, outboxId, 'held after two uncertain attempts')
        return
      }
      const { to, subject, body, messageId, createdAt } = mail
      if (to === UNDELIVERABLE) {
        const status = await mailOf(runtime).record(mail, { kind: 'refused', reply: '550 no such mailbox' })
        if (status === 'failed') await raiseMailIncident(runtime, outboxId, 'refused by the local mailbox')
        return
      }
      lines.push(JSON.stringify({ at: createdAt, to, subject, messageId, body }))
      if (lines.length >= LINES) flush()
      await mailOf(runtime).record(mail, { kind: 'accepted', reply: '250 taken by the local mailbox' })
    },
  }
}

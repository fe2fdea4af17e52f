import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { mailIntoFile } from '../../../api/demo/local-mailbox.ts'
import { UNDELIVERABLE } from '../../../api/demo/people.ts'
import { makeMailer } from '../../../handlers/mail/index.ts'
import type { mailOf, MailOutcome, MailToSend } from '../../../engine/index.ts'

describe('the mailbox of a demonstration that is under way', () => {
  let folder: string
  let file: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-mailbox-'))
    file = join(folder, 'demo.mail.jsonl')
  })
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** Sends one message through the mailer; what came back. */
  async function sent(to: string): Promise<MailOutcome | undefined> {
    const outcomes: MailOutcome[] = []
    const mail = {
      id: 'm1',
      caseId: null,
      to,
      subject: 'Your code',
      body: 'Your code is {secret}.',
      messageId: '<m1@demonstration.invalid>',
      secret: { kind: 'track-code', ref: 'r1' },
    } as unknown as MailToSend
    const outbox = {
      claim: () => Promise.resolve(mail),
      record: (_: unknown, outcome: MailOutcome) => {
        outcomes.push(outcome)
        return Promise.resolve('sent')
      },
    } as unknown as ReturnType<typeof mailOf>
    const mailer = makeMailer({
      transport: mailIntoFile(file),
      from: 'complaints@council.example.org',
      store: { mail: outbox },
      clock: { now: () => '2026-11-23T09:00:00.000Z' } as never,
      secretText: () => '123456',
    })
    await mailer.send('m1')
    return outcomes[0]
  }

  it('holds each message as its recipient gets it, the code with it', async () => {
    expect((await sent('somebody@people.example.org'))?.kind).to.equal('accepted')
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    expect(lines).to.have.length(1)
    expect(JSON.parse(lines[0] ?? '')).to.include({ to: 'somebody@people.example.org', body: 'Your code is 123456.' })
  })

  it('refuses the address that cannot be delivered to', async () => {
    expect((await sent(UNDELIVERABLE))?.kind).to.equal('refused')
  })
})

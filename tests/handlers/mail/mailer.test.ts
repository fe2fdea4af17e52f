import { createServer, type AddressInfo } from 'node:net'
import { expect } from 'chai'
import { simpleParser } from 'mailparser'
import { ConflictError, InvalidValueError } from '../../../engine/errors.ts'
import { makeScheduler, type NewOutbox, type Store } from '../../../engine/store/index.ts'
import { makeMailer, type Mailer, type MailEvent } from '../../../handlers/mail/index.ts'
import { startMailCatcher, type MailCatcher } from '../../support/smtp.ts'
import { fixedClock, type FixedClock } from '../../support/test-databases-clock.ts'
import { aCase, aMessage } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

/* Over 300 lines: one table of what mail servers do. */

const MINUTE = 60_000
const FROM = 'complaints@council.example'
const PATIENCE = { connectMs: 5_000, answerMs: 5_000, wholeMs: 10_000 }

describe('the mailer', () => {
  forEachDatabase((database) => {
    let clock: FixedClock
    let store: Store
    let catcher: MailCatcher
    let mailer: Mailer
    let failed: [string, string][]
    let events: MailEvent[]
    let n = 0

    before(async () => {
      clock = fixedClock()
      store = await database.open({ clock, messageIdDomain: 'council.example' })
    })
    beforeEach(async () => {
      await store.transact((sql) => sql.run(`update outbox set status = 'failed'`))
      catcher = await startMailCatcher()
      mailer = aMailer(catcher.url)
    })
    afterEach(async () => {
      await mailer.close()
      await catcher.stop()
    })

    const aMailer = (smtpUrl: string | undefined): Mailer => {
      failed = []
      events = []
      return makeMailer({
        smtpUrl,
        from: FROM,
        store,
        clock,
        onFailed(id, reason) {
          failed.push([id, reason])
          return Promise.resolve()
        },
        onEvent: (event) => events.push(event),
        patience: PATIENCE,
      })
    }
    const queue = async (rest: Partial<NewOutbox> = {}): Promise<string> => {
      n += 1
      const caseId = rest.caseId ?? `mail-${n}`
      return store.command(async (unit) => {
        if ((await unit.lockCase(caseId)) === undefined) unit.insertCase(aCase(caseId))
        return (await unit.queueMessage(aMessage(caseId, `key-${n}`, rest))).id
      })
    }
    const row = async (id: string) => (await store.read.outboxMessage(id))!
    const states = async (caseId: string) => (await store.read.history({ caseId })).rows.map(({ type }) => type)

    it('sends a message as it was written, to one recipient, under its Message-ID', async () => {
      const id = await queue({
        toAddress: "o'brien@example.org",
        subject: 'Complaint CS/2026/0001 – café',
        body: 'Dear Ms O’Brien,\n\nWe have your complaint.\n.\nFrom here on: 10 working days.\n',
      })
      await mailer.send(id)
      expect(catcher.received).to.have.length(1)
      const { to, from, text } = catcher.received[0]!
      expect([to, from]).to.deep.equal([["o'brien@example.org"], FROM])
      const mail = await simpleParser(text)
      const sent = await row(id)
      expect(mail.messageId).to.equal(sent.messageId)
      expect(mail.subject).to.equal('Complaint CS/2026/0001 – café')
      expect(mail.text?.trimEnd()).to.equal(
        'Dear Ms O’Brien,\n\nWe have your complaint.\n.\nFrom here on: 10 working days.',
      )
      expect(mail.date?.toISOString()).to.equal('2026-03-02T09:00:00.000Z')
      expect(mail.headers.get('auto-submitted')).to.equal('auto-generated')
      expect(mail.headers.has('x-redress-possible-duplicate')).to.equal(false)
      expect(sent).to.deep.include({ status: 'sent', attempts: 1, sentAt: clock.now(), possibleDuplicate: false })
      expect(await states(sent.caseId!)).to.deep.equal(['mail-sent'])
    })

    it('does not send it again', async () => {
      const id = await queue()
      await mailer.send(id)
      await mailer.send(id)
      expect(catcher.received).to.have.length(1)
    })

    it('sends it once when two workers try at the same moment', async () => {
      const id = await queue()
      await Promise.all([mailer.send(id), mailer.send(id), aMailer(catcher.url).send(id)])
      expect(catcher.received).to.have.length(1)
      expect((await row(id)).status).to.equal('sent')
    })

    it('puts it off while nothing answers, ever longer, and sends it once then', async () => {
      await catcher.stop()
      const id = await queue()
      const pauses: number[] = []
      for (let attempt = 0; attempt < 8; attempt += 1) {
        await mailer.send(id)
        const { nextAt, status, attempts } = await row(id)
        expect([status, attempts]).to.deep.equal(['queued', attempt + 1])
        const pause = Date.parse(nextAt) - Date.parse(clock.now())
        pauses.push(pause / MINUTE)
        await mailer.send(id) // Not due: does nothing.
        clock.advance(pause)
      }
      expect(pauses).to.deep.equal([1, 2, 4, 8, 16, 30, 30, 30])
      catcher = await startMailCatcher({}, catcher.port)
      await mailer.send(id)
      expect(catcher.received).to.have.length(1)
      expect(await row(id)).to.deep.include({ status: 'sent', possibleDuplicate: false })
      expect(failed).to.deep.equal([])
    })

    const putOff = [
      { what: '421 to the greeting', behaviour: { at: 'connect', code: 421 } },
      { what: '554 to the greeting: it will not have us', behaviour: { at: 'connect', code: 554 } },
      { what: '450 to the recipient', behaviour: { at: 'recipient', code: 450 } },
      { what: '451 after the text', behaviour: { at: 'text', code: 451 } },
      { what: 'a line cut before the text', behaviour: { at: 'drop-early' } },
    ] as const
    for (const { what, behaviour } of putOff) {
      it(`puts it off after ${what}`, async () => {
        catcher.behave(behaviour)
        const id = await queue()
        await mailer.send(id)
        expect(await row(id)).to.deep.include({ status: 'queued', uncertainAttempts: 0 })
        clock.advance(MINUTE)
        await mailer.send(id)
        expect(await row(id)).to.deep.include({ status: 'sent', attempts: 2, possibleDuplicate: false })
        expect(catcher.received).to.have.length(1)
        expect(failed).to.deep.equal([])
      })
    }

    it('has no more patience with a server that says a little now and then than with a silent one', async () => {
      const drips = new Set<NodeJS.Timeout>()
      const slow = createServer((socket) => {
        socket.on('error', () => undefined)
        drips.add(setInterval(() => socket.write('220-One moment\r\n'), 20))
      })
      await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
      const { port } = slow.address() as AddressInfo
      const hurried = makeMailer({
        smtpUrl: `smtp://127.0.0.1:${port}`,
        from: FROM,
        store,
        clock,
        patience: { ...PATIENCE, wholeMs: 200 },
      })
      const id = await queue()
      await hurried.send(id)
      expect(await row(id)).to.deep.include({
        status: 'queued',
        lastReply: 'The mail server took too long over it',
        uncertainAttempts: 0,
      })
      for (const drip of drips) clearInterval(drip)
      slow.close()
    })

    const refused = [
      { what: '550 to the recipient', behaviour: { at: 'recipient', code: 550 } },
      { what: '554 after the text', behaviour: { at: 'text', code: 554 } },
    ] as const
    for (const { what, behaviour } of refused) {
      it(`gives up at once after ${what}, and says so`, async () => {
        catcher.behave(behaviour)
        const id = await queue()
        await mailer.send(id)
        const given = await row(id)
        expect(given.status).to.equal('failed')
        expect(given.lastReply).to.include(String(behaviour.code))
        expect(failed.map(([message]) => message)).to.deep.equal([id])
        clock.advance(1440 * MINUTE)
        await mailer.send(id)
        expect(catcher.received).to.have.length(0)
        expect(await states(given.caseId!)).to.deep.equal(['mail-failed'])
      })
    }

    for (const kept of [true, false]) {
      it(`sends a second copy, flagged, when the line was cut after the text (${kept ? 'stored' : 'not stored'})`, async () => {
        catcher.behave({ at: 'drop', kept })
        const id = await queue()
        await mailer.send(id)
        expect(await row(id)).to.deep.include({ status: 'uncertain', uncertainAttempts: 1 })
        await mailer.send(id) // Not yet.
        clock.advance(5 * MINUTE)
        await mailer.send(id)
        expect(await row(id)).to.deep.include({ status: 'sent', possibleDuplicate: true })
        expect(catcher.received).to.have.length(kept ? 2 : 1)
        const copies = await Promise.all(catcher.received.map(({ text }) => simpleParser(text)))
        expect(new Set(copies.map(({ messageId }) => messageId)).size).to.equal(1)
        expect(copies.at(-1)?.headers.get('x-redress-possible-duplicate')).to.equal('yes')
        expect(copies.at(-1)?.text).to.equal(copies[0]?.text)
      })
    }

    it('holds it for a person after two uncertain attempts, and never sends a third copy', async () => {
      catcher.behave({ at: 'drop', kept: true }, { at: 'drop', kept: true })
      const id = await queue()
      await mailer.send(id)
      clock.advance(5 * MINUTE)
      await mailer.send(id)
      expect(await row(id)).to.deep.include({ status: 'held', uncertainAttempts: 2, possibleDuplicate: true })
      expect(failed.map(([message]) => message)).to.deep.equal([id])
      clock.advance(1440 * MINUTE)
      await mailer.send(id)
      expect(catcher.received).to.have.length(2)
      expect(await states((await row(id)).caseId!)).to.deep.equal(['mail-uncertain', 'mail-held'])
    })

    it('counts a worker that died with it in hand as an uncertain attempt', async () => {
      const id = await queue()
      expect(await store.mail.claim(id)).to.deep.include({ id, possibleDuplicate: false, fencing: 1 })
      clock.advance(14 * MINUTE)
      expect(await store.mail.claim(id)).to.equal(undefined)
      clock.advance(1 * MINUTE)
      expect(await store.mail.claim(id)).to.deep.include({ id, possibleDuplicate: true, fencing: 2 })
      clock.advance(15 * MINUTE)
      await mailer.send(id)
      expect((await row(id)).status).to.equal('held')
      expect(failed.map(([message]) => message)).to.deep.equal([id])
      expect(catcher.received).to.have.length(0)
    })

    it('refuses what a worker says that woke too late', async () => {
      const id = await queue()
      const late = await store.mail.claim(id)
      if (late === undefined || late === 'held') throw new Error('not taken')
      clock.advance(15 * MINUTE)
      await mailer.send(id)
      expect((await row(id)).status).to.equal('sent')
      const error = await thrownBy(store.mail.record(late, { kind: 'refused', reply: '550 no' }))
      expect(error).to.be.instanceOf(ConflictError)
      expect(await row(id)).to.deep.include({ status: 'sent', possibleDuplicate: true })
    })

    const unfit = [
      { what: 'a list of addresses', rest: { toAddress: 'a@x.org, evil@y.org' } },
      { what: 'a quoted address', rest: { toAddress: '"evil@y.org x"@x.org' } },
      { what: 'no address', rest: { toAddress: null } },
      { what: 'a subject of two lines', rest: { subject: 'Yours\r\nBcc: evil@y.org' } },
      { what: 'a Message-ID of two lines', rest: { messageId: '<a@x.org>\r\nBcc: evil@y.org' } },
    ]
    for (const { what, rest } of unfit) {
      it(`sends nothing with ${what}`, async () => {
        const id = await queue(rest)
        await mailer.send(id)
        expect((await row(id)).status).to.equal('failed')
        expect(failed).to.have.length(1)
        expect(catcher.received).to.have.length(0)
      })
    }

    it('takes nothing in a text for a header, a file or an address', async () => {
      const body = '\r\nBcc: evil@y.org\r\n\r\n.\r\nQUIT\r\nfile:///etc/passwd\r\nhttp://127.0.0.1/\r\n'
      const id = await queue({ body, subject: '=?utf-8?q?x=0d=0aBcc:_evil=40y.org?=' })
      await mailer.send(id)
      const mail = await simpleParser(catcher.received[0]!.text)
      expect(catcher.received[0]!.to).to.deep.equal(['someone@example.org'])
      expect(mail.bcc).to.equal(undefined)
      expect(mail.text).to.include('file:///etc/passwd')
      expect(mail.attachments).to.have.length(0)
    })

    it('waits, and says so once, where no mail server is named', async () => {
      const silent = aMailer(undefined)
      const id = await queue()
      await silent.send(id)
      await silent.send(id)
      expect((await row(id)).status).to.equal('queued')
      expect(events).to.deep.equal([{ event: 'mail-not-configured' }])
    })

    it('keeps the order of a case through refusals, with the scheduler', async () => {
      const first = await queue({ subject: 'one' })
      const { caseId } = await row(first)
      await queue({ caseId, subject: 'two' })
      await queue({ caseId, subject: 'three' })
      catcher.behave({ at: 'text', code: 451 }, 'accept', { at: 'recipient', code: 550 })
      const scheduler = makeScheduler({ store, clock, live: false })
      await scheduler.start({
        fireTimer: () => Promise.resolve(),
        runJob: () => Promise.resolve(),
        sendMail: (id) => mailer.send(id),
      })
      for (let minute = 0; minute < 5; minute += 1) await scheduler.tick(clock.advance(MINUTE))
      const subjects = await Promise.all(catcher.received.map(async ({ text }) => (await simpleParser(text)).subject))
      expect(subjects).to.deep.equal(['one', 'three'])
      expect((await store.read.outbox({ caseId: caseId! })).rows.map(({ status }) => status)).to.deep.equal([
        'sent',
        'failed',
        'sent',
      ])
    })

    it('stores the outcome within a command of the caller, or alone when that is refused', async () => {
      const within = store.mailWithin(async (message, status, record) => {
        await store.command(async (unit) => {
          await record(unit)
          if (message.subject === 'no') throw new RangeError('the case is closed')
          unit.raiseIncident({ id: `told-${message.id}`, caseId: message.caseId!, code: status, message: 'x' })
        })
      })
      const wired = makeMailer({ smtpUrl: catcher.url, from: FROM, store: { mail: within }, clock })
      const [told, refusedOne] = [await queue(), await queue({ subject: 'no' })]
      await wired.send(told)
      await wired.send(refusedOne)
      expect((await store.read.incident(`told-${told}`))?.code).to.equal('sent')
      expect(await store.read.incident(`told-${refusedOne}`)).to.equal(undefined)
      expect((await row(refusedOne)).status).to.equal('sent')
      expect(catcher.received).to.have.length(2)
    })

    it('lets the reply of a mail server, which may name a person, be erased', async () => {
      catcher.behave({ at: 'recipient', code: 550 })
      const id = await queue()
      await mailer.send(id)
      const [entry] = (await store.read.history({ caseId: (await row(id)).caseId! })).rows
      expect(entry?.body).to.include('"code":"550"').and.not.to.include('as told')
      expect((await store.read.auditPayload(entry!.seq))?.payload).to.include('as told')
    })

    it('does nothing for a letter that is to be printed', async () => {
      const id = await queue({ channel: 'letter' })
      await mailer.send(id)
      expect((await row(id)).status).to.equal('queued')
      await seed(store, (unit) => {
        unit.updateMessage(id, { status: 'printed' })
      })
      expect((await row(id)).status).to.equal('printed')
    })
  })
})

describe('makeMailer', () => {
  const store = { mail: { claim: () => Promise.resolve(undefined), record: () => Promise.resolve('sent' as const) } }
  const clock = fixedClock()
  for (const from of ['', 'Complaints <a@b.org>', 'a@b.org, c@d.org', 'a@b.org\r\nBcc: evil@y.org']) {
    it(`refuses the sender ${JSON.stringify(from)}`, () => {
      expect(() => makeMailer({ from, store, clock })).to.throw(InvalidValueError)
    })
  }
  for (const smtpUrl of ['http://example.org', 'example.org', 'smtp://', 'smtp:', 'file:///etc/passwd']) {
    it(`refuses the mail server ${smtpUrl}`, () => {
      expect(() => makeMailer({ from: FROM, smtpUrl, store, clock })).to.throw(InvalidValueError)
    })
  }
  it('keeps the password out of what it says', () => {
    expect(() => makeMailer({ from: FROM, smtpUrl: 'http://user:secret@example.org', store, clock }))
      .to.throw(InvalidValueError)
      .with.property('message')
      .that.does.not.include('secret')
  })
})

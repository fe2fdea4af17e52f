import { expect } from 'chai'
import { readConfig } from '../../../api/config.ts'
import type { NewOutbox, Store } from '../../../engine/store/index.ts'
import { makeMailer, type Mailer } from '../../../handlers/mail/index.ts'
import { NOTIFY_KEY, SERVICE_ID, startNotify, type NotifyMood, type NotifyStub } from '../../support/notify.ts'
import { fixedClock, type FixedClock } from '../../support/test-databases-clock.ts'
import { aCase, aMessage } from '../../support/test-databases-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const TEMPLATE = 'b1a1b1a1-0000-4000-8000-000000000001'

describe('mail through GOV.UK Notify', () => {
  forEachDatabase((database) => {
    let clock: FixedClock
    let store: Store
    let notify: NotifyStub
    let mailer: Mailer
    let failed: string[]
    let n = 0

    before(async () => {
      clock = fixedClock()
      store = await database.open({ clock, messageIdDomain: 'council.example' })
    })
    beforeEach(async () => {
      await store.transact((sql) => sql.run(`update outbox set status = 'failed'`))
      notify = await startNotify()
      mailer = aMailer()
    })
    afterEach(async () => {
      await mailer.close()
      await notify.stop()
    })

    const aMailer = (apiKey = NOTIFY_KEY, baseUrl = notify.url): Mailer => {
      failed = []
      return makeMailer({
        notify: { apiKey, templateId: TEMPLATE, baseUrl, answerMs: 300 },
        from: 'complaints@council.example',
        store,
        clock,
        onFailed(_id, reason) {
          failed.push(reason)
          return Promise.resolve()
        },
      })
    }
    const queue = async (rest: Partial<NewOutbox> = {}): Promise<string> => {
      n += 1
      const caseId = `notify-${n}`
      return store.command(async (unit) => {
        if ((await unit.lockCase(caseId)) === undefined) unit.insertCase(aCase(caseId))
        return (await unit.queueMessage(aMessage(caseId, `key-${n}`, rest))).id
      })
    }
    const row = async (id: string) => (await store.read.outboxMessage(id))!

    it('hands over subject and body under our own id, signed with the key', async () => {
      const id = await queue({
        toAddress: 'ana@example.org',
        subject: 'Reference SC-1',
        body: 'Dear Ana,\n\nWe have it.',
      })
      await mailer.send(id)
      expect(notify.taken).to.deep.equal([
        {
          template_id: TEMPLATE,
          email_address: 'ana@example.org',
          personalisation: { subject: 'Reference SC-1', body: 'Dear Ana,\n\nWe have it.' },
          reference: id,
        },
      ])
      expect(await row(id)).to.include({ status: 'sent', lastReply: 'Notify: notification-1', attempts: 1 })
      await mailer.send(id)
      expect(notify.taken).to.have.length(1)
    })

    it('makes no link of what a person wrote', async () => {
      const id = await queue({ body: 'Dear [Call us](https://evil.example),' })
      await mailer.send(id)
      expect(notify.taken[0]?.personalisation.body).to.equal('Dear [Call us] (https://evil.example),')
    })

    const moods: readonly (readonly [NotifyMood, string, string])[] = [
      [400, 'failed', 'a fault of the message'],
      [404, 'failed', 'a fault of the message'],
      [422, 'failed', 'a fault of the message'],
      [401, 'queued', 'our key, not the message'],
      [403, 'queued', 'our key, not the message'],
      [408, 'queued', 'too slow'],
      [429, 'queued', 'too many'],
      [500, 'queued', 'broken'],
      [503, 'queued', 'down'],
      ['nonsense', 'queued', 'a gateway in between'],
      ['redirect', 'queued', 'sent elsewhere: not followed'],
      ['hang-up', 'uncertain', 'cut off without an answer'],
      ['silent', 'uncertain', 'no answer in time'],
    ]
    for (const [mood, status, why] of moods) {
      it(`${mood}: ${status} (${why})`, async () => {
        const id = await queue()
        notify.mood(mood)
        await mailer.send(id)
        const after = await row(id)
        expect(after.status, after.lastReply ?? '').to.equal(status)
        expect(after.lastReply).to.match(/Notify/)
        expect(after.lastReply).not.to.match(/example\.org|Bearer|b847|a_test_key/)
        expect(failed).to.have.length(status === 'failed' ? 1 : 0)
        expect(notify.asked.some((path) => path.includes('elsewhere'))).to.equal(false)
      })
    }

    it('puts off what a wrong key brings, and sends it once the key is right', async () => {
      const id = await queue()
      await aMailer(`other-${SERVICE_ID}-00000000-0000-0000-0000-000000000000`).send(id)
      expect(await row(id)).to.include({
        status: 'queued',
        lastReply: 'Notify answered 403; AuthError: Invalid token: signature, api token not found',
      })
      clock.advance(60_000)
      await mailer.send(id)
      expect((await row(id)).status).to.equal('sent')
    })

    it('puts off what nobody answers at all', async () => {
      const id = await queue()
      await notify.stop()
      await mailer.send(id)
      expect((await row(id)).status).to.equal('queued')
      notify = await startNotify()
    })

    it('sends nothing twice that Notify took before the line broke', async () => {
      const id = await queue()
      notify.mood('take-and-hang-up')
      await mailer.send(id)
      expect((await row(id)).status).to.equal('uncertain')
      clock.advance(5 * 60_000)
      await mailer.send(id)
      expect(notify.taken).to.have.length(1)
      expect(await row(id)).to.include({ status: 'sent', lastReply: 'Notify has it already.' })
      expect(notify.asked.at(-1)).to.equal(`GET /v2/notifications?template_type=email&reference=${id}`)
    })

    it('sends it again when Notify has nothing under that id', async () => {
      const id = await queue()
      notify.mood('hang-up')
      await mailer.send(id)
      clock.advance(5 * 60_000)
      await mailer.send(id)
      expect(notify.taken).to.have.length(1)
      expect((await row(id)).status).to.equal('sent')
    })

    it('asks Notify nothing about an address that is none', async () => {
      const id = await queue({ toAddress: 'a@x.org, evil@y.org' })
      await mailer.send(id)
      expect(notify.asked).to.deep.equal([])
      expect((await row(id)).status).to.equal('failed')
    })
  })
})

describe('the settings of GOV.UK Notify', () => {
  const faults = (environment: Readonly<Record<string, string>>): string => {
    try {
      readConfig(environment)
      return 'none'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  const good = { NOTIFY_API_KEY: NOTIFY_KEY, NOTIFY_TEMPLATE_ID: TEMPLATE }

  it('are off when left out', () => {
    expect(readConfig({}).notify).to.equal(undefined)
  })
  it('are read', () => {
    expect(readConfig({ ...good, NOTIFY_BASE_URL: 'http://127.0.0.1:6011' }).notify).to.deep.equal({
      apiKey: NOTIFY_KEY,
      templateId: TEMPLATE,
      baseUrl: 'http://127.0.0.1:6011',
    })
  })

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['a key that is none', { ...good, NOTIFY_API_KEY: 'secret' }, /NOTIFY_API_KEY must be/],
    ['no template', { NOTIFY_API_KEY: NOTIFY_KEY }, /NOTIFY_TEMPLATE_ID must be/],
    ['a template and no key', { NOTIFY_TEMPLATE_ID: TEMPLATE }, /NOTIFY_API_KEY must be/],
    ['an address in the clear', { ...good, NOTIFY_BASE_URL: 'http://notify.example' }, /NOTIFY_BASE_URL must begin/],
    ['a mail server as well', { ...good, SMTP_URL: 'smtp://localhost' }, /set one of the two/],
  ]
  for (const [name, environment, fault] of wrong) {
    it(`are refused with ${name}, and no value is repeated`, () => {
      const said = faults(environment)
      expect(said).to.match(fault)
      expect(said).not.to.contain('secret').and.not.to.contain(NOTIFY_KEY)
    })
  }
})

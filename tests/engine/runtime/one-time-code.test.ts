import { expect } from 'chai'
import { checkCode, queuedLetter, secretText, sendCode, submitComplaint, type Actor } from '../../../engine/index.ts'
import type { OutboxRow } from '../../../engine/store/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { countStatements } from '../../support/statements.ts'
import { startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const INTAKE: Actor = { id: 'intake', role: 'intake' }
const MANAGER: Actor = { id: 'cm1', role: 'complaints-manager' }

describe('one-time codes', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database)
    })

    const complaint = async (person: object = {}) => {
      const { caseId } = await submitComplaint(test.runtime, INTAKE, {
        ...CHILDS_COMPLAINT,
        people: [{ ...CHILDS_COMPLAINT.people[0], ...person }],
      })
      return caseId
    }
    const messagesWith = async (channel: OutboxRow['channel']) =>
      (await test.store.read.outbox({ channel, limit: 200 })).rows.filter(({ details }) => 'secret' in details)
    const lastCode = async (channel: OutboxRow['channel'] = 'email') => {
      const [message] = (await messagesWith(channel)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
      return secretText(test.runtime, message!.details['secret'] as Parameters<typeof secretText>[1])
    }
    const minutesOn = (minutes: number) =>
      test.moveTo(new Date(Date.parse(test.clock.now()) + minutes * 60_000).toISOString())

    it('open the case once', async () => {
      const caseId = await complaint()
      await sendCode(test.runtime, ` ${caseId.toLowerCase()} `, 'email')
      const code = await lastCode()
      expect(code).to.match(/^\d{4} \d{4}$/)
      expect(await checkCode(test.runtime, caseId, code)).to.deep.equal({ caseId, person: 'p1' })
      expect(await checkCode(test.runtime, caseId, code)).to.equal(undefined)
    })

    it('stand neither in the outbox nor anywhere else in the database', async () => {
      const caseId = await complaint()
      await sendCode(test.runtime, caseId, 'email')
      const code = (await lastCode()).replace(' ', '')
      const messages = await messagesWith('email')
      expect(messages.at(-1)?.body).to.include('{secret}')
      expect(JSON.stringify([messages, (await test.store.read.history({ limit: 200 })).rows])).to.not.include(code)
    })

    it('by e-mail live 15 minutes, by letter 21 days', async () => {
      const caseId = await complaint({ address: ['1 Example Street', 'Exampleton'] })
      await sendCode(test.runtime, caseId, 'letter')
      const onPaper = await lastCode('letter')
      await sendCode(test.runtime, caseId, 'email')
      const byEmail = await lastCode()
      await minutesOn(16)
      expect(await checkCode(test.runtime, caseId, byEmail)).to.equal(undefined)
      await minutesOn(20 * 24 * 60)
      expect(await checkCode(test.runtime, caseId, onPaper)).to.deep.equal({ caseId, person: 'p1' })
    })

    it('are printed on the letter, for whoever may print letters', async () => {
      const caseId = await complaint({ address: ['1 Example Street', 'Exampleton'] })
      await sendCode(test.runtime, caseId, 'letter')
      const letter = (await messagesWith('letter')).find((message) => message.caseId === caseId)
      const { body } = await queuedLetter(test.runtime, MANAGER, letter!.id)
      expect(body).to.include(await lastCode('letter'))
    })

    it('are worth nothing after five wrong tries', async () => {
      const caseId = await complaint()
      await sendCode(test.runtime, caseId, 'email')
      const code = await lastCode()
      const wrong = code.startsWith('0') ? '1111 1111' : '0000 0000'
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await checkCode(test.runtime, caseId, wrong)).to.equal(undefined)
      }
      expect(await checkCode(test.runtime, caseId, code)).to.equal(undefined)
    })

    it('give way to the next', async () => {
      const caseId = await complaint()
      await sendCode(test.runtime, caseId, 'email')
      const first = await lastCode()
      await minutesOn(1)
      await sendCode(test.runtime, caseId, 'email')
      expect(await checkCode(test.runtime, caseId, first)).to.equal(undefined)
      expect(await checkCode(test.runtime, caseId, await lastCode())).to.not.equal(undefined)
    })

    it('are sent no more than five times in an hour', async () => {
      const caseId = await complaint()
      const before = (await messagesWith('email')).length
      for (let times = 0; times < 7; times += 1) await sendCode(test.runtime, caseId, 'email')
      expect((await messagesWith('email')).length - before).to.equal(5)
      await minutesOn(61)
      await sendCode(test.runtime, caseId, 'email')
      expect((await messagesWith('email')).length - before).to.equal(6)
    })

    it('go to nobody for a reference that is none, or a person without that way, and nobody can tell', async () => {
      const before = (await messagesWith('letter')).length + (await messagesWith('email')).length
      const caseId = await complaint()
      await sendCode(test.runtime, 'SC-2026-09999', 'email')
      await sendCode(test.runtime, 'nonsense', 'letter')
      await sendCode(test.runtime, caseId, 'letter')
      expect((await messagesWith('letter')).length + (await messagesWith('email')).length).to.equal(before)
      expect(await checkCode(test.runtime, 'SC-2026-09999', '1234 5678')).to.equal(undefined)
    })

    it('cost the same statements, and so do tries, whether or not there is such a case', async function () {
      if (test.store.dialect !== 'sqlite') this.skip()
      const known = [await complaint(), await complaint({ address: ['1 Example Street', 'Exampleton'] })]
      const count = await countStatements(test.store)
      try {
        for (const channel of ['email', 'letter'] as const) {
          const statements: (readonly string[])[] = []
          for (const reference of [...known, 'SC-2026-99999', 'nonsense', "'"]) {
            // Twice as often as codes are sent.
            for (let times = 0; times < 10; times += 1) {
              const asked = await count.of(() => sendCode(test.runtime, reference, channel))
              const tried = await count.of(() => checkCode(test.runtime, reference, '1234 5678'))
              statements[times] ??= [...asked.statements, ...tried.statements]
              expect([...asked.statements, ...tried.statements], `${reference} ${channel} ${times}`).to.deep.equal(
                statements[times],
              )
            }
          }
        }
      } finally {
        count.stop()
      }
      const left = (await test.store.read.outbox({ limit: 500 })).rows.filter(
        ({ toAddress, caseId }) => !toAddress && !caseId,
      )
      expect(left).to.deep.equal([])
    })
  })
})

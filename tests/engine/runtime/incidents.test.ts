import { expect } from 'chai'
import {
  ConflictError,
  NotPermittedError,
  MAIL_GIVEN_UP,
  mailOf,
  raiseMailIncident,
  raiseTimerIncident,
  retryIncident,
  StateDamagedError,
  type ServiceTaskHandler,
  type TaskOutcome,
} from '../../../engine/index.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { cancelByTwo, skipByTwo } from '../../support/by-two.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { complete, newCase, openTasks, taskAt, waitsOf, walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

/* Over 300 lines: one table of what handlers do wrong, and what becomes of it. */

/** A handler that does as it is told, and else as it always does. */
interface Poisonable extends ServiceTaskHandler {
  poison: ((outcome: TaskOutcome) => TaskOutcome) | undefined
  /** The case that it poisons; every one when undefined. */
  only: string | undefined
}

function poisonable(name: string): Poisonable {
  const real = HANDLERS.find((handler) => handler.name === name)
  if (real === undefined) throw new RangeError(`There is no handler ${name}`)
  const made: Poisonable = {
    ...real,
    poison: undefined,
    only: undefined,
    run(task) {
      const outcome = real.run(task)
      const meant = made.only === undefined || made.only === task.caseState.id
      return meant && made.poison !== undefined ? made.poison(outcome) : outcome
    },
  }
  return made
}

const HOUR = 3_600_000
const ELEMENT = 'svc_acknowledge'

describe('incidents', () => {
  const acknowledge = poisonable('send-acknowledgement')
  const followUp = poisonable('follow-up-actions')

  forEachDatabase((database) => {
    describe('of a child’s complaint', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database, { handlers: [acknowledge, followUp] })
      })
      beforeEach(async () => {
        acknowledge.poison = undefined
        acknowledge.only = undefined
        followUp.poison = undefined
        caseId = await newCase(test)
      })

      /** Lets the scheduler try as often as it will. */
      const giveTime = async () => {
        for (let hours = 0; hours < 6; hours += 1) {
          test.clock.advance(HOUR)
          await test.settle()
        }
      }
      const incidents = async (status: 'open' | 'retried' | 'skipped' | 'resolved' = 'open') =>
        (await test.store.read.incidents({ caseId, status, limit: 20 })).rows
      const statusOf = async () => (await test.store.read.case(caseId))?.status

      const poisons: readonly (readonly [what: string, poison: (outcome: TaskOutcome) => TaskOutcome])[] = [
        [
          'throws',
          () => {
            throw new TypeError('Broken')
          },
        ],
        [
          'throws null',
          () => {
            throw null as unknown as Error
          },
        ],
        ['returns nothing', () => undefined as never],
        ['returns a promise that fails', () => Promise.reject(new Error('Late')) as never],
        ['returns more than a case can carry', () => outcome([{ type: 'x', data: 'x'.repeat(1_000_001) }])],
        ['returns a prototype', (real) => ({ ...real, variables: JSON.parse('{"__proto__":{"a":1}}') as never })],
        ['records a fact that does not exist', () => outcome([{ type: 'weather', on: '2026-02-02', data: {} }])],
        ['records a fact of no form', () => outcome([{ type: 'acknowledgement-sent', on: 'today', data: {} }])],
        [
          'records a fact that the case does not allow',
          () => outcome([{ type: 'person-ended', on: '2026-02-02', data: { person: 'nobody', role: 'advocate' } }]),
        ],
        ['ends in an error that nothing catches', () => ({ kind: 'bpmn-error', errorCode: 'NO_WAY', detail: '' })],
      ]
      for (const [what, poison] of poisons) {
        it(`raises one for a handler that ${what}, stops no other case, and goes on when it is retried`, async () => {
          acknowledge.poison = poison
          acknowledge.only = caseId
          await complete(test, caseId, 'task_record_complaint')
          const other = await newCase(test)
          await walkOn(test, other, (step) => step === 'task_answer_stage_1')
          await giveTime()
          const [incident, ...more] = await incidents()
          expect(more).to.deep.equal([])
          expect(incident).to.include({ element: ELEMENT, code: 'job-failed' })
          expect(incident?.message).to.match(/^send-acknowledgement: \S/)
          expect(await statusOf()).to.equal('incident')
          const { rows: jobs } = await test.store.read.jobs({ caseId, status: 'failed', limit: 5 })
          expect(jobs.map(({ attempts }) => attempts)).to.deep.equal([5])
          expect(
            (await test.store.read.outbox({ caseId, limit: 50 })).rows.map(({ details }) => details['contents']),
          ).to.not.deep.include(['acknowledgement'])

          acknowledge.poison = undefined
          const id = incident?.id ?? ''
          await retryIncident(test.runtime, MANAGER, id)
          await test.settle()
          expect(await statusOf()).to.equal('open')
          expect(await incidents()).to.deep.equal([])
          await taskAt(test, caseId, 'task_decide_eligibility')
          const late = await thrownBy(retryIncident(test.runtime, MANAGER, id))
          expect(late).to.be.instanceOf(ConflictError)
          expect((late as ConflictError).winner?.by).to.equal(MANAGER.id)
        })
      }

      it('raises a new one when the retry fails too', async () => {
        acknowledge.poison = poisons[0]?.[1]
        await complete(test, caseId, 'task_record_complaint')
        await giveTime()
        await retryIncident(test.runtime, MANAGER, (await incidents())[0]?.id ?? '')
        await giveTime()
        expect(await incidents()).to.have.lengthOf(1)
        expect(await incidents('retried')).to.have.lengthOf(1)
        expect(await statusOf()).to.equal('incident')
      })

      it('is skipped with a reason, by a manager, and the case goes on behind the step', async () => {
        acknowledge.poison = poisons[0]?.[1]
        await complete(test, caseId, 'task_record_complaint')
        await giveTime()
        const incidentId = (await incidents())[0]?.id ?? ''
        expect(await thrownBy(skipByTwo(test.runtime, MANAGER, { incidentId, reason: ' ' }))).to.include({
          reason: 'no-reason',
        })
        const admin = a('system-admin')
        expect(await thrownBy(skipByTwo(test.runtime, admin, { incidentId, reason: 'x' }))).to.be.instanceOf(
          NotPermittedError,
        )
        await skipByTwo(test.runtime, MANAGER, { incidentId, reason: 'Sent by hand.' })
        await test.settle()
        expect(await statusOf()).to.equal('open')
        await taskAt(test, caseId, 'task_decide_eligibility')
        expect((await incidents('skipped'))[0]).to.include({ reason: 'Sent by hand.', resolvedBy: MANAGER.id })
      })

      it('is settled when the case leaves the step by another way', async () => {
        acknowledge.poison = poisons[0]?.[1]
        await complete(test, caseId, 'task_record_complaint')
        await giveTime()
        expect(await incidents()).to.have.lengthOf(1)
        await cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'Opened by mistake.' })
        expect(await incidents()).to.deep.equal([])
        expect(await incidents('resolved')).to.have.lengthOf(1)
        expect(await statusOf()).to.equal('closed')
      })

      it('is raised where a token is stuck; retried in vain it is raised again; or moved on', async () => {
        followUp.poison = (real) => ({ ...real, variables: { allActionsDone: 'perhaps' } }) as TaskOutcome
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        const [stuck] = await incidents()
        expect(stuck).to.include({ code: 'condition-not-boolean', jobId: null })
        expect(await statusOf()).to.equal('incident')
        await retryIncident(test.runtime, MANAGER, stuck?.id ?? '')
        const [again, ...more] = await incidents()
        expect(more).to.deep.equal([])
        expect(again?.id).to.not.equal(stuck?.id)
        expect(await statusOf()).to.equal('incident')

        followUp.poison = undefined
        const incidentId = again?.id ?? ''
        const nowhere = await thrownBy(skipByTwo(test.runtime, MANAGER, { incidentId, reason: 'x' }))
        expect(nowhere).to.include({ reason: 'nowhere-to-go' })
        const job = (await test.store.read.jobs({ caseId, status: 'done', limit: 50 })).rows.find(
          ({ action }) => action === 'follow-up-actions',
        )
        await skipByTwo(test.runtime, MANAGER, { incidentId, reason: 'Counted again.', to: job?.element ?? '' })
        await test.settle()
        expect(await incidents()).to.deep.equal([])
        expect(await statusOf()).to.equal('open')
      })

      it('is raised for a timer whose firing fails, and the timer can be tried again or left out', async () => {
        const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 20 })
        const timer = rows.find(({ dueAt }) => dueAt < '9999')
        const id = timer?.id ?? ''
        await raiseTimerIncident(test.runtime, id, 'Broken')
        await raiseTimerIncident(test.runtime, id, 'Broken')
        const [incident, ...more] = await incidents()
        expect(more).to.deep.equal([])
        await retryIncident(test.runtime, MANAGER, incident?.id ?? '')
        expect(await test.store.read.timer(id)).to.include({ status: 'armed', attempts: 0, dueAt: timer?.dueAt })
        test.clock.advance(1000)
        await raiseTimerIncident(test.runtime, id, 'Broken')
        await skipByTwo(test.runtime, MANAGER, {
          incidentId: (await incidents())[0]?.id ?? '',
          reason: 'Told by phone.',
        })
        expect((await test.store.read.timer(id))?.status).to.equal('cancelled')
        expect(await statusOf()).to.equal('open')
      })

      it('is raised for a letter that cannot be sent, and the letter can be sent again', async () => {
        await complete(test, caseId, 'task_record_complaint')
        const [letter] = (await test.store.read.outbox({ caseId, limit: 5 })).rows
        const id = letter?.id ?? ''
        await test.store.command((unit) => {
          unit.updateMessage(id, { status: 'failed' })
          return Promise.resolve()
        })
        await raiseMailIncident(test.runtime, id, 'refused')
        expect(await statusOf()).to.equal('incident')
        await retryIncident(test.runtime, MANAGER, (await incidents())[0]?.id ?? '')
        expect((await test.store.read.outboxMessage(id))?.status).to.equal('queued')
        await test.settle()
        expect((await test.store.read.outboxMessage(id))?.status).to.equal('sent')
        expect(await statusOf()).to.equal('open')
      })

      it('is raised once a letter has waited four hours for the mail server, and settled when it goes', async () => {
        await complete(test, caseId, 'task_record_complaint')
        const [letter, staff] = (await test.store.read.outbox({ caseId, limit: 5 })).rows
        const id = letter?.id ?? ''
        expect(letter?.details['contents']).to.not.deep.equal([])
        const outbox = mailOf(test.runtime)
        await test.store.command((unit) => {
          unit.updateMessage(id, { status: 'queued' })
          if (staff !== undefined) unit.updateMessage(staff.id, { status: 'sent' })
          return Promise.resolve()
        })
        const attempt = async (kind: 'put-off' | 'accepted') => {
          const mail = await outbox.claim(id)
          if (mail === undefined || mail === 'held') throw new Error('It cannot be sent')
          await outbox.record(mail, { kind, reply: kind === 'accepted' ? '250 OK' : '421 later' })
        }
        await attempt('put-off')
        expect(await incidents()).to.deep.equal([])
        test.clock.advance(4 * HOUR + 1)
        await attempt('put-off')
        const [incident, ...more] = await incidents()
        expect(more).to.deep.equal([])
        expect(incident).to.include({ code: 'message-delayed', waitId: id })
        expect(await statusOf()).to.equal('incident')
        expect(test.events.at(-1)).to.include({ command: 'incident-raised' })

        await retryIncident(test.runtime, MANAGER, incident?.id ?? '')
        expect((await test.store.read.outboxMessage(id))?.nextAt).to.equal(test.clock.now())
        expect(await statusOf()).to.equal('open')
        test.clock.advance(1)
        await attempt('put-off')
        expect(await incidents()).to.have.lengthOf(1)
        test.clock.advance(HOUR)
        await attempt('accepted')
        expect(await incidents()).to.deep.equal([])
        expect((await incidents('resolved')).map(({ code }) => code)).to.deep.equal(['message-delayed'])
        expect(await statusOf()).to.equal('open')
      })

      it('is raised as a letter is given up, and not after it', async () => {
        await complete(test, caseId, 'task_record_complaint')
        const [letter] = (await test.store.read.outbox({ caseId, limit: 5 })).rows
        const id = letter?.id ?? ''
        const outbox = mailOf(test.runtime)
        const inHand = (uncertainAttempts: number) =>
          test.store.command((unit) => {
            unit.updateMessage(id, { status: 'sending', uncertainAttempts, leaseUntil: test.clock.now() })
            return Promise.resolve()
          })
        // Twice a worker died with it in hand.
        await inHand(1)
        expect(await outbox.claim(id)).to.equal('held')
        expect((await incidents()).map(({ code }) => code)).to.deep.equal(['message-not-sent'])
        expect(test.events.at(-1)).to.include({ command: 'incident-raised' })
        await retryIncident(test.runtime, MANAGER, (await incidents())[0]?.id ?? '')

        const mail = await outbox.claim(id)
        if (mail === undefined || mail === 'held') throw new Error('It cannot be sent')
        test.clock.advance(1000)
        expect(await outbox.record(mail, { kind: 'refused', reply: '550 no such mailbox' })).to.equal('failed')
        expect((await incidents()).map(({ message }) => message)).to.deep.equal([`${id}: ${MAIL_GIVEN_UP.failed}`])
        expect(await statusOf()).to.equal('incident')
      })

      it('is raised for a case whose state is damaged; its commands say so, and others go on', async () => {
        const other = await newCase(test)
        const task = await taskAt(test, caseId, 'task_record_complaint')
        const rows: readonly { state: string }[] = await test.store
          .knex('instances')
          .where({ id: task.instanceId })
          .select('state')
        const state = rows[0]?.state ?? ''
        await test.store
          .knex('instances')
          .where({ id: task.instanceId })
          .update({ state: state.replace('"next":', '"next": ') })
        expect(await thrownBy(complete(test, caseId, 'task_record_complaint'))).to.be.instanceOf(StateDamagedError)
        expect(await thrownBy(cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'x' }))).to.be.instanceOf(
          StateDamagedError,
        )
        const timers = await test.store.read.timers({ caseId, status: 'armed', limit: 20 })
        test.clock.set(timers.rows.find(({ dueAt }) => dueAt < '9999')?.dueAt ?? test.clock.now())
        await giveTime()
        expect((await incidents()).map(({ code }) => code)).to.include('timer-failed')
        expect(await statusOf()).to.equal('incident')
        await complete(test, other, 'task_record_complaint')
        expect((await openTasks(test, other)).map(({ element }) => element)).to.include('task_decide_eligibility')
        expect(await waitsOf(test, other)).to.not.deep.equal([])
      })
    })
  })
})

function outcome(facts: readonly object[]): TaskOutcome {
  return { kind: 'completed', facts: facts as never, messages: [] }
}

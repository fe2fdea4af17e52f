import { expect } from 'chai'
import {
  completeTask,
  InvalidVariablesError,
  listTasks,
  NotFoundError,
  queuedLetter,
  readMessage,
  recordPrinted,
  sendBack,
  submitComplaint,
  taskForm,
  taskView,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { allRows } from '../../support/runtime-rows.ts'
import { walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const CALLED = {
  contactPreference: 'email',
  email: 'kim@example.org',
  phone: '01632 960001',
  address: ['1 High Street'],
}

describe('somebody who can be told by telephone only', () => {
  forEachDatabase((database) => {
    describe('in a child’s complaint', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })
      beforeEach(async () => {
        const [child, ...others] = CHILDS_COMPLAINT.people
        const people = [{ ...child, ...CALLED, adjustments: ['telephone-only'] }, ...others]
        const submission = { ...CHILDS_COMPLAINT, points: [...CHILDS_COMPLAINT.points], people }
        const submitted = await submitComplaint(test.runtime, MANAGER, submission)
        ;({ caseId } = submitted)
        let steps = 0
        await walkOn(test, caseId, () => (steps += 1) > 1)
        await test.settle()
      })

      const messages = async () => (await allRows(test.store, 'outbox')).filter((row) => row['case_id'] === caseId)
      const calls = async () => {
        const { tasks } = await listTasks(test.runtime, MANAGER, { caseId, status: 'open' })
        return tasks.filter(({ element }) => element === 'telephone-call')
      }
      const told = async () =>
        (await test.store.read.facts(caseId)).flatMap((fact) =>
          fact.type === 'complainant-told' ? [[fact.on, fact.data.mode]] : [],
        )
      const theCall = async () => {
        const [call] = await calls()
        if (call === undefined) throw new Error('There is no call to make')
        return call
      }

      it('gets no e-mail and nothing on paper, and a call stands among the tasks', async () => {
        const toChild = (await messages()).filter(
          ({ to_address: to, channel }) => to === 'kim@example.org' || channel !== 'staff-notification',
        )
        expect(toChild).not.to.deep.equal([])
        for (const { channel, details, status } of toChild) {
          expect([channel, status]).to.deep.equal(['letter', 'queued'])
          expect(JSON.parse(String(details))).to.include({ telephone: true })
        }
        const call = await theCall()
        expect(call).to.include({ role: 'caseworker', form: 'telephone-call', name: 'Telephone them and tell them' })
        const message = await readMessage(test.runtime, MANAGER, call.taskId)
        expect(message).to.include({ channel: 'telephone', person: CHILDS_COMPLAINT.people[0].id })
        expect(message.body).to.match(/^Hello,\n\n/)
        expect((await taskView(test.runtime, MANAGER, call.taskId)).guidance).to.contain(call.taskId)
        expect(await taskForm(test.runtime, MANAGER, call.taskId)).to.include({ $id: 'telephone-call' })
        expect(await told()).to.deep.equal([])
      })

      it('was told on the day of the call, once it was made', async () => {
        const call = await theCall()
        const answers = { spokenOn: test.today(), reached: true }
        const { result } = await completeTask(test.runtime, a('caseworker'), { taskId: call.taskId, answers })
        expect(result.facts).to.deep.equal(['complainant-told'])
        expect(await told()).to.deep.equal([[test.today(), 'phone']])
        expect((await calls()).map(({ taskId }) => taskId)).not.to.include(call.taskId)
        const row = (await messages()).find(({ id }) => id === call.taskId)
        expect(row?.['status']).to.equal('sent')
        const again = completeTask(test.runtime, a('caseworker'), { taskId: call.taskId, answers })
        expect(await thrownBy(again)).to.include({ code: 'CONFLICT' })
      })

      it('was not told when nobody was reached: the task stays open, and the attempt is on record', async () => {
        const call = await theCall()
        const answers = { spokenOn: test.today(), reached: false, note: 'Rang twice. The phone was off.' }
        const { result } = await completeTask(test.runtime, a('caseworker'), { taskId: call.taskId, answers })
        expect(result.facts).to.deep.equal([])
        expect(await told()).to.deep.equal([])
        expect(await calls()).to.deep.include({ ...call, version: call.version + 1 })
        const { rows } = await test.store.read.history({ caseId, limit: 500 })
        expect(rows.filter(({ type }) => type === 'telephone-not-reached')).to.have.length(1)
        expect(rows.some(({ body }) => body.includes('Rang twice'))).to.equal(false)
      })

      const wrong: readonly (readonly [string, object])[] = [
        ['no day', { reached: true }],
        ['a day that is none', { spokenOn: '2026-02-30', reached: true }],
        ['a day to come', { spokenOn: '2099-01-01', reached: true }],
        ['a day before there was anything to say', { spokenOn: '2020-01-01', reached: true }],
        ['no word on whether they were reached', { spokenOn: '2026-02-02' }],
        ['a field that is not asked', { spokenOn: '2026-02-02', reached: true, name: 'Kim' }],
      ]
      for (const [name, answers] of wrong) {
        it(`is not told by a form with ${name}`, async () => {
          const { taskId } = await theCall()
          const answered = completeTask(test.runtime, a('caseworker'), { taskId, answers })
          expect(await thrownBy(answered)).to.be.instanceOf(InvalidVariablesError)
          expect(await told()).to.deep.equal([])
        })
      }

      it('is called by the complaints team alone; the call is neither printed nor a step to go back from', async () => {
        const { taskId } = await theCall()
        const answers = { spokenOn: test.today(), reached: true }
        // A panel clerk has had nothing to do with this case, and does not learn that it is there.
        expect(await thrownBy(completeTask(test.runtime, a('panel-clerk'), { taskId, answers }))).to.be.instanceOf(
          NotFoundError,
        )
        expect(await thrownBy(recordPrinted(test.runtime, MANAGER, taskId))).to.include({ reason: 'not-a-letter' })
        expect(await thrownBy(queuedLetter(test.runtime, MANAGER, taskId))).to.include({ reason: 'not-a-letter' })
        const back = sendBack(test.runtime, MANAGER, { taskId, to: 'task_record_complaint', reason: 'Because.' })
        expect(await thrownBy(back)).to.include({ reason: 'no-step' })
      })
    })
  })
})

import { createHash } from 'node:crypto'
import { expect } from 'chai'
import {
  caseLetter,
  caseLetters,
  completeTask,
  InvalidVariablesError,
  listTasks,
  printQueue,
  recordPrinted,
  recordReturned,
  sendBack,
  submitComplaint,
  taskForm,
  taskView,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const ON_PAPER = { contactPreference: 'letter', address: ['1 High Street', 'Exampleton'] } as const

describe('a letter that came back', () => {
  forEachDatabase((database) => {
    describe('in a child’s complaint', () => {
      let test: TestRuntime
      let caseId: string
      let letter: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })
      beforeEach(async () => {
        const [child, ...others] = CHILDS_COMPLAINT.people
        const people = [{ ...child, ...ON_PAPER }, ...others]
        const submission = { ...CHILDS_COMPLAINT, points: [...CHILDS_COMPLAINT.points], people }
        ;({ caseId } = await submitComplaint(test.runtime, MANAGER, submission))
        let steps = 0
        await walkOn(test, caseId, () => (steps += 1) > 1)
        await test.settle()
        const { letters } = await printQueue(test.runtime, MANAGER)
        letter = letters.find((each) => each.caseId === caseId)?.id ?? ''
      })

      const letters = async () => (await caseLetters(test.runtime, MANAGER, caseId)).letters
      const tasks = async () =>
        (await listTasks(test.runtime, MANAGER, { caseId })).tasks.filter(
          ({ element }) => element === 'letter-returned',
        )
      const comesBack = async () => {
        await recordPrinted(test.runtime, MANAGER, letter)
        const { result } = await recordReturned(test.runtime, MANAGER, { message: letter, reason: 'gone-away' })
        return result.task
      }

      it('keeps of what it was made, and the hash of its text', async () => {
        const { written, body, sha256 } = await caseLetter(test.runtime, MANAGER, caseId, letter)
        expect(written).to.include({ procedure: 'children-act', version: 1, sha256 })
        expect(written?.template).to.be.a('string')
        expect(createHash('sha256').update(body, 'utf8').digest('hex')).to.equal(sha256)
      })

      it('stands on record, and somebody is asked to reach them in another way', async () => {
        const task = await comesBack()
        expect((await letters()).find(({ id }) => id === letter)?.returned).to.deep.equal({
          on: test.today(),
          reason: 'gone-away',
        })
        const facts = await test.store.read.facts(caseId)
        expect(facts.flatMap((fact) => (fact.type === 'letter-returned' ? [fact.data] : []))).to.deep.equal([
          { message: letter, reason: 'gone-away' },
        ])
        expect(await tasks()).to.have.lengthOf(1)
        expect((await tasks())[0]).to.include({ taskId: task, role: 'caseworker', form: 'letter-returned' })
        expect((await taskView(test.runtime, MANAGER, task)).guidance).to.contain('came back')
        expect(await taskForm(test.runtime, MANAGER, task)).to.include({ $id: 'letter-returned' })
        const again = recordReturned(test.runtime, MANAGER, { message: letter, reason: 'refused' })
        expect(await thrownBy(again)).to.include({ code: 'CONFLICT' })
      })

      it('is sent once more, with the same words', async () => {
        const taskId = await comesBack()
        await completeTask(test.runtime, MANAGER, { taskId, answers: { way: 'send-again' } })
        expect(await tasks()).to.be.empty
        const again = (await letters()).find((each) => each.again === letter)
        expect(again).to.include({ channel: 'letter', status: 'queued' })
        expect(again).not.to.have.property('returned')
        const [first, second] = await Promise.all(
          [letter, again?.id ?? ''].map((id) => caseLetter(test.runtime, MANAGER, caseId, id)),
        )
        expect(second?.sha256).to.equal(first?.sha256)
      })

      it('puts on record that they were told otherwise, on that day', async () => {
        const taskId = await comesBack()
        const answers = { way: 'told-otherwise', toldOn: test.today(), mode: 'in-person' }
        await completeTask(test.runtime, MANAGER, { taskId, answers })
        const facts = await test.store.read.facts(caseId)
        const told = facts.findLast(({ type }) => type === 'complainant-told')
        expect(told).to.deep.include({ on: test.today(), data: { mode: 'in-person' } })
      })

      it('is no step of the procedure: nothing can be sent back', async () => {
        const taskId = await comesBack()
        const back = sendBack(test.runtime, MANAGER, { taskId, to: 'task_record_complaint', reason: 'To see' })
        expect(await thrownBy(back)).to.include({ code: 'REFUSED' })
      })

      for (const [what, answers] of [
        ['no way', {}],
        ['another way without its day', { way: 'told-otherwise', mode: 'phone' }],
        ['a day to come', { way: 'told-otherwise', mode: 'phone', toldOn: '2099-01-01' }],
      ] as const) {
        it(`takes no answer with ${what}`, async () => {
          const taskId = await comesBack()
          const done = completeTask(test.runtime, MANAGER, { taskId, answers })
          expect(await thrownBy(done)).to.be.instanceOf(InvalidVariablesError)
          expect(await tasks()).to.have.lengthOf(1)
        })
      }

      it('cannot come back before it has gone, nor for a reason that is none', async () => {
        const early = recordReturned(test.runtime, MANAGER, { message: letter, reason: 'gone-away' })
        expect(await thrownBy(early)).to.include({ code: 'REFUSED' })
        const wrong = recordReturned(test.runtime, MANAGER, { message: letter, reason: 'because' as 'other' })
        expect(await thrownBy(wrong)).to.include({ code: 'INVALID_VALUE' })
      })
    })
  })
})

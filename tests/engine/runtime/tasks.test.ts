import { expect } from 'chai'
import {
  addPerson,
  assignTask,
  claimTask,
  completeTask,
  ConflictError,
  InvalidVariablesError,
  NotFoundError,
  NotPermittedError,
  recordFacts,
  RefusedError,
  releaseTask,
  sendBack,
} from '../../../engine/index.ts'
import { cancelByTwo } from '../../support/by-two.ts'
import { CASE_STAFF } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { answersFor, complete, newCase, openTasks, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { allRows, countRows } from '../../support/runtime-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

describe('the work on tasks', () => {
  forEachDatabase((database) => {
    describe('of a child’s complaint', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })

      it('lets exactly one of twenty who complete a task at once succeed; the others hear who it was', async () => {
        const caseId = await newCase(test)
        const task = await taskAt(test, caseId, 'task_record_complaint')
        const answers = answersFor(test, 'record-complaint')
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, (_, n) =>
            completeTask(test.runtime, a('complaints-manager', `manager-${n}`), { taskId: task.id, answers }),
          ),
        )
        const won = results.findIndex(({ status }) => status === 'fulfilled')
        const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
        expect(lost).to.have.lengthOf(19)
        for (const error of lost) {
          expect(error).to.be.instanceOf(ConflictError)
          expect((error as ConflictError).winner).to.deep.equal({ by: `manager-${won}`, at: test.clock.now() })
          expect((error as ConflictError).message).to.include(`manager-${won}`)
        }
        const types = (await test.store.read.facts(caseId)).map(({ type }) => type)
        expect(types.filter((type) => type === 'complaint-classified')).to.have.lengthOf(1)
      })

      it('gives the first answer again to the same key, and refuses another request under it', async () => {
        const caseId = await newCase(test)
        const task = await taskAt(test, caseId, 'task_record_complaint')
        const request = { taskId: task.id, answers: answersFor(test, 'record-complaint') }
        const options = { idempotencyKey: 'record-1' }
        const first = await completeTask(test.runtime, MANAGER, request, options)
        expect(await completeTask(test.runtime, MANAGER, request, options)).to.deep.equal(first)
        const other = { ...request, answers: answersFor(test, 'record-complaint', { disputesChange: true }) }
        expect(await thrownBy(completeTask(test.runtime, MANAGER, other, options))).to.include({
          reason: 'idempotency-key-reused',
        })
        // Another command about the same case under the same key is another request.
        expect(await thrownBy(recordFacts(test.runtime, MANAGER, caseId, [], options))).to.be.instanceOf(RefusedError)
      })

      it('refuses who has seen an older version of the case or the task', async () => {
        const caseId = await newCase(test)
        const task = await taskAt(test, caseId, 'task_record_complaint')
        const request = { taskId: task.id, answers: answersFor(test, 'record-complaint') }
        const old = await thrownBy(completeTask(test.runtime, MANAGER, request, { expectedVersion: 1 }))
        expect(old).to.be.instanceOf(ConflictError)
        const seen = { ...request, taskVersion: task.version + 1 }
        expect(await thrownBy(completeTask(test.runtime, MANAGER, seen))).to.be.instanceOf(ConflictError)
        const version = (await test.store.read.case(caseId))?.version ?? 0
        await completeTask(
          test.runtime,
          MANAGER,
          { ...request, taskVersion: task.version },
          { expectedVersion: version },
        )
      })

      it('lists every fault of a form, and writes nothing', async () => {
        const caseId = await newCase(test)
        const task = await taskAt(test, caseId, 'task_record_complaint')
        const before = [await countRows(test.store, 'audit'), await countRows(test.store, 'facts')]
        const answers = { functionCode: 'weather', personCode: 7, disputesChange: 'no' }
        const error = await thrownBy(completeTask(test.runtime, MANAGER, { taskId: task.id, answers }))
        expect(error).to.be.instanceOf(InvalidVariablesError)
        expect((error as InvalidVariablesError).faults.length).to.be.at.least(3)
        expect([await countRows(test.store, 'audit'), await countRows(test.store, 'facts')]).to.deep.equal(before)
        expect((await taskAt(test, caseId, 'task_record_complaint')).version).to.equal(task.version)
      })

      it('lets one person claim a task, and only them, or a manager, complete or release it', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
        const { id, role } = await taskAt(test, caseId, 'task_answer_stage_1')
        expect(role).to.equal('responding-manager')
        const kent = a('responding-manager', 'kent')
        const osei = a('responding-manager', 'osei')
        const answers = answersFor(test, 'answer-stage-1')

        await claimTask(test.runtime, kent, id)
        expect(await thrownBy(claimTask(test.runtime, osei, id))).to.be.instanceOf(ConflictError)
        await claimTask(test.runtime, kent, id)
        expect(await thrownBy(releaseTask(test.runtime, osei, id))).to.be.instanceOf(NotPermittedError)
        expect(await thrownBy(completeTask(test.runtime, osei, { taskId: id, answers }))).to.be.instanceOf(
          NotPermittedError,
        )
        await releaseTask(test.runtime, kent, id)
        await claimTask(test.runtime, osei, id)
        expect(await thrownBy(assignTask(test.runtime, kent, id, 'kent'))).to.be.instanceOf(NotPermittedError)
        await assignTask(test.runtime, MANAGER, id, 'kent')
        expect((await taskAt(test, caseId, 'task_answer_stage_1')).assignee).to.equal('kent')
        // Of a case that has had nothing for them they do not learn that it is there.
        expect(await thrownBy(claimTask(test.runtime, a('panel-clerk'), id))).to.be.instanceOf(NotFoundError)
        await completeTask(test.runtime, kent, { taskId: id, answers })
        const after = await thrownBy(claimTask(test.runtime, osei, id))
        expect((after as ConflictError).winner?.by).to.equal('kent')
      })

      it('knows no task of that name', async () => {
        expect(await thrownBy(claimTask(test.runtime, MANAGER, 'SC-1.2.3'))).to.be.instanceOf(NotFoundError)
      })

      it('sends a task back to an earlier step, with a reason', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === 'task_independent_report')
        const { id, instanceId } = await taskAt(test, caseId, 'task_independent_report')
        const to = 'task_investigate'
        expect(await thrownBy(sendBack(test.runtime, MANAGER, { taskId: id, to, reason: ' ' }))).to.include({
          reason: 'no-reason',
        })
        expect(
          await thrownBy(sendBack(test.runtime, MANAGER, { taskId: id, to: 'task_nowhere', reason: 'x' })),
        ).to.include({
          reason: 'no-such-element',
        })
        await sendBack(test.runtime, MANAGER, { taskId: id, to, reason: 'The report leaves out point two.' })
        const again = await taskAt(test, caseId, to)
        expect(again.instanceId).to.equal(instanceId)
        expect((await openTasks(test, caseId)).map(({ element }) => element)).to.not.include('task_independent_report')
        const gone = (await allRows(test.store, 'tasks')).find((row) => row['id'] === id)
        expect(gone).to.include({ status: 'cancelled' })
        await complete(test, caseId, to)
        await taskAt(test, caseId, 'task_independent_report')
      })

      it('cancels a case that should not have been opened, and all that waits in it', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
        expect(await thrownBy(cancelByTwo(test.runtime, MANAGER, { caseId, reason: '' }))).to.include({
          reason: 'no-reason',
        })
        expect(await thrownBy(cancelByTwo(test.runtime, a('caseworker'), { caseId, reason: 'x' }))).to.be.instanceOf(
          NotPermittedError,
        )
        await cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'Opened twice by mistake.' })
        const closed = await test.store.read.case(caseId)
        expect(closed).to.include({ status: 'closed', closedAt: test.clock.now() })
        expect(await openTasks(test, caseId)).to.deep.equal([])
        const { rows: timers } = await test.store.read.timers({ caseId, status: 'armed', limit: 50 })
        expect(timers).to.deep.equal([])
        expect(await thrownBy(cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'x' }))).to.include({
          reason: 'case-ended',
        })
      })

      it('keeps the day on which a case was closed, whatever is recorded afterwards', async () => {
        const caseId = await newCase(test)
        await cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'Opened twice by mistake.' })
        const closedAt = (await test.store.read.case(caseId))?.closedAt
        test.clock.advance(86_400_000)
        await addPerson(test.runtime, MANAGER, caseId, { ...CASE_STAFF[0], id: 'm9', role: 'advocate' })
        const later = await test.store.read.case(caseId)
        expect(later).to.include({ status: 'closed', closedAt })
        test.clock.advance(-86_400_000)
      })
    })
  })
})

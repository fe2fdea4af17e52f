import { expect } from 'chai'
import {
  addPerson,
  assignTask,
  completeTask,
  correlateMessage,
  extendClock,
  fireTimer,
  localDate,
  recordFacts,
  sendBack,
  StoreUnavailableError,
  submitComplaint,
} from '../../../engine/index.ts'
import { cancelByTwo } from '../../support/by-two.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { answersFor, newCase, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { allRows } from '../../support/runtime-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

/** Tables that a command writes; a key that was never answered leaves no row either. */
const TABLES = [
  'cases',
  'facts',
  'people',
  'instances',
  'tasks',
  'timers',
  'jobs',
  'outbox',
  'inbox',
  'incidents',
  'audit',
  'idempotency',
  'counters',
]

interface Prepared {
  readonly command: () => Promise<unknown>
}

/** Each makes a case ready and gives the command that is then to fail at its every statement. */
const COMMANDS: Readonly<Record<string, (test: TestRuntime) => Promise<Prepared>>> = {
  async 'submit a complaint'(test) {
    const options = { idempotencyKey: `submit-${await nextKey(test)}` }
    return { command: () => submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT, options) }
  },
  async 'complete a task'(test) {
    const caseId = await newCase(test)
    await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
    const { id } = await taskAt(test, caseId, 'task_answer_stage_1')
    const request = { taskId: id, answers: answersFor(test, 'answer-stage-1') }
    return { command: () => completeTask(test.runtime, MANAGER, request, { idempotencyKey: `complete-${caseId}` }) }
  },
  async 'assign a task'(test) {
    const { id } = await taskAt(test, await newCase(test), 'task_record_complaint')
    return { command: () => assignTask(test.runtime, MANAGER, id, 'kent') }
  },
  async 'send a task back'(test) {
    const caseId = await newCase(test)
    await walkOn(test, caseId, (step) => step === 'task_independent_report')
    const { id } = await taskAt(test, caseId, 'task_independent_report')
    return {
      command: () => sendBack(test.runtime, MANAGER, { taskId: id, to: 'task_investigate', reason: 'Point two.' }),
    }
  },
  async 'extend a clock'(test) {
    const caseId = await newCase(test)
    await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
    const until = localDate('2026-03-02')
    const request = { caseId, rule: 'children-act.stage-1-answer', ground: 'complex', reason: 'Three teams.', until }
    return { command: () => extendClock(test.runtime, MANAGER, request) }
  },
  async 'record a fact'(test) {
    const caseId = await newCase(test)
    const fact = { type: 'advocate-wanted', on: localDate('2026-02-02'), data: {} }
    return { command: () => recordFacts(test.runtime, MANAGER, caseId, [fact]) }
  },
  async 'add a person'(test) {
    const caseId = await newCase(test)
    const person = { ...CASE_STAFF[0], id: 'm9' }
    return { command: () => addPerson(test.runtime, MANAGER, caseId, person) }
  },
  async 'keep a message'(test) {
    const caseId = await newCase(test)
    const request = { caseId, name: 'stage-2-requested', answers: answersFor(test, 'request-stage-2'), keepForDays: 9 }
    return { command: () => correlateMessage(test.runtime, MANAGER, request) }
  },
  async 'cancel a case'(test) {
    const caseId = await newCase(test)
    return { command: () => cancelByTwo(test.runtime, MANAGER, { caseId, reason: 'Opened twice.' }) }
  },
  async 'fire a timer'(test) {
    const caseId = await newCase(test)
    await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
    const { rows } = await test.store.read.timers({ caseId, status: 'armed', limit: 20 })
    const { id = '', dueAt } = rows.find((row) => row.dueAt === '2026-02-12T08:00:00.000Z') ?? {}
    test.clock.set(dueAt as never)
    return { command: () => fireTimer(test.runtime, id) }
  },
}

describe('a command whose database fails', () => {
  forEachDatabase((database) => {
    describe('at any one of its statements', () => {
      let test: TestRuntime
      let failAt = Infinity
      let count = 0
      before(async function () {
        this.timeout(60_000)
        const watch = () => {
          count += 1
          if (count === failAt)
            throw Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' })
        }
        test = await startRuntime(database, { store: { watch } })
      })
      beforeEach(() => {
        failAt = Infinity
        test.clock.set('2026-02-02T09:00:00.000Z' as never)
      })

      for (const [name, prepare] of Object.entries(COMMANDS)) {
        it(`writes nothing when it is to ${name}, and works when it is tried again`, async function () {
          this.timeout(30_000)
          const { command } = await prepare(test)
          const before = await contents(test)
          let k = 1
          for (; ; k += 1) {
            if (k > 80) throw new Error('It never succeeds')
            count = 0
            failAt = k
            let error: unknown
            try {
              await command()
            } catch (thrown) {
              error = thrown
            }
            failAt = Infinity
            if (error === undefined) break
            expect(error, `statement ${k}`).to.be.instanceOf(Error)
            expect((error as Error).message, `statement ${k}`).to.match(/full|unavailable|cannot/i)
            expect(await contents(test), `after statement ${k}`).to.deep.equal(before)
          }
          expect(k, 'statements').to.be.within(5, 40)
          expect(await contents(test)).to.not.deep.equal(before)
          await test.settle()
        })
      }

      it('says that the store is unavailable when its disk is full', async () => {
        const { command } = await (COMMANDS['add a person'] ?? (() => Promise.reject(new Error('gone'))))(test)
        count = 0
        failAt = 3
        const error = await thrownBy(command())
        if (test.store.dialect === 'sqlite') expect(error).to.be.instanceOf(StoreUnavailableError)
        expect(error).to.be.instanceOf(Error)
      })
    })
  })
})

async function contents(test: TestRuntime): Promise<string> {
  const tables = await Promise.all(TABLES.map(async (table) => [table, await allRows(test.store, table)]))
  return JSON.stringify(tables)
}

async function nextKey({ store }: TestRuntime): Promise<number> {
  return (await allRows(store, 'cases')).length
}

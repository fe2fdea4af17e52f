import { expect } from 'chai'
import { addPerson, extendClock, localDate, submitComplaint } from '../../../engine/index.ts'
import { cancelByTwo } from '../../support/by-two.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { answersFor, complete, openTasks, say, walkOn } from '../../support/runtime-walk.ts'
import { allRows } from '../../support/runtime-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

/** In every name, address and free text that anybody types. */
const CANARY = 'Zquirrel'
/** Where a person's words may stand: each of these can be erased. */
const MAY_HOLD = ['people', 'facts', 'outbox', 'audit_payload', 'inbox']
/** The index of what these hold, written anew with them. */
const INDEX = /^case_(search|text)/
const MUST_NOT = [
  'cases',
  'instances',
  'tasks',
  'timers',
  'jobs',
  'incidents',
  'audit',
  'idempotency',
  'procedures',
  'definitions',
]

/** Puts the canary into every text of the answers that is not a code. */
function marked(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => marked(item, key))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner, name)]))
  }
  return FREE_TEXT.has(key) ? `${CANARY} ${String(value)}` : value
}
const FREE_TEXT = new Set([
  'text',
  'desiredOutcome',
  'reason',
  'reasons',
  'classificationReason',
  'evidence',
  'recommendations',
  'rootCauseText',
  'childsView',
  'proceedings',
])

describe('what a person has said', () => {
  forEachDatabase((database) => {
    describe('in a case that goes through every stage', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
        const people = [{ ...CHILDS_COMPLAINT.people[0], name: `${CANARY} Reed`, email: `${CANARY}@example.org` }]
        const points = marked(CHILDS_COMPLAINT.points) as typeof CHILDS_COMPLAINT.points
        ;({ caseId } = await submitComplaint(
          test.runtime,
          a('intake'),
          { ...CHILDS_COMPLAINT, people, points },
          { idempotencyKey: 'k' },
        ))
        for (const person of CASE_STAFF) {
          await addPerson(test.runtime, MANAGER, caseId, { ...person, name: `${person.name} ${CANARY}` })
        }
        let extended = false
        for (;;) {
          const messages: string[] = []
          await walkOn(test, caseId, (step) => {
            messages.push(step)
            return true
          })
          const [step] = messages
          if (step === undefined) break
          if (step === 'task_answer_stage_1' && !extended) {
            extended = true
            await extendClock(test.runtime, MANAGER, {
              caseId,
              rule: 'children-act.stage-1-answer',
              ground: 'complex',
              reason: `${CANARY} is ill.`,
              until: localDate('2026-03-02'),
            })
          }
          const task = (await openTasks(test, caseId)).find(({ element }) => element === step)
          if (task === undefined) await say(test, caseId, step, marked(answersFor(test, formOf(step))) as object)
          else await complete(test, caseId, step, marked(answersFor(test, task.form ?? '')) as object)
        }
        const other = await submitComplaint(test.runtime, a('intake'), { ...CHILDS_COMPLAINT, people, points })
        await cancelByTwo(test.runtime, MANAGER, { caseId: other.caseId, reason: `${CANARY} twice.` })
      })

      it('is in the record', async () => {
        expect((await test.store.read.case(caseId))?.status).to.equal('closed')
        for (const table of ['people', 'facts', 'outbox', 'audit_payload']) {
          expect(await holds(test, table), table).to.equal(true)
        }
      })

      for (const table of MUST_NOT) {
        it(`is nowhere in ${table}`, async () => {
          expect(await holds(test, table)).to.equal(false)
        })
      }

      it('is looked for in every table that there is', async () => {
        const { knex, dialect } = test.store
        const rows: readonly { name: string }[] =
          dialect === 'sqlite'
            ? await knex('sqlite_master').where({ type: 'table' }).select('name')
            : await knex('pg_tables').where({ schemaname: 'public' }).select({ name: 'tablename' })
        const others = rows
          .map(({ name }) => name)
          .filter((name) => !MAY_HOLD.includes(name) && !MUST_NOT.includes(name) && !INDEX.test(name))
        for (const table of others) expect(await holds(test, table), table).to.equal(false)
      })
    })
  })
})

async function holds(test: TestRuntime, table: string): Promise<boolean> {
  return JSON.stringify(await allRows(test.store, table)).includes(CANARY)
}

function formOf(message: string): string {
  return (
    {
      'stage-2-requested': 'request-stage-2',
      'record-commented': 'comment-on-record',
      'panel-requested': 'request-panel',
    }[message] ?? ''
  )
}

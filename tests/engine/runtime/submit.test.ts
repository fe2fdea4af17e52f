import { expect } from 'chai'
import {
  InvalidVariablesError,
  NotFoundError,
  NotPermittedError,
  RefusedError,
  submitComplaint,
  type SubmitComplaint,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { openTasks } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { countRows } from '../../support/runtime-rows.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const INTAKE = a('intake')
const [REED] = CHILDS_COMPLAINT.people
const POINT = CHILDS_COMPLAINT.points[0]

describe('submitting a complaint', () => {
  forEachDatabase((database) => {
    describe('to the children’s procedure', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })

      it('opens a case with its first task, timers, facts, people and a line in the audit trail', async () => {
        const { runtime, store } = test
        const { caseId, version, result } = await submitComplaint(runtime, INTAKE, CHILDS_COMPLAINT)
        expect({ caseId, version, result }).to.deep.equal({
          caseId: 'SC-2026-00001',
          version: 1,
          result: { procedure: 'children-act', procedureVersion: 1 },
        })
        expect(await openTasks(test, caseId)).to.have.lengthOf(1)
        const [task] = await openTasks(test, caseId)
        // Three working days after Monday 2 February.
        expect(task).to.include({ element: 'task_record_complaint', dueOn: '2026-02-05', status: 'open', version: 1 })

        const { rows: timers } = await store.read.timers({ caseId, status: 'armed', limit: 50 })
        // Overdue from the first moment of the day after.
        expect(timers.map(({ dueAt }) => dueAt)).to.include('2026-02-06T00:00:00.000Z')
        const facts = await store.read.facts(caseId)
        expect(facts.map(({ type }) => type)).to.deep.equal([
          'complaint-received',
          'person-added',
          'point-recorded',
          'point-recorded',
        ])
        const people = await store.read.people(caseId)
        expect(people.map(({ data }) => data['name'])).to.deep.equal(['Jordan Reed'])
        const { rows: lines } = await store.read.history({ caseId, limit: 10 })
        expect(lines.map(({ type, actor, role }) => [type, actor, role])).to.deep.equal([
          ['complaint-submitted', 'intake', 'intake'],
        ])
        expect(test.events.at(-1)).to.deep.include({ caseId, version: 1, tasksOpened: [task?.id] })
      })

      it('numbers cases by the year in which they were received', async () => {
        const last = await submitComplaint(test.runtime, INTAKE, {
          ...CHILDS_COMPLAINT,
          receivedOn: '2025-12-30' as never,
        })
        expect(last.caseId).to.equal('SC-2025-00001')
      })

      const refused: readonly (readonly [what: string, change: object, faults: readonly string[]])[] = [
        ['no point', { points: [] }, ['/points']],
        ['nobody', { people: [] }, ['/people']],
        ['two complainants', { people: [REED, { ...REED, id: 'p2' }] }, ['/people']],
        ['one id twice', { people: [REED, { ...REED, role: 'advocate' }] }, ['/people']],
        ['a person who is no object', { people: [null] }, ['/people/0']],
        ['an address that is none', { people: [{ ...REED, email: 'x' }] }, ['/people/0/email']],
        ['two addresses in one', { people: [{ ...REED, email: 'a@b.example, c@d.example' }] }, ['/people/0/email']],
        ['a day to come', { receivedOn: '2026-02-03' }, ['/receivedOn']],
        ['a day that does not exist', { receivedOn: '2026-02-30' }, ['/receivedOn']],
        ['a variable that nobody knows', { variables: { isManager: true } }, ['/variables/isManager']],
        ['a name from the prototype', { variables: { constructor: true } }, ['/variables/constructor']],
        ['a channel that is none', { channel: 'pigeon' }, ['/channel']],
        ['an empty point', { points: [{ ...POINT, text: '' }] }, ['/points/0/text']],
        [
          'everything wrong at once',
          {
            receivedOn: '2027-01-01',
            channel: 'pigeon',
            people: [{ ...REED, email: 'x' }],
            points: [],
            variables: { x: 1 },
          },
          ['/receivedOn', '/variables/x', '/channel', '/people/0/email', '/points'],
        ],
      ]
      for (const [what, change, faults] of refused) {
        it(`refuses ${what}, names each fault, and writes nothing`, async () => {
          const before = await everything(test)
          const submission = { ...CHILDS_COMPLAINT, ...change } as unknown as SubmitComplaint
          const error = await thrownBy(submitComplaint(test.runtime, INTAKE, submission))
          expect(error).to.be.instanceOf(InvalidVariablesError)
          expect((error as InvalidVariablesError).faults.map(({ at }) => at)).to.have.members(faults)
          expect(await everything(test)).to.deep.equal(before)
        })
      }

      it('refuses a procedure that nobody has deployed, and a role that takes no complaints', async () => {
        const elsewhere = { ...CHILDS_COMPLAINT, procedure: 'planning' }
        expect(await thrownBy(submitComplaint(test.runtime, INTAKE, elsewhere))).to.be.instanceOf(NotFoundError)
        for (const role of ['auditor', 'process-owner', 'system-admin', 'independent-person'] as const) {
          expect(await thrownBy(submitComplaint(test.runtime, a(role), CHILDS_COMPLAINT)), role).to.be.instanceOf(
            NotPermittedError,
          )
        }
      })

      it('opens one case for one key, however often and however fast it is sent', async () => {
        const before = await countRows(test.store, 'cases')
        const options = { idempotencyKey: 'form-7' }
        const first = await submitComplaint(test.runtime, INTAKE, CHILDS_COMPLAINT, options)
        const again = await Promise.all(
          Array.from({ length: 6 }, () => submitComplaint(test.runtime, INTAKE, CHILDS_COMPLAINT, options)),
        )
        for (const answer of again) expect(answer).to.deep.equal(first)
        const atOnce = await Promise.all(
          Array.from({ length: 6 }, () =>
            submitComplaint(test.runtime, INTAKE, CHILDS_COMPLAINT, { idempotencyKey: 'form-8' }),
          ),
        )
        expect(new Set(atOnce.map(({ caseId }) => caseId)).size).to.equal(1)
        expect(await countRows(test.store, 'cases')).to.equal(before + 2)
      })

      it('refuses another request under the same key, but not the same key of somebody else', async () => {
        const options = { idempotencyKey: 'form-9' }
        await submitComplaint(test.runtime, INTAKE, CHILDS_COMPLAINT, options)
        const other = { ...CHILDS_COMPLAINT, channel: 'phone' } as const
        const error = await thrownBy(submitComplaint(test.runtime, INTAKE, other, options))
        expect(error).to.be.instanceOf(RefusedError).and.include({ reason: 'idempotency-key-reused' })
        const { caseId } = await submitComplaint(test.runtime, a('caseworker'), other, options)
        expect(await store(test, caseId)).to.equal('open')
      })
    })
  })
})

async function store(test: TestRuntime, caseId: string): Promise<string | undefined> {
  return (await test.store.read.case(caseId))?.status
}

async function everything(test: TestRuntime): Promise<readonly number[]> {
  const tables = ['cases', 'facts', 'people', 'instances', 'tasks', 'timers', 'jobs', 'audit', 'idempotency'] as const
  return Promise.all(tables.map((table) => countRows(test.store, table)))
}

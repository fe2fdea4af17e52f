import { expect } from 'chai'
import { addDays, localDate } from '../../../engine/index.ts'
import type { CaseRow, Store } from '../../../engine/store/index.ts'
import { startRuntime } from '../../support/runtime.ts'
import { complete, newCase, openTasks } from '../../support/runtime-walk.ts'
import { aCase, aTask } from '../../support/test-databases-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const TODAY = localDate('2026-02-04')
const CASES = 6
const STEPS = 60

/** Open tasks that do not say of their case what it says itself. */
async function astray({ knex }: Store): Promise<number> {
  const differ = [
    ['t.procedure', 'c.procedure'],
    ['t.procedure_version', 'c.procedure_version'],
    ['t.stage', 'c.stage'],
    ['t.child', 'c.child'],
    ['t.adjusted', '(case when c.adjustments is null then 0 else 1 end)'],
    ['t.received_on', 'c.received_on'],
    ['t.told_on', 'coalesce(c.last_told_on, c.received_on)'],
  ].map(([copy = '', own = '']) => `${copy} is distinct from ${own}`)
  const [row] = await knex('tasks as t')
    .join('cases as c', 'c.id', 't.case_id')
    .where('t.status', 'open')
    .whereRaw(`(${differ.join(' or ')})`)
    .count<{ n: unknown }[]>('* as n')
  return Number(row?.n)
}

/** The same steps each time. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('what open tasks repeat of their case', () => {
  forEachDatabase((database) => {
    it('is what the case says, after whatever is written', async () => {
      const { store } = await startRuntime(database, { now: `${TODAY}T09:00:00.000Z` })
      const next = chance(5)
      const ids = Array.from({ length: CASES }, (_, n) => `T-2026-0000${n + 1}`)
      await store.command((unit) => {
        for (const id of ids) unit.insertCase(aCase(id, { child: next(2) === 0 }))
        return Promise.resolve()
      })
      const day = () => addDays(TODAY, -next(40))
      const changes: readonly (() => Partial<CaseRow>)[] = [
        () => ({ stage: ['stage-1', 'stage-2', null][next(3)] ?? null }),
        () => ({ lastToldOn: next(4) === 0 ? null : day() }),
        () => ({ procedure: ['corporate', 'children-act'][next(2)] ?? 'corporate', procedureVersion: 1 + next(3) }),
        () => ({ child: next(2) === 0, receivedOn: day() }),
        () => ({ restricted: next(2) === 0 }),
      ]
      let compared = 0
      for (let step = 0; step < STEPS; step += 1) {
        const caseId = ids[next(CASES)] ?? ''
        await store.command(async (unit) => {
          const row = await unit.lockCase(caseId)
          if (row === undefined) throw new RangeError('No case')
          const open = await unit.openTasks(caseId)
          const [first] = open
          const kind = next(5)
          // Tasks before the case, and the other way round: the order of writing is the store's own.
          if (kind === 0 || first === undefined) unit.openTask(aTask(caseId, `task-${step}`, { dueOn: day() }))
          else if (kind === 1) unit.closeTask(first.id, { status: 'done', by: 'u1' })
          else if (kind === 2) unit.updateTask(first.id, { assignee: `u${next(3)}` })
          if (kind === 3) {
            const data = { name: 'Jo Roe', adjustments: next(2) === 0 ? ['large-print'] : [] }
            unit.savePerson({ caseId, id: 'p1', role: 'complainant', data })
          } else unit.updateCase({ ...row, ...changes[next(changes.length)]?.() }, row.version)
        })
        // A task that was closed by mistake is opened again by hand.
        if (step % 20 === 19) {
          await store.knex('tasks').where({ status: 'done', case_id: caseId }).update({ status: 'open' })
        }
        compared += (await openTasksOf(store, caseId)).length
        expect(await astray(store), `after step ${step}`).to.equal(0)
      }
      expect(compared, 'tasks compared').to.be.greaterThan(STEPS)
    })

    it('is what the case says, after each command of a real one', async () => {
      const test = await startRuntime(database, { now: `${TODAY}T09:00:00.000Z` })
      const caseId = await newCase(test)
      for (let step = 0; step < 4; step += 1) {
        const [task] = await openTasks(test, caseId)
        expect(task, 'a task is open').not.to.equal(undefined)
        expect(await astray(test.store), task?.element).to.equal(0)
        if (task !== undefined) await complete(test, caseId, task.element)
      }
      expect(await astray(test.store)).to.equal(0)
    })
  })
})

async function openTasksOf({ read }: Store, caseId: string) {
  return (await read.tasks({ caseId, limit: 100 })).rows
}

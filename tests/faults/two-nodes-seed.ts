import { openStore, type Store } from '../../engine/store/index.ts'
import { seedCopies } from '../bench/seed-copies.ts'
import { startRuntime } from '../support/runtime.ts'
import { newCase, walkOn } from '../support/runtime-walk.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import type { TestDatabase } from '../support/test-databases.ts'
import { freshDatabase, type Database, type FreshDatabase } from './experiment.ts'

/** A database that stores are opened on, and closed when it is thrown away. */
export interface OpenedDatabase extends TestDatabase, Pick<FreshDatabase, 'settings' | 'remove'> {}

export async function openedDatabase(kind: Database): Promise<OpenedDatabase> {
  const fresh = await freshDatabase(kind)
  const stores: Store[] = []
  return {
    ...fresh,
    dialect: kind === 'postgres' ? 'postgresql' : 'sqlite',
    async open(overrides = {}) {
      const store = await openStore({ clock: fixedClock(), ...fresh.config, ...overrides })
      stores.push(store)
      await store.migrate()
      return store
    },
    async remove() {
      await Promise.all(stores.map((store) => store.close()))
      await fresh.remove()
    },
  }
}

/** Cases at Stage 1; the service went down on Friday evening. */
const OPENED = '2026-02-02T09:00:00.000Z'
export const DOWN = '2026-02-13T18:00:00.000Z'
/** Three days later: the tenth working day (16 February, 8.00) has come and ended (17 February, 0.00: two timers) in each. */
export const UP_AGAIN = '2026-02-17T00:30:00.000Z'
export const TIMERS_EACH = 3

/**
 * So many cases of children, each with three timers that fell due while the service was down. On PostgreSQL they lie in the
 * queue too, as arming them would have put them there.
 *
 * @returns the store, at the moment of going down.
 */
export async function seedOverdue(database: OpenedDatabase, cases: number): Promise<Store> {
  const test = await startRuntime(database, { now: OPENED })
  const caseId = await newCase(test)
  await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
  await test.moveTo(DOWN)
  await seedCopies(test.store, caseId, cases - 1)
  if (database.dialect === 'postgresql') await test.store.knex.raw(TELL)
  return test.store
}

/** As arming the timers would have told the queue. */
export const TELL = `select count(graphile_worker.add_job('redress-timer', json_build_object('id', id), case_id,
  due_at::timestamptz, 30000, 'timer:' || id)) from timers where status = 'armed' and due_at < '9000'`

/** Timers that are due, and jobs that are not over. */
export const LEFT = `select (select count(*) from timers where status = 'armed' and due_at <= ?)
  + (select count(*) from jobs where status in ('ready', 'leased')) as n`

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../engine/store/index.ts'
import { fromMillis } from '../../engine/values/instant.ts'
import { localDate } from '../../engine/values/local-date.ts'
import { aCase, anInstance, aTask, aTimer } from '../support/test-databases-rows.ts'

/*
 * How many whole commands a second the store takes, without the engine: each locks its case, loads tokens and facts, and
 * writes case, tokens, a task closed and one opened, a fact, a timer and two audit rows.
 */

export interface StoreMeasure {
  readonly dialect: Store['dialect']
  readonly clients: number
  readonly commands: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/** Measures on the database at `url`, or on a new SQLite file. */
export async function measureStore(clients: number, commands: number, url?: string): Promise<StoreMeasure> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'))
  const place = url === undefined ? { file: join(folder, 'bench.sqlite') } : { url }
  const store = await openStore({ clock: { now: () => fromMillis(Date.now()) }, ...place })
  try {
    await store.migrate()
    const cases = Array.from({ length: 200 }, (_, index) => `bench-${index}`)
    await Promise.all(cases.map((caseId) => start(store, caseId)))

    const times: number[] = []
    let next = 0
    const began = performance.now()
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let n = next++; n < commands; n = next++) {
          const from = performance.now()
          await advance(store, cases[(n * 7 + client) % cases.length]!, n)
          times.push(performance.now() - from)
        }
      }),
    )
    const seconds = (performance.now() - began) / 1000
    times.sort((a, b) => a - b)
    const at = (share: number): number => Number(times[Math.floor(share * times.length)]?.toFixed(2))
    return {
      dialect: store.dialect,
      clients,
      commands,
      perSecond: Math.round(commands / seconds),
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      p99Ms: at(0.99),
    }
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** About as large as the tokens of a case in its second stage. */
const STATE = JSON.stringify({ tokens: Array.from({ length: 12 }, (_, index) => ({ id: index, at: 'investigate' })) })

async function start(store: Store, caseId: string): Promise<void> {
  await store.command((unit) => {
    unit.insertCase(aCase(caseId))
    unit.saveInstance(anInstance(caseId, { state: STATE }))
    unit.openTask(aTask(caseId, 'step', { id: `${caseId}/step`, waitId: 'start' }))
    return Promise.resolve()
  })
}

async function advance(store: Store, caseId: string, n: number): Promise<void> {
  await store.command(async (unit) => {
    const row = await unit.lockCase(caseId)
    const [instance] = await unit.openInstances(caseId)
    await unit.facts(caseId)
    const [task] = await unit.openTasks(caseId)
    if (row === undefined || instance === undefined || task === undefined) throw new RangeError(caseId)
    unit.closeTask(task.id, { status: 'done', by: 'u1' }, task.version)
    unit.openTask(aTask(caseId, `step-${n}`, { dueOn: localDate('2026-04-01') }))
    unit.saveInstance({ ...instance, seq: instance.seq + 1 })
    unit.updateCase(row, row.version)
    const fact = { type: 'stage-1-answered', on: localDate('2026-03-02'), data: { contents: ['rights'] } }
    await unit.addFacts(caseId, [fact as never], { recordedBy: 'u1', role: 'complaints-officer' })
    unit.armTimer(aTimer(caseId, 'late', '2036-04-01T00:00:00.000Z'))
    for (const type of ['task-completed', 'fact-recorded']) {
      unit.audit({ caseId, actor: 'u1', role: 'complaints-officer', type, element: 'step', body: { n }, payload: 'x' })
    }
  })
}

if (process.argv[1]?.endsWith('store-bench.ts') === true || process.argv[1]?.endsWith('store-bench.js') === true) {
  const url = process.argv[2]
  for (const clients of [1, 8]) console.log(JSON.stringify(await measureStore(clients, 1500, url)))
}

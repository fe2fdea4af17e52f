import { instant, submitComplaint, type Actor } from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'
import { seedCopies } from './seed-copies.ts'

const INTAKE: Actor = { id: 'bench', role: 'intake' }

/** (d) So many timers of as many cases due at once, after the night: seconds until all have fired. */
export async function benchTimers(
  timers = 10_000,
  url?: string,
): Promise<{ readonly fired: number; readonly seconds: number }> {
  let now = instant('2026-02-02T09:00:00.000Z')
  const bench = await openBenchRuntime({ now: () => now }, url)
  try {
    const { runtime, scheduler } = bench
    const { caseId } = await submitComplaint(runtime, INTAKE, CHILDS_COMPLAINT)
    await seedCopies(runtime.store, caseId, timers - 1)
    // The acknowledgement is late from the first moment of 6 February: each case has the one timer for it.
    now = instant('2026-02-06T00:00:01.000Z')
    const startedMs = performance.now()
    let seconds = 0
    let fired = 0
    while (fired < timers) {
      const done = await scheduler.tick(now, timers)
      const [row] = await runtime.store
        .knex('audit')
        .where('type', 'timer-fired')
        .count<{ n: number | string }[]>({ n: '*' })
      fired = Number(row?.n ?? 0)
      seconds = (performance.now() - startedMs) / 1000
      if (done === 0) break
    }
    return { fired, seconds }
  } finally {
    await bench.close()
  }
}

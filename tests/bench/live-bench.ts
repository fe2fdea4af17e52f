import { fromMillis, liveView, submitComplaint, type Actor } from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { percentile } from './figures.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'
import { seedCopies } from './seed-copies.ts'

export interface LiveFigures {
  readonly cases: number
  /** From the question to the answer, in ms. */
  readonly p50: number
  readonly p95: number
  /** Of all threads, a view, in ms: what it takes of the machine. On PostgreSQL the database's own is not in it. */
  readonly cpuMs: number
}

const NOW = fromMillis(Date.UTC(2026, 1, 2, 9))
const OWNER: Actor = { id: 'po1', role: 'process-owner' }
const VIEWS = 15

/** Where so many open cases are, looked at again and again; a case changes before each look, so that nothing is at hand. */
export async function benchLive(cases: number, url?: string): Promise<LiveFigures> {
  const { runtime, scheduler, close } = await openBenchRuntime({ now: () => NOW }, url)
  const submit = async () => {
    const { caseId } = await submitComplaint(runtime, { id: 'intake', role: 'intake' }, CHILDS_COMPLAINT)
    await scheduler.tick(NOW)
    return caseId
  }
  try {
    await seedCopies(runtime.store, await submit(), cases - 1)
    const look = () => liveView(runtime, OWNER, { procedure: 'children-act', version: 1 })
    await look()
    const took: number[] = []
    let spent = 0
    for (let n = 0; n < VIEWS; n += 1) {
      await submit()
      const [began, cpu] = [performance.now(), process.cpuUsage()]
      await look()
      took.push(performance.now() - began)
      const { user, system } = process.cpuUsage(cpu)
      spent += (user + system) / 1000
    }
    return {
      cases: (await look()).cases,
      p50: Math.round(percentile(took, 0.5)),
      p95: Math.round(percentile(took, 0.95)),
      cpuMs: Math.round(spent / VIEWS),
    }
  } finally {
    await close()
  }
}

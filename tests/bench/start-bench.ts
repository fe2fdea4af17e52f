import { readFileSync } from 'node:fs'
import { fromMillis, submitComplaint, type Actor } from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startBenchServer } from './bench-server.ts'
import { openBenchRuntime } from './runtime-for-bench.ts'
import { seedCopies } from './seed-copies.ts'

const INTAKE: Actor = { id: 'bench', role: 'intake' }

/** (e) Seconds from the start of the process until it is ready, and its memory then, with so many open cases. */
export async function benchStart(cases = 50_000): Promise<{
  readonly cases: number
  readonly secondsToReady: number
  readonly memoryMb: number
  readonly fileMb: number
}> {
  const bench = await openBenchRuntime({ now: () => fromMillis(Date.now()) })
  try {
    const { caseId } = await submitComplaint(bench.runtime, INTAKE, CHILDS_COMPLAINT)
    await seedCopies(bench.runtime.store, caseId, cases - 1)
    await bench.runtime.store.knex.raw('pragma wal_checkpoint(truncate)')
    const startedMs = performance.now()
    const server = await startBenchServer({ DATABASE_FILE: bench.file })
    try {
      const secondsToReady = (performance.now() - startedMs) / 1000
      return { cases, secondsToReady, memoryMb: residentMb(server.pid), fileMb: sizeMb(bench.file) }
    } finally {
      server.stop()
    }
  } finally {
    await bench.close()
  }
}

function residentMb(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? NaN) / 1024
}

function sizeMb(file: string): number {
  return readFileSync(file).length / 1024 / 1024
}

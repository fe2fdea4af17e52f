import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fromMillis, submitComplaint, type Actor } from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
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
    const port = await freePort()
    const startedMs = performance.now()
    const server = spawn(process.execPath, [...process.execArgv, mainScript(), 'serve'], {
      env: { ...process.env, PORT: String(port), DATABASE_FILE: bench.file, LOG_LEVEL: 'silent' },
      stdio: 'ignore',
    })
    try {
      await ready(port)
      const secondsToReady = (performance.now() - startedMs) / 1000
      return { cases, secondsToReady, memoryMb: residentMb(server.pid ?? 0), fileMb: sizeMb(bench.file) }
    } finally {
      server.kill('SIGKILL')
    }
  } finally {
    await bench.close()
  }
}

/** The built command line when this file is built, else the source. */
function mainScript(): string {
  return new URL(import.meta.url.endsWith('.ts') ? '../../web/main.ts' : '../../web/main.js', import.meta.url)
    .pathname
}

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The service was not ready within a minute')
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}

function residentMb(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? NaN) / 1024
}

function sizeMb(file: string): number {
  return readFileSync(file).length / 1024 / 1024
}

import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Prng } from '../support/random-process/prng.ts'

/** The service as an operator runs it, made ready to be started often. */
export interface BuiltServer {
  start(settings: Readonly<Record<string, string>>, shiftMs: number): StormServer
  remove(): void
}

export interface StormServer {
  /** Undefined until it listens, and when it has ended. */
  url(): string | undefined
  /** @throws when it ends before. */
  readonly ready: Promise<string>
  /** Sets its clock so far before the machine's, in ms. */
  shift(shiftMs: number): void
  end(signal: NodeJS.Signals): Promise<void>
  /** What it wrote to standard error, but for what it says when it starts. */
  errors(): readonly string[]
}

/** Threads and processes of the service's own; each is looked for beside the file that starts it. */
const BESIDE = ['engine/diagram/reader-thread.ts', 'engine/store/audit/verify-thread.ts']

/**
 * Puts today's sources into one file each, packages left where they are: nothing that was built before can be run by
 * mistake, and a start takes a third of what it takes from the sources.
 *
 * @param procedures - Folders of procedures; the others need not be read at each start.
 */
export async function buildServer(procedures: readonly string[]): Promise<BuiltServer> {
  // Inside the project, so that packages and the project's own folder are found.
  mkdirSync('node_modules/.cache', { recursive: true })
  const folder = mkdtempSync('node_modules/.cache/redress-storm-')
  await build({
    entryPoints: ['web/main.ts', 'tests/faults/clock-shift.ts', ...BESIDE],
    entryNames: '[name]',
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  const kept = mkdtempSync(join(tmpdir(), 'redress-storm-'))
  for (const each of [...procedures, 'processes/letters']) {
    cpSync(each, join(kept, each.split('/').at(-1) ?? each), { recursive: true })
  }
  return {
    start: (settings, shiftMs) => startOne(folder, { PROCEDURES_DIR: kept, ...settings }, shiftMs),
    remove() {
      for (const each of [folder, kept]) rmSync(each, { recursive: true, force: true })
    },
  }
}

function startOne(folder: string, settings: Readonly<Record<string, string>>, shiftMs: number): StormServer {
  const child = spawn(process.execPath, [`--import=./${folder}/clock-shift.js`, `${folder}/main.js`, 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'error',
      POLL_SECONDS: '0.3',
      CLOCK_SHIFT_MS: String(shiftMs),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const said: string[] = []
  let url: string | undefined
  let hasEnded = false
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      hasEnded = true
      resolve()
    }),
  )
  const ready = new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      const text = chunk.toString()
      said.push(text)
      const found = /running at (http:\S+)/.exec(text)?.[1]
      if (found === undefined) return
      url = found
      resolve(found)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('close', () => {
      reject(new Error(`It ended before it listened: ${said.join('')}`))
    })
  })
  // Whoever waits for it hears of it; a server that is killed while it starts is no fault.
  ready.catch(() => undefined)
  return {
    url: () => (hasEnded ? undefined : url),
    ready,
    shift: (ms) => {
      tell(child, { shiftMs: ms })
    },
    async end(signal) {
      child.kill(signal)
      await ended
    },
    errors: () =>
      said
        .flatMap((text) => text.split('\n'))
        .filter((line) => /^\s*(\{.*"level":"?(40|50|60|warn|error)|\w*Error)/.test(line)),
  }
}

function tell(child: ChildProcess, message: object): void {
  // One that has just been killed hears nothing, and need not.
  if (child.connected) child.send(message, () => undefined)
}

/** Some servers at a time on one database; whoever is killed is replaced. */
export interface Pool {
  /** One that listens, if any does. */
  anyUrl(prng: Prng): string | undefined
  /** Waits until one listens, and then for what is given; then kills one. */
  killOne(then: () => Promise<unknown>): Promise<void>
  /** Moves every clock forward. */
  advance(ms: number): void
  /** Now, by their clocks. */
  now(): number
  /** Kills all of them, lets the leases of the dead run out, and starts one that nobody kills. */
  leaveOne(): Promise<string>
  stop(): Promise<void>
  errors(): readonly string[]
}

/** Longer than any lease, and than the pause after an attempt of which nobody knows the end. */
export const LEASES_MS = 16 * 60_000
/** Of the kills, those that hit a server that is starting. */
const WHILE_STARTING = 0.1

export function makePool(
  server: BuiltServer,
  settings: Readonly<Record<string, string>>,
  { prng, atOnce, startsAt }: { readonly prng: Prng; readonly atOnce: number; readonly startsAt: string },
): Pool {
  let shiftMs = Date.parse(startsAt) - Date.now()
  const errors: string[] = []
  let servers: readonly StormServer[] = []
  const fill = (): void => {
    const missing = Array.from({ length: atOnce - servers.length }, () => server.start(settings, shiftMs))
    servers = [...servers, ...missing]
  }
  const listening = () => servers.filter((each) => each.url() !== undefined)
  const end = async (victim: StormServer, signal: NodeJS.Signals): Promise<void> => {
    servers = servers.filter((each) => each !== victim)
    await victim.end(signal)
    errors.push(...victim.errors())
  }
  fill()

  return {
    anyUrl(own) {
      const urls = listening().flatMap((each) => each.url() ?? [])
      return urls.length === 0 ? undefined : own.pick(urls)
    },
    async killOne(then) {
      await Promise.any(servers.map(({ ready }) => ready))
      await then()
      const starting = servers.filter((each) => each.url() === undefined)
      const victims = starting.length > 0 && prng.chance(WHILE_STARTING) ? starting : listening()
      await end(prng.pick(victims), 'SIGKILL')
      fill()
    },
    advance(ms) {
      shiftMs += ms
      for (const each of servers) each.shift(shiftMs)
    },
    now: () => Date.now() + shiftMs,
    async leaveOne() {
      await Promise.all(servers.map((each) => end(each, 'SIGKILL')))
      shiftMs += LEASES_MS
      const last = server.start(settings, shiftMs)
      servers = [last]
      return last.ready
    },
    async stop() {
      await Promise.all(servers.map((each) => end(each, 'SIGTERM')))
    },
    errors: () => errors,
  }
}

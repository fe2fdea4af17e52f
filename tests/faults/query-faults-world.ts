import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import { dayOf, makeProcedureCache, openStore, type Runtime, type Store } from '../../engine/index.ts'
import { fixedClock, type FixedClock } from '../support/test-databases-clock.ts'
import { startRuntime, type TestRuntime, type TestRuntimeOptions } from '../support/runtime.ts'
import { freshDatabase, type Database, type FreshDatabase } from './experiment.ts'
import { observe, type Observer } from './query-faults-dump.ts'

/*
 * A database is prepared once and then copied for each try, so that every try begins at the very same state, whatever the
 * one before it left behind.
 */

type Config = FreshDatabase['config']

export interface World<Known> {
  /** What whoever prepared it says of it: ids of its cases. */
  readonly known: Known
  copy(): Promise<Copy>
  remove(): Promise<void>
}

export interface Copy {
  readonly clock: FixedClock
  /** A node of its own on this database; closed with the copy. */
  node(): Promise<Runtime>
  /** Looks at the tables from outside. */
  readonly observer: Observer
  remove(): Promise<void>
}

/** @param options - Of the runtime that prepares it; each node of a copy has its clock where that one left it. */
export async function prepareWorld<Known>(
  database: Database,
  options: TestRuntimeOptions,
  prepare: (test: TestRuntime) => Promise<Known>,
): Promise<World<Known>> {
  const fresh = await freshDatabase(database)
  const clock = fixedClock(options.now)
  const dialect = database === 'sqlite' ? 'sqlite' : 'postgresql'
  const test = await startRuntime(
    {
      dialect,
      config: fresh.config,
      async open(overrides = {}) {
        const store = await openStore({ clock, ...fresh.config, ...overrides })
        await store.migrate()
        return store
      },
    },
    { ...options, clock },
  )
  const known = await prepare(test)
  const versions = await test.store.read.procedures()
  await test.scheduler.stop()
  await test.store.close()
  if ('file' in fresh.config) await writeBack(fresh.config.file)
  let copies = 0
  // Procedures are read once for all copies, which are tried one after the other.
  let latest = test.store
  const reading = {
    get read() {
      return latest.read
    },
  } as Store
  const procedures = makeProcedureCache(reading, () => 0)

  return {
    known,
    async copy() {
      copies += 1
      const { config, remove } = await copyOf(fresh.config, copies)
      const nodes: Runtime[] = []
      const own = fixedClock(clock.now())
      const observer = await observe(config)
      return {
        clock: own,
        observer,
        async node() {
          const store = await openStore({ clock: own, durable: false, ...config })
          latest = store
          const runtime: Runtime = { ...test.runtime, store, clock: own, procedures }
          nodes.push(runtime)
          for (const { id, version } of versions) await procedures.load(id, version)
          for (const { id } of versions) procedures.activated(id)
          for (const { id } of versions) await procedures.look(id, dayOf(own.now()))
          return runtime
        },
        async remove() {
          await observer.close()
          for (const { store } of nodes) await store.close()
          await remove()
        },
      }
    },
    remove: () => fresh.remove(),
  }
}

/** Brings what SQLite has in its log into the file: a connection that is let go of late leaves it there. */
async function writeBack(file: string): Promise<void> {
  const database = new sqlite3.Database(file)
  await new Promise<void>((resolve, reject) => {
    database.get('pragma wal_checkpoint(truncate)', (error: Error | null, row: { readonly busy: number }) => {
      if (error !== null) reject(error)
      else if (row.busy === 0) resolve()
      else reject(new Error(`Somebody still writes to ${file}`))
    })
  })
  await new Promise<void>((resolve) => {
    database.close(() => {
      resolve()
    })
  })
}

async function copyOf(config: Config, n: number): Promise<{ config: Config; remove: () => Promise<void> }> {
  if ('file' in config) {
    const folder = await mkdtemp(join(tmpdir(), 'redress-copy-'))
    const file = join(folder, 'copy.sqlite')
    await copyFile(config.file, file)
    return { config: { file }, remove: () => rm(folder, { recursive: true, force: true }) }
  }
  const url = new URL(config.url)
  const original = url.pathname.slice(1)
  const name = `${original}_${n}`
  const admin = new URL(config.url)
  admin.pathname = '/postgres'
  await tell(admin, `create database ${name} template ${original}`)
  url.pathname = `/${name}`
  return { config: { url: url.href }, remove: () => tell(admin, `drop database ${name} with (force)`) }
}

async function tell(url: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

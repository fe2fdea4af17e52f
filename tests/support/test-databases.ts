import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store, type StoreConfig } from '../../engine/store/index.ts'
import { fixedClock } from './test-databases-clock.ts'
import { newPostgresDatabase } from './postgres.ts'

type Dialect = Store['dialect']

export interface TestDatabase {
  readonly dialect: Dialect
  /** Where it is, for a second store or a second process. */
  readonly config: { readonly url: string } | { readonly file: string }
  /** A migrated store on it; closed after the test file. */
  open(overrides?: Partial<StoreConfig>): Promise<Store>
}

/**
 * Runs the same tests on SQLite and on PostgreSQL. Each test file has its own database, made before its first test and
 * thrown away after its last.
 */
export function forEachDatabase(tests: (database: TestDatabase) => void): void {
  for (const dialect of ['sqlite', 'postgresql'] as const) {
    describe(`on ${dialect}`, () => {
      let made: { readonly config: TestDatabase['config']; readonly remove: () => Promise<void> } | undefined
      const stores: Store[] = []

      before(async function () {
        this.timeout(60_000)
        made = dialect === 'sqlite' ? await newSqliteFile() : await newPostgresDatabase()
      })
      after(async () => {
        await Promise.all(stores.map((store) => store.close()))
        await made?.remove()
      })

      tests({
        dialect,
        get config() {
          if (made === undefined) throw new RangeError('The database is there inside tests and hooks only')
          return made.config
        },
        async open(overrides = {}) {
          if (made === undefined) throw new RangeError('The database is there inside tests and hooks only')
          const store = await openStore({ clock: fixedClock(), ...made.config, ...overrides })
          stores.push(store)
          await store.migrate()
          return store
        },
      })
    })
  }
}

export async function newSqliteFile(): Promise<{ config: { file: string }; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-test-'))
  return {
    config: { file: join(folder, 'test.sqlite') },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

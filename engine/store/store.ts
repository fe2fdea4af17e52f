import type { Knex } from 'knex'
import type { Clock, MailOutbox } from '../ports.ts'
import { makeAuditKeeper, type AuditKeeper } from './audit/keep-checkpoints.ts'
import { caseList, whichCases } from './case-list.ts'
import { casesToIndex, searchCases } from './case-search.ts'
import { makeClocks, type Clocks } from './clocks.ts'
import { makeTransact, type Transact } from './commands.ts'
import { makeConformanceKeeper, type ConformanceKeeper } from './conformance.ts'
import { connect, readOnly, type Watch } from './connection.ts'
import { openDatabase, type DatabaseConfig } from './database.ts'
import { makeMailOutbox, type HeldWithin, type RecordWithin } from './mail-outbox.ts'
import { makeReader } from './make-reader.ts'
import { openUnit } from './make-unit.ts'
import { migrate } from './migrate.ts'
import type { Reader } from './reader.ts'
import type { Dialect, Sql } from './sql.ts'
import { inOurWords } from './store-errors.ts'
import { makeTrailReads, type TrailReads } from './trail-search.ts'
import type { Unit } from './unit.ts'
import type { Wake } from './wake.ts'

export interface StoreConfig extends DatabaseConfig {
  readonly clock: Clock
  /** The right half of every Message-ID: a domain that the council owns. */
  readonly messageIdDomain?: string
  readonly watch?: Watch
}

export interface Store {
  readonly dialect: Dialect
  /**
   * Brings the schema to this release; safe to call from several processes at once.
   *
   * @throws StoreNewerError when the database was written by a newer release.
   */
  migrate(): Promise<void>
  /**
   * Does `work` in one transaction. When it resolves everything is on disk; when it rejects nothing is.
   *
   * `work` may run more than once (after a deadlock), so it changes nothing but through its unit; and it starts no
   * other command, which on SQLite would wait for itself.
   *
   * @throws StoreUnavailableError when the database cannot be used now (disk full, connection lost).
   * @throws ConflictError when somebody else changed the same thing first.
   */
  command<T>(work: (unit: Unit) => Promise<T>): Promise<T>
  readonly read: Reader
  /** The outbox as a mailer sees it. */
  readonly mail: MailOutbox
  /** The same, storing each outcome within a command of the caller's, together with what the caller adds. */
  mailWithin(within: RecordWithin, heldWithin?: HeldWithin): MailOutbox
  /** The audit trail as a whole: to verify it, and to have it signed. */
  readonly audit: AuditKeeper
  /** Runs of playing cases again, and what came of them. */
  readonly conformance: ConformanceKeeper
  /** The audit trail as it is looked through. */
  readonly trail: TrailReads
  /** Clocks other than our own. */
  readonly clocks: Clocks
  /** For tests and measurements only. */
  readonly knex: Knex
  /** Calls back after each commit of this process that made work due or called it off; returns how to stop. */
  onWork(listener: (wakes: readonly Wake[]) => void): () => void
  /** Statements of the store's own machinery (leases of workers), in one transaction. */
  readonly transact: Transact
  /** Statements of the same, outside of transactions, that only read. */
  readonly look: Sql
  readonly url: string | undefined
  close(): Promise<void>
}

/** Opens the database; its schema is brought up by `migrate`. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const { clock, watch, url, messageIdDomain = 'redress.invalid' } = config
  const database = await openDatabase(config)
  const { knex, dialect } = database
  const transact = makeTransact(database, watch)
  const listeners = new Set<(wakes: readonly Wake[]) => void>()
  const look = readOnly(database.readers, dialect)

  const command: Store['command'] = async (work) => {
    const { result, wakes } = await transact(async (sql, trail) => {
      const open = openUnit(sql, clock.now(), messageIdDomain)
      const value = await work(open.unit)
      trail(await open.finish())
      return { result: value, wakes: open.wakes }
    })
    if (wakes.length > 0) for (const listener of listeners) listener(wakes)
    return result
  }

  return {
    dialect,
    knex,
    url,
    transact,
    look,
    read: {
      ...makeReader(database.readers, look, () => clock.now()),
      searchCases: (search) => searchCases(look, search),
      casesToIndex: (limit) => casesToIndex(look, limit),
      caseList: (filter, request) => caseList(look, filter, request),
      whichCases: (filter, today) => whichCases(look, filter, today),
    },
    async migrate() {
      try {
        const connection = await connect(knex, dialect, watch)
        try {
          await migrate(connection, url)
        } finally {
          await connection.release()
        }
      } catch (error) {
        throw inOurWords(error)
      }
    },
    command,
    trail: makeTrailReads(look),
    clocks: makeClocks(look, transact),
    audit: makeAuditKeeper({ clock, transact, look }, database.readers, dialect),
    conformance: makeConformanceKeeper(clock, transact, look),
    mail: makeMailOutbox({ clock, command, look }),
    mailWithin: (within, heldWithin) => makeMailOutbox({ clock, command, look }, within, heldWithin),
    onWork(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => database.close(),
  }
}

import { runMigrations } from 'graphile-worker'
import { StoreNewerError } from '../errors.ts'
import type { Connection } from './connection.ts'
import { MIGRATIONS } from './migrations/index.ts'

/**
 * Brings the schema to this release. Of several processes that start at once one does it and the others wait; one that
 * is killed on the way leaves nothing behind, since the whole of it is one transaction.
 *
 * @throws StoreNewerError when the database carries a migration that this release does not know.
 */
export async function migrate(connection: Connection, url: string | undefined): Promise<void> {
  const postgresql = connection.dialect === 'postgresql'
  try {
    await connection.run(postgresql ? 'begin' : 'begin immediate')
    if (postgresql) {
      await connection.run('select pg_advisory_xact_lock(?)', [LOCK])
      // While graphile-worker is at work nothing happens here.
      await connection.run(`set local idle_in_transaction_session_timeout = '10min'`)
    }
    await connection.run('create table if not exists migrations (name text not null primary key)')
    const rows = await connection.run('select name from migrations')
    const done = new Set(rows.map((row) => String(row['name'])))
    refuseNewer(done)
    for (const [name, migration] of MIGRATIONS) {
      if (done.has(name)) continue
      for (const statement of migration(connection.dialect)) await connection.run(statement)
      await connection.run('insert into migrations (name) values (?)', [name])
    }
    // graphile-worker brings its own schema up over a connection of its own; ours is held meanwhile.
    if (url !== undefined) await runMigrations({ connectionString: url })
    await connection.run('commit')
  } catch (error) {
    await connection.rollBack()
    throw error
  }
}

/** Any number that nothing else in the database uses: `RDRS`. */
const LOCK = 0x52445253

function refuseNewer(done: ReadonlySet<string>): void {
  const unknown = [...done].filter((name) => !MIGRATIONS.has(name))
  if (unknown.length === 0) return
  throw new StoreNewerError(
    `The database was written by a newer release: it carries ${unknown.join(', ')}. Start that release, or restore a backup.`,
  )
}

import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { auditOrigin, copyDatabase, noteBackup, schemaOfFile, signTrail } from '../../engine/index.ts'
import { auditKeyFile, readAuditKey } from '../audit-key.ts'
import { systemClock } from '../clock.ts'
import { readConfig, type Config } from '../config.ts'
import { readCouncilFile } from '../council-file.ts'
import { openDatabase } from '../open-database.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress backup --to <file>
Copies the database as it stands at one moment, while the service runs. Exit code 0: it is whole, and on disk.`

/** A database of PostgreSQL is backed up by its own tools: they know how, and the rest of the council's databases too. */
const BY_PG_DUMP = `A database of PostgreSQL is backed up with its own tools, while the service runs:

  pg_dump --format=custom --no-owner --file=<file> "$DATABASE_URL"

and brought back into an empty database:

  createdb <new database>
  pg_restore --no-owner --exit-on-error --single-transaction --dbname=<its address> <file>
  redress restore --database <its address>      has it prove itself, and holds the mail that may have gone since

For any moment rather than those of the dumps: continuous archiving (PostgreSQL's manual, chapter 26.3).`

/** `redress backup`: exit code 0; 2 when nothing was written. */
export async function backup(args: readonly string[], environment: Environment, io: Io): Promise<number> {
  const to = targetOf(args)
  if (to === undefined) {
    io.err(USAGE)
    return 2
  }
  const config = readConfig(environment)
  const { databaseUrl, databaseFile } = config
  if (databaseUrl !== undefined) {
    io.err(BY_PG_DUMP)
    return 2
  }
  if (!existsSync(databaseFile)) {
    io.err(`${databaseFile}: there is no such database.`)
    return 2
  }
  if (existsSync(to)) {
    io.err(`${to} is there already; a backup is never written over another.`)
    return 2
  }
  const began = performance.now()
  const schema = await schemaOfFile(databaseFile)
  if (schema === 'none') {
    io.err(`${databaseFile} is no database of Redress.`)
    return 2
  }
  // Before an upgrade the schema is an earlier one: it is copied as it is.
  if (schema === 'current') await putOnRecord(config)
  await copyDatabase(databaseFile, to)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  io.out(
    `${to}: ${(statSync(to).size / 1_048_576).toFixed(1)} MB, in ${seconds} s. It holds personal data: keep it so.`,
  )
  io.out(`What signs links and the audit trail is not in it: keep copies of link.key and audit.key elsewhere.`)
  io.out(`To see that it can be relied on: redress restore --check --from ${to}`)
  return 0
}

function targetOf(args: readonly string[]): string | undefined {
  try {
    const { to } = parseArgs({ args: [...args], options: { to: { type: 'string' } } }).values
    return to === undefined ? undefined : resolve(to)
  } catch {
    return undefined
  }
}

/** The trail says that a backup was taken, and is signed to its end where the key is at hand. */
async function putOnRecord(config: Config): Promise<void> {
  const store = await openDatabase(config, systemClock)
  try {
    await noteBackup({ store })
    if (!existsSync(auditKeyFile(config))) return
    const council = readCouncilFile(config.councilFile)
    await signTrail({ store, clock: systemClock, council }, readAuditKey(config, auditOrigin({ council })))
  } finally {
    await store.close()
  }
}

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faultsInFile, schemaOfFile } from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig, type Config } from '../config.ts'
import { openDatabase } from '../open-database.ts'
import { proveRestored, type RestoreOptions, type Restored } from '../restore.ts'
import { keysIn, witnessesIn } from './audit/files.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `redress restore --from <backup> --into <new file> [--checkpoint <file or folder>…] [--pubkey <key or file>…] [--json]
redress restore --from <backup> --check             the same in a folder that is thrown away: nothing is put anywhere
redress restore --database <postgres://…>           the same on a database that pg_restore has just filled

0: it proved itself, and can be served; 1: it did not, and the reasons are named; 2: it could not be tried`

/** How often long work says how far it is, in ms. */
const TELL_MS = 2_000
const MOST_FAULTS = 20

/** `redress restore`: brings a backup back, and has it prove itself. */
export async function restore(args: readonly string[], environment: Environment, io: Io): Promise<number> {
  const given = optionsOf(args)
  if (given === undefined) {
    io.err(USAGE)
    return 2
  }
  const began = performance.now()
  const options: RestoreOptions = {
    keys: await keysIn(given.pubkey ?? []),
    witnesses: await witnessesIn(given.checkpoint ?? []),
    onProgress: sayProgress(io),
  }
  const tell = (report: Restored | readonly string[], place: string): number => {
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const faults = 'faults' in report ? report.faults : report
    if (given.json === true) io.out(JSON.stringify({ ...('faults' in report ? report : { faults }), seconds }, null, 2))
    else for (const line of inWords(report, place, seconds)) io.out(line)
    return faults.length === 0 ? 0 : 1
  }
  if (given.database !== undefined) {
    const config = readConfig({ ...environment, DATABASE_URL: given.database })
    if (await isServed(config)) {
      io.err('A service is at work on that database. Bring the backup back into one that nobody serves yet.')
      return 2
    }
    return tell(await proveRestored(config, systemClock, options), 'the database')
  }
  const { from = '' } = given
  const into = given.into === undefined ? undefined : resolve(given.into)
  const refused = await refusal(from, into)
  if (refused !== undefined) {
    io.err(refused)
    return 2
  }
  if (into === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'redress-restore-'))
    try {
      const file = join(folder, 'redress.sqlite')
      return tell(await proveFile(from, file, fileConfig(environment, file), options), from)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  mkdirSync(dirname(into), { recursive: true })
  const unproven = `${into}.unproven`
  for (const file of [unproven, `${unproven}-wal`, `${unproven}-shm`]) rmSync(file, { force: true })
  const report = await proveFile(from, unproven, fileConfig(environment, unproven), options)
  if ('faults' in report && report.faults.length === 0) {
    renameSync(unproven, into)
    return tell(report, into)
  }
  return tell(report, unproven)
}

/** Whether another process of Redress holds a connection to that database of PostgreSQL. */
async function isServed(config: Config): Promise<boolean> {
  const store = await openDatabase(config, systemClock)
  try {
    const others = await store.look.run(
      `select 1 from pg_stat_activity
       where datname = current_database() and application_name = 'redress' and pid <> pg_backend_pid()`,
    )
    return others.length > 0
  } finally {
    await store.close()
  }
}

/** Copies the backup, never opens it itself: opening may write beside it. @returns what SQLite finds wrong, or the proof. */
async function proveFile(
  from: string,
  file: string,
  config: Config,
  options: RestoreOptions,
): Promise<Restored | readonly string[]> {
  copyFileSync(from, file)
  const damage = await faultsInFile(file).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ])
  return damage.length > 0 ? damage : proveRestored(config, systemClock, options)
}

function fileConfig(environment: Environment, file: string): Config {
  const { DATABASE_URL: _elsewhere, ...others } = environment
  return readConfig({ ...others, DATABASE_FILE: file })
}

async function refusal(from: string, into: string | undefined): Promise<string | undefined> {
  if (!existsSync(from)) return `${from}: there is no such backup.`
  if (into === undefined) return undefined
  if (existsSync(into)) return `${into} is there already: a backup is brought back under a name that is free.`
  const schema = await schemaOfFile(from).catch(() => 'unreadable')
  if (schema === 'newer') return `${from} was written by a newer release: bring it back with that one.`
  if (schema === 'none') return `${from} is no database of Redress.`
  return undefined
}

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { from: text, into: text, check: flag, database: text, checkpoint: many, pubkey: many, json: flag },
    })
    const { from, into, check = false, database } = values
    if (database !== undefined) {
      const isAlone = from === undefined && into === undefined && /^postgres(ql)?:\/\//.test(database)
      return isAlone ? values : undefined
    }
    return from !== undefined && check === (into === undefined) ? values : undefined
  } catch {
    return undefined
  }
}

function sayProgress(io: Io): NonNullable<RestoreOptions['onProgress']> {
  let toldAt = performance.now()
  return (what, done, of) => {
    if (performance.now() - toldAt < TELL_MS) return
    toldAt = performance.now()
    io.err(`${done} of ${of} ${what} (${Math.floor((100 * done) / of)}%)`)
  }
}

function inWords(report: Restored | readonly string[], place: string, seconds: number): readonly string[] {
  const faults = 'faults' in report ? report.faults : report
  const listed = [
    ...faults.slice(0, MOST_FAULTS).map((fault) => `  - ${fault}`),
    ...(faults.length > MOST_FAULTS ? [`  and ${faults.length - MOST_FAULTS} more`] : []),
  ]
  if (!('faults' in report)) return [`${place} is damaged, and nothing more was tried:`, ...listed]
  const { takenAt, auditRows, trail, cases, open, goOn, caughtUp, held, letters } = report
  return [
    `Taken on ${takenAt}. Pages, indexes and references: sound.`,
    `Audit trail: ${auditRows} rows, ${trail === 'incomplete' ? 'nothing wrong (no checkpoint from outside was given)' : trail}.`,
    `Cases: ${cases}, played again on their own diagrams; of ${open} open ones ${goOn} go on where they stood.`,
    `Fallen due since, and done: ${caughtUp} time limits and steps.`,
    `Held for a person, since they may have gone meanwhile: ${held} e-mails; marked: ${letters} letters to be printed.`,
    'As they were when it was taken: users, roles and keys (take away again what was taken away since), and cases that were disposed of since (dispose of them again).',
    ...(faults.length === 0
      ? [`${place} proved itself in ${seconds} s.`]
      : [`${place} DID NOT PROVE ITSELF:`, ...listed]),
  ]
}

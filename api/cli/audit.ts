import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import {
  auditBundle,
  auditOrigin,
  BundleFormatError,
  changeAuditKey,
  EngineError,
  replayCases,
  signTrail,
  sweepFindings,
  verifyBundle,
  verifyTrailOf,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import { auditKeyFile, makeAuditKey, readAuditKey } from '../audit-key.ts'
import { putIntoFolder } from '../checkpoint-folder.ts'
import { systemClock } from '../clock.ts'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { readCouncilFile } from '../council-file.ts'
import { openRuntime } from '../open-runtime.ts'
import { CheckpointFileError, keysIn, witnessesIn } from './audit/files.ts'
import { replayInWords, reportInWords } from './audit/in-words.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `redress audit verify [--database <file or postgres://…>] [--case <id>] [--since <row>] [--checkpoint <file or folder>…]
                     [--pubkey <key or file>…] [--json]
redress audit verify --bundle <file> [--pubkey <key or file>…] [--json]
redress audit replay [--case <id>] [--changed] [--json]
redress audit sweep [--database <file or postgres://…>] [--json]
redress audit bundle --case <id> --out <file> [--with-words]
redress audit checkpoint
redress audit key [--replace <new file>]

verify: 0 intact; 1 something was altered; 2 nothing is wrong, but no checkpoint from outside was given; 3 it could not be done
replay: 0 every case goes as its diagrams say; 1 at least one does not; 3 it could not be done, or not for every case`

const AUDITOR: Actor = { id: 'command-line', role: 'auditor' }

/** What each exit code of `verify` says. */
const EXIT = { intact: 0, tampered: 1, incomplete: 2 } as const
const NOT_DONE = 3

/** `redress audit`: verifies the audit trail, has it signed, takes a case's rows out, and keeps its key. Exit code. */
export async function audit(args: readonly string[], environment: Environment, io: Io): Promise<number> {
  const [name = '', ...rest] = args
  const commands: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
    verify,
    replay,
    sweep,
    bundle,
    checkpoint,
    key,
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const given = command && optionsOf(rest)
  if (command === undefined || given === undefined) {
    io.err(USAGE)
    return NOT_DONE
  }
  try {
    return await command({ given, environment, io })
  } catch (error) {
    const isTold =
      error instanceof EngineError ||
      error instanceof ConfigError ||
      error instanceof BundleFormatError ||
      error instanceof CheckpointFileError
    if (!isTold) throw error
    io.err(error.message)
    return NOT_DONE
  }
}

type Given = NonNullable<ReturnType<typeof optionsOf>>

interface Asked {
  readonly given: Given
  readonly environment: Environment
  readonly io: Io
}

function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        database: text,
        case: text,
        since: text,
        checkpoint: many,
        pubkey: many,
        bundle: text,
        json: flag,
        changed: flag,
        out: text,
        'with-words': flag,
        replace: text,
      },
    })
    if (values.since !== undefined && !/^[1-9]\d{0,14}$/.test(values.since)) return undefined
    return values
  } catch {
    return undefined
  }
}

/** How often long work says how far it is, in ms. */
const TELL_MS = 2_000

async function verify({ given, environment, io }: Asked): Promise<number> {
  const keys = await keysIn(given.pubkey ?? [])
  if (given.bundle !== undefined) {
    const lines = createInterface({ input: createReadStream(given.bundle, 'utf8'), crlfDelay: Infinity })
    return tell(await verifyBundle(lines, { keys }).catch(readably(given.bundle)), given, io)
  }
  const witnesses = await witnessesIn(given.checkpoint ?? [])
  let toldAt = performance.now()
  const report = await verifyTrailOf(placeOf(given, environment), {
    keys,
    witnesses,
    ...(given.case !== undefined && { caseId: given.case }),
    ...(given.since !== undefined && { since: Number(given.since) }),
    onProgress(rows, of) {
      if (performance.now() - toldAt < TELL_MS) return
      toldAt = performance.now()
      io.err(`${rows} of ${of} rows (${Math.floor((100 * rows) / of)}%)`)
    },
  })
  return tell(report, given, io)
}

function tell(report: Awaited<ReturnType<typeof verifyBundle>>, { json }: Given, io: Io): number {
  if (json === true) io.out(JSON.stringify(report, null, 2))
  else for (const line of reportInWords(report)) io.out(line)
  return EXIT[report.verdict]
}

async function replay({ given, environment, io }: Asked): Promise<number> {
  const { case: caseId, changed } = given
  if (caseId !== undefined && changed === true) {
    io.err(USAGE)
    return NOT_DONE
  }
  // A database that was named is the one to play.
  const settings = { ...environment, ...(given.database !== undefined && settingOf(given.database)) }
  const { databaseUrl, databaseFile } = readConfig(settings)
  if (databaseUrl === undefined && !existsSync(databaseFile)) {
    io.err(`${databaseFile}: there is no such database`)
    return NOT_DONE
  }
  return withRuntime(settings, async (runtime) => {
    const asked =
      caseId === undefined ? { scope: changed === true ? ('changed' as const) : ('all' as const) } : { caseId }
    const report = await replayCases(runtime, AUDITOR, asked, sayProgress(io, 'cases'))
    if (given.json === true) io.out(JSON.stringify(report, null, 2))
    else for (const line of replayInWords(report)) io.out(line)
    if (report.deviating > 0) return 1
    return report.failed.length > 0 ? NOT_DONE : 0
  })
}

/** Judges every case that changed, or that a day may have changed: what the service does by itself each minute. */
async function sweep({ given, environment, io }: Asked): Promise<number> {
  const settings = { ...environment, ...(given.database !== undefined && settingOf(given.database)) }
  return withRuntime(settings, async (runtime) => {
    const result = await sweepFindings(runtime, { onProgress: sayProgress(io, 'cases') })
    if (given.json === true) io.out(JSON.stringify(result, null, 2))
    else io.out(`${result.judged} cases were judged; of ${result.changed} a finding is another than before.`)
    if (result.failed.length > 0) io.err(`${result.failed.length} could not be judged: ${result.failed.join(', ')}`)
    return result.failed.length > 0 ? NOT_DONE : 0
  })
}

function settingOf(database: string): Environment {
  return /^postgres(ql)?:\/\//.test(database) ? { DATABASE_URL: database } : { DATABASE_FILE: database }
}

/** Says how far long work is, now and then. */
function sayProgress(io: Io, what: string): (progress: { readonly done: number; readonly of: number }) => void {
  let toldAt = performance.now()
  return ({ done, of }) => {
    if (performance.now() - toldAt < TELL_MS) return
    toldAt = performance.now()
    io.err(`${done} of ${of} ${what} (${Math.floor((100 * done) / of)}%)`)
  }
}

function readably(file: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && 'code' in error) throw new CheckpointFileError(file, String(error.code))
    throw error
  }
}

function placeOf({ database }: Given, environment: Environment): { readonly url: string } | { readonly file: string } {
  if (database !== undefined) return /^postgres(ql)?:\/\//.test(database) ? { url: database } : { file: database }
  const { databaseUrl, databaseFile } = readConfig(environment)
  return databaseUrl === undefined ? { file: databaseFile } : { url: databaseUrl }
}

async function bundle({ given, environment, io }: Asked): Promise<number> {
  const { case: caseId, out } = given
  if (caseId === undefined || out === undefined) {
    io.err(USAGE)
    return NOT_DONE
  }
  return withRuntime(environment, async (runtime, config) => {
    const key = readAuditKey(config, auditOrigin(runtime))
    const file = createWriteStream(`${out}.part`, { encoding: 'utf8', flags: 'w', mode: 0o600 })
    const write = (line: string): Promise<void> =>
      new Promise((resolve, reject) => {
        file.write(`${line}\n`, (error) => {
          if (error) reject(error)
          else resolve()
        })
      })
    const options = {
      withPayloads: given['with-words'] === true,
      // Signed after the taking is on record, so that every row is in what was signed.
      beforeReading: async () => {
        await signTrail(runtime, key)
      },
    }
    const rows = await auditBundle(runtime, AUDITOR, caseId, options, write)
    file.end()
    await finished(file)
    await rename(`${out}.part`, out)
    io.out(
      `${rows} rows of ${caseId} are in ${out}. To verify it: redress audit verify --bundle ${out} --pubkey ${key.text}`,
    )
    return 0
  })
}

async function checkpoint({ environment, io }: Asked): Promise<number> {
  return withRuntime(environment, async (runtime, config) => {
    await signTrail(runtime, readAuditKey(config, auditOrigin(runtime)))
    const [newest] = await runtime.store.audit.checkpoints(1)
    if (newest === undefined) io.err('There is nothing to sign yet.')
    else {
      if (config.auditFolder !== undefined) await putIntoFolder(config.auditFolder, [newest])
      io.out(newest.note.trimEnd())
    }
    return 0
  })
}

async function key({ given, environment, io }: Asked): Promise<number> {
  const config = readConfig(environment)
  const { replace } = given
  if (replace === undefined) {
    const council = readCouncilFile(config.councilFile)
    const file = auditKeyFile(config)
    const { text } = makeAuditKey(file, auditOrigin({ council }))
    io.out(text)
    io.err(`The public key, for whoever verifies. The other half is in ${file}: keep it away from the database.`)
    return 0
  }
  return withRuntime(environment, async (runtime) => {
    const origin = auditOrigin(runtime)
    const before = readAuditKey(config, origin)
    const after = makeAuditKey(replace, origin)
    await changeAuditKey(runtime, before, after)
    io.out(after.text)
    io.err(
      `From now on the audit trail is signed with the key in ${replace}: set AUDIT_KEY_FILE to it and start the service again.`,
    )
    return 0
  })
}

async function withRuntime(
  environment: Environment,
  work: (runtime: Runtime, config: Config) => Promise<number>,
): Promise<number> {
  const config = readConfig(environment)
  const runtime = await openRuntime(config, systemClock)
  try {
    return await work(runtime, config)
  } finally {
    await runtime.store.close()
  }
}

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  compareProcedures,
  NotFoundError,
  summaryOf,
  versionFiles,
  type Actor,
  type FileDifference,
  type ProcedureChange,
  type ProcedureFile,
} from '../../engine/index.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openRuntime } from '../open-runtime.ts'
import { filesOf } from '../procedure-files.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress compare <procedure> <from> <to> [--database <file>] [--json]
       redress compare <folder> <folder> [--json]

What one version of a procedure, or one folder, does not have in common with another, in sentences.
Exit code: 0 when both say the same, however they are drawn and written; 1 when they do not; 2 when they cannot be compared.`

const READER: Actor = { id: 'command-line', role: 'auditor' }

interface Side {
  readonly name: string
  readonly files: readonly ProcedureFile[]
}

/** `redress compare`: two versions of a procedure, or two folders. @returns 0, 1 or 2, as the usage says. */
export async function compare(args: readonly string[], environment: Environment, io: Io): Promise<number> {
  const asked = argumentsOf(args)
  if (asked === undefined) {
    io.err(USAGE)
    return 2
  }
  const { names, json, database } = asked
  const sides = names.length === 2 ? await foldersOf(names) : await versionsOf(names, { ...environment, ...database })
  if (typeof sides === 'string') {
    io.err(sides)
    return 2
  }
  const [before, after] = sides
  const comparison = compareProcedures(before.files, after.files)
  const summary = summaryOf(comparison)
  if (json) io.out(JSON.stringify({ before: before.name, after: after.name, summary, ...comparison }, undefined, 2))
  else {
    const { changes, files, layout, notation } = comparison
    io.out(`${before.name} → ${after.name}`)
    io.out(summary)
    for (const file of files) for (const line of linesOf(file, changes)) io.out(line)
    for (const { where, things } of layout) io.out(`\nOnly drawn elsewhere in ${where}: ${things.join(', ')}`)
    for (const { where, things } of notation) io.out(`\nOnly written in another way in ${where}: ${things.join(', ')}`)
  }
  return comparison.changes.length === 0 ? 0 : 1
}

function argumentsOf(args: readonly string[]) {
  try {
    const { values, positionals: names } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, database: { type: 'string' } },
    })
    const { json, database: file } = values
    if (names.length !== 3 && (names.length !== 2 || file !== undefined)) return undefined
    return { names, json, database: file === undefined ? {} : { DATABASE_FILE: file } }
  } catch {
    return undefined
  }
}

type Sides = readonly [before: Side, after: Side]

async function foldersOf([first = '', second = '']: readonly string[]): Promise<Sides | string> {
  for (const folder of [first, second]) {
    const settings = await stat(join(folder, 'procedure.json')).catch(() => undefined)
    if (settings === undefined) return `There is no procedure.json in ${folder}.`
  }
  return [sideOf(first), sideOf(second)]
}

function sideOf(folder: string): Side {
  return { name: folder, files: filesOf(folder) }
}

async function versionsOf([procedure = '', ...given]: readonly string[], environment: Environment) {
  const [from = Number.NaN, to = Number.NaN] = given.map(Number)
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return 'Versions are whole numbers, such as 1 and 2.'
  const runtime = await openRuntime(readConfig(environment), systemClock)
  try {
    const version = async (number: number): Promise<Side> => ({
      name: `${procedure}, version ${number}`,
      files: await versionFiles(runtime, READER, procedure, number),
    })
    return [await version(from), await version(to)] satisfies Sides
  } catch (error) {
    if (error instanceof NotFoundError) return error.message
    throw error
  } finally {
    await runtime.store.close()
  }
}

/** A blank line, the file, and its changes: where, what, and the law behind it. */
function linesOf({ path, title }: FileDifference, changes: readonly ProcedureChange[]): readonly string[] {
  const own = changes.filter(({ file }) => file === path)
  if (own.length === 0) return []
  return ['', `${title} (${path})`, ...own.flatMap(changeLines)]
}

function changeLines({ kind, level, where, also = [], sentence, law, was, now }: ProcedureChange): readonly string[] {
  const places = [where, ...also.map((place) => place.where)].join('; ')
  const raw = level === 'error' ? [...raws('-', was), ...raws('+', now)] : []
  return [
    `  ${kind.padEnd(7)}  ${sentence}`,
    `           ${places}${law === undefined ? '' : ` (${law})`}`,
    ...raw.map((line) => `           ${line}`),
  ]
}

function raws(sign: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split('\n').map((line) => `${sign} ${line}`)
}

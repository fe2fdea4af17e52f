import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  closeDiagramReader,
  readDiagram,
  readProcedureFolder,
  registryOf,
  type Finding,
  type InspectionOptions,
  type Registry,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { gapsIn } from '../../handlers/print/index.ts'
import { filesOf } from '../procedure-files.ts'

const USAGE = 'redress check <file or folder>… [--json] [--plain]'
const SETTINGS = 'procedure.json'
/** The endings of diagrams; the second is that of Activiti, Flowable and older Camunda projects. */
const DIAGRAM = /\.bpmn(?:20\.xml)?$/
const LEFT_ALONE: ReadonlySet<string> = new Set(['node_modules', 'dist'])

/** What is checked, by the names that the caller gave. */
interface Targets {
  readonly diagrams: readonly string[]
  /** Procedure folders that are checked whole, with their forms. */
  readonly folders: readonly string[]
}

/**
 * `redress check`: what stands against publishing each diagram, and against the forms of each procedure folder.
 *
 * A diagram in a procedure folder may name what that folder and the handlers hold, and keeps every rule. Any other is read
 * as plain BPMN and keeps the rules of drawing; with `--plain` every diagram is only asked whether it would run.
 *
 * @returns 0, or 1 when there is an error among the findings, or 2 when the arguments are wrong.
 */
export async function check(args: readonly string[], io: { out(line: string): void }): Promise<number> {
  const asked = argumentsOf(args)
  if (!asked) {
    io.out(`Usage: ${USAGE}`)
    return 2
  }
  const targets = await targetsOf(asked.paths)
  if (typeof targets === 'string') {
    io.out(targets)
    return 2
  }
  const findings = await findingsOf(targets, asked.plain)
  if (asked.json) io.out(JSON.stringify(findings, undefined, 2))
  else for (const line of asText(findings, targets.diagrams.length)) io.out(line)
  return findings.some(({ level }) => level === 'error') ? 1 : 0
}

function argumentsOf(args: readonly string[]) {
  try {
    const { values, positionals: paths } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, plain: { type: 'boolean', default: false } },
    })
    return paths.length === 0 ? undefined : { ...values, paths }
  } catch {
    return undefined
  }
}

/** The diagrams behind the arguments, each once; or what is wrong with an argument. */
async function targetsOf(paths: readonly string[]): Promise<Targets | string> {
  const diagrams = new Map<string, string>()
  const folders = new Map<string, string>()
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined)
    if (!kind) return `There is no file or folder ${path}.`
    const files = kind.isDirectory() ? await filesIn(path) : [path]
    const isDiagram = (file: string) => !kind.isDirectory() || DIAGRAM.test(file)
    for (const file of files.filter(isDiagram)) diagrams.set(resolve(file), file)
    for (const file of files.filter((each) => basename(each) === SETTINGS))
      folders.set(resolve(dirname(file)), dirname(file))
  }
  if (diagrams.size === 0) return `There is no diagram (*.bpmn) in ${paths.join(', ')}.`
  return { diagrams: [...diagrams.values()], folders: [...folders.values()] }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || LEFT_ALONE.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await filesIn(path)))
    else found.push(path)
  }
  return found
}

async function findingsOf({ diagrams, folders }: Targets, plain: boolean): Promise<readonly Finding[]> {
  const read = new Map<string, Promise<Reading>>()
  const readOnce = (folder: string) => {
    const reading = read.get(resolve(folder)) ?? readFolder(folder)
    read.set(resolve(folder), reading)
    return reading
  }
  const findings: Finding[] = []
  if (!plain) for (const folder of folders) findings.push(...(await readOnce(folder)).findings)
  for (const file of diagrams) {
    const folder = plain ? undefined : await folderOf(file)
    const registry = folder === undefined ? undefined : (await readOnce(folder)).registry
    const xml = await readFile(file, 'utf8')
    const options = registry
      ? { file, registry, lint: true, ...(await versionBefore(file)) }
      : { file, plain: true, lint: !plain }
    findings.push(...(await readDiagram(xml, options)).findings)
  }
  await closeDiagramReader()
  return findings
}

/**
 * `<diagram>.context.json`, where it lies beside the diagram: `previous`, the file of the version before, and
 * `runningElements`, the elements at which cases stand. For rules that compare versions.
 */
async function versionBefore(file: string): Promise<Pick<InspectionOptions, 'previous' | 'runningElements'>> {
  const text = await readFile(file.replace(/\.bpmn$/, '.context.json'), 'utf8').catch(() => '{}')
  const context = JSON.parse(text) as { readonly previous?: string; readonly runningElements?: readonly string[] }
  const runningElements = context.runningElements && { runningElements: new Set(context.runningElements) }
  if (context.previous === undefined) return { ...runningElements }
  const previous = join(dirname(file), context.previous)
  const { diagram } = await readDiagram(await readFile(previous, 'utf8'), { file: previous, plain: true })
  return { ...(diagram && { previous: diagram }), ...runningElements }
}

/** The procedure folder that a diagram lies in, if any. */
async function folderOf(file: string): Promise<string | undefined> {
  const folder = dirname(file)
  const settings = await stat(join(folder, SETTINGS)).catch(() => undefined)
  return settings?.isFile() === true ? folder : undefined
}

interface Reading {
  readonly registry: Registry
  readonly findings: readonly Finding[]
}

async function readFolder(folder: string): Promise<Reading> {
  const actions = HANDLERS.map(({ describe }) => describe)
  const { procedure, findings } = await readProcedureFolder(filesOf(folder), `${folder}/`, actions, gapsIn)
  return {
    registry: registryOf(procedure, actions),
    // Those of a procedure that it uses are told in that one's own folder.
    findings: findings.filter(({ file }) => !file.startsWith(`${folder}/uses/`)),
  }
}

function asText(findings: readonly Finding[], files: number): readonly string[] {
  const lines: string[] = []
  for (const file of new Set(findings.map((finding) => finding.file))) {
    lines.push(file)
    for (const { element, rule, level, message, remedy, clause } of findings.filter(
      (finding) => finding.file === file,
    )) {
      lines.push(`  ${level.padEnd(7)}  ${element}  (${rule}${clause === undefined ? '' : `, ${clause}`})`)
      lines.push(`           ${message}`, `           → ${remedy}`)
    }
    lines.push('')
  }
  const errors = findings.filter(({ level }) => level === 'error').length
  lines.push(
    `${counted(files, 'diagram')} checked: ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`,
  )
  return lines
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}

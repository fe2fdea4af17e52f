import { createHash } from 'node:crypto'
import type { Diagram, Finding, LetterFile, ProcedureFile, ProcedureFolder } from '../../diagram/index.ts'
import { EngineError, NotFoundError, RefusedError, StepUpNeededError } from '../../errors.ts'
import { canonicalJson, type ProcedureRow, type Unit } from '../../store/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { decide, mustBeAllowed, STRANGER, SYSTEM, type Actor } from '../../access/index.ts'
import { hashOfFiles, inOrderOfPath, isBeside, partsOf } from '../drafts/parts.ts'
import type { FormSchema } from '../form.ts'
import type { ProcedureFiles } from '../procedures.ts'
import { readProcedure, type ProcedureReading } from '../read-procedure.ts'
import type { Runtime } from '../runtime.ts'

export interface Deployed {
  readonly procedure: string
  readonly version: number
  readonly hash: string
  /** Warnings; errors block the deployment. */
  readonly findings: readonly Finding[]
  /** False when the very same contents were deployed before. */
  readonly created: boolean
}

/** The diagrams or forms are not fit to be published; every finding says what, where and what to do. */
export class DiagramRefusedError extends EngineError {
  readonly code = 'DIAGRAM_REFUSED'
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(({ level }) => level === 'error').length
    super(`The procedure has ${errors} ${errors === 1 ? 'error' : 'errors'}; nothing was deployed`)
    this.findings = findings
  }
}

/** @throws NotPermittedError or StepUpNeededError */
export function mustBeFresh(
  { clock }: Runtime,
  actor: Actor,
  action: 'deploy-procedures' | 'activate-procedures',
  inWords: string,
): void {
  mustBeAllowed(actor, action)
  const { kind } = decide(actor, action, undefined, STRANGER, clock.now())
  if (kind === 'needs') throw new StepUpNeededError(`Confirm that it is you before you ${inWords}`)
}

/** A procedure that was read and found fit. */
export interface FitProcedure {
  readonly folder: ProcedureFolder
  readonly diagrams: ProcedureReading['diagrams']
  /** Warnings. */
  readonly findings: readonly Finding[]
  /** Each of the files, scenarios among them. */
  readonly files: readonly ProcedureFile[]
  readonly stored: ProcedureFiles
  readonly hash: string
}

/**
 * Deploys a procedure: all its diagrams and forms together, as one immutable version known by its hash. The same
 * contents again are the same version. The first version of a procedure is in force at once; later ones when activated.
 * Scenarios and usual answers are kept with the version, and are no part of its contents.
 *
 * @throws StepUpNeededError unless whoever deploys has just proved who they are.
 * @throws DiagramRefusedError with every finding when there is an error among them; then nothing is stored.
 */
export async function deployProcedure(
  runtime: Runtime,
  actor: Actor,
  files: readonly ProcedureFile[],
): Promise<Deployed> {
  mustBeFresh(runtime, actor, 'deploy-procedures', 'deploy a procedure')
  const fit = await readFit(runtime, files)
  const deployed = await runtime.store.command((unit) => storeVersion(unit, actor, fit))
  const { folder, findings } = fit
  runtime.procedures.activated(folder.id)
  return { procedure: folder.id, findings, ...deployed }
}

/** Reads the files and checks them. @throws DiagramRefusedError with every finding when there is an error among them. */
export async function readFit(runtime: Runtime, files: readonly ProcedureFile[]): Promise<FitProcedure> {
  const { folder, diagrams, findings, source } = await readFiles(runtime, files)
  if (findings.some(({ level }) => level === 'error')) throw new DiagramRefusedError(findings)
  const contents: ProcedureFiles = {
    main: folder.main,
    processes: Object.fromEntries(diagrams.flatMap(({ diagram }) => processesOf(diagram))),
    forms: Object.fromEntries(
      folder.forms.map(({ description, schema }) => [description.id, schema as unknown as FormSchema]),
    ),
    ...(folder.decisions.length > 0 && {
      decisions: Object.fromEntries(folder.decisions.map((table) => [table.name, table])),
    }),
    startVariables: folder.startVariables,
    roles: folder.roles,
    legalBasis: folder.legalBasis,
    ...(folder.law !== undefined && { law: folder.law }),
    // A procedure without any keeps the hash that it had before letters were files.
    ...(folder.letters.length > 0 && {
      letters: Object.fromEntries(folder.letters.map(({ letter }) => [letter.id, letter])),
    }),
    ...wordFilesOf(folder.letters),
  }
  if (!Object.hasOwn(contents.processes, contents.main)) throw new NotFoundError('process named as main', contents.main)
  return { folder, diagrams, findings, files, stored: { ...contents, source }, hash: hashOf(folder, contents) }
}

/** Reads and checks what a case would run on; scenarios and usual answers are left out. */
export async function readFiles(
  runtime: Runtime,
  files: readonly ProcedureFile[],
): Promise<ProcedureReading & { readonly source: string }> {
  const parts = partsOf(files)
  const actions = [...runtime.handlers.values()].map(({ describe }) => describe)
  const source = hashOfFiles(parts)
  return { ...(await readProcedure(parts, source, actions, runtime)), source }
}

function hashOf({ id, title }: ProcedureFolder, contents: Omit<ProcedureFiles, 'source'>): string {
  return createHash('sha256')
    .update(canonicalJson({ id, title, ...contents }))
    .digest('hex')
}

/**
 * Stores it as a version, within a command. The same contents are the version that had them, or, `again`, a new one
 * unless it is the newest that has them. The first version is in force at once, but not `again`: a draft has a day.
 */
export async function storeVersion(
  unit: Unit,
  actor: Actor,
  { folder, diagrams, files, stored: first, hash: firstHash }: FitProcedure,
  again = false,
): Promise<{ readonly version: number; readonly created: boolean; readonly hash: string }> {
  const versions = await unit.procedures(folder.id)
  const newest = Math.max(0, ...versions.map((row) => row.version))
  const same = versions.findLast(
    (row) => row.hash === firstHash || (row.files['again'] !== undefined && sourceOf(row) === first.source),
  )
  if (same !== undefined && (!again || same.version === newest)) {
    const kept = await unit.procedureSource(folder.id, same.version)
    if (kept === undefined || files.some(({ path }) => isBeside(path))) {
      await unit.keepSource({
        procedure: folder.id,
        version: same.version,
        files: inOrderOfPath(files),
        keptBy: actor.id,
      })
    }
    return { version: same.version, created: false, hash: same.hash }
  }
  const version = newest + 1
  const isAtOnce = version === 1 && !again
  const { source, ...contents } = first
  const stored = same === undefined ? contents : { ...contents, again: version }
  const hash = same === undefined ? firstHash : hashOf(folder, stored)
  for (const { path, text, diagram } of diagrams) {
    for (const [processId, definitionHash] of processesOf(diagram)) {
      unit.addDefinition({
        hash: definitionHash,
        procedure: folder.id,
        processId,
        file: path,
        xml: text,
        model: null,
        layoutHash: diagram.layoutHash,
        deployedAt: unit.now,
        deployedBy: actor.id,
      })
    }
  }
  unit.addProcedure({
    id: folder.id,
    version,
    title: folder.title,
    hash,
    files: { ...stored, source },
    effectiveFrom: isAtOnce ? dayOf(unit.now) : null,
    status: isAtOnce ? 'active' : 'draft',
    deployedAt: unit.now,
    deployedBy: actor.id,
  })
  await unit.keepSource({ procedure: folder.id, version, files: inOrderOfPath(files), keptBy: actor.id })
  if (isAtOnce) {
    await unit.putInForce({ procedure: folder.id, version, fromDay: dayOf(unit.now), publishedBy: actor.id })
  }
  unit.audit({
    actor: actor.id,
    role: actor.role,
    type: 'procedure-deployed',
    body: { procedure: folder.id, version, hash },
  })
  return { version, created: true, hash }
}

function wordFilesOf(letters: readonly LetterFile[]): Pick<ProcedureFiles, 'wordFiles'> {
  const own = letters.flatMap(({ letter, wordFile }) => (wordFile === undefined ? [] : [[letter.id, wordFile]]))
  return own.length === 0 ? {} : { wordFiles: Object.fromEntries(own) as Readonly<Record<string, string>> }
}

/**
 * The version that was deployed from these very files, without reading them again; undefined when there is none.
 *
 * For a service that starts: what was fit to be published stays in place when a later release has stricter rules. Of a
 * version whose files had not been kept these are.
 */
export async function deployedFrom(runtime: Runtime, files: readonly ProcedureFile[]): Promise<Deployed | undefined> {
  const source = hashOfFiles(partsOf(files))
  const rows = await runtime.store.read.procedures()
  const row = rows.findLast((each) => sourceOf(each) === source)
  if (row === undefined) return undefined
  const { id: procedure, version, hash } = row
  if ((await runtime.store.read.procedureSource(procedure, version)) === undefined) {
    await runtime.store.command((unit) =>
      unit.keepSource({ procedure, version, files: inOrderOfPath(files), keptBy: SYSTEM.id }),
    )
  }
  return { procedure, version, hash, findings: [], created: false }
}

function sourceOf({ files }: ProcedureRow): unknown {
  return files['source']
}

/**
 * Puts a version that was deployed in force from today; cases that run stay on theirs. One that has been in force, or was
 * published from a day to come, is left to drafts: there a second person says yes to what is in force from which day.
 *
 * @throws StepUpNeededError unless whoever asks has just proved who they are.
 * @throws NotFoundError when there is none.
 * @throws RefusedError (`own-version`) when whoever deployed it asks: that takes two people; (`published-before`).
 */
export async function activateProcedure(runtime: Runtime, actor: Actor, id: string, version: number): Promise<void> {
  mustBeFresh(runtime, actor, 'activate-procedures', 'put a version in force')
  await runtime.store.command(async (unit) => {
    const row = (await unit.procedures(id)).find((each) => each.version === version)
    if (row === undefined) throw new NotFoundError('procedure version', `${id} ${version}`)
    if (row.deployedBy === actor.id && actor.role !== 'system') {
      throw new RefusedError('own-version', 'Somebody other than the person who made a version must put it in force.')
    }
    // Asked once more, it is done already.
    if (row.status === 'active') return
    if (actor.role !== 'system' && (await unit.inForce(id)).some((each) => each.version === version)) {
      const message = `Version ${version} was put in force before. Roll back to it: that makes a draft, which a second person approves.`
      throw new RefusedError('published-before', message)
    }
    await putInForce(unit, actor, { procedure: id, version, fromDay: dayOf(unit.now) })
    unit.audit({ actor: actor.id, role: actor.role, type: 'procedure-activated', body: { procedure: id, version } })
  })
  runtime.procedures.activated(id)
}

/** From that day, which is today or later. The status says what it is now; from which day each counts is kept apart. */
export async function putInForce(
  unit: Unit,
  actor: Actor,
  {
    procedure,
    version,
    fromDay,
  }: { readonly procedure: string; readonly version: number; readonly fromDay: LocalDate },
): Promise<void> {
  const isNow = fromDay <= dayOf(unit.now)
  for (const row of isNow ? await unit.procedures(procedure) : []) {
    if (row.status === 'active' && row.version !== version) unit.setProcedureStatus(procedure, row.version, 'retired')
  }
  if (isNow) unit.setProcedureStatus(procedure, version, 'active', fromDay)
  await unit.putInForce({ procedure, version, fromDay, publishedBy: actor.id })
}

/** Each process of a diagram with the hash of all that it means and shows. */
function processesOf(diagram: Diagram): readonly [string, string][] {
  return [diagram.main.id, ...diagram.others.keys()].map((process) => [
    process,
    createHash('sha256').update(`${diagram.semanticHash} ${diagram.layoutHash} ${process}`).digest('hex'),
  ])
}

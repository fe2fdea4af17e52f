import { createHash } from 'node:crypto'
import type { Diagram, Finding, LetterFile, ProcedureFile } from '../../diagram/index.ts'
import { EngineError, NotFoundError, StepUpNeededError } from '../../errors.ts'
import { canonicalJson } from '../../store/index.ts'
import { dayOf } from '../../values/instant.ts'
import { decide, mustBeAllowed, STRANGER, type Actor } from '../../access/index.ts'
import type { FormSchema } from '../form.ts'
import type { ProcedureFiles } from '../procedures.ts'
import { readProcedure } from '../read-procedure.ts'
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
function mustBeFresh({ clock }: Runtime, actor: Actor): void {
  mustBeAllowed(actor, 'deploy-procedures')
  const { kind } = decide(actor, 'deploy-procedures', undefined, STRANGER, clock.now())
  if (kind === 'needs') throw new StepUpNeededError('Confirm that it is you before you deploy a procedure')
}

/**
 * Deploys a procedure: all its diagrams and forms together, as one immutable version known by its hash. The same
 * contents again are the same version. The first version of a procedure is in force at once; later ones when activated.
 *
 * @throws StepUpNeededError unless whoever deploys has just proved who they are.
 * @throws DiagramRefusedError with every finding when there is an error among them; then nothing is stored.
 */
export async function deployProcedure(
  runtime: Runtime,
  actor: Actor,
  files: readonly ProcedureFile[],
): Promise<Deployed> {
  mustBeFresh(runtime, actor)
  const actions = [...runtime.handlers.values()].map(({ describe }) => describe)
  const source = sourceHash(files)
  const { folder, diagrams, findings } = await readProcedure(files, source, actions, runtime)
  if (findings.some(({ level }) => level === 'error')) throw new DiagramRefusedError(findings)

  const stored: ProcedureFiles = {
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
    // A procedure without any keeps the hash that it had before letters were files.
    ...(folder.letters.length > 0 && {
      letters: Object.fromEntries(folder.letters.map(({ letter }) => [letter.id, letter])),
    }),
    ...wordFilesOf(folder.letters),
  }
  if (!Object.hasOwn(stored.processes, stored.main)) throw new NotFoundError('process named as main', stored.main)
  const hash = createHash('sha256')
    .update(canonicalJson({ id: folder.id, title: folder.title, ...stored }))
    .digest('hex')

  const deployed = await runtime.store.command(async (unit) => {
    const versions = await unit.procedures(folder.id)
    const same = versions.find((row) => row.hash === hash)
    if (same !== undefined) return { version: same.version, created: false }
    const version = Math.max(0, ...versions.map((row) => row.version)) + 1
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
      effectiveFrom: version === 1 ? dayOf(unit.now) : null,
      status: version === 1 ? 'active' : 'draft',
      deployedAt: unit.now,
      deployedBy: actor.id,
    })
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'procedure-deployed',
      body: { procedure: folder.id, version, hash },
    })
    return { version, created: true }
  })
  runtime.procedures.activated(folder.id)
  return { procedure: folder.id, hash, findings, ...deployed }
}

function wordFilesOf(letters: readonly LetterFile[]): Pick<ProcedureFiles, 'wordFiles'> {
  const own = letters.flatMap(({ letter, wordFile }) => (wordFile === undefined ? [] : [[letter.id, wordFile]]))
  return own.length === 0 ? {} : { wordFiles: Object.fromEntries(own) as Readonly<Record<string, string>> }
}

/**
 * The version that was deployed from these very files, without reading them again; undefined when there is none.
 *
 * For a service that starts: what was fit to be published stays in place when a later release has stricter rules.
 */
export async function deployedFrom(runtime: Runtime, files: readonly ProcedureFile[]): Promise<Deployed | undefined> {
  const source = sourceHash(files)
  const rows = await runtime.store.read.procedures()
  const row = rows.findLast(({ files: stored }) => stored['source'] === source)
  return row && { procedure: row.id, version: row.version, hash: row.hash, findings: [], created: false }
}

/** Over the text of each file; unlike the version's hash it can be had without reading the diagrams. */
function sourceHash(files: readonly ProcedureFile[]): string {
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return createHash('sha256').update(canonicalJson(texts)).digest('hex')
}

/** Puts a version in force from today; cases that run stay on theirs. @throws NotFoundError when there is none. */
export async function activateProcedure(runtime: Runtime, actor: Actor, id: string, version: number): Promise<void> {
  mustBeAllowed(actor, 'activate-procedures')
  await runtime.store.command(async (unit) => {
    const versions = await unit.procedures(id)
    if (!versions.some((row) => row.version === version))
      throw new NotFoundError('procedure version', `${id} ${version}`)
    for (const row of versions) {
      if (row.status === 'active' && row.version !== version) unit.setProcedureStatus(id, row.version, 'retired')
    }
    unit.setProcedureStatus(id, version, 'active', dayOf(unit.now))
    unit.audit({ actor: actor.id, role: actor.role, type: 'procedure-activated', body: { procedure: id, version } })
  })
  runtime.procedures.activated(id)
}

/** Each process of a diagram with the hash of all that it means and shows. */
function processesOf(diagram: Diagram): readonly [string, string][] {
  return [diagram.main.id, ...diagram.others.keys()].map((process) => [
    process,
    createHash('sha256').update(`${diagram.semanticHash} ${diagram.layoutHash} ${process}`).digest('hex'),
  ])
}

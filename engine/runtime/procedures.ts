import type { DeadlineBinding, Diagram, FlowNode, ProcedureModel } from '../diagram/procedure-model.ts'
import type { VariableDescription } from '../diagram/finding.ts'
import type { LetterTemplate } from '../diagram/letter-template.ts'
import { admitHere } from '../diagram/admit.ts'
import type { DecisionTable } from '../diagram/decision/index.ts'
import { NotFoundError, StateDamagedError } from '../errors.ts'
import type { LocalTarget } from '../law/local-target.ts'
import type { Store } from '../store/index.ts'
import type { InForceRow } from '../store/procedure-drafts.ts'
import type { DefinitionRow, ProcedureRow } from '../store/rows.ts'
import type { LocalDate } from '../values/local-date.ts'
import { makeForm, type Form, type FormSchema } from './form.ts'
import { prepare, type HostedDefinition } from './host/host.ts'

/** One version of a procedure, ready to run. Immutable; known by its hash. */
export interface LoadedProcedure {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly hash: string
  /** The body of rules that its cases fall under; left out where its id says so. */
  readonly law?: string
  /** The process id at which a case starts. */
  readonly main: string
  readonly processes: ReadonlyMap<string, LoadedProcess>
  readonly forms: ReadonlyMap<string, Form>
  readonly decisions: ReadonlyMap<string, DecisionTable>
  /** By id. */
  readonly letters: ReadonlyMap<string, LetterTemplate>
  /** Word files (.docx, in base64) of the letters that have one of their own. */
  readonly wordFiles: ReadonlyMap<string, string>
  readonly startVariables: Readonly<Record<string, VariableDescription>>
  readonly roles: readonly { readonly code: string; readonly title: string }[]
  /** The council's own targets that its diagrams name. */
  readonly localDeadlines: readonly LocalTarget[]
}

export interface LoadedProcess {
  readonly model: ProcedureModel
  readonly definitionHash: string
  readonly file: string
  readonly hosted: HostedDefinition
}

/** What `procedures.files` holds. */
export interface ProcedureFiles {
  readonly main: string
  /** Definition hash by process id. */
  readonly processes: Readonly<Record<string, string>>
  readonly forms: Readonly<Record<string, FormSchema>>
  /** Decision tables by name; left out where there are none. */
  readonly decisions?: Readonly<Record<string, DecisionTable>>
  readonly startVariables: Readonly<Record<string, VariableDescription>>
  readonly roles: readonly { readonly code: string; readonly title: string }[]
  readonly legalBasis: readonly unknown[]
  /** Left out where the id of the procedure says it. */
  readonly law?: string
  /** Missing in what was deployed before letters were files. */
  readonly letters?: Readonly<Record<string, LetterTemplate>>
  readonly wordFiles?: Readonly<Record<string, string>>
  /** SHA-256 over the files that it was deployed from, hex; not part of the version's own hash. */
  readonly source?: string
  /** Of contents that an earlier version had too: its own number, so that its hash is its own. */
  readonly again?: number
}

/** Versions of procedures, each read from the database and compiled once a process. */
export interface ProcedureCache {
  /** A version that this process has read already. */
  loaded(id: string, version: number): LoadedProcedure | undefined
  /** @throws NotFoundError when there is no such version. */
  load(id: string, version: number): Promise<LoadedProcedure>
  /** The version in force on that day. @throws NotFoundError when the procedure has none. */
  active(id: string, on: LocalDate): Promise<LoadedProcedure>
  /**
   * The version in force on that day as this process last saw it, without waiting: for use inside of a command. `none`
   * when it saw none; undefined when it has to look first (`look`).
   */
  activeAtHand(id: string, on: LocalDate): LoadedProcedure | 'none' | undefined
  /** Looks which version is in force on that day and reads it, so that `activeAtHand` knows. */
  look(id: string, on: LocalDate): Promise<void>
  /** Forgets which versions are in force. */
  activated(id: string): void
}

/** How long a process goes on with what it last saw of the days of versions, in ms; another process may publish one. */
const SEEN_FOR_MS = 5_000

/**
 * Which of these is in force on a day: the last from a day that has come, and of several from one day the one that was
 * published last. Before the first day it is that day's: a complaint may be older than the service.
 */
export function inForceOn(rows: readonly InForceRow[], on: LocalDate): InForceRow | undefined {
  const inOrder = rows.toSorted((a, b) => (a.fromDay === b.fromDay ? a.n - b.n : a.fromDay < b.fromDay ? -1 : 1))
  const first = inOrder[0]?.fromDay
  return inOrder.findLast(({ fromDay }) => fromDay <= on || fromDay === first)
}

export function makeProcedureCache(store: Store, nowMs: () => number): ProcedureCache {
  const loading = new Map<string, Promise<LoadedProcedure>>()
  const loaded = new Map<string, LoadedProcedure>()
  /** From which days versions count, as this process last saw it. */
  const seen = new Map<string, { readonly rows: readonly InForceRow[]; readonly seenMs: number }>()
  const fresh = (id: string): readonly InForceRow[] | undefined => {
    const known = seen.get(id)
    return known !== undefined && nowMs() - known.seenMs < SEEN_FOR_MS ? known.rows : undefined
  }

  return {
    loaded: (id, version) => loaded.get(`${id}@${version}`),
    load(id, version) {
      const key = `${id}@${version}`
      const known = loading.get(key)
      if (known !== undefined) return known
      const reading = read(store, id, version).then((procedure) => {
        loaded.set(key, procedure)
        return procedure
      })
      loading.set(key, reading)
      reading.catch(() => loading.delete(key))
      return reading
    },
    async active(id, on) {
      const known = fresh(id)
      const rows = known ?? (await store.read.inForce(id))
      if (known === undefined) seen.set(id, { rows, seenMs: nowMs() })
      const version = inForceOn(rows, on)?.version
      if (version === undefined) throw new NotFoundError('procedure in force', id)
      return this.load(id, version)
    },
    activeAtHand(id, on) {
      const rows = fresh(id)
      if (rows === undefined) return undefined
      const version = inForceOn(rows, on)?.version
      return version === undefined ? 'none' : loaded.get(`${id}@${version}`)
    },
    async look(id, on) {
      try {
        await this.active(id, on)
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error
      }
    },
    activated(id) {
      seen.delete(id)
    },
  }
}

async function read(store: Store, id: string, version: number): Promise<LoadedProcedure> {
  const row = await store.read.procedure(id, version)
  if (row === undefined) throw new NotFoundError('procedure version', `${id} ${version}`)
  const files = filesOf(row)
  const processes = await Promise.all(
    Object.entries(files.processes).map(async ([process, hash]): Promise<[string, LoadedProcess]> => {
      const definition = await store.read.definition(hash)
      if (definition === undefined) throw new StateDamagedError(`The diagram ${hash} of ${id} ${version} is gone`)
      return [process, loadProcess(definition)]
    }),
  )
  return {
    id,
    version,
    title: row.title,
    hash: row.hash,
    ...(files.law !== undefined && { law: files.law }),
    main: files.main,
    processes: new Map(processes),
    forms: new Map(Object.entries(files.forms).map(([form, schema]) => [form, makeForm(schema)])),
    letters: new Map(Object.entries(files.letters ?? {})),
    wordFiles: new Map(Object.entries(files.wordFiles ?? {})),
    decisions: new Map(Object.entries(files.decisions ?? {})),
    startVariables: files.startVariables,
    roles: files.roles,
    localDeadlines: localDeadlinesOf(processes.map(([, { model }]) => model)),
  }
}

export function localDeadlinesOf(models: readonly ProcedureModel[]): readonly LocalTarget[] {
  const found = new Map<string, LocalTarget>()
  for (const model of models) {
    for (const node of model.nodes.values()) {
      for (const { rule, local, repeat } of bindingsOf(node)) {
        if (local === undefined) continue
        if (rule !== undefined) found.set(local.id, { ...local, inPlaceOf: rule })
        else found.set(local.id, repeat === undefined ? local : { ...local, reminds: true })
      }
    }
  }
  return [...found.values()]
}

function bindingsOf(node: FlowNode): readonly DeadlineBinding[] {
  const timer = 'event' in node && node.event.kind === 'timer' ? node.event.timer : undefined
  return [node.redress.deadline, timer?.kind === 'deadline' ? timer.deadline : undefined].filter(
    (binding) => binding !== undefined,
  )
}

function filesOf(row: ProcedureRow): ProcedureFiles {
  return row.files as unknown as ProcedureFiles
}

/** Processes kept in memory: a diagram is known by its hash, and several procedures share some. */
const KEPT = 500
const processesRead = new Map<string, LoadedProcess>()

/** A stored diagram was admitted when it was deployed; it is read plainly, so that later rules cannot strand a case. */
function loadProcess({ xml, file, processId, hash }: DefinitionRow): LoadedProcess {
  const key = `${hash} ${file}`
  const known = processesRead.get(key)
  if (known !== undefined) return known
  const { diagram, findings } = admitHere(xml, { file, plain: true })
  if (diagram === undefined) {
    throw new StateDamagedError(`The stored diagram ${file} cannot be read: ${findings[0]?.message ?? ''}`)
  }
  const model = processOf(diagram, processId)
  if (model === undefined) throw new StateDamagedError(`The stored diagram ${file} has no process ${processId}`)
  const loaded = { model, definitionHash: hash, file, hosted: prepare(diagram) }
  processesRead.set(key, loaded)
  const [oldest] = processesRead.keys()
  if (processesRead.size > KEPT && oldest !== undefined) processesRead.delete(oldest)
  return loaded
}

function processOf(diagram: Diagram, id: string): ProcedureModel | undefined {
  return diagram.main.id === id ? diagram.main : diagram.others.get(id)
}

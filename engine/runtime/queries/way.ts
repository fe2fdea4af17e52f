import { waits, type Happening, type TokenState, type Wait } from '../../tokens/index.ts'
import type { Actor } from '../../access/index.ts'
import type { LoadedProcedure } from '../procedures.ts'
import { makePlayer, type PlayedInstance } from '../replay/player.ts'
import { trailOf, versionsIn } from '../replay/trail.ts'
import type { Runtime } from '../runtime.ts'
import { readingOf } from '../access.ts'
import type { CaseRow } from '../../store/rows.ts'
import { readForPage, type CasePage } from './case-page.ts'
import { readCase } from './cases.ts'

/** The way that a case has taken through its diagrams, and where it is now. */
export interface CaseWay {
  readonly caseId: string
  /** In which the case is now, and on which version it runs. */
  readonly procedure: string
  readonly procedureVersion: number
  /** The process at which that procedure begins. */
  readonly main: string
  /** Whether the whole trail could be played again; without it only the present place is known. */
  readonly isWhole: boolean
  /** Those that the case has begun, in the order in which it began them. */
  readonly processes: readonly ProcessWay[]
}

/** What happened in one process, over all the times that it was begun. */
export interface ProcessWay {
  readonly process: string
  readonly name: string
  readonly procedure: string
  readonly procedureVersion: number
  /** The process whose call activity began it; absent for a procedure's own. */
  readonly calledFrom?: string
  readonly standing: 'running' | 'ended'
  /** How often it was begun. */
  readonly begun: number
  /** Of what has been entered; in the order of entering. */
  readonly elements: readonly ElementWay[]
  /** Sequence flows, and how often each was taken. */
  readonly flows: readonly { readonly flow: string; readonly taken: number }[]
}

export interface ElementWay {
  readonly element: string
  /** How often the case came there. */
  readonly entered: number
  /** How often it went on from there, or ended there. */
  readonly done: number
  /** How often it was stopped there. */
  readonly stopped: number
  /**
   * `now`: it waits there for somebody or something. `armed`: what is waited for there may come while the rest goes on
   * (a boundary event, an event sub-process). `stuck`: something is wrong there.
   */
  readonly waiting?: 'now' | 'armed' | 'stuck'
}

/**
 * Plays the case's audit trail through the token core once more: the trail says which processes were begun and what each
 * was told, and that gives the same way again. Reading it is recorded, as every reading of a case is.
 */
export async function caseWay(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseWay> {
  const { row } = await readCase(runtime, actor, caseId, readingOf('diagram'))
  return wayOfCase(runtime, row)
}

/** A case with its way: the page of its diagrams. One line in the audit trail. */
export async function diagramPage(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CasePage; readonly way: CaseWay }> {
  const { page, row } = await readForPage(runtime, actor, caseId, readingOf('diagram'))
  return { page, way: await wayOfCase(runtime, row) }
}

async function wayOfCase(runtime: Runtime, row: CaseRow): Promise<CaseWay> {
  const caseId = row.id
  const current = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const trail = await trailOf(runtime, caseId)
  const versions = await versionsIn(runtime, current, trail)
  const counts = makeCounts()
  const player = makePlayer(versions, counts.hear)
  const isWhole = trail.every((line) => player.play(line) === undefined)
  const processes = isWhole ? counts.ways(player.instances()) : await present(runtime, caseId, current)
  return {
    caseId,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    main: current.main,
    isWhole,
    processes,
  }
}

interface Counts {
  entered: number
  done: number
  stopped: number
}

/** Counts what a replay does, process by process; never handed out. */
function makeCounts() {
  const elements = new Map<string, Map<string, Counts>>()
  const flows = new Map<string, Map<string, number>>()

  return { hear, ways }

  function hear({ process }: PlayedInstance, happening: Happening): void {
    switch (happening.type) {
      case 'entered':
        countOf(process, happening.element).entered += 1
        break
      case 'left':
      case 'end-event':
        countOf(process, happening.element).done += 1
        break
      case 'cancelled':
        countOf(process, happening.element).stopped += 1
        break
      case 'taken': {
        const own = flows.get(process) ?? new Map<string, number>()
        flows.set(process, own.set(happening.flow, (own.get(happening.flow) ?? 0) + 1))
        break
      }
      default:
    }
  }

  function countOf(process: string, element: string): Counts {
    const own = elements.get(process) ?? new Map<string, Counts>()
    elements.set(process, own)
    const counts = own.get(element) ?? { entered: 0, done: 0, stopped: 0 }
    own.set(element, counts)
    return counts
  }

  function ways(instances: readonly PlayedInstance[]): readonly ProcessWay[] {
    return grouped(instances, ({ process }) => process).flatMap((all) => {
      const last = all.at(-1)
      if (last === undefined) return []
      const { process } = last
      const own = elements.get(process) ?? new Map<string, Counts>()
      const waiting = waitingIn(all)
      const seen = [...new Set([...own.keys(), ...waiting.keys()])].filter((element) => element !== process)
      return [
        wayOf(
          last,
          all.length,
          all.some(({ state }) => state.end === undefined),
          seen.map((element) => {
            const standing = waiting.get(element)
            const counts = own.get(element) ?? { entered: 0, done: 0, stopped: 0 }
            return { element, ...counts, ...(standing !== undefined && { waiting: standing }) }
          }),
          [...(flows.get(process) ?? [])].map(([flow, taken]) => ({ flow, taken })),
        ),
      ]
    })
  }
}

function wayOf(
  { process, procedure, model, calledFrom }: Pick<PlayedInstance, 'process' | 'procedure' | 'model' | 'calledFrom'>,
  begun: number,
  runs: boolean,
  elements: readonly ElementWay[],
  flows: ProcessWay['flows'],
): ProcessWay {
  return {
    process,
    name: model.name,
    procedure: procedure.id,
    procedureVersion: procedure.version,
    ...(calledFrom !== undefined && { calledFrom }),
    standing: runs ? 'running' : 'ended',
    begun,
    elements,
    flows,
  }
}

function waitingIn(all: readonly { readonly state: TokenState }[]): ReadonlyMap<string, ElementWay['waiting']> {
  const found = new Map<string, NonNullable<ElementWay['waiting']>>()
  const running = all.flatMap(({ state }) => (state.end === undefined ? [state] : []))
  for (const wait of running.flatMap(waits)) {
    const standing = standingOf(wait)
    if (standing !== 'armed' || !found.has(wait.element)) found.set(wait.element, standing)
  }
  // Tokens at a join wait for the others.
  for (const { kind, element } of running.flatMap(({ held }) => held)) if (kind === 'join') found.set(element, 'now')
  return found
}

function standingOf({ kind, role }: Wait): NonNullable<ElementWay['waiting']> {
  if (kind === 'incident') return 'stuck'
  return role === 'boundary' || role === 'start' ? 'armed' : 'now'
}

/** Where the case is, from what is stored of its open processes alone. */
async function present(runtime: Runtime, caseId: string, current: LoadedProcedure): Promise<readonly ProcessWay[]> {
  const rows = (await runtime.store.read.instances(caseId)).filter(({ ended }) => !ended)
  return grouped(rows, ({ processId }) => processId).flatMap((all) => {
    const process = all[0]?.processId ?? ''
    const model = current.processes.get(process)?.model
    if (model === undefined) return []
    const waiting = waitingIn(all.map(({ state }) => ({ state: JSON.parse(state) as TokenState })))
    const elements = [...waiting].flatMap(([element, standing]): ElementWay[] =>
      standing === undefined ? [] : [{ element, entered: 1, done: 0, stopped: 0, waiting: standing }],
    )
    return [wayOf({ process, procedure: current, model }, all.length, true, elements, [])]
  })
}

/** In the order in which each group's first came. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? []
    groups.set(keyOf(item), group)
    group.push(item)
  }
  return [...groups.values()]
}

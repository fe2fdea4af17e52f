import { waits, type Happening, type TokenState, type Wait } from '../../tokens/index.ts'
import type { PlayedInstance } from './player.ts'

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

interface Counts {
  entered: number
  done: number
  stopped: number
}

export interface Ways {
  /** Told everything that playing does. */
  readonly hear: (instance: PlayedInstance, happening: Happening) => void
  /** What was heard so far, in the order in which the processes were begun. */
  readonly of: (instances: readonly PlayedInstance[]) => readonly ProcessWay[]
}

/** Counts what a replay does, process by process. */
export function makeWays(): Ways {
  const elements = new Map<string, Map<string, Counts>>()
  const flows = new Map<string, Map<string, number>>()

  return { hear, of }

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

  function of(instances: readonly PlayedInstance[]): readonly ProcessWay[] {
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

export function wayOf(
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

export function waitingIn(all: readonly { readonly state: TokenState }[]): ReadonlyMap<string, ElementWay['waiting']> {
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

/** In the order in which each group's first came. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? []
    groups.set(keyOf(item), group)
    group.push(item)
  }
  return [...groups.values()]
}

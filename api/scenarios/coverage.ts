import type { TakenFlow } from './taken.ts'
import type { ScenarioWorld } from './world.ts'

/** How far the scenarios take the sequence flows of one diagram. */
export interface DiagramCoverage {
  readonly procedure: string
  /** The diagram's file in its folder. */
  readonly file: string
  readonly flows: number
  readonly taken: number
  readonly untaken: readonly UntakenFlow[]
}

export interface UntakenFlow {
  readonly id: string
  /** What stands on it, where it has a name. */
  readonly name?: string
  readonly from: string
  readonly to: string
  /** What stands on the elements that it joins; their ids where they have no names. */
  readonly fromName: string
  readonly toName: string
  /** It leaves a gateway: its name is an answer, and that of the gateway the question. */
  readonly isAnswer: boolean
}

/** All sequence flows of one diagram. */
export interface DiagramFlows {
  readonly procedure: string
  readonly file: string
  readonly flows: readonly (UntakenFlow & { readonly process: string })[]
}

/**
 * Each diagram of the procedure's own folder; those of procedures that it uses count in theirs. None when it is not
 * deployed.
 */
export function coverageOf(
  world: Pick<ScenarioWorld, 'procedures' | 'diagrams'>,
  id: string,
  taken: Iterable<TakenFlow>,
): readonly DiagramCoverage[] {
  return coverageFrom(flowsIn(world, id), taken)
}

/** The flows of each diagram of the procedure's own folder, by the name of its file. */
export function flowsIn(
  { procedures, diagrams: files }: Pick<ScenarioWorld, 'procedures' | 'diagrams'>,
  id: string,
): readonly DiagramFlows[] {
  const diagrams = new Map<string, DiagramFlows['flows'][number][]>()
  for (const [process, { model }] of procedures.get(id)?.processes ?? []) {
    const file = files.get(id)?.get(process)
    if (file === undefined) continue
    const nameOf = (element: string) => {
      const { name = '' } = model.nodes.get(element) ?? {}
      return name === '' ? element : name
    }
    const flows = [...model.flows.values()].map(({ id: flow, name, source, target }) => ({
      process,
      id: flow,
      ...(name && { name }),
      from: source,
      to: target,
      fromName: nameOf(source),
      toName: nameOf(target),
      isAnswer: model.nodes.get(source)?.type.endsWith('Gateway') === true,
    }))
    diagrams.set(file, [...(diagrams.get(file) ?? []), ...flows])
  }
  return [...diagrams]
    .map(([file, flows]) => ({ procedure: id, file, flows }))
    .sort((one, other) => (one.file < other.file ? -1 : 1))
}

export function coverageFrom(
  diagrams: readonly DiagramFlows[],
  taken: Iterable<TakenFlow>,
): readonly DiagramCoverage[] {
  const all = new Set([...taken].map(({ process, flow }) => `${process} ${flow}`))
  return diagrams.map(({ procedure, file, flows }) => {
    const untaken = flows.filter(({ process, id }) => !all.has(`${process} ${id}`))
    return {
      procedure,
      file,
      flows: flows.length,
      taken: flows.length - untaken.length,
      untaken: untaken.map(({ process: _process, ...flow }) => flow),
    }
  })
}

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
}

/**
 * Each diagram of the procedure's own folder; those of procedures that it uses count in theirs. None when it is not
 * deployed.
 */
export function coverageOf(
  { procedures, diagrams: files }: Pick<ScenarioWorld, 'procedures' | 'diagrams'>,
  id: string,
  taken: Iterable<TakenFlow>,
): readonly DiagramCoverage[] {
  const all = new Set([...taken].map(({ process, flow }) => `${process} ${flow}`))
  const diagrams = new Map<string, { flows: number; untaken: UntakenFlow[] }>()
  for (const [process, { model }] of procedures.get(id)?.processes ?? []) {
    const file = files.get(id)?.get(process)
    if (file === undefined) continue
    const diagram = diagrams.get(file) ?? { flows: 0, untaken: [] }
    diagrams.set(file, diagram)
    for (const { id, name, source, target } of model.flows.values()) {
      diagram.flows += 1
      if (!all.has(`${process} ${id}`)) {
        diagram.untaken.push({ id, ...(name && { name }), from: source, to: target })
      }
    }
  }
  return [...diagrams]
    .map(([file, { flows, untaken }]) => ({
      procedure: id,
      file,
      flows,
      taken: flows - untaken.length,
      untaken,
    }))
    .sort((one, other) => (one.file < other.file ? -1 : 1))
}

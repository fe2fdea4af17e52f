import type { FlowNode, ProcedureModel } from '../../procedure-model.ts'
import { allOf, always, type Always, type Gains } from './always.ts'
import { isActivity } from './elements.ts'
import { endsOf } from './main-line.ts'

type Held = ReadonlyMap<string, ReadonlySet<string>>

/**
 * `always`, across the calls of a procedure: a called process begins with what held at every call of it, and a call adds
 * what the called process surely leaves at its ends. Processes that nothing calls begin with nothing.
 */
export function alwaysAcross(
  models: readonly ProcedureModel[],
  gains: Omit<Gains, 'start'>,
): ReadonlyMap<string, Always> {
  let entries: Held = new Map()
  let exits: Held = new Map()
  // each round adds what one more call away is known; more rounds than processes add nothing
  for (let round = 0; ; round += 1) {
    const [entered, left] = [entries, exits]
    const held = new Map(
      models.map((model) => {
        const start = [...(entered.get(model.id) ?? [])]
        const at = (node: FlowNode) => [...gains.at(node), ...(left.get(calledBy(node) ?? '') ?? [])]
        return [model.id, always(model, { ...gains, start, at })]
      }),
    )
    if (round > models.length) return held
    exits = new Map(models.map((model) => [model.id, exitOf(model, held.get(model.id))]))
    entries = new Map(models.map(({ id }) => [id, entryOf(id, models, held)]))
  }
}

function calledBy(node: FlowNode): string | undefined {
  return isActivity(node) ? node.calledElement : undefined
}

function exitOf(model: ProcedureModel, held: Always | undefined): ReadonlySet<string> {
  const ends = endsOf(model).filter(({ scope }) => scope === model.id)
  return allOf(ends.map(({ id }) => held?.after(id))) ?? new Set()
}

function entryOf(called: string, models: readonly ProcedureModel[], held: ReadonlyMap<string, Always>) {
  const calls = models.flatMap((model) =>
    [...model.nodes.values()]
      .filter((node) => calledBy(node) === called)
      .map(({ id }) => held.get(model.id)?.before(id)),
  )
  return allOf(calls) ?? new Set<string>()
}

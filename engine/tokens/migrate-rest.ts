import type { ProcedureModel } from '../diagram/procedure-model.ts'
import { compile, type CompiledModel } from './compiled-model.ts'
import type { Draft } from './draft.ts'
import { reachingOf } from './inclusive-join.ts'
import { bySource, type Instruction, type MoveFailure } from './migrate-plan.ts'
import { nameIn } from './migrate-words.ts'
import { isWait, type Held, type HeldWait, type TokenState } from './token-state.ts'

/**
 * A meeting of all paths that something under way can reach, one of whose paths nothing under way can: the case would
 * come there and stand for ever. A branch that was added beside one that has begun already is such a path.
 */
export function neverMeets(from: ProcedureModel, before: TokenState, draft: Draft): MoveFailure | undefined {
  const stoodSo = lonelyPaths(compile(from), before.held).length > 0
  const [first] = lonelyPaths(draft.compiled, draft.held)
  if (first === undefined || stoodSo) return undefined
  const { model } = draft.compiled
  const path = nameIn(model, model.flows.get(first.flow)?.source ?? '')
  const why = `it waits for the path by ${path} too, and nothing is under way there`
  return {
    code: 'would-wait-for-ever',
    message: `In the new version the case would stop at ${nameIn(model, first.gateway)} for ever: ${why}`,
    target: first.gateway,
  }
}

/**
 * The same of a case that is moved within its version: where it would stop for ever, in words; undefined where it would
 * not, or does so already.
 */
export function stopsForEver(model: ProcedureModel, before: TokenState, after: TokenState): string | undefined {
  const compiled = compile(model)
  const [first] = lonelyPaths(compiled, after.held)
  if (first === undefined || lonelyPaths(compiled, before.held).length > 0) return undefined
  const path = nameIn(model, model.flows.get(first.flow)?.source ?? '')
  return `${nameIn(model, first.gateway)}, which waits for the way by ${path} too, and nothing is under way there`
}

function lonelyPaths(
  compiled: CompiledModel,
  held: readonly Held[],
): readonly { readonly gateway: string; readonly flow: string }[] {
  const gateways = [...compiled.model.nodes.values()].filter(
    ({ type, incoming }) => type === 'parallelGateway' && incoming.length > 1,
  )
  if (gateways.length === 0) return []
  return held
    .filter(({ kind }) => kind === 'scope')
    .flatMap((scope) => {
      const inside = held.filter((each) => each.parent === scope.id && !(isWait(each) && isBeside(each)))
      const at = new Set(inside.map((each) => positionOf(compiled, each)))
      return gateways.filter((gateway) => gateway.scope === scope.element).flatMap(({ id }) => lonelyAt(id, inside, at))
    })

  function lonelyAt(gateway: string, inside: readonly Held[], at: ReadonlySet<string>) {
    const join = inside.find((each) => each.kind === 'join' && each.element === gateway)
    const arrived = join?.kind === 'join' ? join.arrived : {}
    const paths = [...reachingOf(compiled, gateway)].map(([flow, nodes]) => ({
      gateway,
      flow,
      comes: (arrived[flow] ?? 0) > 0 || [...at].some((element) => element !== gateway && nodes.has(element)),
    }))
    return paths.some(({ comes }) => comes) ? paths.filter(({ comes }) => !comes) : []
  }
}

function isBeside({ role }: HeldWait): boolean {
  return role === 'boundary' || role === 'start'
}

function positionOf({ model }: CompiledModel, held: Held): string {
  if (!isWait(held) || held.role !== 'gateway') return held.element
  return model.flows.get(held.flow ?? '')?.source ?? held.element
}

/**
 * Whether the work that waits is other than the mapped work: the last look, which trusts nothing that was done before.
 * Events beside the flow are not work; of a wait for the first of several events, the gateway counts.
 */
export function differsFrom(
  from: ProcedureModel,
  to: ProcedureModel,
  plan: readonly Instruction[],
  before: TokenState,
  after: TokenState,
): MoveFailure | undefined {
  const places = bySource(plan)
  const wanted = workIn(compile(from), before.held).map(({ id, kind, element }) => {
    const place = element === from.id ? to.id : places.get(element)?.target
    return JSON.stringify([id, kind, place])
  })
  const found = workIn(compile(to), after.held).map(({ id, kind, element }) => JSON.stringify([id, kind, element]))
  const other = firstDifference(wanted.toSorted(), found.toSorted())
  if (other === undefined) return undefined
  const [, , element = ''] = JSON.parse(other) as readonly string[]
  return {
    code: 'other-work',
    message: `After the move other work would wait than before it, at ${nameIn(to, element)}`,
    target: element,
  }
}

/** Of two sorted lists, the first that only one of them has. */
function firstDifference(wanted: readonly string[], found: readonly string[]): string | undefined {
  const at = wanted.findIndex((each, index) => each !== found[index])
  if (at === -1) return found[wanted.length]
  return wanted[at]
}

interface Work {
  readonly id: string
  readonly kind: string
  readonly element: string
}

function workIn(compiled: CompiledModel, held: readonly Held[]): readonly Work[] {
  const found = new Map<string, Work>()
  for (const each of held) {
    if (isWait(each) && isBeside(each)) continue
    const isOffered = isWait(each) && each.role === 'gateway'
    const id = isOffered ? (each.on ?? each.id) : isWait(each) && each.role === 'catch' ? '' : each.id
    const kind = isOffered ? 'first-of' : isWait(each) && each.role === 'catch' ? 'event' : each.kind
    const element = positionOf(compiled, each)
    // A wait in the flow that begins anew has another id; it counts by its place.
    const key = id === '' ? `${each.parent} ${element} ${found.size}` : id
    found.set(key, { id: id === '' ? each.parent : id, kind, element })
  }
  return [...found.values()]
}

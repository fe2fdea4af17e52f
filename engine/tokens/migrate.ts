import type { EventNode, ProcedureModel } from '../diagram/procedure-model.ts'
import type { Instant } from '../values/instant.ts'
import { openGateway } from './activity.ts'
import { arm } from './arm.ts'
import { isHost } from './catcher.ts'
import { nodeOf, scopeOf } from './compiled-model.ts'
import { closeDraft, openDraft, report, type Draft } from './draft.ts'
import type { Happening } from './happening.ts'
import { checkInstruction } from './migrate-checks.ts'
import { indexOf, type Instruction, type MoveFailure } from './migrate-plan.ts'
import { differsFrom, neverMeets } from './migrate-rest.ts'
import { mapState, type Mapped } from './migrate-state.ts'
import { nameIn } from './migrate-words.ts'
import { run } from './run.ts'
import { isWait, type TokenState } from './token-state.ts'

export type Migrated =
  | {
      readonly kind: 'moved'
      readonly state: TokenState
      /** Events that wait no more, and those that begin to. What goes on waiting keeps its id and is not told. */
      readonly happenings: readonly Happening[]
      /** The instructions that it needed: with these alone the same state is moved in the same way. */
      readonly used: readonly Instruction[]
    }
  /** The state is as it was. All that is in the way is told, not only the first of it. */
  | { readonly kind: 'failed'; readonly failures: readonly MoveFailure[] }

/**
 * Puts a process instance from its diagram onto another one, as the plan says. Nothing goes on by it: what waits, waits
 * on, under the same id, and the work that waits afterwards is the mapped work, neither more nor less; a case that would
 * go on, or stand for ever, is not moved. Only events beside the flow begin to wait or wait no more.
 *
 * Pure: the same arguments give the same result.
 *
 * @param now - From when timers count that begin to wait by it.
 * @throws RangeError when `state` was not made with `from`.
 */
export function migrate(
  from: ProcedureModel,
  to: ProcedureModel,
  plan: readonly Instruction[],
  state: TokenState,
  now: Instant,
): Migrated {
  if (state.process !== from.id) throw new RangeError(`The state is of ${state.process}, not of ${from.id}`)
  const mapped = mapState(from, to, plan, state)
  const failures = [
    ...mapped.failures,
    ...mapped.used.flatMap((instruction) => checkInstruction(from, to, plan, instruction)),
  ]
  if (failures.length > 0) return { kind: 'failed', failures }

  const { bySource: places } = indexOf(plan)
  const endEvents = state.endEvents.map((id) => places.get(id)?.target ?? id)
  const put: TokenState = { ...state, process: to.id, held: mapped.held, endEvents }
  if (state.end !== undefined) return { kind: 'moved', state: put, happenings: [], used: mapped.used }
  const draft = openDraft(to, put, now, BUDGET)
  for (const { id, element } of mapped.disarmed) {
    report(draft, { type: 'wait-closed', element, wait: id, reason: 'cancelled' })
  }
  for (const { event, place } of mapped.rearmed) arm(draft, event, place)
  const came = draft.held.slice().flatMap((held) => armBeside(draft, from, mapped, plan, held))
  armAfterGateways(draft, mapped)

  const unready = notArmed(draft) ?? goesOn(draft) ?? neverMeets(from, state, draft)
  if (unready !== undefined) return { kind: 'failed', failures: [unready] }
  const moved = closeDraft(draft)
  const other = differsFrom(from, to, plan, state, moved)
  if (other !== undefined) return { kind: 'failed', failures: [other] }
  return { kind: 'moved', state: moved, happenings: draft.happenings, used: [...new Set([...mapped.used, ...came])] }
}

/** Nothing is to be entered at all; this only keeps a fault from running on. */
const BUDGET = 100

/**
 * Arms what the new diagram has at the edge of an activity or of a scope and the old one had not.
 *
 * @returns the instructions for events that stood there in the old diagram and have come: they wait no more.
 */
function armBeside(
  draft: Draft,
  from: ProcedureModel,
  { stoodAt }: Mapped,
  plan: readonly Instruction[],
  held: Draft['held'][number],
): readonly Instruction[] {
  const stood = stoodAt.get(held.id) ?? ''
  const local = held.local === undefined ? {} : { local: held.local }
  const came: Instruction[] = []
  if (isHost(draft.held, held)) {
    for (const event of nodeOf(draft.compiled, held.element).alarms) {
      if (armedAt(draft, event, held.id, 'on')) continue
      const earlier = instructionFor(from, plan, event, (source) => source.attachedTo === stood)
      if (earlier !== undefined) came.push(earlier)
      if (earlier === undefined || earlier.anew === true) {
        arm(draft, event, { parent: held.parent, role: 'boundary', on: held.id, ...local })
      }
    }
  }
  if (held.kind === 'scope' && held.interrupted !== true) {
    for (const event of scopeOf(draft.compiled, held.element).alarms) {
      if (armedAt(draft, event, held.id, 'parent')) continue
      const earlier = instructionFor(from, plan, event, ({ scope }) => from.scopes.get(scope)?.parent === stood)
      if (earlier !== undefined) came.push(earlier)
      if (earlier === undefined || earlier.anew === true) {
        arm(draft, event, { parent: held.id, role: 'start', ...local })
      }
    }
  }
  return came
}

/** By which an event of the old diagram, at the same place, becomes this one. */
function instructionFor(
  from: ProcedureModel,
  plan: readonly Instruction[],
  event: EventNode,
  belongs: (source: EventNode) => boolean,
): Instruction | undefined {
  return indexOf(plan)
    .byTarget.get(event.id)
    ?.find(({ source }) => {
      const node = from.nodes.get(source)
      return node !== undefined && 'event' in node && belongs(node)
    })
}

function armedAt(draft: Draft, { id }: EventNode, place: string, by: 'on' | 'parent'): boolean {
  return draft.held.some((held) => held.element === id && held[by] === place && isWait(held))
}

/** A token that waits for the first of several events waits for the new ones, too. */
function armAfterGateways(draft: Draft, { gateways }: Mapped): void {
  for (const [on, { gateway, parent, local }] of gateways) {
    const armed = draft.held.flatMap((each) => (isWait(each) && each.on === on ? [each.flow] : []))
    const node = nodeOf(draft.compiled, gateway)
    const fresh = node.out.filter(({ id }) => !armed.includes(id))
    if (fresh.length > 0) openGateway(draft, { ...node, out: fresh }, parent, local, on)
  }
}

function notArmed({ held, compiled }: Draft): MoveFailure | undefined {
  for (const each of held) {
    if (!isWait(each) || each.kind !== 'incident') continue
    const { element, incident } = each
    const message = `${nameIn(compiled.model, element)} cannot begin to wait: ${incident.message}`
    return { code: 'cannot-arm', message, target: element }
  }
  return undefined
}

/** Lets the new diagram do what it would do at once: that must be nothing. */
function goesOn(draft: Draft): MoveFailure | undefined {
  const told = draft.happenings.length
  run(draft)
  const first = draft.happenings.slice(told).find((each) => 'element' in each)
  if (first === undefined || !('element' in first)) return undefined
  const name = nameIn(draft.compiled.model, first.element)
  return {
    code: 'would-go-on',
    message: `The case would not stay where it is: in the new version ${name} would come at once`,
    target: first.element,
  }
}

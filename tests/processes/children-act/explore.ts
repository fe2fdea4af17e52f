import { variablesOf } from '../../../engine/diagram/feel/index.ts'
import type { Registry, VariableDescription } from '../../../engine/diagram/finding.ts'
import type { FlowNode, ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import {
  endOf,
  initialState,
  step,
  waits,
  type Happening,
  type Stimulus,
  type TokenState,
  type Variables,
  type Wait,
} from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'

/*
 * Tries everything that can happen to one process: every answer of every form and action that a gateway could ask
 * about, every message, every timer (fired once and again), every outcome of every call. States that hold the same
 * tokens and the same values for the gateways are one; so the walk is complete and ends.
 *
 * Side tracks that a clock starts run beside everything, so each multiplies the states by the places in it. Where a
 * process has many, they are tried two at a time: every one with the main line, and every one with every other.
 */

export interface Explored {
  readonly flows: ReadonlySet<string>
  readonly ends: ReadonlySet<string>
  /** Incidents, refusals, and states in which nothing waits although nothing has ended. */
  readonly faults: readonly string[]
  /** States from which no way leads to an end. */
  readonly traps: readonly string[]
  readonly states: number
}

const NOW = instant('2026-01-05T09:00:00Z')
/** Far more than any of the shipped processes has. */
const MOST_STATES = 60_000
/** With so many side tracks started by clocks, all of them at once are still tried in a second. */
const MOST_AT_ONCE = 4

interface Place {
  readonly state: TokenState
  readonly leadsTo: Set<string>
}

/** @param outcomesOf - What the end events of a called process may record. */
export function explore(
  model: ProcedureModel,
  registry: Registry,
  outcomesOf: (process: string) => readonly string[],
): Explored {
  const tracks = clockedTracks(model)
  if (tracks.length <= MOST_AT_ONCE) return exploreOnce(model, registry, outcomesOf, new Set())
  const pairs = tracks.flatMap((one, index) => tracks.slice(index + 1).map((other) => [one, other]))
  const tried = pairs.map((pair) =>
    exploreOnce(model, registry, outcomesOf, new Set(tracks.filter((track) => !pair.includes(track)))),
  )
  return {
    flows: new Set(tried.flatMap(({ flows }) => [...flows])),
    ends: new Set(tried.flatMap(({ ends }) => [...ends])),
    faults: tried.flatMap(({ faults }) => faults),
    traps: tried.flatMap(({ traps }) => traps),
    states: tried.reduce((sum, { states }) => sum + states, 0),
  }
}

/** The start events of event sub-processes that a clock starts beside the rest. */
function clockedTracks(model: ProcedureModel): readonly string[] {
  return [...model.nodes.values()]
    .filter((node) => node.type === 'startEvent' && node.scope !== model.id && 'event' in node)
    .filter((node) => 'event' in node && !node.interrupting && node.event.kind === 'timer')
    .map(({ id }) => id)
}

/** @param asleep - Start events whose clock never comes. */
function exploreOnce(
  model: ProcedureModel,
  registry: Registry,
  outcomesOf: (process: string) => readonly string[],
  asleep: ReadonlySet<string>,
): Explored {
  const flows = new Set<string>()
  const ends = new Set<string>()
  const faults: string[] = []
  const places = new Map<string, Place>()
  const queue: string[] = []
  const asked = variablesAsked(model)

  for (const stimulus of startsOf(model, registry, asked))
    visit(undefined, initialState(model, { child: true }), stimulus)
  for (let key = queue.shift(); key !== undefined && places.size < MOST_STATES; key = queue.shift()) {
    const place = places.get(key)
    if (place === undefined || endOf(place.state) !== null) continue
    const open = waits(place.state).filter(({ element }) => !asleep.has(element))
    if (open.length === 0) faults.push(`Stuck at ${key}`)
    for (const wait of open) {
      for (const stimulus of answersTo(wait, model, registry, asked, outcomesOf)) visit(place, place.state, stimulus)
    }
  }
  if (queue.length > 0) faults.push(`Not tried to the end: more than ${MOST_STATES} states`)
  return { flows, ends, faults, traps: trapsOf(places), states: places.size }

  function visit(from: Place | undefined, before: TokenState, stimulus: Stimulus): void {
    const result = step(model, before, stimulus, NOW)
    if (result.kind === 'refused') {
      faults.push(`${JSON.stringify(stimulus)} is refused: ${result.message}`)
      return
    }
    for (const happening of result.happenings) note(happening)
    const key = keyOf(result.state, asked)
    from?.leadsTo.add(key)
    if (places.has(key)) return
    places.set(key, { state: result.state, leadsTo: new Set() })
    queue.push(key)
  }

  function note(happening: Happening): void {
    if (happening.type === 'taken') flows.add(happening.flow)
    if (happening.type === 'end-event') ends.add(happening.element)
    if (happening.type === 'incident') faults.push(`${happening.element}: ${happening.incident.message}`)
  }
}

/** The variables that conditions of the process read. */
function variablesAsked(model: ProcedureModel): ReadonlySet<string> {
  return new Set([...model.flows.values()].flatMap(({ condition }) => (condition ? variablesOf(condition) : [])))
}

/** What stands where, each once, and what the gateways would read. */
function keyOf(state: TokenState, asked: ReadonlySet<string>): string {
  const held = state.held.map(({ kind, element }) => `${kind}:${element}`)
  const values = [...asked].map((name) => `${name}=${JSON.stringify(state.variables[name])}`)
  return [endOf(state)?.kind ?? 'open', ...new Set(held.toSorted()), ...values].join(' ')
}

function startsOf(model: ProcedureModel, registry: Registry, asked: ReadonlySet<string>): readonly Stimulus[] {
  const given = settings(registry.startVariables ?? {}, asked)
  const starts = (model.scopes.get(model.id)?.starts ?? []).flatMap((id) => model.nodes.get(id) ?? [])
  return starts.flatMap((node) => {
    const message = 'event' in node && node.event.kind === 'message' ? node.event.message : undefined
    return given.flatMap((start) =>
      settings(variablesSetAt(node, registry), asked).map((own): Stimulus => ({
        type: 'start',
        variables: { ...start, ...own },
        ...(message !== undefined && { message }),
      })),
    )
  })
}

function answersTo(
  wait: Wait,
  model: ProcedureModel,
  registry: Registry,
  asked: ReadonlySet<string>,
  outcomesOf: (process: string) => readonly string[],
): readonly Stimulus[] {
  const node = model.nodes.get(wait.element)
  const choices = settings(node ? variablesSetAt(node, registry) : {}, asked)
  switch (wait.kind) {
    case 'user':
      return choices.map((variables) => ({ type: 'complete', wait: wait.id, variables }))
    case 'job':
      return [
        ...choices.map((variables): Stimulus => ({ type: 'job-done', wait: wait.id, variables })),
        ...caughtAt(node, model).map((error): Stimulus => ({ type: 'error', wait: wait.id, error })),
      ]
    case 'message':
      return choices.map((variables) => ({ type: 'message', message: wait.message, wait: wait.id, variables }))
    case 'child':
      return outcomesOf(wait.calledElement).map((outcome) => ({
        type: 'child-ended',
        wait: wait.id,
        variables: { outcome },
      }))
    case 'timer':
    case 'deadline':
      return [{ type: 'fire', wait: wait.id }]
    default:
      return []
  }
}

function variablesSetAt(
  { redress: { form, action } }: FlowNode,
  registry: Registry,
): Readonly<Record<string, VariableDescription>> {
  return { ...registry.forms.get(form ?? '')?.variables, ...registry.actions.get(action ?? '')?.variables }
}

/** The errors that are caught at the border of the node. */
function caughtAt(node: FlowNode | undefined, model: ProcedureModel): readonly string[] {
  if (node === undefined || !('boundaries' in node)) return []
  return node.boundaries.flatMap((id) => {
    const boundary = model.nodes.get(id)
    return boundary && 'event' in boundary && boundary.event.kind === 'error' ? (boundary.event.error ?? []) : []
  })
}

/** Every combination of values of those variables that a gateway asks about. */
function settings(
  described: Readonly<Record<string, VariableDescription>>,
  asked: ReadonlySet<string>,
): readonly Variables[] {
  return Object.entries(described)
    .filter(([name]) => asked.has(name))
    .reduce<readonly Variables[]>(
      (rows, [name, description]) =>
        rows.flatMap((row) => valuesOf(description).map((value): Variables => ({ ...row, [name]: value }))),
      [{}],
    )
}

function valuesOf({ type, options }: VariableDescription): readonly (string | boolean | number)[] {
  if (type === 'boolean') return [true, false]
  return type === 'number' ? [0, 1] : (options ?? [])
}

/** Places from which no place that has ended can be reached. */
function trapsOf(places: ReadonlyMap<string, Place>): readonly string[] {
  const good = new Set([...places].filter(([, { state }]) => endOf(state) !== null).map(([key]) => key))
  let grown = true
  while (grown) {
    grown = false
    for (const [key, { leadsTo }] of places) {
      if (!good.has(key) && [...leadsTo].some((next) => good.has(next))) {
        good.add(key)
        grown = true
      }
    }
  }
  return [...places.keys()].filter((key) => !good.has(key))
}

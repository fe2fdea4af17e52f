import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { initialState, step, waits, type Happening, type Stimulus, type TokenState } from '../../tokens/index.ts'
import { moveTree } from '../migration/move-tree.ts'
import { rowId } from '../row-id.ts'
import type { BegunInstance, TrailLine } from './trail.ts'

/* Over 300 lines: one player hears all that a line of a trail can say, and tells each departure in words. */

/** What playing needs of a procedure's version. */
export interface PlayedProcedure {
  readonly id: string
  readonly version: number
  /** Process at which a case starts. */
  readonly main: string
  readonly processes: ReadonlyMap<string, { readonly model: ProcedureModel }>
}

/** One process instance as the trail, played again, leaves it. */
export interface PlayedInstance {
  readonly id: string
  readonly process: string
  /** The process whose call activity began it. */
  readonly calledFrom?: string
  readonly procedure: PlayedProcedure
  readonly model: ProcedureModel
  readonly state: TokenState
  /** Stimuli that it took. */
  readonly steps: number
}

/** Where what is recorded departs from what the diagrams allow. */
export interface Deviation {
  readonly kind: DeviationKind
  /** The line of the trail; undefined where the trail ends and the stored state is another. */
  readonly seq?: number
  readonly instance?: string
  readonly element?: string
  /** The element by its name and its diagram's, as people read it; its id where it has no name. */
  readonly place?: string
  /** What the diagrams allow or ask for there, in words, and what is on record instead. Neither names a person. */
  readonly expected: string
  readonly found: string
  /** A sentence with ids, for whoever looks it up in the database. */
  readonly because: string
}

/**
 * `no-such-process`, `no-such-instance`: the trail names what is not there. `begun-again`: it begins what has begun
 * already. `not-possible`: the diagram does not allow
 * the step there. `other-work-opened`, `other-work-closed`: the step leaves other work waiting than the trail says.
 * `other-state`: all steps are possible, and the state that is stored is not where they lead. `damaged`: what is stored is
 * not what was saved, or cannot be read.
 */
export type DeviationKind =
  | 'no-such-process'
  | 'no-such-instance'
  | 'begun-again'
  | 'not-possible'
  | 'other-work-opened'
  | 'other-work-closed'
  | 'other-state'
  | 'damaged'

export interface Player {
  /** Plays one line; the first departure from the diagrams in it, if there is one. What came before it is kept. */
  readonly play: (line: TrailLine) => Deviation | undefined
  readonly instances: () => readonly PlayedInstance[]
}

type Heard = (instance: PlayedInstance, happening: Happening) => void

/** Plays a case's audit trail through the token core, on the versions that the trail names. Pure but for `heard`. */
export function makePlayer(versions: ReadonlyMap<string, PlayedProcedure>, heard: Heard = () => undefined): Player {
  const instances = new Map<string, PlayedInstance>()
  /** What a move found, by its id. */
  const beforeMoves = new Map<string, ReadonlyMap<string, PlayedInstance>>()

  return { play, instances: () => [...instances.values()] }

  function play(line: TrailLine): Deviation | undefined {
    const before = waiting()
    for (const each of line.instances) {
      if (instances.has(each.id)) {
        const because = `The trail begins the process instance ${each.id} a second time.`
        const found = `“${instances.get(each.id)?.model.name ?? ''}” was begun a second time under the same number`
        return {
          kind: 'begun-again',
          seq: line.seq,
          instance: each.id,
          expected: 'each part of the case begun once',
          found,
          because,
        }
      }
      const begun = begin(each, line.procedure)
      if (begun === undefined) {
        const because = `The trail begins ${each.process}, which no version of the case’s procedures has.`
        return {
          kind: 'no-such-process',
          seq: line.seq,
          instance: each.id,
          expected: 'a diagram of the versions on which the case ran',
          found: `one that none of them has (${each.process})`,
          because,
        }
      }
      instances.set(each.id, begun)
    }
    const notMoved = putElsewhere(line)
    if (notMoved !== undefined) return notMoved
    for (const stimulus of line.stimuli) {
      const deviation = take(line, stimulus)
      if (deviation !== undefined) return deviation
    }
    return workDiffers(line, before, waiting())
  }

  /** Puts the case on another version, as the line says, or back to where it was before. */
  function putElsewhere(line: TrailLine): Deviation | undefined {
    const { move, takenBack, seq } = line
    if (takenBack !== undefined) {
      const earlier = beforeMoves.get(takenBack)
      if (earlier === undefined) {
        const found = 'the case put back from a move that never was'
        const because = `The trail takes the move ${takenBack} back, which it never made.`
        return { kind: 'not-possible', seq, expected: 'a move that is there to be taken back', found, because }
      }
      instances.clear()
      for (const [id, instance] of earlier) instances.set(id, instance)
    }
    if (move === undefined) return undefined
    const to = versions.get(line.procedure ?? '')
    const running = [...instances.values()].filter(({ state }) => state.end === undefined)
    const from = running[0]?.procedure
    if (to === undefined || from === undefined) {
      const found = `the case put on version ${move.to}`
      const because = `The trail moves the case to ${line.procedure ?? 'no version'}, which is not there.`
      return { kind: 'no-such-process', seq, expected: 'a version of the procedure', found, because }
    }
    const tree = new Map(running.map((each) => [each.id, { ...each, ended: false }]))
    const result = moveTree(from, to, move.plan, { instances: tree, made: 0 }, line.at)
    if (result.kind === 'failed') {
      const [first] = result.failures
      const found = `the case put on version ${move.to}`
      const because = first?.message ?? ''
      return { kind: 'not-possible', seq, expected: `the case left on version ${move.from}`, found, because }
    }
    beforeMoves.set(move.id, new Map(instances))
    const names = new Map(move.plan.processes.map((each) => [each.process, each.to]))
    for (const { id, calledFrom } of running) {
      const moved = result.tree.instances.get(id)
      const before = instances.get(id)
      const model = moved && to.processes.get(moved.process)?.model
      if (moved === undefined || before === undefined || model === undefined) continue
      const { process, state } = moved
      const called = calledFrom === undefined ? {} : { calledFrom: names.get(calledFrom) ?? calledFrom }
      instances.set(id, { ...before, process, state, model, procedure: to, ...called })
    }
    return undefined
  }

  function begin({ id, process, parent }: BegunInstance, named: string | undefined): PlayedInstance | undefined {
    const first = versions.get(named ?? '')
    const procedure = [...(first === undefined ? [] : [first]), ...versions.values()].find((each) =>
      each.processes.has(process),
    )
    const model = procedure?.processes.get(process)?.model
    if (procedure === undefined || model === undefined) return undefined
    const calledFrom = parent && instances.get(parent.instance)?.process
    const state = initialState(model, { child: parent !== undefined })
    return { id, process, procedure, model, state, steps: 0, ...(calledFrom !== undefined && { calledFrom }) }
  }

  function take(line: TrailLine, told: TrailLine['stimuli'][number]): Deviation | undefined {
    const { instance: id, ...stimulus } = told
    const instance = instances.get(id)
    if (instance === undefined) {
      const because = `The trail moves the process instance ${id}, which nothing began.`
      return {
        kind: 'no-such-instance',
        seq: line.seq,
        instance: id,
        expected: 'a step in a part of the case that had begun',
        found: `a step in one that nothing began (${id})`,
        because,
      }
    }
    const result = step(instance.model, instance.state, stimulus, line.at)
    if (result.kind === 'refused') {
      const element = 'wait' in stimulus ? elementOf(stimulus.wait ?? '') : undefined
      const because = `The diagram does not allow “${stimulus.type}” there: ${result.message}`
      return {
        kind: 'not-possible',
        seq: line.seq,
        instance: id,
        expected: couldCome(instance),
        found: toldInWords(instance.model, stimulus),
        because,
        ...(element !== undefined && { element, place: placeIn(instance.model, element) }),
      }
    }
    const moved = { ...instance, state: result.state, steps: instance.steps + 1 }
    instances.set(id, moved)
    for (const happening of result.happenings) heard(moved, happening)
    return undefined
  }

  /** What waits in every process that has not ended, by the id of its row. */
  function waiting(): ReadonlyMap<string, Waiting> {
    const found = new Map<string, Waiting>()
    for (const { id, model, state } of instances.values()) {
      if (state.end !== undefined) continue
      for (const wait of waits(state)) found.set(rowId(id, wait.id), { instance: id, model, element: wait.element })
    }
    return found
  }
}

interface Waiting {
  readonly instance: string
  readonly model: ProcedureModel
  readonly element: string
}

/** What the line says was opened and closed, against what its steps opened and closed. */
function workDiffers(
  { seq, opened, closed }: TrailLine,
  before: ReadonlyMap<string, Waiting>,
  after: ReadonlyMap<string, Waiting>,
): Deviation | undefined {
  const opens =
    opened &&
    difference(
      [...after].filter(([id]) => !before.has(id)),
      opened,
      'begun',
    )
  if (opens !== undefined) return { kind: 'other-work-opened', seq, ...opens }
  const closes =
    closed &&
    difference(
      [...before].filter(([id]) => !after.has(id)),
      closed,
      'ended',
    )
  return closes && { kind: 'other-work-closed', seq, ...closes }
}

function difference(
  played: readonly (readonly [string, Waiting])[],
  recorded: readonly string[],
  what: 'begun' | 'ended',
): Omit<Deviation, 'kind'> | undefined {
  const missing = played.find(([id]) => !recorded.includes(id))
  if (missing !== undefined) {
    const [id, { instance, model, element }] = missing
    const place = placeIn(model, element)
    const because = `By the diagram the step concerns ${id} too; the trail does not say so.`
    return { instance, element, place, expected: `${place} ${what} by it, too`, found: 'no word of that', because }
  }
  const known = new Set(played.map(([id]) => id))
  const invented = recorded.find((id) => !known.has(id))
  if (invented === undefined) return undefined
  const because = `The trail names ${invented}, which the step does not concern.`
  const all = played.map(([, { model, element }]) => placeIn(model, element))
  const expected = all.length === 0 ? `nothing ${what} by it` : `only this ${what} by it: ${all.join(', ')}`
  return { expected, found: `${invented} ${what} by it, too`, because }
}

/** `“Answer the complaint” in “Stage 1”`. */
export function placeIn(model: ProcedureModel, element: string): string {
  return `${nameIn(model, element)} in “${model.name}”`
}

function nameIn(model: ProcedureModel, element: string): string {
  const name = model.nodes.get(element)?.name ?? ''
  return name === '' ? element : `“${name}”`
}

/** What the process waited for when something else came. */
function couldCome({ model, state }: PlayedInstance): string {
  if (state.end !== undefined) return `nothing more: “${model.name}” had ended`
  if (state.held.length === 0) return `“${model.name}” begun first`
  const names = new Set(waits(state).map(({ element }) => nameIn(model, element)))
  return names.size === 0
    ? `nothing: “${model.name}” waited for nothing`
    : `one of what “${model.name}” waited for: ${[...names].join(', ')}`
}

/** What the trail says was done. */
function toldInWords(model: ProcedureModel, stimulus: Stimulus): string {
  const at = 'wait' in stimulus ? elementOf(stimulus.wait ?? '') : undefined
  const place = at === undefined ? `“${model.name}”` : placeIn(model, at)
  switch (stimulus.type) {
    case 'message':
      return `the message “${stimulus.message}” to ${place}`
    case 'signal':
      return `the signal “${stimulus.signal}” to ${place}`
    case 'error':
      return `the error “${stimulus.error}” at ${place}`
    default:
      return `${place} ${TOLD[stimulus.type] ?? 'told what nothing understands'}`
  }
}

const TOLD: Readonly<Partial<Record<string, string>>> = {
  start: 'begun',
  complete: 'done',
  'job-done': 'done by the service',
  escalate: 'passed on',
  fire: 'come, as its time was over',
  set: 'given other values',
  'cancel-activity': 'left out',
  move: 'left for another step',
  retry: 'tried again',
  'child-ended': 'ended',
  'child-escalated': 'passed on',
  terminate: 'ended by order',
}

/** `<element>#<n>` names the element. */
function elementOf(wait: string): string | undefined {
  const end = wait.lastIndexOf('#')
  return end > 0 ? wait.slice(0, end) : undefined
}

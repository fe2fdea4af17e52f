import type { ProcedureModel } from '../../../diagram/procedure-model.ts'
import { endOf, isStuck, type Happening, type Stimulus } from '../../../tokens/index.ts'
import type { Wait } from '../../../tokens/token-state.ts'
import { instant, type Instant } from '../../../values/instant.ts'
import { timerDue } from '../../../values/iso-timer.ts'
import {
  advance,
  EMPTY_TREE,
  openWaits,
  plant,
  type Advance,
  type InstanceTree,
  type ProcessInstance,
  type World,
} from '../../tree.ts'
import { hostStep, type HostedDefinition } from '../host.ts'
import type { ScenarioStep } from './scenario-step.ts'
import { countWaits, incidentIn, stuckAt, type StepReport } from './step-report.ts'

/** A procedure played through in memory on virtual time, by bpmn-engine. Its called processes play along. */
export interface Rehearsal {
  /** What time it is in it. */
  now(): Instant
  play(step: ScenarioStep): StepReport
}

export interface RehearsalOptions {
  /** When it begins; 09:00 in London on Monday 5 January 2026 unless told. */
  readonly at?: Instant
  /** Turns the state into JSON text and back before every step, as if the machine had stopped in between. */
  readonly persist?: boolean
}

type Outcome = Pick<StepReport, 'refused' | 'uncaught'>
type Open = { readonly instance: ProcessInstance; readonly wait: Wait }

/** A step that is for what waits at one element. */
type Addressed = Extract<ScenarioStep, { readonly element: string }>

const BEGINS_AT = instant('2026-01-05T09:00:00Z')
/** Timers that one step may fire; a cycle without end or length would fire for ever. */
const MOST_FIRINGS = 1_000
const DONE: Outcome = {}

/**
 * @param main - The process to play.
 * @param definitions - By process id: the definition that holds it, for `main` and every process that is called.
 */
export function rehearse(
  main: string,
  definitions: ReadonlyMap<string, HostedDefinition>,
  { at = BEGINS_AT, persist = false }: RehearsalOptions = {},
): Rehearsal {
  let now = at
  let tree = EMPTY_TREE
  let played = 0
  let taken: string[] = []
  const endEvents: string[] = []

  const modelOf = (process: string): ProcedureModel | undefined =>
    definitions.get(process)?.processes.get(process)?.model
  const world: World = {
    prefix: 'run',
    modelOf,
    step(process, state, stimulus, moment) {
      const definition = definitions.get(process)
      if (definition === undefined) throw new RangeError(`No diagram has the process ${process}`)
      return hostStep(definition, state, stimulus, moment, { process })
    },
  }
  return { now: () => now, play }

  function play(step: ScenarioStep): StepReport {
    played += 1
    taken = []
    if (persist) tree = readBack(tree)
    const moved = step.at === undefined ? DONE : moveTo('date', step.at)
    return report(moved.refused === undefined ? act(step) : moved)
  }

  function act(step: ScenarioStep): Outcome {
    switch (step.do) {
      case 'at':
        return DONE
      case 'advance':
        return moveTo('duration', step.by)
      case 'start':
        return start({ ...step, type: 'start' })
      case 'message':
        return throwMessage(step)
      case 'signal':
        return throwSignal(step)
      case 'set':
        return set(step)
      default:
        return tree.made === 0 && step.do === 'fire' ? start({ type: 'start', element: step.element }) : answer(step)
    }
  }

  function start({ variables, message, signal, element }: Stimulus & { type: 'start' }): Outcome {
    if (tree.made > 0) return refuse('already-started', `The process ${main} was started before.`)
    return follow(
      plant(
        main,
        {
          type: 'start',
          ...(variables && { variables }),
          ...(message !== undefined && { message }),
          ...(signal !== undefined && { signal }),
          ...(element !== undefined && { element }),
        },
        now,
        world,
      ),
    )
  }

  /** Answers what waits at an element. Of several, the first that fits, or the nth. */
  function answer(step: Addressed): Outcome {
    const here = openWaits(tree).filter(({ wait }) => wait.element === step.element)
    const fitting = here.filter(({ wait }) => FITTING[step.do]?.includes(wait.kind))
    const open = (fitting.length > 0 ? fitting : here)[(step.nth ?? 1) - 1]
    if (open === undefined) return refuse('not-waiting', nothingAt(step.element, step.nth, here.length))
    return follow(advance(tree, open.instance.id, stimulusFor(step, open.wait), now, world))
  }

  function nothingAt(element: string, nth: number | undefined, found: number): string {
    if (found > 0) return `Only ${found} wait at '${element}', and no number ${nth ?? 1}.`
    const others = countWaits(openWaits(tree).map(({ wait }) => wait)).map((waiting) => waiting.element)
    const isDrawn = [...definitions.keys()].some((process) => modelOf(process)?.nodes.has(element) === true)
    const fault = isDrawn ? `Nothing waits at '${element}'` : `There is no element '${element}'`
    return `${fault}; what waits: ${others.length > 0 ? others.join(', ') : 'nothing'}.`
  }

  function throwMessage({ message, variables, nth }: ScenarioStep & { readonly do: 'message' }): Outcome {
    if (tree.made === 0) return unlessUncaught(start({ type: 'start', message, variables }))
    const open = waitingFor((wait) => wait.kind === 'message' && wait.message === message)[(nth ?? 1) - 1]
    if (open === undefined) return { uncaught: true }
    const to = nth === undefined ? {} : { wait: open.wait.id }
    return follow(advance(tree, open.instance.id, { type: 'message', message, variables, ...to }, now, world))
  }

  function throwSignal({ signal, variables }: ScenarioStep & { readonly do: 'signal' }): Outcome {
    if (tree.made === 0) return unlessUncaught(start({ type: 'start', signal, variables }))
    const isFor = (wait: Wait) => wait.kind === 'signal' && wait.signal === signal
    const instances = new Set(waitingFor(isFor).map(({ instance }) => instance.id))
    for (const id of instances) {
      if (!waitingFor(isFor).some(({ instance }) => instance.id === id)) continue
      const outcome = follow(advance(tree, id, { type: 'signal', signal, variables }, now, world))
      if (outcome.refused !== undefined) return outcome
    }
    return instances.size === 0 ? { uncaught: true } : DONE
  }

  function set({ variables }: ScenarioStep & { readonly do: 'set' }): Outcome {
    const running = [...tree.instances.values()].filter(({ ended }) => !ended).map(({ id }) => id)
    if (running.length === 0) return refuse('not-started', 'Nothing runs whose variables could change.')
    for (const id of running) {
      if (tree.instances.get(id)?.ended !== false) continue
      const outcome = follow(advance(tree, id, { type: 'set', variables }, now, world))
      if (outcome.refused !== undefined) return outcome
    }
    return DONE
  }

  /** Moves the time, and fires each timer at its moment on the way. */
  function moveTo(kind: 'date' | 'duration', text: string): Outcome {
    const target = timerDue(kind, text, now)
    if ('problem' in target) return refuse('bad-time', target.problem)
    if (target.due < now) return refuse('bad-time', `It is ${now} already; the time cannot go back to ${target.due}.`)
    for (let fired = 0; ; fired += 1) {
      const next = firstDue(target.due)
      if (next === undefined) break
      if (fired === MOST_FIRINGS)
        return refuse('too-many-timers', `More than ${MOST_FIRINGS} timers fired until ${now}.`)
      if (next.due > now) now = next.due
      const outcome = follow(advance(tree, next.instance, { type: 'fire', wait: next.wait }, now, world))
      if (outcome.refused !== undefined) return outcome
    }
    now = target.due
    return DONE
  }

  function firstDue(until: Instant): { due: Instant; instance: string; wait: string } | undefined {
    let first: { due: Instant; instance: string; wait: string } | undefined
    for (const { instance, wait } of openWaits(tree)) {
      if (wait.kind !== 'timer' || wait.due > until || (first !== undefined && first.due <= wait.due)) continue
      first = { due: wait.due, instance: instance.id, wait: wait.id }
    }
    return first
  }

  function waitingFor(isMeant: (wait: Wait) => boolean): readonly Open[] {
    return openWaits(tree).filter(({ wait }) => isMeant(wait))
  }

  function follow(advanced: Advance): Outcome {
    if (advanced.kind === 'refused') return refuse(advanced.code, advanced.message)
    tree = advanced.tree
    for (const { happening } of advanced.changes) note(happening)
    return DONE
  }

  function note(happening: Happening): void {
    if (happening.type === 'taken') taken.push(happening.flow)
    if (happening.type === 'end-event') endEvents.push(happening.element)
  }

  function report(outcome: Outcome): StepReport {
    const instances = [...tree.instances.values()]
    const waits = openWaits(tree).map(({ wait }) => wait)
    const stuck = instances.find(({ state, ended }) => !ended && isStuck(state))
    const [root] = instances
    return {
      step: played,
      waiting: countWaits(waits),
      ended: root !== undefined && endOf(root.state) !== null,
      endEvents: [...endEvents],
      taken,
      incident: incidentIn(waits) ?? (stuck === undefined ? null : stuckAt(stuck.state)),
      ...(stuck !== undefined && { stuck: true }),
      ...outcome,
    }
  }
}

/** The kinds of wait that each action on an element is for, where several could wait there. */
const FITTING: Readonly<Record<string, readonly Wait['kind'][]>> = {
  complete: ['user'],
  job: ['job'],
  throw: ['user', 'job', 'child'],
  escalate: ['user', 'job', 'child'],
  fire: ['timer', 'deadline', 'condition'],
  cancel: ['user', 'job', 'child', 'message', 'signal', 'timer', 'deadline', 'condition'],
  retry: ['incident'],
}

function stimulusFor(step: Addressed, { id: wait }: Wait): Stimulus {
  switch (step.do) {
    case 'complete':
      return { type: 'complete', wait, variables: step.variables }
    case 'job':
      return { type: 'job-done', wait, variables: step.variables }
    case 'throw':
      return { type: 'error', wait, error: step.error }
    case 'escalate':
      return { type: 'escalate', wait, escalation: step.code }
    case 'fire':
      return { type: 'fire', wait }
    case 'cancel':
      return { type: 'cancel-activity', wait }
    case 'retry':
      return { type: 'retry', wait, variables: step.variables }
  }
}

function refuse(code: string, message: string): Outcome {
  return { refused: { code, message } }
}

/** Before the start, a message or signal that no start event waits for is caught by nobody. */
function unlessUncaught(outcome: Outcome): Outcome {
  return outcome.refused?.code === 'no-such-start' ? { uncaught: true } : outcome
}

function readBack(tree: InstanceTree): InstanceTree {
  const text = JSON.stringify([...tree.instances.values()])
  const instances = JSON.parse(text) as readonly ProcessInstance[]
  return { made: tree.made, instances: new Map(instances.map((instance) => [instance.id, instance])) }
}

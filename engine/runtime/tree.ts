import type { ProcedureModel } from '../diagram/procedure-model.ts'
import {
  endOf,
  initialState,
  waits,
  type Happening,
  type StepResult,
  type Stimulus,
  type TokenState,
} from '../tokens/index.ts'
import type { Variables, Wait } from '../tokens/token-state.ts'
import type { Instant } from '../values/instant.ts'

/**
 * The process instances of one case: the procedure's own and, under it, one for each call activity that is open. Pure:
 * what one instance does to another (a child starts, ends, fails; a signal goes to all) is worked off here, so that
 * commands, simulations and replay do the same.
 */
export interface InstanceTree {
  readonly instances: ReadonlyMap<string, ProcessInstance>
  /** Instances made so far; numbers the next one. */
  readonly made: number
}

export interface ProcessInstance {
  /** `<prefix>/<n>`, n from 1. */
  readonly id: string
  readonly process: string
  readonly parent?: { readonly instance: string; readonly wait: string }
  readonly state: TokenState
  readonly ended: boolean
  /** What its end event recorded. */
  readonly outcome?: string
  /** Stimuli that it has taken. */
  readonly steps: number
}

/** How the tree reaches the diagrams, and who steps. */
export interface World {
  readonly prefix: string
  readonly modelOf: (process: string) => ProcedureModel | undefined
  readonly step: (process: string, state: TokenState, stimulus: Stimulus, now: Instant) => StepResult
}

export interface Change {
  readonly instance: string
  readonly happening: Happening
}

/** What was done to one instance: enough to replay it. */
export interface Stimulated {
  readonly instance: string
  readonly stimulus: Stimulus
}

export type Advance =
  | {
      readonly kind: 'advanced'
      readonly tree: InstanceTree
      readonly changes: readonly Change[]
      readonly stimulated: readonly Stimulated[]
    }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Process instances that one command may start; beyond it the call activity gets the error `TOO_MANY_CALLS`. */
const CALLS_PER_COMMAND = 100
/**
 * Steps of process instances that one command may lead to, and happenings in all of them; two that answer each other at once
 * would go on for ever. What is still to be told then is told, so that no process is left at odds with another, but it sets
 * nothing in motion.
 */
const STEPS_PER_COMMAND = 500
const HAPPENINGS_PER_COMMAND = 10_000

export const EMPTY_TREE: InstanceTree = { instances: new Map(), made: 0 }

/** Starts the procedure: in an empty tree, or once more after all its instances have ended. */
export function plant(
  process: string,
  start: Stimulus & { readonly type: 'start' },
  now: Instant,
  world: World,
  tree: InstanceTree = EMPTY_TREE,
): Advance {
  const work = makeWork(tree, now, world)
  return work.run(work.add(process, undefined), start)
}

/** Hands a stimulus to one instance and works off all that follows from it in the others. */
export function advance(tree: InstanceTree, instance: string, stimulus: Stimulus, now: Instant, world: World): Advance {
  return makeWork(tree, now, world).run(instance, stimulus)
}

/** Every open wait of the tree with its instance, parents before children. */
export function openWaits(tree: InstanceTree): readonly { readonly instance: ProcessInstance; readonly wait: Wait }[] {
  const open: { readonly instance: ProcessInstance; readonly wait: Wait }[] = []
  for (const instance of tree.instances.values()) {
    if (instance.ended) continue
    for (const wait of waits(instance.state)) open.push({ instance, wait })
  }
  return open
}

/** The tree without the instances that have ended: what a command finds when it loads its case. */
export function withoutEnded({ instances, made }: InstanceTree): InstanceTree {
  return { instances: new Map([...instances].filter(([, { ended }]) => !ended)), made }
}

/** The working copy of one command: the only mutable thing here, and never handed out before the work is done. */
function makeWork(tree: InstanceTree, now: Instant, world: World) {
  const instances = new Map(tree.instances)
  const changes: Change[] = []
  const stimulated: Stimulated[] = []
  const queue: Stimulated[] = []
  const halted = new Set<string>()
  let made = tree.made
  let calls = 0

  return { add, run }

  function add(process: string, parent: ProcessInstance['parent']): string {
    const model = world.modelOf(process)
    if (model === undefined) throw new RangeError(`No diagram has the process ${process}`)
    made += 1
    const id = `${world.prefix}/${made}`
    const state = initialState(model, { child: parent !== undefined })
    instances.set(id, { id, process, ...(parent && { parent }), state, ended: false, steps: 0 })
    return id
  }

  function run(instance: string, stimulus: Stimulus): Advance {
    const refusal = apply({ instance, stimulus })
    if (refusal !== undefined) return refusal
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (stimulated.length < STEPS_PER_COMMAND && changes.length < HAPPENINGS_PER_COMMAND) apply(next)
      else halt(next)
    }
    return { kind: 'advanced', tree: { instances, made }, changes, stimulated }
  }

  /** The last that an instance hears of it: once, however often others say it. */
  function halt({ instance, stimulus }: Stimulated): void {
    const told = `${instance} ${JSON.stringify(stimulus)}`
    if (halted.has(told)) return
    halted.add(told)
    apply({ instance, stimulus: { ...stimulus, halts: true } })
  }

  /** Steps one instance and queues what follows; a refusal is returned and changes nothing. */
  function apply({ instance: id, stimulus }: Stimulated): (Advance & { kind: 'refused' }) | undefined {
    const instance = instances.get(id)
    if (instance === undefined) {
      return { kind: 'refused', code: 'no-such-instance', message: `There is no process instance ${id}` }
    }
    const result = world.step(instance.process, instance.state, stimulus, now)
    if (result.kind === 'refused') return result

    stimulated.push({ instance: id, stimulus })
    let outcome = instance.outcome
    for (const happening of result.happenings) {
      changes.push({ instance: id, happening })
      if (happening.type === 'end-event') outcome = happening.outcome ?? outcome
    }
    const end = endOf(result.state)
    const stepped = {
      ...instance,
      state: result.state,
      ended: end !== null,
      steps: instance.steps + 1,
      ...(outcome !== undefined && { outcome }),
    }
    instances.set(id, stepped)
    for (const happening of result.happenings) follow(stepped, happening)
    if (end !== null && !instance.ended) tellParent(stepped, end)
    return undefined
  }

  function follow(instance: ProcessInstance, happening: Happening): void {
    switch (happening.type) {
      case 'wait-opened':
        if (happening.wait.kind === 'child') call(instance, happening.wait)
        break
      case 'wait-closed':
        // A call activity that was completed has no child any more; one that was stopped still has.
        if (happening.reason !== 'completed') terminateChildOf(instance, happening.wait)
        break
      case 'message-thrown':
        throwMessage(instance, happening.message)
        break
      case 'signal-thrown':
        throwSignal(instance, happening.signal)
        break
      case 'escalation-escaped':
        if (instance.parent !== undefined) {
          const { instance: parent, wait } = instance.parent
          queue.push({
            instance: parent,
            stimulus: { type: 'child-escalated', wait, escalation: happening.escalation },
          })
        }
        break
      default:
    }
  }

  function call(parent: ProcessInstance, wait: Wait & { kind: 'child' }): void {
    calls += 1
    const unknown = world.modelOf(wait.calledElement) === undefined
    if (calls > CALLS_PER_COMMAND || unknown) {
      const error = unknown ? 'NO_SUCH_PROCESS' : 'TOO_MANY_CALLS'
      queue.push({ instance: parent.id, stimulus: { type: 'error', wait: wait.id, error } })
      return
    }
    const id = add(wait.calledElement, { instance: parent.id, wait: wait.id })
    const variables: Variables = { ...parent.state.variables, ...wait.local }
    queue.push({ instance: id, stimulus: { type: 'start', variables } })
  }

  /** A call activity that was left (completed, or interrupted) has no child any more. */
  function terminateChildOf(parent: ProcessInstance, wait: string): void {
    for (const child of instances.values()) {
      if (child.parent?.instance === parent.id && child.parent.wait === wait && !child.ended) {
        queue.push({ instance: child.id, stimulus: { type: 'terminate' } })
      }
    }
  }

  function tellParent(child: ProcessInstance, end: NonNullable<ReturnType<typeof endOf>>): void {
    if (child.parent === undefined) return
    const { instance, wait } = child.parent
    const outcome = child.outcome === undefined ? {} : { outcome: child.outcome }
    const stimulus: Stimulus =
      end.kind === 'failed'
        ? { type: 'error', wait, error: end.error ?? '' }
        : { type: 'child-ended', wait, variables: { ...child.state.variables, ...outcome } }
    queue.push({ instance, stimulus })
  }

  /** A message goes to one catcher; inside a case, to the first other instance that waits for it. */
  function throwMessage(thrower: ProcessInstance, message: string): void {
    const catcher = [...instances.values()].find(
      (other) =>
        other.id !== thrower.id &&
        !other.ended &&
        waits(other.state).some((wait) => wait.kind === 'message' && wait.message === message),
    )
    if (catcher !== undefined) queue.push({ instance: catcher.id, stimulus: { type: 'message', message } })
  }

  /** A signal goes to all. */
  function throwSignal(thrower: ProcessInstance, signal: string): void {
    for (const other of instances.values()) {
      if (other.id === thrower.id || other.ended) continue
      if (waits(other.state).some((wait) => wait.kind === 'signal' && wait.signal === signal)) {
        queue.push({ instance: other.id, stimulus: { type: 'signal', signal } })
      }
    }
  }
}

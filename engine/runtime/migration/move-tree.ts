import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import {
  checkPlan,
  migrate,
  proposeMapping,
  waits,
  type Happening,
  type Instruction,
  type MoveFailureCode,
} from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { InstanceTree, ProcessInstance } from '../tree.ts'

/** What moving needs to know of a version of a procedure, or of a draft. */
export interface MovableVersion {
  /** Process at which a case starts. */
  readonly main: string
  readonly processes: ReadonlyMap<string, { readonly model: ProcedureModel }>
}

/** Where the cases of a version go in another one, process by process. */
export interface MovePlan {
  readonly processes: readonly ProcessPlan[]
}

export interface ProcessPlan {
  readonly process: string
  /** Process of the other version. */
  readonly to: string
  readonly instructions: readonly Instruction[]
}

/** Why a case cannot be moved, in words; nothing in it is of a person. */
export interface CaseMoveFailure {
  readonly code: MoveFailureCode | 'process-missing' | 'other-process' | CaseFailureCode
  readonly message: string
  /** Process in which it is, and the step there. */
  readonly process?: string
  readonly element?: string
}

/** What stands in the way of a case whatever its diagrams say. */
export type CaseFailureCode = 'case-closed' | 'other-version' | 'case-incident' | 'service-at-work' | 'not-allowed'

export type TreeMoved =
  | {
      readonly kind: 'moved'
      readonly tree: InstanceTree
      /** The part of the plan that this case needed: with it alone the same case is moved in the same way. */
      readonly used: MovePlan
      /** Events that wait no more, and that begin to wait, by process. */
      readonly happenings: readonly { readonly process: string; readonly happening: Happening }[]
    }
  | { readonly kind: 'failed'; readonly failures: readonly CaseMoveFailure[] }

/** Each process with the same id, and the first diagram with the first; in them what goes without saying. */
export function proposePlan(from: MovableVersion, to: MovableVersion): MovePlan {
  return {
    processes: [...from.processes].flatMap(([process, { model }]): ProcessPlan[] => {
      const target = to.processes.has(process) ? process : process === from.main ? to.main : undefined
      const other = target === undefined ? undefined : to.processes.get(target)
      if (target === undefined || other === undefined) return []
      return [{ process, to: target, instructions: proposeMapping(model, other.model) }]
    }),
  }
}

/** All that is wrong with the plan itself. */
export function checkMovePlan(
  from: MovableVersion,
  to: MovableVersion,
  { processes }: MovePlan,
): readonly CaseMoveFailure[] {
  return processes.flatMap(({ process, to: target, instructions }, index): readonly CaseMoveFailure[] => {
    const [model, other] = [from.processes.get(process)?.model, to.processes.get(target)?.model]
    if (model === undefined || other === undefined) return [missing(model?.name ?? process, process)]
    if (processes.findIndex((each) => each.process === process) !== index) {
      const message = `“${model.name}” is mapped twice; say once where its cases go`
      return [{ code: 'mapped-twice', message, process }]
    }
    return checkPlan(model, other, instructions).map(({ code, message, source }) => ({
      ...{ code, message, process },
      ...(source !== undefined && { element: source }),
    }))
  })
}

/** Moves every process of a case that has not ended. Pure. What is in the way of any is told, and nothing is moved. */
export function moveTree(
  from: MovableVersion,
  to: MovableVersion,
  plan: MovePlan,
  tree: InstanceTree,
  now: Instant,
): TreeMoved {
  const failures: CaseMoveFailure[] = []
  const used: ProcessPlan[] = []
  const happenings: { process: string; happening: Happening }[] = []
  const moved = new Map<string, ProcessInstance>()
  for (const instance of tree.instances.values()) {
    if (instance.ended) {
      moved.set(instance.id, instance)
      continue
    }
    const { process } = instance
    const own = plan.processes.find((each) => each.process === process)
    const model = from.processes.get(process)?.model
    const other = own && to.processes.get(own.to)?.model
    if (own === undefined || model === undefined || other === undefined) {
      failures.push(missing(model?.name ?? process, process))
      continue
    }
    const result = migrate(model, other, own.instructions, instance.state, now)
    if (result.kind === 'failed') {
      for (const { code, message, source } of result.failures) {
        const placed = { code, message: inProcess(message, model), process }
        failures.push(source === undefined ? placed : { ...placed, element: source })
      }
      continue
    }
    addUsed(used, own, result.used)
    for (const happening of result.happenings) happenings.push({ process: own.to, happening })
    moved.set(instance.id, { ...instance, process: own.to, state: result.state })
  }
  if (failures.length === 0) failures.push(...otherCalls(to, moved))
  if (failures.length > 0) return { kind: 'failed', failures }
  return { kind: 'moved', tree: { ...tree, instances: moved }, used: { processes: used }, happenings }
}

/** A call activity that now calls another part than the one that its case is in. */
function otherCalls(to: MovableVersion, instances: ReadonlyMap<string, ProcessInstance>): readonly CaseMoveFailure[] {
  return [...instances.values()].flatMap((child): CaseMoveFailure[] => {
    const parent = child.ended || child.parent === undefined ? undefined : instances.get(child.parent.instance)
    if (parent === undefined || parent.ended) return []
    const wait = waits(parent.state).find(({ id }) => id === child.parent?.wait)
    if (wait?.kind !== 'child' || wait.calledElement === child.process) return []
    const name = (id: string) => `“${to.processes.get(id)?.model.name ?? id}”`
    const step = to.processes.get(parent.process)?.model.nodes.get(wait.element)?.name ?? wait.element
    const message = `“${step}” goes through ${name(wait.calledElement)} in the new version, and the case would be in ${name(child.process)}: map the one to the other`
    return [{ code: 'other-process', message, process: child.process, element: wait.element }]
  })
}

function addUsed(used: ProcessPlan[], { process, to }: ProcessPlan, instructions: readonly Instruction[]): void {
  const at = used.findIndex((each) => each.process === process)
  const known = used[at]
  if (known === undefined) {
    used.push({ process, to, instructions })
    return
  }
  const sources = new Set(known.instructions.map(({ source }) => source))
  const more = instructions.filter(({ source }) => !sources.has(source))
  used[at] = { process, to, instructions: [...known.instructions, ...more] }
}

function missing(name: string, process: string): CaseMoveFailure {
  const message = `The case is in “${name === '' ? process : name}”, and the new version has no such part: say which takes its place`
  return { code: 'process-missing', message, process }
}

/** A case is in several diagrams at once: the sentence says in which. */
function inProcess(message: string, { name }: ProcedureModel): string {
  return name === '' ? message : `${message} (in “${name}”)`
}

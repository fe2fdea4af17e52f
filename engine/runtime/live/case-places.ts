import type { Actor, Need } from '../../access/index.ts'
import { inReadingOrder, kindInWords } from '../../diagram/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import type { Wait } from '../../tokens/index.ts'
import type { Instant } from '../../values/instant.ts'
import { readingOf, recordReading } from '../access.ts'
import { treeOf } from '../change-case.ts'
import { rowId } from '../row-id.ts'
import type { Runtime } from '../runtime.ts'
import { openWaits, type InstanceTree, type ProcessInstance } from '../tree.ts'
import { nameAt, whyNot } from './why-not.ts'

/** Where a case is, and the steps to which it could be moved from there. */
export interface CasePlaces {
  readonly caseId: string
  readonly procedure: string
  readonly version: number
  /** Of the case: to be named when it is moved. */
  readonly caseVersion: number
  readonly places: readonly CasePlace[]
}

export interface CasePlace {
  /** Names the place; of a task it is the task's id. */
  readonly at: string
  readonly process: string
  /** Name of the diagram. */
  readonly diagram: string
  readonly element: string
  readonly name: string
  /** Something is wrong there. */
  readonly stuck: boolean
  readonly targets: readonly PlaceToGo[]
}

export interface PlaceToGo {
  readonly element: string
  readonly name: string
  readonly kind: string
}

/** What the pages and the command bring besides who asks. */
export const BY_TWO: readonly Need[] = ['reason', 'second-person']

/** For those who may move it: reading it is recorded. @throws NotFoundError when there is no such case, or none for them. */
export async function casePlaces(runtime: Runtime, actor: Actor, caseId: string): Promise<CasePlaces> {
  await recordReading(runtime, actor, { caseId, action: 'move-to-step', given: BY_TWO }, readingOf('move'))
  const { read } = runtime.store
  const [row, instances] = await Promise.all([read.case(caseId), read.instances(caseId)])
  if (row === undefined) throw new NotFoundError('case', caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const now = runtime.clock.now()
  const modelOf = (process: string) => procedure.processes.get(process)?.model
  return {
    caseId,
    procedure: row.procedure,
    version: row.procedureVersion,
    caseVersion: row.version,
    places: standingIn(treeOf(row, instances)).flatMap(({ instance, wait }) => {
      const model = modelOf(instance.process)
      return model === undefined ? [] : [placeIn(model, instance, wait, now)]
    }),
  }
}

/** Where it waits, events beside the flow left out; of a wait for the first of several events, one stands for all. */
export function standingIn(tree: InstanceTree): readonly { readonly instance: ProcessInstance; readonly wait: Wait }[] {
  const offered = new Set<string>()
  return openWaits(tree).filter(({ instance, wait: { role, on = '' } }) => {
    if (role !== 'gateway') return role !== 'boundary' && role !== 'start'
    const key = `${instance.id} ${on}`
    return !offered.has(key) && offered.add(key)
  })
}

function placeIn(model: ProcedureModel, instance: ProcessInstance, wait: Wait, now: Instant): CasePlace {
  const nodes = [...model.scopes.keys()].flatMap((scope) => inReadingOrder(model, scope))
  return {
    at: rowId(instance.id, wait.id),
    process: model.id,
    diagram: model.name,
    element: elementOf(model, wait),
    name: nameAt(model, elementOf(model, wait)),
    stuck: wait.kind === 'incident',
    targets: nodes.flatMap((node) =>
      whyNot(model, instance, wait, node.id, now) === undefined
        ? [{ element: node.id, name: nameAt(model, node.id), kind: kindInWords(node) }]
        : [],
    ),
  }
}

/** Of an event that is one of several: the gateway before them. */
export function elementOf(model: ProcedureModel, { element, role }: Wait): string {
  if (role !== 'gateway') return element
  const [flow = ''] = model.nodes.get(element)?.incoming ?? []
  return model.flows.get(flow)?.source ?? element
}

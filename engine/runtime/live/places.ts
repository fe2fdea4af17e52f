import { kindInWords } from '../../diagram/index.ts'
import type { FlowNode, ProcedureModel } from '../../diagram/procedure-model.ts'
import type { LivePlace } from '../../store/index.ts'
import type { LoadedProcedure } from '../procedures.ts'

/** A step at which a case can be: a task, a part with its own diagram, work of the service, a wait. */
export interface StandingPlace {
  readonly process: string
  readonly element: string
  readonly name: string
  /** As people say it: `Task`, `Stage` … */
  readonly kind: string
  readonly role?: string
  readonly stored: LivePlace
}

/** Every step of the version at which a case can be, diagram by diagram. */
export function placesOf({ processes }: Pick<LoadedProcedure, 'processes'>): readonly StandingPlace[] {
  const models = new Map([...processes].map(([id, { model }]) => [id, model]))
  return [...processes.values()].flatMap(({ model }) =>
    [...model.nodes.values()].flatMap((node) => {
      const stored = storedPlace(models, model, node)
      if (stored === undefined) return []
      const { role } = node.redress
      const place = { process: model.id, element: node.id, name: nameOf(model, node), kind: kindInWords(node), stored }
      return [{ ...place, ...(role !== undefined && node.type === 'userTask' && { role }) }]
    }),
  )
}

type Models = ReadonlyMap<string, ProcedureModel>

/** The tasks of a diagram and of all that it calls. */
function tasksIn(models: Models, process: string, seen: Set<string>): readonly string[] {
  const model = models.get(process)
  if (model === undefined || seen.has(process)) return []
  seen.add(process)
  return [...model.nodes.values()].flatMap((node) => {
    if (node.type === 'userTask') return [node.id]
    return node.type === 'callActivity' ? tasksIn(models, node.calledElement ?? '', seen) : []
  })
}

/** Undefined for what no case stays at: gateways that only decide, ends, events at the edge of a step. */
function storedPlace(models: Models, model: ProcedureModel, node: FlowNode): LivePlace | undefined {
  const element = node.id
  switch (node.type) {
    case 'userTask':
      return { kind: 'task', element }
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return { kind: 'work', element }
    case 'callActivity':
      return { kind: 'part', element, inside: tasksIn(models, node.calledElement ?? '', new Set()) }
    case 'receiveTask':
      return { kind: 'wait', element, process: model.id, mark: element }
    case 'eventBasedGateway': {
      const [first] = node.outgoing.flatMap((flow) => model.flows.get(flow)?.target ?? [])
      return first === undefined ? undefined : { kind: 'wait', element, process: model.id, mark: first }
    }
    case 'intermediateCatchEvent':
      return isOffered(model, node) ? undefined : { kind: 'wait', element, process: model.id, mark: element }
    default:
      return undefined
  }
}

/** One of the events that come after a wait for the first of several. */
export function isOffered(model: ProcedureModel, { incoming }: FlowNode): boolean {
  return incoming.some((flow) => model.nodes.get(model.flows.get(flow)?.source ?? '')?.type === 'eventBasedGateway')
}

/** A wait for the first of several events has no name of its own as a rule. */
export function nameOf(model: ProcedureModel, node: FlowNode): string {
  if (node.name !== '') return node.name
  if (node.type !== 'eventBasedGateway') return kindInWords(node)
  const events = node.outgoing.flatMap((flow) => model.nodes.get(model.flows.get(flow)?.target ?? '')?.name ?? [])
  return `Waits for: ${events.join(', or ')}`
}

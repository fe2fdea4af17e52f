import type { FlowNode, GatewayNode, ProcedureModel } from '../procedure-model.ts'
import { refusal, repeated, type Remark } from './remark.ts'

const EVENTS: readonly string[] = ['message', 'timer', 'signal', 'conditional']

/** Event-based gateways lead to events that wait, each reached from the gateway only. */
export function checkGateways(model: ProcedureModel): readonly Remark[] {
  return [...model.nodes.values()].flatMap((node) =>
    node.type === 'eventBasedGateway' ? checkTargets(node, model) : [],
  )
}

function checkTargets({ id, outgoing }: GatewayNode, { flows, nodes }: ProcedureModel): readonly Remark[] {
  const targets = outgoing.flatMap((flow) => nodes.get(flows.get(flow)?.target ?? '') ?? [])
  return [
    ...targets.flatMap((target) => {
      if (!waits(target)) {
        const message = `The event-based gateway ${id} leads to it, and it does not wait for an event.`
        const remedy = 'Lead the gateway to catching events (message, timer, signal, condition) or receive tasks only.'
        return [refusal(target.id, 'gateway-without-event', message, remedy)]
      }
      if (target.incoming.length === 1) return []
      const message = `The event follows the event-based gateway ${id} and has another incoming flow.`
      return [refusal(target.id, 'event-has-other-flow', message, 'Lead the other flow into the gateway.')]
    }),
    ...repeated(targets, messageOf).map((target) => {
      const message = `Another event after the gateway ${id} waits for the same message.`
      return refusal(target.id, 'same-event-twice', message, 'Keep one of the two.')
    }),
  ]
}

function waits(node: FlowNode): boolean {
  if (node.type === 'receiveTask') return true
  return node.type === 'intermediateCatchEvent' && EVENTS.includes(node.event.kind)
}

function messageOf(node: FlowNode): string | undefined {
  if (node.type === 'receiveTask') return node.message
  return 'event' in node && node.event.kind === 'message' ? node.event.message : undefined
}

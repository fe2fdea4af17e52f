import type { FlowNode, ProcedureModel } from './procedure-model.ts'

/**
 * Steps of one scope so that each comes after all that lead to it, as far as the ways do not go round; what can break into
 * a step follows it.
 */
export function inReadingOrder(model: ProcedureModel, scope: string): readonly FlowNode[] {
  const own = (model.scopes.get(scope)?.nodes ?? []).flatMap((id) => model.nodes.get(id) ?? [])
  const found: FlowNode[] = []
  const state = new Map<string, 'open' | 'closed'>()
  // Depth first, each node put before all that follow it: the reverse of leaving order. Backward flows are passed over.
  for (const start of own.filter(({ type }) => type === 'startEvent').toReversed()) visit(start)
  // What no way leads to comes last.
  const led = [...found]
  found.length = 0
  for (const rest of own.toReversed()) visit(rest)
  return [...led, ...found]

  function visit(node: FlowNode): void {
    if (state.has(node.id) || node.scope !== scope) return
    state.set(node.id, 'open')
    const next = [...('boundaries' in node ? node.boundaries : []), ...targets(node)]
    for (const id of next.toReversed()) {
      const other = model.nodes.get(id)
      if (other !== undefined) visit(other)
    }
    state.set(node.id, 'closed')
    found.unshift(node)
  }

  function targets({ outgoing }: FlowNode): readonly string[] {
    return outgoing.flatMap((flow) => model.flows.get(flow)?.target ?? [])
  }
}

/** Where ways only meet, nothing happens. What has a name is always a step. */
export function isReadAsStep(node: FlowNode): boolean {
  if (node.type === 'subProcess' && node.triggeredByEvent === true) return false
  return node.name !== '' || node.type !== 'exclusiveGateway' || node.outgoing.length > 1
}

/** A gateway that asks which of several ways is taken. */
export function asksQuestion({ type, outgoing }: FlowNode): boolean {
  return (type === 'exclusiveGateway' || type === 'inclusiveGateway') && outgoing.length > 1
}

/** What kind of step it is, for people. */
export function kindInWords(node: FlowNode): string {
  switch (node.type) {
    case 'startEvent':
      return 'Begins with'
    case 'endEvent':
      return 'Ends with'
    case 'boundaryEvent':
      return 'May happen'
    case 'intermediateCatchEvent':
      return node.event.kind === 'timer' ? 'Time passes' : 'Waits for'
    case 'intermediateThrowEvent':
      return 'Announces'
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return 'Question'
    case 'parallelGateway':
      return node.outgoing.length > 1 ? 'At the same time' : 'When all of them are done'
    case 'eventBasedGateway':
      return 'Whichever comes first'
    case 'userTask':
    case 'manualTask':
    case 'task':
      return 'Task'
    case 'callActivity':
    case 'subProcess':
    case 'transaction':
      return 'Stage'
    case 'receiveTask':
      return 'Waits for'
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return 'Done by the service'
  }
}

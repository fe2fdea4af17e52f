import type { FlowNode, ProcedureModel, SequenceFlow } from '../../../engine/index.ts'

/**
 * A model from lines such as `start > x1 > a > end`: `start…` and `end…` are events, `x…` exclusive and `p…` parallel
 * gateways, everything else a task named by its own id. Gateways and events have no name.
 */
export function aModel(...lines: readonly string[]): ProcedureModel {
  const flows = lines.flatMap((line) => {
    const ids = line.split('>').map((id) => id.trim())
    return ids.slice(1).map((target, index): SequenceFlow => {
      const source = ids[index] ?? ''
      return { id: `${source}-${target}`, name: '', source, target }
    })
  })
  const ids = [...new Set(flows.flatMap(({ source, target }) => [source, target]))]
  const nodes = ids.map((id) => aNode(id, flows))
  const starts = ids.filter((id) => id.startsWith('start'))
  return {
    id: 'process',
    name: 'Process',
    documentation: '',
    nodes: new Map(nodes.map((node) => [node.id, node])),
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    scopes: new Map([
      ['process', { id: 'process', kind: 'process', parent: null, nodes: ids, starts, eventSubProcesses: [] }],
    ]),
    lanes: [],
  }
}

function aNode(id: string, flows: readonly SequenceFlow[]): FlowNode {
  const incoming = flows.filter(({ target }) => target === id).map((flow) => flow.id)
  const outgoing = flows.filter(({ source }) => source === id).map((flow) => flow.id)
  const base = { id, name: '', documentation: '', scope: 'process', incoming, outgoing, redress: {} }
  if (/^(start|end)/.test(id)) {
    return {
      ...base,
      type: id.startsWith('start') ? 'startEvent' : 'endEvent',
      event: { kind: 'none' },
      interrupting: true,
    }
  }
  if (/^[xp]\d/.test(id)) return { ...base, type: id.startsWith('x') ? 'exclusiveGateway' : 'parallelGateway' }
  return { ...base, name: id, type: 'userTask', boundaries: [], isForCompensation: false }
}

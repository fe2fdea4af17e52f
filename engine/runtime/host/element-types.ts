import type { FlowNode } from '../../diagram/procedure-model.ts'

/** The node's type as BPMN's own metamodel, and so bpmn-engine, names it: `bpmn:UserTask`. */
export function elementType(type: FlowNode['type']): string {
  return `bpmn:${type.charAt(0).toUpperCase()}${type.slice(1)}`
}

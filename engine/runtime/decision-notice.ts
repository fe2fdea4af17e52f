import type { FactType } from '../case/fact.ts'
import type { FlowNode, ProcedureModel } from '../diagram/procedure-model.ts'
import type { Variables } from '../tokens/index.ts'
import type { LoadedProcedure } from './procedures.ts'

/** How a procedure comes to a decision and tells the complainant: by its diagram, so that there is one letter. */
export interface DecisionNotice {
  /** The step in which somebody is asked; by its id. */
  readonly task: string
  /** What its form sets when the answer is yes. */
  readonly answered: Variables
  /** The step that writes, with its parameters. */
  readonly action: string
  readonly parameters: Readonly<Record<string, string>>
}

/** @param by - The fact that the decision is. Undefined where the procedure has no such step. */
export function decisionNotice({ processes, forms }: LoadedProcedure, by: FactType): DecisionNotice | undefined {
  for (const { model } of processes.values()) {
    for (const node of model.nodes.values()) {
      const form = node.type === 'userTask' ? forms.get(node.redress.form ?? '') : undefined
      const record = form?.schema['x-redress']?.records?.find(({ fact }) => fact === by)
      const letter = record === undefined ? undefined : firstAction(model, node)
      if (record === undefined || letter === undefined) continue
      const { action = '', parameters = {} } = letter.redress
      const { when } = record
      const answered = when === undefined ? {} : { [when.field]: when.equals as boolean }
      return { task: node.id, answered, action, parameters }
    }
  }
  return undefined
}

/** The first step after the node that something is sent in. */
function firstAction(model: ProcedureModel, from: FlowNode): FlowNode | undefined {
  const seen = new Set<string>()
  const queue = [...from.outgoing]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = model.nodes.get(model.flows.get(id)?.target ?? '')
    if (node === undefined || seen.has(node.id)) continue
    seen.add(node.id)
    if (node.redress.action !== undefined) return node
    queue.push(...node.outgoing)
  }
  return undefined
}

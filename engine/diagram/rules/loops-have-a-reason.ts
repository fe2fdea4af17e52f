import type { Registry } from '../finding.ts'
import type { FlowNode, ProcedureModel } from '../procedure-model.ts'
import { named, processesOf } from './reading/elements.ts'
import { variablesIn } from './reading/expressions.ts'
import { loopsOf } from './reading/reach.ts'
import { asksFor, formAt } from './reading/registered.ts'
import { variablesKnown } from './reading/variables.ts'
import type { DiagramRule } from './rule.ts'

const WAITING = new Set(['intermediateCatchEvent', 'receiveTask', 'eventBasedGateway'])

/** Work that is sent back and back again should say why, or stop counting somewhere. */
export const loopsHaveAReason: DiagramRule = {
  id: 'loops-have-a-reason',
  about: 'Sending work back asks for the reason, or counts how often.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) =>
      loopsOf(model)
        .filter((loop) => !isExplained(loop, model, registry))
        .flatMap((loop) => loop.find(({ type }) => type === 'userTask') ?? loop.slice(0, 1))
        .map((node) => ({
          element: node.id,
          message: `${named(node)} can come again and again, and nothing says why or how often.`,
          remedy: 'Ask for the reason in a form of the loop, or let its gateway count.',
        })),
    ),
}

/** A loop that waits for something from outside is no sending back. */
function isExplained(loop: readonly FlowNode[], model: ProcedureModel, registry: Registry): boolean {
  const asksWhy = loop.some((node) => {
    const form = formAt(node, registry)
    return form !== undefined && asksFor(form, /reason|comment|why|note|explanation/i)
  })
  return asksWhy || loop.some(({ type }) => WAITING.has(type)) || counts(loop, model, registry)
}

function counts(loop: readonly FlowNode[], model: ProcedureModel, registry: Registry): boolean {
  const numbers = new Set(
    variablesKnown(registry).flatMap(({ name, description }) => (description.type === 'number' ? [name] : [])),
  )
  const conditions = loop.flatMap(({ outgoing }) => outgoing.map((id) => model.flows.get(id)?.condition ?? ''))
  return conditions.some((condition) => variablesIn(condition).some((name) => numbers.has(name)))
}

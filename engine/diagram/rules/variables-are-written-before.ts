import type { Diagram, FlowNode } from '../procedure-model.ts'
import type { Registry } from '../finding.ts'
import { always } from './reading/always.ts'
import { named, processesOf } from './reading/elements.ts'
import { expressionsOf, variablesIn, type Expression } from './reading/expressions.ts'
import { decisionAt, setBy } from './reading/registered.ts'
import { variablesKnown, writersOf } from './reading/variables.ts'
import type { DiagramRule } from './rule.ts'

/** A condition on something that was never written stops the case, or sends it the wrong way. */
export const variablesAreWrittenBefore: DiagramRule = {
  id: 'variables-are-written-before',
  about: 'What a condition or a decision table reads has been written before it, on every way to it.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const written = always(model, {
        start: Object.keys(registry.startVariables ?? {}),
        at: (node) => Object.keys(setBy(node, registry)),
      })
      const read = [
        ...expressionsOf(model).map(readByText),
        ...[...model.nodes.values()].flatMap((node) => readByTable(node, registry)),
      ]
      return read.flatMap(({ names, element, where, node, on }) => {
        const known = on === 'entering' ? written.before(node) : written.after(node)
        if (known === undefined) return []
        return names
          .filter((name) => !known.has(name))
          .map((name) => ({
            element,
            message: `${where} reads '${name}', ${reasonFor(diagram, registry, name)}.`,
            remedy: 'Set it by a form or an action that every way to this place passes, or read another variable.',
          }))
      })
    }),
}

interface Read extends Omit<Expression, 'text'> {
  readonly names: readonly string[]
}

function readByText({ text, ...place }: Expression): Read {
  return { ...place, names: variablesIn(text) }
}

function readByTable(node: FlowNode, registry: Registry): readonly Read[] {
  const table = decisionAt(node, registry)
  if (table === undefined) return []
  const where = `The decision table '${table.name}' of ${lowerFirst(named(node))}`
  return [{ names: Object.keys(table.inputs), element: node.id, where, node: node.id, on: 'entering' }]
}

function reasonFor(diagram: Diagram, registry: Registry, variable: string): string {
  const [writer] = writersOf(diagram, registry, variable)
  if (writer !== undefined) return `which is not set on every way to it (${lowerFirst(writer)} sets it)`
  const twin = variablesKnown(registry).find(({ name }) => name.toLowerCase() === variable.toLowerCase())
  if (twin !== undefined && twin.name !== variable) return `which is written '${twin.name}'`
  return 'which no step of this diagram sets'
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

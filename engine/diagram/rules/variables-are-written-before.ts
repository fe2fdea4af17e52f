import type { Diagram } from '../procedure-model.ts'
import type { Registry } from '../finding.ts'
import { always } from './reading/always.ts'
import { processesOf } from './reading/elements.ts'
import { expressionsOf, variablesIn } from './reading/expressions.ts'
import { setBy } from './reading/registered.ts'
import { variablesKnown, writersOf } from './reading/variables.ts'
import type { DiagramRule } from './rule.ts'

/** A condition on something that was never written stops the case, or sends it the wrong way. */
export const variablesAreWrittenBefore: DiagramRule = {
  id: 'variables-are-written-before',
  about: 'What a condition reads has been written before it, on every way to it.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => {
      const written = always(model, {
        start: Object.keys(registry.startVariables ?? {}),
        at: (node) => Object.keys(setBy(node, registry)),
      })
      return expressionsOf(model).flatMap(({ text, element, where, node, on }) => {
        const known = on === 'entering' ? written.before(node) : written.after(node)
        if (known === undefined) return []
        return variablesIn(text)
          .filter((name) => !known.has(name))
          .map((name) => ({
            element,
            message: `${where} reads '${name}', ${reasonFor(diagram, registry, name)}.`,
            remedy: 'Set it by a form or an action that every way to this place passes, or read another variable.',
          }))
      })
    }),
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

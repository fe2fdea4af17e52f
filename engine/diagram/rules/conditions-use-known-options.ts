import type { Registry, VariableDescription } from '../finding.ts'
import type { FlowNode } from '../procedure-model.ts'
import { processesOf } from './reading/elements.ts'
import { comparisonsIn, expressionsOf } from './reading/expressions.ts'
import { decisionAt } from './reading/registered.ts'
import { variablesKnown } from './reading/variables.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** `"Upheld"` is never equal to the option `upheld`: such a way would never be taken, and nothing would say why. */
export const conditionsUseKnownOptions: DiagramRule = {
  id: 'conditions-use-known-options',
  about: 'A condition or a decision table compares with options that the form has, spelled as the form spells them.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) => [
      ...expressionsOf(model).flatMap(({ text, element, where }) =>
        comparisonsIn(text).flatMap(({ variable, values }) =>
          values
            .filter((value) => !isPossible(variable, value, registry))
            .map((value) => ({
              element,
              message: `${where} compares '${variable}' with ${shown(value)}, which it can never be.`,
              remedy: remedyFor(optionsOf(variable, registry), value),
            })),
        ),
      ),
      ...[...model.nodes.values()].flatMap((node) => onTable(node, registry)),
    ]),
}

function onTable(node: FlowNode, registry: Registry): readonly Fault[] {
  const { name = '', inputs = {} } = decisionAt(node, registry) ?? {}
  return Object.entries(inputs).flatMap(([variable, { type, options = [] }]) => {
    const types = new Set(descriptionsOf(variable, registry).map((known) => known.type))
    if (types.size > 0 && !types.has(type)) {
      const message = `The decision table '${name}' takes '${variable}' for a ${wordFor(type)}, and it is a ${wordFor([...types][0])}.`
      return [{ element: node.id, message, remedy: 'Correct the type of that input, or name another variable.' }]
    }
    return options
      .filter((value) => !isPossible(variable, value, registry))
      .map((value) => ({
        element: node.id,
        message: `The decision table '${name}' compares '${variable}' with ${shown(value)}, which it can never be.`,
        remedy: remedyFor(optionsOf(variable, registry), value),
      }))
  })
}

function wordFor(type: VariableDescription['type'] | undefined): string {
  return type === 'option' ? 'text' : (type ?? 'value')
}

/** A variable that nobody describes, or whose options are open, may be anything of its type. */
function isPossible(variable: string, value: string | boolean, registry: Registry): boolean {
  const known = descriptionsOf(variable, registry)
  return known.length === 0 || known.some((description) => allows(description, value))
}

function allows({ type, options }: VariableDescription, value: string | boolean): boolean {
  if (type === 'boolean') return typeof value === 'boolean'
  return typeof value === 'string' && (options === undefined || options.includes(value))
}

function descriptionsOf(variable: string, registry: Registry): readonly VariableDescription[] {
  return variablesKnown(registry).flatMap(({ name, description }) => (name === variable ? [description] : []))
}

function optionsOf(variable: string, registry: Registry): readonly string[] {
  return descriptionsOf(variable, registry).flatMap(({ type, options }) =>
    type === 'boolean' ? ['true', 'false'] : (options ?? []),
  )
}

function remedyFor(options: readonly string[], value: string | boolean): string {
  const near = options.find((option) => option.toLowerCase() === String(value).toLowerCase())
  return near === undefined || near === value
    ? `Compare with one of: ${[...new Set(options)].join(', ')}${typeof value === 'string' ? '' : ' (in double quotes)'}.`
    : `Write ${near === 'true' || near === 'false' ? near : `"${near}"`}: capital and small letters count.`
}

function shown(value: string | boolean): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

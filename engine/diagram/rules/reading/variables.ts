import type { Registry, VariableDescription } from '../../finding.ts'
import type { Diagram } from '../../procedure-model.ts'
import { named, nodesOf } from './elements.ts'
import { setBy } from './registered.ts'

export interface KnownVariable {
  readonly name: string
  readonly description: VariableDescription
}

/** Every variable that a start, a form, an action or a decision table of the procedure can set; a name may come more than once. */
export function variablesKnown({ startVariables, forms, actions, decisions }: Registry): readonly KnownVariable[] {
  return [
    startVariables ?? {},
    ...[...forms.values(), ...actions.values()].map(({ variables }) => variables),
    ...[...(decisions?.values() ?? [])].map(({ outputs }) => outputs),
  ].flatMap((variables) => Object.entries(variables).map(([name, description]) => ({ name, description })))
}

/** The steps of a diagram that set a variable, as messages name them. */
export function writersOf(diagram: Diagram, registry: Registry, variable: string): readonly string[] {
  return nodesOf(diagram)
    .filter((node) => Object.hasOwn(setBy(node, registry), variable))
    .map(named)
}

/*
 * Camunda Modeler writes what somebody chooses in an element template as `camunda:property` with a name and a value.
 * These are the names that our templates use, and that are read when the diagram comes back.
 */

const PREFIX = 'redress.'

/** An attribute of the element: `role`, `form`, `noDeadline`, `action`, `outcome`. */
export const attributeName = (name: string): string => `${PREFIX}${name}`
/** A parameter of its action. */
export const parameterName = (name: string): string => `${PREFIX}parameter.${name}`
/** An attribute of its deadline. */
export const deadlineName = (name: string): string => `${PREFIX}deadline.${name}`

/** What a property says of an element. */
export type Said =
  { readonly kind: 'attribute' | 'parameter' | 'deadline'; readonly name: string; readonly value: string } | undefined

/** Undefined for a property that is none of ours. */
export function readProperty(property: string, value: string): Said {
  if (!property.startsWith(PREFIX)) return undefined
  const name = property.slice(PREFIX.length)
  for (const kind of ['parameter', 'deadline'] as const) {
    if (name.startsWith(`${kind}.`)) return { kind, name: name.slice(kind.length + 1), value }
  }
  return { kind: 'attribute', name, value }
}

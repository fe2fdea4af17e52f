import { reconsider } from './arm.ts'
import type { Draft } from './draft.ts'
import type { Variables } from './token-state.ts'

const REFUSED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Levels of lists and groups within each other. */
const DEEPEST = 50

/** Why these cannot be variables; undefined when they can. Only plain JSON comes back from text as it was. */
export function problemWith(variables: Variables | undefined): string | undefined {
  return variables === undefined ? undefined : problemIn(variables, 'The variables', 0)
}

/** Merges variables into those of the instance; conditional events that become true by it come. */
export function setVariables(draft: Draft, variables: Variables | undefined): void {
  if (variables === undefined || Object.keys(variables).length === 0) return
  draft.variables = { ...draft.variables, ...variables }
  reconsider(draft)
}

function problemIn(value: unknown, name: string, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value) ? undefined : `${name} holds a number that cannot be written down`
    case 'object':
      return value === null ? undefined : problemInside(value, name, depth)
    default:
      return `${name} holds something that is not JSON`
  }
}

function problemInside(value: object, name: string, depth: number): string | undefined {
  if (depth > DEEPEST) return `${name} holds more than ${DEEPEST} levels of lists and groups`
  if (!Array.isArray(value) && !isPlain(value)) return `${name} holds something that is not JSON`
  for (const [key, inner] of Object.entries(value)) {
    if (REFUSED.has(key)) return `The name '${key}' is not allowed`
    const problem = problemIn(inner, depth === 0 ? key : name, depth + 1)
    if (problem !== undefined) return problem
  }
  return undefined
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

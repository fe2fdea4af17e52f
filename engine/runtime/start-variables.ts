import type { VariableDescription } from '../diagram/finding.ts'
import type { Fault } from '../errors.ts'
import type { Variables, VariableValue } from '../tokens/token-state.ts'
import { isLocalDate } from '../values/local-date.ts'
import type { LoadedProcedure } from './procedures.ts'

/**
 * Of what is known about a case, that which the procedure declares for its start, where the value fits. A question of
 * yes or no that nobody answered is no; whatever else nobody gave is null, which is equal to nothing.
 */
export function startVariablesOf({ startVariables }: LoadedProcedure, offered: Variables): Variables {
  const unanswered = Object.entries(startVariables).map(([name, { type }]): [string, VariableValue] => [
    name,
    type === 'boolean' ? false : null,
  ])
  const known = Object.entries(offered).filter(([name, value]) => {
    const description = Object.hasOwn(startVariables, name) ? startVariables[name] : undefined
    return description !== undefined && fits(value, description)
  })
  return Object.fromEntries([...unanswered, ...known])
}

/** What is wrong with variables that somebody gives a case at its start. Anything not declared is refused. */
export function variableFaults({ startVariables }: LoadedProcedure, given: Variables = {}): readonly Fault[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const description = Object.hasOwn(startVariables, name) ? startVariables[name] : undefined
    if (description === undefined) return [{ at: `/variables/${name}`, message: 'is not known to this procedure' }]
    return fits(value, description) ? [] : [{ at: `/variables/${name}`, message: `is not ${wanted(description)}` }]
  })
}

function wanted({ type, options }: VariableDescription): string {
  return options === undefined ? `a ${type}` : `one of ${options.join(', ')}`
}

function fits(value: VariableValue, { type, options }: VariableDescription): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number'
    case 'date':
      return isLocalDate(value)
    case 'option':
      return typeof value === 'string' && (options === undefined || options.includes(value))
    case 'list':
      return Array.isArray(value)
  }
}

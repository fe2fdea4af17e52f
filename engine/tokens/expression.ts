import { evaluateFeel } from '../diagram/feel/index.ts'
import type { Incident, Variables } from './token-state.ts'

export type Evaluated<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly incident: Incident }

/** What expressions see: the instance's variables, shadowed by those of the loop instance. */
export function visible(variables: Variables, local: Variables | undefined): Variables {
  return local === undefined ? variables : { ...variables, ...local }
}

/** The value of a condition; `element` is the flow or event that carries it. */
export function evaluateCondition(expression: string, variables: Variables, element: string): Evaluated<boolean> {
  const result = evaluateFeel(expression, variables)
  if (!result.ok) return failed('expression-failed', element, result.message)
  if (typeof result.value === 'boolean') return { ok: true, value: result.value }
  return failed('condition-not-boolean', element, `The condition '${expression}' gives neither true nor false`)
}

export function evaluateValue(expression: string, variables: Variables, element: string): Evaluated<unknown> {
  const result = evaluateFeel(expression, variables)
  return result.ok ? result : failed('expression-failed', element, result.message)
}

export function failed(code: Incident['code'], element: string, message: string) {
  return { ok: false, incident: { code, element, message } } as const
}

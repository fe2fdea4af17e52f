import type { Variables, VariableValue } from '../../tokens/token-state.ts'
import { asRecord } from './surroundings.ts'

/** Names that reach into JavaScript's objects; no variable carries one. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
const DEEPEST = 20

/**
 * The part of `value` that a token may carry: JSON. Dates become ISO 8601 text; functions, symbols, names such as
 * `__proto__`, what is not a finite number and what lies deeper than 20 levels are left out.
 */
export function variablesOf(value: unknown, without: readonly string[] = []): Variables {
  const record = asRecord(value)
  if (record === undefined) return {}
  return clean(record, without, 0)
}

function clean(record: object, without: readonly string[], depth: number): Record<string, VariableValue> {
  const kept: Record<string, VariableValue> = {}
  for (const [name, item] of Object.entries(record)) {
    if (FORBIDDEN.has(name) || without.includes(name)) continue
    const value = valueOf(item, depth + 1)
    if (value !== undefined) kept[name] = value
  }
  return kept
}

function valueOf(value: unknown, depth: number): VariableValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'object' || depth > DEEPEST) return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (Array.isArray(value)) return value.map((item) => valueOf(item, depth + 1) ?? null)
  return clean(value, [], depth)
}

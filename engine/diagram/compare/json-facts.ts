/** JSON as it was read; a text that is none is undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = Readonly<Record<string, Json>>

export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json
  } catch {
    return undefined
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key]
  return isObject(inner) ? inner : {}
}

export function listAt(value: JsonObject, key: string): readonly Json[] {
  const inner = value[key]
  return Array.isArray(inner) ? (inner as readonly Json[]) : []
}

export function textAt(value: JsonObject, key: string): string {
  const inner = value[key]
  return typeof inner === 'string' ? inner : ''
}

/** Each leaf by its path: `items/properties/point/pattern`. Empty lists and objects are leaves. */
export function leavesOf(value: Json, path = ''): readonly (readonly [path: string, value: string])[] {
  const inside: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((each, index) => [String(index + 1), each])
    : isObject(value)
      ? Object.entries(value)
      : []
  if (inside.length === 0) return [[path, shown(value)]]
  return inside.flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}/${key}`))
}

/** A value in one line, keys in order. */
export function shown(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value, sorted)
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

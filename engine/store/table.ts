import { StateDamagedError } from '../errors.ts'
import type { SqlRow } from './sql.ts'

/** How a value is kept: `flag` as 0 or 1, `json` as text. */
type Kind = 'text' | 'integer' | 'flag' | 'json' | 'bytes'

/** A table whose columns are the properties of `Row` in snake case. */
export interface Table<Row> {
  readonly name: string
  readonly key: readonly string[]
  /** Column names, in the order in which `encode` gives the values. */
  readonly columns: readonly string[]
  /** `a, b, c`, for a select list. */
  readonly list: string
  readonly encode: (row: Row) => readonly unknown[]
  readonly decode: (row: SqlRow) => Row
  /** Columns and values of some properties only, for an update. */
  readonly patch: (part: Partial<Row>) => { readonly columns: readonly string[]; readonly values: readonly unknown[] }
}

export function defineTable<Row>(
  name: string,
  key: readonly (keyof Row & string)[],
  kinds: Readonly<Record<keyof Row & string, Kind>>,
): Table<Row> {
  const properties = Object.entries<Kind>(kinds).map(([property, kind]) => ({
    property,
    kind,
    column: snake(property),
  }))
  const columns = properties.map(({ column }) => column)

  return {
    name,
    key: key.map(snake),
    columns,
    list: columns.join(', '),
    encode: (row) =>
      properties.map(({ property, kind }) => toSql(kind, (row as Readonly<Record<string, unknown>>)[property])),
    decode(row) {
      const decoded: Record<string, unknown> = {}
      for (const { property, kind, column } of properties)
        decoded[property] = fromSql(kind, row[column], `${name}.${column}`)
      return decoded as Row
    },
    patch(part) {
      const given = properties.filter(({ property }) => Object.hasOwn(part as object, property))
      return {
        columns: given.map(({ column }) => column),
        values: given.map(({ property, kind }) => toSql(kind, (part as Readonly<Record<string, unknown>>)[property])),
      }
    },
  }
}

function snake(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function toSql(kind: Kind, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'json') return JSON.stringify(value)
  if (kind === 'flag') return value === true ? 1 : 0
  return value
}

/** PostgreSQL gives a bigint as text. */
function fromSql(kind: Kind, value: unknown, place: string): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'json') return read(value as string, place)
  if (kind === 'flag') return flagOf(Number(value), place)
  if (kind === 'integer') return Number(value)
  return value
}

/** @throws StateDamagedError: what we wrote was JSON. */
function read(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(place)
  }
}

function flagOf(value: number, place: string): boolean {
  if (value === 0 || value === 1) return value === 1
  throw damaged(place)
}

function damaged(place: string): StateDamagedError {
  return new StateDamagedError(`A value of ${place} is not what was stored. Restore it from a backup.`)
}

import type { Choices } from './choices.ts'
import type { Field, FormLayout, Group } from './field.ts'
import { countName, inRow, rowCount, type Posted } from './posted.ts'

/** Rows of a list when the form is first opened. */
export function initialRows({ eachPoint, rows }: Group, { points }: Choices): number {
  return eachPoint === undefined ? rows : Math.max(points.length, rows)
}

/**
 * What was posted, changed by a button of a list: `add:actions` or `remove:actions:1`. Undefined for any other button.
 */
export function changeRows(
  { fields }: FormLayout,
  posted: Posted,
  button: string,
  choices: Choices,
): { readonly posted: Posted; readonly list: string; readonly row: number } | undefined {
  const [act, name = '', at = ''] = button.split(':')
  const field = fields.find((each): each is Field & Group => each.kind === 'group' && each.name === name)
  if (field === undefined) return undefined
  const count = rowCount(posted, name) ?? initialRows(field, choices)
  if (act === 'add') return { posted: { ...posted, [countName(name)]: String(count + 1) }, list: name, row: count }
  const row = Number(at)
  if (act !== 'remove' || !Number.isInteger(row) || row < 0 || row >= count) return undefined
  const kept = Object.entries(posted).filter(([key]) => !key.startsWith(`${name}-`))
  const moved = Array.from({ length: count }, (_, from) => from)
    .filter((from) => from !== row)
    .flatMap((from, to) => ofRow(field, posted, from, to))
  return {
    posted: { ...Object.fromEntries([...kept, ...moved]), [countName(name)]: String(count - 1) },
    list: name,
    row: Math.max(0, Math.min(row, count - 2)),
  }
}

const PARTS = ['', '-day', '-month', '-year'] as const

function ofRow({ name, fields }: Field & Group, posted: Posted, from: number, to: number) {
  return fields.flatMap((field) =>
    PARTS.flatMap((part): [string, string | readonly string[]][] => {
      const value = posted[`${inRow(name, from, field.name)}${part}`]
      return value === undefined ? [] : [[`${inRow(name, to, field.name)}${part}`, value]]
    }),
  )
}

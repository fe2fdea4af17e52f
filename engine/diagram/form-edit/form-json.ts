/** Characters of a line. */
const WIDTH = 120

/**
 * A form as its file has it: always the same text for the same form, so that a comparison shows what was changed and
 * nothing else. Objects stand a property a line; a list of plain values stands in one line where it has room.
 */
export function formText(schema: object): string {
  return `${written(schema, 0, 0)}\n`
}

/** @param used - characters that stand before it, and after it, in its line */
function written(value: unknown, depth: number, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const indent = '  '.repeat(depth + 1)
  const close = '  '.repeat(depth)
  if (Array.isArray(value)) {
    const list = value as readonly unknown[]
    if (list.length === 0) return '[]'
    const isPlain = list.every((item) => typeof item !== 'object' || item === null)
    const inline = `[${list.map((item) => JSON.stringify(item)).join(', ')}]`
    if (isPlain && used + inline.length <= WIDTH) return inline
    return `[\n${list.map((item) => `${indent}${written(item, depth + 1, indent.length + 1)}`).join(',\n')}\n${close}]`
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  if (entries.length === 0) return '{}'
  const lines = entries.map(([key, each], index) => {
    const start = `${indent}${JSON.stringify(key)}: `
    const comma = index < entries.length - 1 ? 1 : 0
    return `${start}${written(each, depth + 1, start.length + comma)}`
  })
  return `{\n${lines.join(',\n')}\n${close}}`
}

import type { Bound, CellTest, CellValue, TestItem, ValueType } from './table.ts'

/** The text of an input cell: what `readTest` reads as the same test. */
export function testText(test: CellTest, type: ValueType): string {
  if (test === 'any') return '-'
  const items = test.items.map((item) => itemText(item, type)).join(', ')
  return test.not ? `not(${items})` : items
}

/** The text of an output cell. */
export function valueText(value: CellValue, type: ValueType): string {
  if (type === 'date') return `date("${String(value)}")`
  return type === 'string' ? JSON.stringify(value) : String(value)
}

function itemText(item: TestItem, type: ValueType): string {
  if ('value' in item) return valueText(item.value, type)
  const { from, to } = item
  if (from !== undefined && to !== undefined) {
    const [open, close] = [from.included ? '[' : '(', to.included ? ']' : ')']
    return `${open}${valueText(from.value, type)}..${valueText(to.value, type)}${close}`
  }
  if (from !== undefined) return `${sign('>', from)} ${valueText(from.value, type)}`
  return to === undefined ? '-' : `${sign('<', to)} ${valueText(to.value, type)}`
}

function sign(than: '<' | '>', { included }: Bound): string {
  return included ? `${than}=` : than
}

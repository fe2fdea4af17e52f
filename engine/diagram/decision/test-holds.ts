import type { Bound, CellTest, CellValue, TestItem } from './table.ts'

/** Whether a value passes a cell. The value is of the input's type; days compare as their ISO texts do. */
export function testHolds(test: CellTest, value: CellValue): boolean {
  if (test === 'any') return true
  return test.items.some((item) => isIn(item, value)) !== test.not
}

function isIn(item: TestItem, value: CellValue): boolean {
  if ('value' in item) return item.value === value
  return isAbove(item.from, value) && isBelow(item.to, value)
}

function isAbove(bound: Bound | undefined, value: CellValue): boolean {
  return bound === undefined || value > bound.value || (bound.included && value === bound.value)
}

function isBelow(bound: Bound | undefined, value: CellValue): boolean {
  return bound === undefined || value < bound.value || (bound.included && value === bound.value)
}

import { refusal, type Remark } from '../admission/remark.ts'
import { deadRows, type DeadRow } from './dead-rows.ts'
import type { TableInput, TableRow } from './table.ts'

/** What only all rows together show: that every question has an answer, and that every row can be one. */
export function checkRows(inputs: readonly TableInput[], rows: readonly TableRow[]): readonly Remark[] {
  const last = rows.at(-1)
  const remarks: Remark[] = []
  if (last?.tests.some((test) => test !== 'any') === true) {
    const message = 'The last row does not match everything, so that the table could have no answer.'
    remarks.push(refusal(last.id, 'no-catch-all', message, "Add a last row with '-' in every test."))
  }
  const catchesAll = rows.findIndex(({ tests }) => tests.every((test) => test === 'any'))
  for (const dead of deadRows(inputs, rows)) {
    const row = rows[dead.row]
    // The one row that matches everything may be there for what nobody thought of, even where the others leave nothing.
    if (row === undefined || (dead.row === catchesAll && row === last)) continue
    remarks.push(refusal(row.id, 'dead-row', reasonOf(dead, rows), 'Move it up, narrow the earlier row, or delete it.'))
  }
  return remarks
}

function reasonOf(dead: DeadRow, rows: readonly TableRow[]): string {
  switch (dead.why) {
    case 'impossible':
      return `No value of '${dead.input}' can pass its test, so that the row never matches.`
    case 'hidden':
      return `The row never matches: row ${dead.by + 1} ('${rows[dead.by]?.id ?? ''}') takes all that it could.`
    case 'hidden-by-several':
      return 'The row never matches: the rows before it together take all that it could.'
  }
}

import type { ModdleElement } from '../moddle.ts'
import { listOf } from './dmn-elements.ts'
import type { DecisionTable, TableRow, ValueType } from './table.ts'

/** What somebody does to a decision table. Rows are named by their ids, columns by their variables. */
export type TableOperation =
  | { readonly do: 'add-row'; readonly content: RowContent; readonly after?: string }
  | { readonly do: 'change-row'; readonly row: string; readonly content: RowContent }
  | { readonly do: 'move-row'; readonly row: string; readonly to: 'up' | 'down' }
  | { readonly do: 'remove-row'; readonly row: string }
  | { readonly do: 'rename'; readonly title: string; readonly description: string }
  | { readonly do: 'rename-column'; readonly column: string; readonly label: string }
  | {
      readonly do: 'add-input'
      readonly name: string
      readonly label: string
      readonly type: ValueType
      readonly options?: readonly string[]
    }
  | { readonly do: 'remove-input'; readonly name: string }
  /** One more thing that each row gives: the first option, or no, until a row says something else. */
  | {
      readonly do: 'add-output'
      readonly name: string
      readonly label: string
      readonly type: 'string' | 'boolean'
      readonly options?: readonly string[]
    }
  | { readonly do: 'remove-output'; readonly name: string }
  /** The only values that a column of texts may have. */
  | { readonly do: 'set-options'; readonly column: string; readonly options: readonly string[] }

export type RowContent = Pick<TableRow, 'tests' | 'outputs' | 'annotation'>

/** A table that is changed: as it was read, and the elements of its file. */
export interface Editing {
  readonly decision: ModdleElement
  readonly logic: ModdleElement
  readonly table: DecisionTable
  /** All that there are in the file; new ones are added. */
  readonly ids: Set<string>
}

export function rulesOf({ logic }: Editing): ModdleElement[] {
  return listOf(logic, 'rule')
}

/** Where the row stands, or why not. */
export function placeOf({ rows }: DecisionTable, id: string): number | string {
  const at = rows.findIndex((row) => row.id === id)
  return at === -1 ? `The table has no row “${id}”.` : at
}

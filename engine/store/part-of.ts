import type { Dialect } from './sql.ts'

/** Of an instance, the step that called it: what its parent waits for is named `<step>#<n>`. Null for a procedure itself. */
export function partOf(dialect: Dialect): string {
  return dialect === 'sqlite'
    ? `substr(parent_wait, 1, instr(parent_wait, '#') - 1)`
    : `split_part(parent_wait, '#', 1)`
}

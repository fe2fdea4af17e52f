import type { Dialect } from '../sql.ts'

/**
 * Triggers that refuse to update or delete rows of a table that only grows.
 *
 * `unless` is an SQL condition on `old` and `new` under which an update passes after all. They stop accidents and the
 * application's own account, not somebody who owns the database: that is what the audit chain is for.
 */
export function refuseUpdate(dialect: Dialect, table: string, unless?: string): readonly string[] {
  return refusal(dialect, table, 'update', unless)
}

export function refuseDelete(dialect: Dialect, table: string): readonly string[] {
  const refused = refusal(dialect, table, 'delete')
  if (dialect === 'sqlite') return refused
  return [
    ...refused,
    `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function redress_refuse()`,
  ]
}

function refusal(dialect: Dialect, table: string, operation: 'update' | 'delete', unless?: string): readonly string[] {
  const name = `${table}_no_${operation}`
  const when = unless === undefined ? '' : ` when (not (${unless}))`
  if (dialect === 'sqlite') {
    return [
      `create trigger ${name} before ${operation} on ${table}${when} begin select raise(abort, '${table} only grows: ${operation} refused'); end`,
    ]
  }
  return [
    `create or replace function redress_refuse() returns trigger language plpgsql as $$ begin raise exception '% only grows: % refused', tg_table_name, lower(tg_op); end $$`,
    `create trigger ${name} before ${operation} on ${table} for each row${when} execute function redress_refuse()`,
  ]
}

import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** How long each case is kept, what keeps it longer, and that it was disposed of. */
export const retention: Migration = (dialect) => {
  const of = (field: string) =>
    dialect === 'sqlite' ? `json_extract(data, '$.${field}')` : `data::jsonb ->> '${field}'`
  return [
    `create table retention (
      case_id text not null primary key references cases (id),
      rule text not null,
      keep_until text not null,
      disposed_at text
    )`,
    `create index retention_due on retention (keep_until, case_id) where disposed_at is null`,
    `insert into retention (case_id, rule, keep_until)
      select case_id, ${of('rule')}, ${of('until')} from facts
      where type = 'retention-set' and erased_at is null
        and n = (select max(n) from facts later where later.case_id = facts.case_id and later.type = 'retention-set')`,
    `create table holds (
      id text not null primary key,
      case_id text not null references cases (id),
      kind text not null,
      placed_at text not null,
      placed_by text not null,
      ended_at text,
      ended_by text
    )`,
    `create index holds_case on holds (case_id)`,
    ...refuseUpdate(
      dialect,
      'holds',
      'new.id = old.id and new.case_id = old.case_id and new.kind = old.kind and new.placed_at = old.placed_at and new.placed_by = old.placed_by and old.ended_at is null',
    ),
    ...refuseDelete(dialect, 'holds'),
    // What was said when work was handed over may be taken out when its case is disposed of; the rest of the note stays.
    dialect === 'sqlite'
      ? 'drop trigger handover_notes_no_update'
      : 'drop trigger handover_notes_no_update on handover_notes',
    ...refuseUpdate(
      dialect,
      'handover_notes',
      "new.case_id = old.case_id and new.n = old.n and new.from_user = old.from_user and new.to_user = old.to_user and new.at = old.at and new.by_user = old.by_user and new.note = ''",
    ),
  ]
}

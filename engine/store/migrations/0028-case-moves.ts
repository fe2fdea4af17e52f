import type { Migration } from './index.ts'

/**
 * Moves of running cases to another version of their procedure, with what came of each case and what it was before, so
 * that a move can be gone on with and taken back; and what a draft would do to running cases, kept for its revision.
 */
export const caseMoves: Migration = () => [
  `create table case_moves (
    id text not null primary key,
    procedure text not null,
    from_version integer not null,
    to_version integer not null,
    plan text not null,
    reason text not null,
    state text not null check (state in ('running', 'done', 'taken-back')),
    started_at text not null,
    started_by text not null,
    finished_at text,
    taken_back_at text,
    taken_back_by text,
    taken_back_reason text
  )`,
  'create index case_moves_of on case_moves (procedure, started_at)',
  `create table case_move_cases (
    move_id text not null references case_moves (id),
    case_id text not null references cases (id) on delete cascade,
    status text not null check (status in ('waiting', 'moved', 'failed', 'taken-back', 'touched')),
    case_version integer,
    before text,
    result text not null,
    at text,
    primary key (move_id, case_id)
  )`,
  'create index case_move_cases_case on case_move_cases (case_id)',
  'create index case_move_cases_status on case_move_cases (move_id, status, case_id)',
  `create table draft_effects (
    draft_id text not null,
    revision integer not null,
    as_at text not null,
    state text not null check (state in ('running', 'done', 'failed')),
    alive_at text not null,
    summary text not null,
    primary key (draft_id, revision)
  )`,
  `create table draft_effect_cases (
    draft_id text not null,
    revision integer not null,
    case_id text not null references cases (id) on delete cascade,
    version integer not null,
    effect text not null check (effect in ('unaffected', 'affected', 'needs-mapping', 'cannot-move')),
    late_then integer not null,
    late_now integer not null,
    due_now text,
    due_then text,
    detail text not null,
    primary key (draft_id, revision, case_id)
  )`,
  'create index draft_effect_cases_case on draft_effect_cases (case_id)',
]

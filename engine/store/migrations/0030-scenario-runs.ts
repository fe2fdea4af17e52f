import type { Migration } from './index.ts'

/**
 * How the scenarios of a draft went, by the contents on which they were played: the same contents are not played again,
 * and whatever changes has no results until they are played once more.
 */
export const scenarioRuns: Migration = () => [
  `create table scenario_runs (
    id text not null primary key,
    contents text not null,
    procedure text not null,
    draft_id text not null,
    revision integer not null,
    status text not null check (status in ('running', 'done', 'cancelled', 'failed')),
    total integer not null,
    played integer not null,
    results text,
    asked_by text not null,
    asked_at text not null,
    heard_at text not null
  )`,
  `create index scenario_runs_draft on scenario_runs (draft_id, asked_at)`,
]

import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** What a working paper says: all but who reviewed it. */
const SAID = [
  'version',
  'tests',
  'conclusion',
  'exceptions',
  'authors',
  'findings',
  'saved_by',
  'saved_at',
  'signed_by',
  'signed_at',
]

/**
 * Samples that auditors drew, and their working papers. Neither a sample nor what it was drawn from is ever changed; a
 * working paper is not once it is signed, but for the one review that follows; what comes later is an addendum.
 */
export const samples: Migration = (dialect) => [
  `create table samples (
    id text not null primary key,
    title text not null,
    rule text not null,
    seed text not null,
    size integer not null,
    strata text not null,
    spread text not null,
    tests text not null,
    population_size integer not null,
    population_hash text not null,
    drawn_by text not null,
    drawn_at text not null
  )`,
  `create index samples_drawn on samples (drawn_at, id)`,
  // By itself, so that lists do not read it: every reference with its stratum
  `create table sample_populations (
    sample_id text not null primary key references samples (id),
    lines text not null
  )`,
  `create table sample_cases (
    sample_id text not null references samples (id),
    place integer not null,
    case_id text not null references cases (id),
    stratum text not null,
    draw_key text not null,
    primary key (sample_id, place),
    unique (sample_id, case_id)
  )`,
  `create index sample_cases_case on sample_cases (case_id)`,
  `create table working_papers (
    sample_id text not null,
    case_id text not null,
    version integer not null,
    tests text not null,
    conclusion text not null,
    exceptions integer not null,
    authors text not null,
    findings text,
    saved_by text not null,
    saved_at text not null,
    signed_by text,
    signed_at text,
    reviewed_by text,
    reviewed_at text,
    primary key (sample_id, case_id),
    foreign key (sample_id, case_id) references sample_cases (sample_id, case_id)
  )`,
  `create table paper_addenda (
    sample_id text not null,
    case_id text not null,
    n integer not null,
    words text not null,
    written_by text not null,
    written_at text not null,
    primary key (sample_id, case_id, n),
    foreign key (sample_id, case_id) references working_papers (sample_id, case_id)
  )`,
  ...['samples', 'sample_populations', 'sample_cases', 'paper_addenda'].flatMap((table) => [
    ...refuseUpdate(dialect, table),
    ...refuseDelete(dialect, table),
  ]),
  ...refuseUpdate(
    dialect,
    'working_papers',
    `new.sample_id = old.sample_id and new.case_id = old.case_id and (old.signed_at is null or (old.reviewed_at is null and ${SAID.map((column) => `coalesce(cast(new.${column} as text), '') = coalesce(cast(old.${column} as text), '')`).join(' and ')}))`,
  ),
  ...refuseDelete(dialect, 'working_papers'),
]

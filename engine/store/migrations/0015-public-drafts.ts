import type { Migration } from './index.ts'

/**
 * Complaints that are being written, each encrypted with a key that only its own code gives; and what people said about
 * themselves so that the council can see whom it reaches: without a case, a day or a name.
 */
export const publicDrafts: Migration = (dialect) => [
  `create table public_drafts (
    id text not null primary key,
    content ${dialect === 'sqlite' ? 'blob' : 'bytea'} not null,
    expires_at text not null
  )`,
  `create index public_drafts_expiry on public_drafts (expires_at)`,
  `create table public_draft_files (
    draft_id text not null,
    n integer not null,
    content ${dialect === 'sqlite' ? 'blob' : 'bytea'} not null,
    primary key (draft_id, n)
  )`,
  `create table equality_answers (
    id text not null primary key,
    month text not null,
    area text not null,
    answers text not null
  )`,
  `create index equality_answers_month on equality_answers (month)`,
]

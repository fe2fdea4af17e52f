import type { Migration } from './index.ts'

/** Figures of other years that came from outside, and what holds for the whole database. */
export const figures: Migration = (dialect) => [
  `create table aggregates (
    year text not null,
    figure text not null,
    value ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null,
    source text not null,
    imported_at text not null,
    imported_by text not null,
    primary key (year, figure)
  )`,
  `create table settings (
    name text not null primary key,
    value text not null
  )`,
]

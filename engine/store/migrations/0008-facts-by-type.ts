import type { Migration } from './index.ts'

/** Lists across cases (what was learnt, what was spent) look for facts of a few types between two days. */
export const factsByType: Migration = () => [`create index facts_type on facts (type, on_day, case_id, n)`]

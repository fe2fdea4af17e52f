import type { Migration } from './index.ts'

/** Who stands in for whom, and when: whoever does has no trace of a complaint about them either. */
export const delegates: Migration = () => [
  `alter table users add column delegate text`,
  `alter table users add column delegate_from text`,
  `alter table users add column delegate_until text`,
  `create index users_delegate on users (delegate) where delegate is not null`,
]

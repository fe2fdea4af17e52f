import type { Migration } from './index.ts'

/** A hash over all that a row says of a diagram or a version, so that nothing in it changes unseen. Older rows have none. */
export const seals: Migration = () => [
  `alter table definitions add column seal text`,
  `alter table procedures add column seal text`,
]

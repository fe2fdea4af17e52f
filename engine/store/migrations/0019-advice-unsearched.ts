import type { Migration } from './index.ts'

/**
 * Legal advice is privileged and found by no search. Cases that hold some were read for searches before that was so: they
 * are read anew when the service starts.
 */
export const adviceUnsearched: Migration = (dialect) => [
  `delete from case_search where case_id in (select case_id from facts where type = 'note-recorded' and ${
    dialect === 'sqlite' ? `json_extract(data, '$.kind')` : `data::jsonb ->> 'kind'`
  } = 'legal-advice')`,
]

import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/**
 * Documents of cases. What they hold stands in a table of its own, so that lists do not read it; it is never changed, and
 * goes when a case is erased, while the row stays.
 */
export const documents: Migration = (dialect) => [
  `create table documents (
    case_id text not null references cases (id),
    id text not null,
    kind text not null,
    title text not null,
    file_name text not null,
    media_type text not null,
    size integer not null,
    sha256 text not null,
    hidden_details integer not null,
    received_on text not null,
    received_from text,
    uploaded_by text not null,
    uploaded_at text not null,
    scan text not null check (scan in ('not-scanned', 'clean', 'infected', 'failed')),
    scanned_at text,
    redacted_of text,
    task_id text,
    withdrawn_at text,
    withdrawn_by text,
    withdrawn_reason text,
    primary key (case_id, id)
  )`,
  `create index documents_scan on documents (uploaded_at, case_id, id) where scan in ('not-scanned', 'failed')`,
  `create table document_contents (
    case_id text not null references cases (id),
    id text not null,
    content ${dialect === 'sqlite' ? 'blob' : 'bytea'} not null,
    primary key (case_id, id)
  )`,
  // What was received stays what it was; words of people may be taken out when a case is erased.
  ...refuseUpdate(
    dialect,
    'documents',
    "new.case_id = old.case_id and new.id = old.id and new.media_type = old.media_type and new.size = old.size and new.sha256 = old.sha256 and new.received_on = old.received_on and new.uploaded_by = old.uploaded_by and new.uploaded_at = old.uploaded_at and coalesce(new.redacted_of, '') = coalesce(old.redacted_of, '')",
  ),
  ...refuseDelete(dialect, 'documents'),
  ...refuseUpdate(dialect, 'document_contents'),
]

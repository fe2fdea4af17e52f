import type { Migration } from './index.ts'

/**
 * Who asked for what is held about them, which items were given, and the files that were made of them. Nothing that is held
 * is copied: a decision names an item, its hash, and places within it. Files go when their time is over.
 */
export const accessRequests: Migration = (dialect) => [
  `create table access_requests (
    id text not null primary key,
    received_on text not null,
    asked_by text not null,
    authority text not null,
    identity text not null,
    status text not null,
    recorded_by text not null,
    recorded_at text not null,
    prepared_by text,
    prepared_at text,
    content_hash text,
    signed_by text,
    signed_at text,
    ended_by text,
    ended_at text,
    version integer not null
  )`,
  `create index access_requests_received on access_requests (received_on, id)`,
  `create table access_request_cases (
    request_id text not null references access_requests (id),
    case_id text not null references cases (id),
    person text not null,
    hold text not null,
    fact text not null,
    primary key (request_id, case_id)
  )`,
  `create index access_request_cases_case on access_request_cases (case_id)`,
  `create table access_decisions (
    request_id text not null references access_requests (id),
    item text not null,
    case_id text not null,
    text_hash text not null,
    verdict text not null,
    marks text not null,
    reason text,
    copy text,
    decided_by text not null,
    decided_at text not null,
    primary key (request_id, item)
  )`,
  `create table access_files (
    request_id text not null references access_requests (id),
    name text not null,
    media_type text not null,
    content ${dialect === 'sqlite' ? 'blob' : 'bytea'},
    size integer not null,
    sha256 text not null,
    made_at text not null,
    expires_on text not null,
    primary key (request_id, name)
  )`,
]

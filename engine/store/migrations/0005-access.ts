import type { Migration } from './index.ts'

export const access: Migration = () => [
  `create table idempotency (
    actor text not null,
    key text not null,
    request_hash text not null,
    status integer,
    response text,
    at text not null,
    primary key (actor, key)
  )`,
  `create index idempotency_at on idempotency (at)`,
  `create table api_keys (
    id text not null primary key,
    hash text not null unique,
    role text not null,
    name text not null,
    created_at text not null,
    revoked_at text
  )`,
  `create table workers (
    id text not null primary key,
    owner text not null,
    seen_at text not null
  )`,
]

import type { Migration } from './index.ts'

/** People who sign in: officers of the council, and people outside who are bound to one case. */
export const users: Migration = () => [
  `create table users (
    id text not null primary key,
    name text not null,
    email text,
    roles text not null,
    teams text not null,
    status text not null check (status in ('active', 'disabled')),
    line_manager text,
    absent_from text,
    absent_until text,
    weekly_hours integer,
    case_id text,
    password_hash text,
    subject text unique,
    totp_secret text,
    version integer not null,
    created_at text not null,
    created_by text not null
  )`,
  `create index users_email on users (email)`,
  `create index users_case on users (case_id)`,
]

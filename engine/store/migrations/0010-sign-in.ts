import type { Migration } from './index.ts'

/** Sessions, invitations of people from outside, one-time codes of complainants, roles that wait for a second person, and how often something was tried. */
export const signIn: Migration = () => [
  `create table sessions (
    id text not null primary key,
    user_id text,
    data text not null,
    started_at text not null,
    seen_at text not null
  )`,
  `create index sessions_user on sessions (user_id)`,
  `create index sessions_seen on sessions (seen_at)`,
  `create table invitations (
    id text not null primary key,
    case_id text not null,
    person text not null,
    role text not null,
    made_by text not null,
    made_at text not null,
    expires_at text not null,
    accepted_at text,
    revoked_at text,
    revoked_by text
  )`,
  `create index invitations_case on invitations (case_id, made_at)`,
  `create table one_time_codes (
    id text not null primary key,
    reference text not null,
    person text,
    channel text not null check (channel in ('email', 'letter')),
    issued_at text not null,
    expires_at text not null,
    tries integer not null,
    ended_at text
  )`,
  `create index one_time_codes_reference on one_time_codes (reference, issued_at)`,
  `create table role_grants (
    id text not null primary key,
    user_id text not null,
    roles text not null,
    reason text not null,
    asked_by text not null,
    asked_at text not null,
    decided_by text,
    decided_at text,
    outcome text check (outcome in ('granted', 'refused'))
  )`,
  `create index role_grants_user on role_grants (user_id, asked_at)`,
  `create table attempts (
    what text not null primary key,
    n integer not null,
    until text not null
  )`,
  `create index attempts_until on attempts (until)`,
]

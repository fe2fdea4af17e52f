import type { Migration } from './index.ts'
import { refuseDelete, refuseUpdate } from './refusals.ts'

/** Rows of the audit trail that tell of somebody who looked at what a case says. */
const READINGS =
  "type in ('case-viewed', 'message-viewed', 'document-opened', 'history-viewed', 'audit-bundle-taken', 'findings-viewed')"

/** What was found of each duty in each case, what was waived of them, and what tells who looked at a case. */
export const findings: Migration = (dialect) => [
  `create table case_findings (
    case_id text not null primary key references cases (id),
    results text not null,
    judged_on text not null,
    judged_at text not null,
    fact_count integer not null,
    law text not null,
    settled integer not null,
    team text,
    differences text
  )`,
  `create index case_findings_unsettled on case_findings (judged_on, case_id) where settled = 0`,
  `create index case_findings_differences on case_findings (case_id) where differences is not null`,

  `create table duty_waivers (
    id text not null primary key,
    case_id text not null references cases (id),
    rule text not null,
    from_on text not null,
    until_on text not null,
    reason text,
    given_by text not null,
    approved_by text not null,
    given_at text not null,
    revoked_at text,
    revoked_by text
  )`,
  `create index duty_waivers_case on duty_waivers (case_id, rule)`,
  // A waiver is never changed but by being revoked, once; the words of its reason may be erased.
  ...refuseUpdate(
    dialect,
    'duty_waivers',
    `new.id = old.id and new.case_id = old.case_id and new.rule = old.rule and new.from_on = old.from_on and new.until_on = old.until_on and new.given_by = old.given_by and new.approved_by = old.approved_by and new.given_at = old.given_at and (old.revoked_at is null or (coalesce(new.revoked_at, '') = old.revoked_at and coalesce(new.revoked_by, '') = old.revoked_by)) and (new.reason is null or new.reason = coalesce(old.reason, ''))`,
  ),
  ...refuseDelete(dialect, 'duty_waivers'),

  `create index audit_readings on audit (case_id, role, actor, at) where ${READINGS}`,
]

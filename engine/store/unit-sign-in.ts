import { createHash } from 'node:crypto'
import { instant } from '../values/instant.ts'
import { INVITATIONS, ONE_TIME_CODES, ROLE_GRANTS, SESSIONS, type SignInWrites } from './sign-in.ts'
import { update, type SqlRow } from './sql.ts'
import type { UnitContext } from './unit-context.ts'
import { plus } from './work-leases.ts'

const ATTEMPTS = { name: 'attempts' }

/** A command's view of who is signed in, who was invited, and how often something was tried. */
export function signInPart({ now, sql, read, writes, forUpdate }: UnitContext): SignInWrites {
  return {
    endSessions(idleSince) {
      writes.statement(SESSIONS, () => ({ text: 'delete from sessions where seen_at < ?', bindings: [idleSince] }))
    },
    saveSession(row) {
      writes.replace(SESSIONS, row)
    },
    changeSession({ id, startedAt: _startedAt, ...row }) {
      writes.statement(SESSIONS, () => update(SESSIONS, row, 'id = ?', [id]))
    },
    touchSession(id) {
      writes.statement(SESSIONS, () => update(SESSIONS, { seenAt: now }, 'id = ?', [id]))
    },
    endSession(id) {
      writes.statement(SESSIONS, () => ({ text: 'delete from sessions where id = ?', bindings: [id] }))
    },

    async invitation(id) {
      return (await read(INVITATIONS, `where id = ?${forUpdate}`, [id]))[0]
    },
    openInvitations: (caseId, person) =>
      read(INVITATIONS, 'where case_id = ? and person = ? and accepted_at is null and revoked_at is null', [
        caseId,
        person,
      ]),
    saveInvitation(row) {
      writes.replace(INVITATIONS, row)
    },

    liveCodes: (reference) =>
      read(
        ONE_TIME_CODES,
        `where reference = ? and ended_at is null and expires_at > ? order by issued_at desc${forUpdate}`,
        [reference, now],
      ),
    endCodes(reference, channel) {
      writes.statement(ONE_TIME_CODES, () =>
        update(ONE_TIME_CODES, { endedAt: now }, 'reference = ? and channel = ? and ended_at is null', [
          reference,
          channel,
        ]),
      )
    },
    saveCode(row) {
      writes.statement(ONE_TIME_CODES, () => ({
        text: 'delete from one_time_codes where expires_at <= ?',
        bindings: [now],
      }))
      writes.replace(ONE_TIME_CODES, row)
    },

    async roleGrant(id) {
      return (await read(ROLE_GRANTS, `where id = ?${forUpdate}`, [id]))[0]
    },
    saveRoleGrant(row) {
      writes.replace(ROLE_GRANTS, row)
    },

    async countAttempt(what, minutes) {
      await sql.run('delete from attempts where until <= ?', [now])
      const [row] = await sql.run(
        'insert into attempts (what, n, until) values (?, 1, ?) on conflict (what) do update set n = attempts.n + 1 returning n, until',
        [keyOf(what), plus(now, minutes * 60_000)],
      )
      return countedOf(row ?? {})
    },
    async attempts(what) {
      const [row] = await sql.run('select n, until from attempts where what = ? and until > ?', [keyOf(what), now])
      return row === undefined ? undefined : countedOf(row)
    },
    forgetAttempts(what) {
      writes.statement(ATTEMPTS, () => ({ text: 'delete from attempts where what = ?', bindings: [keyOf(what)] }))
    },
  }
}

/** Addresses and names are not kept as they are. */
function keyOf(what: string): string {
  return createHash('sha256').update(what).digest('hex')
}

function countedOf({ n, until }: SqlRow) {
  return { n: Number(n), until: instant(String(until)) }
}

import { APPROVALS, CASE_ACCESS, standingIn, standingStatement, type AccessWrites } from './case-access.ts'
import { OUTBOX, TASKS } from './tables.ts'
import type { UnitContext } from './unit-context.ts'

/** A command's view of who is what to its case, and of what waits for a second person. */
export function standingPart({ now, sql, read, writes }: UnitContext): AccessWrites {
  return {
    async standing(caseId, asker) {
      const { text, bindings } = standingStatement(caseId, asker, now)
      return standingIn(await sql.run(text, bindings))
    },
    lastingAccess: (caseId) => read(CASE_ACCESS, 'where case_id = ? and until_at is null', [caseId]),
    saveAccess(row) {
      writes.replace(CASE_ACCESS, row)
    },
    endAccess({ caseId, who, relation, part }) {
      writes.statement(CASE_ACCESS, () => ({
        text: 'delete from case_access where case_id = ? and who = ? and relation = ? and part = ? and until_at is null',
        bindings: [caseId, who, relation, part],
      }))
    },
    tasksOf: (caseId) => read(TASKS, 'where case_id = ? order by created_at, id', [caseId]),
    staffNoticesWaiting: (caseId) =>
      read(OUTBOX, `where case_id = ? and channel = 'staff-notification' and status in ('queued', 'uncertain')`, [
        caseId,
      ]),
    async approval(id) {
      return (await read(APPROVALS, 'where id = ?', [id]))[0]
    },
    async approvalWaiting(action, about, proposedBy) {
      const waiting = `where action = ? and about = ? and proposed_by = ? and status = 'proposed'`
      return (await read(APPROVALS, waiting, [action, about, proposedBy]))[0]
    },
    saveApproval(row) {
      writes.replace(APPROVALS, row)
    },
  }
}

import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type Action } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import { NotFoundError } from '../../errors.ts'
import { USUAL_CALENDAR } from '../../law/calendar-of-rule.ts'
import { addWorkingDays } from '../../law/working-days.ts'
import { MASKED, mustBeAllowed, type Actor } from '../../access/index.ts'
import type { HandoverNoteRow } from '../../store/handover-notes.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { APPOINTED } from '../commands/hand-over.ts'
import { recordReading } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { inbox, UNTOLD_WARNING, type InboxLine } from './inbox.ts'

/** What somebody leaves behind. */
export interface HandoverView {
  readonly user: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly today: LocalDate
  readonly items: readonly HandoverItem[]
  /** More than are shown: after these have gone, the next come. */
  readonly total: number
}

export interface HandoverItem {
  readonly task: InboxLine
  /** What they promised in this case and have not done. */
  readonly promises: readonly Pick<Action, 'id' | 'text' | 'dueOn'>[]
  /** By then the complainant is to hear something. */
  readonly contactBy: LocalDate
  /** It does not change hands: somebody else must be appointed. */
  readonly byAppointment: boolean
}

/** As many as one command hands over. */
const MOST = 100

/**
 * What somebody who leaves has open, promised and to tell. Promises are read from the cases, and each reading leaves a
 * line in the audit trail.
 *
 * @throws NotFoundError when there is no such user.
 */
export async function handoverView(runtime: Runtime, actor: Actor, userId: string): Promise<HandoverView> {
  mustBeAllowed(actor, 'assign-tasks')
  const user = await runtime.store.read.user(userId)
  if (user?.caseId !== null) throw new NotFoundError('user', userId)
  const { tasks, total, today } = await inbox(runtime, actor, { scope: 'all', assignee: userId, limit: MOST })
  const caseIds = [...new Set(tasks.map(({ caseId }) => caseId))]
  const facts = await runtime.store.read.factsOf(caseIds)
  await runtime.store.command((unit) => {
    for (const caseId of caseIds) {
      unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'case-viewed', body: { for: 'handover' } })
    }
    return Promise.resolve()
  })
  const promises = new Map(
    caseIds.map((caseId) => {
      const { actions } = (facts.get(caseId) ?? []).reduce(evolve, emptyCase(asCaseId(caseId)))
      return [caseId, actions.filter(({ owner, doneOn }) => owner === userId && doneOn === undefined)]
    }),
  )
  return {
    user: { id: user.id, name: user.name, roles: user.roles },
    today,
    total,
    items: tasks.map((task) => ({
      task,
      promises: (promises.get(task.caseId) ?? []).map(({ id, text, dueOn }) => ({ id, text, dueOn })),
      contactBy: addWorkingDays(task.lastToldOn ?? task.receivedOn, UNTOLD_WARNING, USUAL_CALENDAR),
      byAppointment: APPOINTED.has(task.role),
    })),
  }
}

/** What those who left a case wrote for the next, the newest first. */
export async function handoverNotes(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<readonly Omit<HandoverNoteRow, 'caseId'>[]> {
  const reading = { body: { for: 'handover-notes' } }
  const { masking } = await recordReading(runtime, actor, { caseId, action: 'see-case-file' }, reading)
  const rows = await runtime.store.read.handoverNotes(caseId)
  return rows.map(({ n, fromUser, toUser, note, at, byUser }) => ({
    n,
    fromUser,
    toUser,
    note: masking.identity ? note : MASKED,
    at,
    byUser,
  }))
}

import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { CaseRow } from '../../store/rows.ts'
import type { HoldRow, RetentionRow } from '../../store/retention.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import { propose, type ApprovalView, type SecondPerson } from '../commands/approvals.ts'
import { mustGiveReason } from '../commands/open-access.ts'
import type { Runtime } from '../runtime.ts'

/** Why a case must still be there; undefined where it may be disposed of. */
export function whyKept(
  row: Pick<CaseRow, 'status'> | undefined,
  retention: Pick<RetentionRow, 'keepUntil' | 'disposedAt'> | undefined,
  holds: readonly Pick<HoldRow, 'endedAt'>[],
  today: LocalDate,
): RefusedError | undefined {
  if (retention !== undefined && retention.disposedAt !== null)
    return new RefusedError('disposed-already', 'It was disposed of before')
  if (row?.status !== 'closed') return new RefusedError('not-closed', 'Only a closed case is disposed of')
  if (retention === undefined) return new RefusedError('no-period', 'Nobody has said how long it is kept')
  if (holds.some(({ endedAt }) => endedAt === null)) return new RefusedError('held', 'A hold keeps it')
  if (retention.keepUntil >= today) {
    return new RefusedError('too-early', `It must be kept until ${dayInWords(retention.keepUntil)}`)
  }
  return undefined
}

/** Puts before a second person that a case be disposed of. @throws RefusedError where it must still be there. */
export async function proposeDisposal(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
): Promise<ApprovalView> {
  mustBeAllowed(actor, 'erase')
  const { read } = runtime.store
  const [row, retention, holds] = await Promise.all([read.case(caseId), read.retentionOf(caseId), read.holdsOf(caseId)])
  const kept = whyKept(row, retention, holds, dayOf(runtime.clock.now()))
  // Whoever may not know of the case hears that first.
  if (kept !== undefined && row !== undefined) {
    await recordingDenials(runtime, actor, 'erase', async () => {
      const asked = { caseId, action: 'erase', given: ['reason', 'second-person'] } as const
      mustSee(actor, asked, await sightOf(runtime, read, actor, caseId), runtime.clock.now())
    })
    throw kept
  }
  return propose(runtime, actor, { action: 'erase', caseId, about: caseId, request: {}, reason })
}

/**
 * Takes out all that was said and held in a case whose time is over. The case's number, procedure and days stay, and its
 * audit trail, which verifies as before; its last row is the certificate.
 *
 * @param second - The second person's yes, in the same transaction.
 * @throws RefusedError where it must still be there.
 */
export async function disposeCase(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
  second: SecondPerson,
): Promise<void> {
  mustBeAllowed(actor, 'erase')
  mustGiveReason(reason)
  await recordingDenials(runtime, actor, 'erase', () =>
    runtime.store.command(async (unit) => {
      const row = await unit.lockCase(caseId)
      if (row === undefined) throw new NotFoundError('case', caseId)
      const asked = { caseId, action: 'erase', given: ['reason', 'second-person'] } as const
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      const approvedBy = await second(unit)
      const retention = await unit.retention(caseId)
      const kept = whyKept(row, retention, await unit.holds(caseId), dayOf(unit.now))
      if (kept !== undefined) throw kept
      const takenOut = await unit.disposeCase(caseId)
      unit.audit({
        caseId,
        actor: actor.id,
        role: actor.role,
        type: 'case-disposed',
        body: {
          approvedBy,
          rule: retention?.rule ?? '',
          keptUntil: retention?.keepUntil ?? '',
          receivedOn: row.receivedOn,
          procedure: row.procedure,
          takenOut,
        },
      })
    }),
  )
}

import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { ConflictError, InvalidValueError, NotFoundError } from '../../errors.ts'
import type { HoldRow } from '../../store/retention.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import { mustGiveReason } from '../commands/open-access.ts'
import type { Runtime } from '../runtime.ts'

/** What keeps a case beyond its time (`domain.md` 10, holds). */
export const HOLD_KINDS = ['litigation', 'ombudsman', 'inquiry', 'safeguarding', 'access-request', 'other'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export interface HoldFile {
  readonly caseId: string
  readonly kind: HoldKind
  readonly reason: string
}

/** Keeps a case until somebody ends the hold, whatever its time is. @throws NotFoundError when there is no such case. */
export async function holdFile(runtime: Runtime, actor: Actor, { caseId, kind, reason }: HoldFile): Promise<HoldRow> {
  mustBeAllowed(actor, 'hold-file')
  if (!HOLD_KINDS.includes(kind)) throw new InvalidValueError('kind of hold', kind)
  return recordingDenials(runtime, actor, 'hold-file', () =>
    runtime.store.command(async (unit) => {
      const asked = { caseId, action: 'hold-file', given: ['reason'] } as const
      await unit.lockCase(caseId)
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      mustGiveReason(reason)
      if ((await unit.retention(caseId))?.disposedAt != null) throw new ConflictError('This case was disposed of')
      const hold: HoldRow = {
        id: `hold-${randomUUID()}`,
        caseId,
        kind,
        placedAt: unit.now,
        placedBy: actor.id,
        endedAt: null,
        endedBy: null,
      }
      unit.placeHold(hold)
      const body = { hold: hold.id, kind }
      unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'hold-placed', body, payload: reason })
      return hold
    }),
  )
}

/** Ends a hold, with the reason. @throws NotFoundError when the case has no such hold; ConflictError when it has ended. */
export async function endHold(
  runtime: Runtime,
  actor: Actor,
  { caseId, hold, reason }: { readonly caseId: string; readonly hold: string; readonly reason: string },
): Promise<void> {
  mustBeAllowed(actor, 'hold-file')
  mustGiveReason(reason)
  await recordingDenials(runtime, actor, 'hold-file', () =>
    runtime.store.command(async (unit) => {
      const asked = { caseId, action: 'hold-file', given: ['reason'] } as const
      await unit.lockCase(caseId)
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      const found = (await unit.holds(caseId)).find(({ id }) => id === hold)
      if (found === undefined) throw new NotFoundError('hold', hold)
      if (found.endedAt !== null) throw new ConflictError('This hold has ended already')
      unit.endHold(hold, actor.id)
      const body = { hold, kind: found.kind }
      unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'hold-ended', body, payload: reason })
    }),
  )
}

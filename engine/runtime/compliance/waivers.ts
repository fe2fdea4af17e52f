import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor, type Need } from '../../access/index.ts'
import { ConflictError, InvalidVariablesError, NotFoundError, RefusedError } from '../../errors.ts'
import { dutyNamed } from '../../law/duties.ts'
import type { ApprovalRow } from '../../store/case-access.ts'
import type { WaiverRow } from '../../store/findings.ts'
import type { Unit } from '../../store/unit.ts'
import { dayOf } from '../../values/instant.ts'
import { addDays, isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { mustSee, onlyVisible, recordingDenials, sightOf } from '../access.ts'
import { propose, type ApprovalView, type SecondPerson } from '../commands/approvals.ts'
import { mustGiveReason } from '../commands/open-access.ts'
import type { Runtime } from '../runtime.ts'
import { placeOfDuty, WAIVABLE } from './letters.ts'
import { judgeCases } from './load-cases.ts'
import { waiverView, type WaiverView } from './waiver-view.ts'

/*
 * A duty that was not kept, or of which nothing can be told, is let rest in one case: by two people, with a reason, until
 * a day. It is shown as waived from then on, with what was found beside it, and never goes away; after its last day, or
 * once it is revoked, what was found counts again.
 */

export interface ProposeWaiver {
  readonly caseId: string
  /** `C05`. */
  readonly rule: string
  readonly reason: string
  /** Last day, within a year from now. */
  readonly until: LocalDate
}

/** Days for which a waiver may last; whoever wants it longer says again why. */
const MOST_DAYS = 366
const BOTH: readonly Need[] = ['reason', 'second-person']

/**
 * Puts before a second person that a duty is to be waived.
 *
 * @throws NotFoundError when there is no such rule or case.
 * @throws InvalidVariablesError when the last day has passed, or is more than a year away.
 * @throws RefusedError when nothing is to be waived, or it is waived already.
 */
export async function proposeWaiver(runtime: Runtime, actor: Actor, asked: ProposeWaiver): Promise<ApprovalView> {
  const { caseId, rule, reason, until } = asked
  mustBeAllowed(actor, 'waive-duty')
  dutyNamed(rule)
  mustBeSoon(until, dayOf(runtime.clock.now()))
  const about = `${caseId}/${rule}`
  return propose(runtime, actor, { action: 'waive-duty', caseId, about, request: { rule, until }, reason }, () =>
    mustBeWaivable(runtime, caseId, rule),
  )
}

/** Carries out what was proposed, with the second person's yes. */
export async function waiveDuty(
  runtime: Runtime,
  proposer: Actor,
  { caseId, request, reason }: ApprovalRow,
  second: SecondPerson,
): Promise<WaiverView> {
  const { rule, until } = request
  const today = dayOf(runtime.clock.now())
  if (caseId === null || typeof rule !== 'string' || !isLocalDate(until)) throw new NotFoundError('proposal', '')
  dutyNamed(rule)
  mustBeSoon(until, today)
  await mustBeWaivable(runtime, caseId, rule)
  return recordingDenials(runtime, proposer, 'waive-duty', () =>
    runtime.store.command(async (unit) => {
      await unit.lockCase(caseId)
      const asked = { caseId, action: 'waive-duty', given: BOTH } as const
      mustSee(proposer, asked, await sightOf(runtime, unit, proposer, caseId), unit.now)
      const approvedBy = await second(unit)
      await mustBeFirst(unit, caseId, rule, today)
      const row: WaiverRow = {
        id: `waiver-${randomUUID()}`,
        caseId,
        rule,
        fromOn: today,
        untilOn: until,
        reason,
        givenBy: proposer.id,
        approvedBy,
        givenAt: unit.now,
        revokedAt: null,
        revokedBy: null,
      }
      unit.addWaiver(row)
      const body = { waiver: row.id, rule, until, approvedBy }
      unit.audit({ caseId, actor: proposer.id, role: proposer.role, type: 'duty-waived', body, payload: reason })
      return waiverView(row, today)
    }),
  )
}

/**
 * Takes a waiver back: what was found counts again. One person may do that alone, with a reason.
 *
 * @throws NotFoundError when there is no such waiver, or none for this asker.
 * @throws ConflictError when it was revoked already.
 */
export async function revokeWaiver(
  runtime: Runtime,
  actor: Actor,
  { waiver: id, reason }: { readonly waiver: string; readonly reason: string },
): Promise<WaiverView> {
  mustBeAllowed(actor, 'waive-duty')
  mustGiveReason(reason)
  return recordingDenials(runtime, actor, 'waive-duty', () =>
    runtime.store.command(async (unit) => {
      const row = await unit.waiver(id)
      if (row === undefined) throw new NotFoundError('waiver', id)
      const { caseId, rule, revokedAt, revokedBy } = row
      const asked = { caseId, action: 'waive-duty', given: BOTH, named: ['waiver', id] } as const
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      if (revokedAt !== null) throw new ConflictError('It was revoked already', { by: revokedBy ?? '', at: revokedAt })
      unit.revokeWaiver(id, actor.id)
      const body = { waiver: id, rule }
      unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'waiver-revoked', body, payload: reason })
      return waiverView({ ...row, revokedAt: unit.now, revokedBy: actor.id }, dayOf(unit.now))
    }),
  )
}

/** Every waiver in the cases that the actor may see, the newest first; those that ran out and were revoked too. */
export async function listWaivers(
  runtime: Runtime,
  actor: Actor,
): Promise<{ readonly waivers: readonly WaiverView[] }> {
  mustBeAllowed(actor, 'read-compliance')
  const today = dayOf(runtime.clock.now())
  const rows = await runtime.store.read.waivers(onlyVisible(runtime, actor))
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'compliance-viewed', body: { list: 'waivers' } })
    return Promise.resolve()
  })
  return { waivers: rows.map((row) => waiverView(row, today)) }
}

function mustBeSoon(until: LocalDate, today: LocalDate): void {
  if (until >= today && until <= addDays(today, MOST_DAYS)) return
  const message = until < today ? 'is over' : 'is more than a year away'
  throw new InvalidVariablesError('The waiver', [{ at: '/until', message }])
}

async function mustBeWaivable(runtime: Runtime, caseId: string, rule: string): Promise<void> {
  const today = dayOf(runtime.clock.now())
  const [judged] = await judgeCases(runtime, [caseId], today)
  const found = judged?.findings[placeOfDuty(rule) ?? -1]?.result
  if (found === undefined) throw new NotFoundError('case', caseId)
  if (!WAIVABLE.includes(found)) {
    throw new RefusedError('nothing-to-waive', 'Only what was not kept, or cannot be told, is waived')
  }
  const waivers = await runtime.store.read.waivers({ caseId, on: today })
  if (waivers.some((each) => each.rule === rule)) throw waivedAlready()
}

async function mustBeFirst(unit: Unit, caseId: string, rule: string, today: LocalDate): Promise<void> {
  const waivers = await unit.waiversOf(caseId)
  if (waivers.some((row) => row.rule === rule && row.revokedAt === null && row.untilOn >= today)) throw waivedAlready()
}

function waivedAlready(): RefusedError {
  return new RefusedError('waived-already', 'It is waived already in this case')
}

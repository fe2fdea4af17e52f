import { randomUUID } from 'node:crypto'
import {
  hasRole,
  isAction,
  mayDo,
  mustBeAllowed,
  rowOf,
  TIES,
  type Action,
  type Actor,
  type Need,
  type Role,
} from '../../access/index.ts'
import { ConflictError, NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { ApprovalRow } from '../../store/case-access.ts'
import type { Page, PageRequest } from '../../store/page.ts'
import type { Unit } from '../../store/unit.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { mustGiveReason, OPEN_MINUTES, openTo } from './open-access.ts'

/*
 * Over 300 lines: proposing, deciding and listing stand on the same few questions.
 *
 * Two people for what one must not do alone (ASVS 2.3.5): one proposes it with a reason, another, who may be the second
 * person for it, approves. Only then it happens, and both stand in the audit trail. Over 300 lines: proposing, deciding and
 * listing share their checks.
 */

/** What is done once it is approved, by the proposer's words and in their name. */
export type Approvable =
  'skip-incidents' | 'move-to-step' | 'cancel-case' | 'reveal-identity' | 'break-glass' | 'erase' | 'waive-duty'

export interface Proposal {
  readonly action: Approvable
  readonly caseId: string
  /** Id of the incident, of the case, of the case and the duty (`SC-2026-00001/C05`), or of the place and the step. */
  readonly about: string
  /** What the action needs besides: ids and codes. */
  readonly request: Readonly<Record<string, string>>
  readonly reason: string
}

export interface ApprovalView {
  readonly approval: string
  readonly action: string
  readonly caseId?: string
  readonly about: string
  readonly reason: string
  readonly status: ApprovalRow['status']
  readonly proposedBy: string
  readonly proposedAt: string
  readonly decidedBy?: string
  readonly decidedAt?: string
  /** Of a duty that is to be waived: which, and until when. */
  readonly waives?: { readonly rule: string; readonly until: string }
  /** Of a case that is to be moved: from which step to which, by their names. */
  readonly moves?: { readonly from: string; readonly to: string }
}

/**
 * Puts before a second person what one must not do alone. The same thing proposed twice by one person is one proposal.
 *
 * @param check - What must hold besides, once it is known that they may: it throws where it does not.
 * @throws NotPermittedError when the proposer could not do it with a second person either.
 */
export async function propose(
  runtime: Runtime,
  actor: Actor,
  proposal: Proposal,
  check: () => Promise<void> = () => Promise.resolve(),
): Promise<ApprovalView> {
  const { action, caseId, about, request, reason } = proposal
  mustBeAllowed(actor, 'propose')
  mustBeAllowed(actor, action)
  mustGiveReason(reason)
  const once = () =>
    runtime.store.command(async (unit) => {
      const named: readonly [string, string] = action === 'skip-incidents' ? ['incident', about] : ['case', caseId]
      const asked = { caseId, action, given: BOTH, named }
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      await check()
      const waiting = await unit.approvalWaiting(action, about, actor.id)
      if (waiting !== undefined) return view(waiting)
      const row: ApprovalRow = {
        id: `approval-${randomUUID()}`,
        action,
        caseId,
        about,
        request,
        reason,
        status: 'proposed',
        proposedBy: actor.id,
        proposedRole: actor.role,
        proposedAt: unit.now,
        decidedBy: null,
        decidedAt: null,
      }
      unit.saveApproval(row)
      const body = { approval: row.id, action, about }
      unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'approval-proposed', body, payload: reason })
      return view(row)
    })
  return recordingDenials(runtime, actor, action, () =>
    once().catch((error: unknown) => {
      // Of two at the same moment the second finds the first one waiting.
      if (error instanceof ConflictError) return once()
      throw error
    }),
  )
}

const BOTH: readonly Need[] = ['reason', 'second-person']

/** The second person's yes, given in the transaction in which it is acted on. @returns who gave it. */
export type SecondPerson = (unit: Unit) => Promise<string>

/**
 * The second person says yes: what was proposed is done in the proposer's name, or opened to them, in one transaction.
 *
 * @param carryOut - Does what is a command on the case, calling for the yes within it.
 * @throws NotPermittedError when it is the proposer, or somebody who cannot be the second person for that.
 * @throws NotFoundError when there is no such proposal, or none for this actor.
 */
export async function approveBy(
  runtime: Runtime,
  actor: Actor,
  approvalId: string,
  carryOut: Readonly<Partial<Record<string, CarryOut>>>,
): Promise<ApprovalView> {
  mustBeAllowed(actor, 'approve')
  const row = await runtime.store.read.approval(approvalId)
  const act = row === undefined ? undefined : carryOut[row.action]
  if (row === undefined || act === undefined) return decideOn(runtime, actor, approvalId, 'approved')
  const proposer: Actor = { id: row.proposedBy, role: row.proposedRole as Role }
  await act(runtime, proposer, row, async (unit) => {
    await decideIn(runtime, unit, actor, approvalId, 'approved')
    return actor.id
  })
  return view({ ...row, status: 'approved', decidedBy: actor.id })
}

export type CarryOut = (runtime: Runtime, proposer: Actor, row: ApprovalRow, second: SecondPerson) => Promise<unknown>

/** The second person says no; nothing happens. @throws as `approve`. */
export async function refuseApproval(runtime: Runtime, actor: Actor, approvalId: string): Promise<ApprovalView> {
  mustBeAllowed(actor, 'approve')
  return decideOn(runtime, actor, approvalId, 'refused')
}

/** What waits for a second person, of what this one may approve; their own proposals too. The oldest first. */
export async function listApprovals(
  runtime: Runtime,
  actor: Actor,
  page: PageRequest = {},
): Promise<{ readonly approvals: readonly ApprovalView[]; readonly next?: string }> {
  mustBeAllowed(actor, 'approve')
  const { rows, next }: Page<ApprovalRow> = await runtime.store.read.approvals({ status: 'proposed', ...page })
  return { approvals: await onlyDecidable(runtime, actor, rows), ...(next !== undefined && { next }) }
}

/** What the actor proposed and became of it, the newest first. */
export async function ownProposals(
  runtime: Runtime,
  actor: Actor,
): Promise<{ readonly approvals: readonly ApprovalView[] }> {
  mustBeAllowed(actor, 'propose')
  const { rows } = await runtime.store.read.approvals({ proposedBy: actor.id, limit: MOST_OWN })
  return { approvals: await onlyDecidable(runtime, actor, rows.toReversed()) }
}

/** The oldest that are shown. */
const MOST_OWN = 200

/** How many proposals wait that this person may approve. */
export async function approvalsWaiting(runtime: Runtime, actor: Actor): Promise<number> {
  if (!mayDo(actor, 'approve')) return 0
  const { rows } = await runtime.store.read.approvals({ status: 'proposed', limit: MOST_OWN })
  const others = rows.filter(({ proposedBy, action }) => proposedBy !== actor.id && isSecondPerson(actor, action))
  return (await onlyDecidable(runtime, actor, others)).length
}

/** @throws NotFoundError when there is no such proposal, or none for this actor. */
export async function readApproval(
  runtime: Runtime,
  actor: Actor,
  approvalId: string,
): Promise<ApprovalView & { readonly mayDecide: boolean }> {
  mustBeAllowed(actor, 'approve')
  const row = await runtime.store.read.approval(approvalId)
  if (row === undefined || !(await mayDecide(runtime, runtime.store.read, actor, row))) {
    throw new NotFoundError('proposal', approvalId)
  }
  const isTheirs = row.proposedBy !== actor.id && isSecondPerson(actor, row.action)
  return { ...view(row), mayDecide: row.status === 'proposed' && isTheirs }
}

async function onlyDecidable(
  runtime: Runtime,
  actor: Actor,
  rows: readonly ApprovalRow[],
): Promise<readonly ApprovalView[]> {
  const shown: ApprovalView[] = []
  for (const row of rows) if (await mayDecide(runtime, runtime.store.read, actor, row)) shown.push(view(row))
  return shown
}

async function decideOn(
  runtime: Runtime,
  actor: Actor,
  approvalId: string,
  status: 'approved' | 'refused',
): Promise<ApprovalView> {
  return view(await runtime.store.command((unit) => decideIn(runtime, unit, actor, approvalId, status)))
}

async function decideIn(
  runtime: Runtime,
  unit: Unit,
  actor: Actor,
  approvalId: string,
  status: 'approved' | 'refused',
): Promise<ApprovalRow> {
  const row = await unit.approval(approvalId)
  if (row === undefined || !(await mayDecide(runtime, unit, actor, row))) {
    throw new NotFoundError('proposal', approvalId)
  }
  if (row.status !== 'proposed') {
    throw new ConflictError(`This was ${row.status} already`, {
      by: row.decidedBy ?? '',
      at: row.decidedAt ?? row.proposedAt,
    })
  }
  if (row.proposedBy === actor.id) {
    throw new NotPermittedError('You proposed it: a second person must decide')
  }
  if (!isSecondPerson(actor, row.action)) {
    throw new NotPermittedError('Your role cannot be the second person for that')
  }
  const decided: ApprovalRow = { ...row, status, decidedBy: actor.id, decidedAt: unit.now }
  unit.saveApproval(decided)
  const { caseId, action, about } = row
  unit.audit({
    ...(caseId !== null && { caseId }),
    actor: actor.id,
    role: actor.role,
    type: `approval-${status}`,
    body: { approval: row.id, action, about, proposedBy: row.proposedBy },
  })
  if (status === 'approved') await openIfAsked(runtime, unit, actor, decided)
  return decided
}

/** What opens something to the proposer happens in the same transaction, if they may have it still. */
async function openIfAsked(runtime: Runtime, unit: Unit, actor: Actor, row: ApprovalRow): Promise<void> {
  const relation = OPENS.get(row.action)
  const { caseId, action, reason } = row
  if (relation === undefined || caseId === null || !isAction(action)) return
  const proposer: Actor = { id: row.proposedBy, role: row.proposedRole as Role }
  const { told } = await stillMay(runtime, unit, proposer, caseId, action)
  if (told !== undefined) throw told
  await openTo(runtime, unit, proposer, { caseId, action, relation, minutes: OPEN_MINUTES, reason }, actor.id)
}

const OPENS = new Map([
  ['reveal-identity', 'identity-revealed'],
  ['break-glass', 'glass-broken'],
] as const) as ReadonlyMap<string, 'identity-revealed' | 'glass-broken'>

async function stillMay(runtime: Runtime, unit: Unit, proposer: Actor, caseId: string, action: Action) {
  try {
    mustSee(proposer, { caseId, action, given: BOTH }, await sightOf(runtime, unit, proposer, caseId), unit.now)
    return {}
  } catch {
    return { told: new RefusedError('no-longer-allowed', 'Whoever proposed it may not have it any more') }
  }
}

function isSecondPerson(actor: Actor, action: string): boolean {
  return isAction(action) && rowOf(action).approvedBy.some((role) => hasRole(actor, role))
}

/** Whoever has a tie to the case is no second person for it, and does not learn of it. */
async function mayDecide(
  runtime: Runtime,
  source: Pick<Unit, 'standing'>,
  actor: Actor,
  { caseId }: ApprovalRow,
): Promise<boolean> {
  if (caseId === null) return true
  const sight = await sightOf(runtime, source, actor, caseId)
  if (sight === undefined) return false
  return ![...sight.standing.relations].some((relation) => TIES.has(relation))
}

function view(row: ApprovalRow): ApprovalView {
  const { id, action, caseId, about, request, reason, status, proposedBy, proposedAt, decidedBy, decidedAt } = row
  return {
    approval: id,
    action,
    about,
    reason,
    status,
    proposedBy,
    proposedAt,
    ...(caseId !== null && { caseId }),
    ...(decidedBy !== null && { decidedBy }),
    ...(decidedAt !== null && { decidedAt }),
    ...(action === 'waive-duty' && { waives: { rule: textIn(request, 'rule'), until: textIn(request, 'until') } }),
    ...(action === 'move-to-step' && { moves: { from: textIn(request, 'fromName'), to: textIn(request, 'toName') } }),
  }
}

function textIn(request: ApprovalRow['request'], name: string): string {
  const value = request[name]
  return typeof value === 'string' ? value : ''
}

import type { Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'
import { approveBy, propose, type ApprovalView, type CarryOut } from './approvals.ts'
import { disposeCase } from '../retention/dispose.ts'
import { waiveDuty } from '../compliance/waivers.ts'
import { cancelCase } from './cancel-case.ts'
import { moveToken } from './move-token.ts'
import { skipIncident, type SkipIncident } from './incidents.ts'

/** What is a command of its own once a second person has said yes to it. */
const CARRY_OUT: Readonly<Partial<Record<string, CarryOut>>> = {
  'skip-incidents': (runtime, proposer, { about, reason, request }, second) => {
    const to = request['to']
    const asked = { incidentId: about, reason, ...(typeof to === 'string' && { to }) }
    return skipIncident(runtime, proposer, asked, {}, second)
  },
  'move-to-step': (runtime, proposer, { caseId, reason, request }, second) => {
    const { at, to } = request as Readonly<Record<'at' | 'to', string>>
    return moveToken(runtime, proposer, caseId ?? '', { at, to, reason }, {}, second)
  },
  'cancel-case': (runtime, proposer, { about, reason }, second) =>
    cancelCase(runtime, proposer, { caseId: about, reason }, {}, second),
  erase: (runtime, proposer, { about, reason }, second) =>
    disposeCase(runtime, proposer, { caseId: about, reason }, second),
  'waive-duty': waiveDuty,
}

/** Says yes, as the second person, to what somebody else proposed; it is done at once. @throws as `approveBy`. */
export async function approve(runtime: Runtime, actor: Actor, approvalId: string): Promise<ApprovalView> {
  return approveBy(runtime, actor, approvalId, CARRY_OUT)
}

/** Proposes to go on without what stopped. */
export async function proposeSkip(
  runtime: Runtime,
  actor: Actor,
  { incidentId, reason, to }: SkipIncident,
): Promise<ApprovalView> {
  const incident = await runtime.store.read.incident(incidentId)
  const request = { ...(to !== undefined && { to }) }
  const caseId = incident?.caseId ?? ''
  return propose(runtime, actor, { action: 'skip-incidents', caseId, about: incidentId, request, reason })
}

/** Proposes to end a case without a response. */
export async function proposeCancel(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
): Promise<ApprovalView> {
  return propose(runtime, actor, { action: 'cancel-case', caseId, about: caseId, request: {}, reason })
}

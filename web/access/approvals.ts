import {
  approve,
  canDo,
  clauseOf,
  ConflictError,
  DUTIES,
  isLocalDate,
  listApprovals,
  listRoleGrants,
  mayDo,
  ownProposals,
  readApproval,
  RefusedError,
  refuseApproval,
  type Actor,
  type ApprovalView,
  type Runtime,
} from '../../engine/index.ts'
import { field, redirect, shortDay, view, type Area, type StaffAsk } from '../frame/index.ts'
import { ASKED, askedInWords, namesOfUsers, STATUS_IN_WORDS } from './words.ts'

/** `/approvals`: what waits for a second person, and what became of what one asked oneself. */
export function addApprovalPages(area: Area, runtime: Runtime): void {
  area.staff('get', '/approvals', 'approve', async ({ actor }) => {
    const { approvals } = await listApprovals(runtime, actor, { limit: MOST })
    const rows = await rowsOf(runtime, actor, approvals)
    const grants = mayDo(actor, 'grant-roles') ? (await listRoleGrants(runtime, actor)).grants.length : 0
    return view('access/approvals', { rows, grants, mayPropose: mayDo(actor, 'propose') })
  })
  area.staff('get', '/approvals/mine', 'propose', async ({ actor }) => {
    const { approvals } = await ownProposals(runtime, actor)
    return view('access/own-proposals', {
      rows: await rowsOf(runtime, actor, approvals),
      mayApprove: mayDo(actor, 'approve'),
      mayBreakGlass: mayDo(actor, 'break-glass'),
    })
  })
  area.staff('get', '/approvals/:approvalId', 'approve', (ask) => one(ask))
  area.staff('post', '/approvals/:approvalId', 'approve', async (ask) => {
    const id = ask.params['approvalId'] ?? ''
    const outcome = field(ask.body, 'outcome')
    if (outcome !== 'approve' && outcome !== 'refuse') return one(ask, 'Select whether you approve it')
    try {
      const done = await (outcome === 'approve' ? approve : refuseApproval)(runtime, ask.actor, id)
      const title = `${outcome === 'approve' ? 'Approved' : 'Refused'}: ${askedInWords(done.action)}.`
      return redirect('/approvals', { kind: 'success', title })
    } catch (error) {
      if (error instanceof ConflictError || error instanceof RefusedError) return one(ask, `${error.message}.`)
      throw error
    }
  })

  async function one({ actor, params }: StaffAsk, fault?: string) {
    const approval = await readApproval(runtime, actor, params['approvalId'] ?? '')
    const [row] = await rowsOf(runtime, actor, [approval])
    const data = {
      row,
      then: ASKED[approval.action]?.then,
      mayDecide: approval.mayDecide,
      isOwn: approval.proposedBy === actor.id,
      isOver: approval.status !== 'proposed',
      fault,
      errors: fault === undefined ? [] : [{ text: fault, href: approval.mayDecide ? '#outcome' : '#standing' }],
    }
    return view('access/approval', data, fault === undefined ? 200 : 422)
  }
}

/** On one page; the rest comes once these are decided. */
const MOST = 100

async function rowsOf(runtime: Runtime, actor: Actor, approvals: readonly ApprovalView[]) {
  const nameOf = await namesOfUsers(
    runtime,
    approvals.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy ?? []].flat()),
  )
  return Promise.all(
    approvals.map(
      async ({
        approval,
        action,
        caseId,
        reason,
        status,
        proposedBy,
        proposedAt,
        decidedBy,
        decidedAt,
        waives,
        moves,
      }) => ({
        id: approval,
        title: askedInWords(action),
        caseId,
        caseHref: caseId !== undefined && (await sees(runtime, actor, caseId)) ? `/cases/${caseId}` : undefined,
        reason,
        status: STATUS_IN_WORDS[status],
        isOwn: proposedBy === actor.id,
        by: nameOf(proposedBy),
        at: proposedAt,
        about: waives !== undefined ? waivedInWords(waives) : moves !== undefined ? movedInWords(moves) : '',
        ...(decidedBy !== undefined && { decidedBy: nameOf(decidedBy), decidedAt }),
      }),
    ),
  )
}

function movedInWords({ from, to }: NonNullable<ApprovalView['moves']>): string {
  return `From “${from}” to “${to}”`
}

/** What the second person says yes to. */
function waivedInWords({ rule, until }: NonNullable<ApprovalView['waives']>): string {
  const duty = DUTIES.find(({ id }) => id === rule)
  const named = duty === undefined ? rule : `${rule}: ${duty.title} (${clauseOf(duty.citation)})`
  return isLocalDate(until) ? `${named} Until ${shortDay(until)}.` : named
}

async function sees(runtime: Runtime, actor: Actor, caseId: string): Promise<boolean> {
  return mayDo(actor, 'read-cases') && (await canDo(runtime, actor, 'see-case-file', caseId)).kind !== 'deny'
}

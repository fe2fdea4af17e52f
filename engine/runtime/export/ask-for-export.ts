import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor, type Need } from '../../access/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { ApprovalRow } from '../../store/case-access.ts'
import type { ExportRow } from '../../store/exports.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { mustGiveReason } from '../commands/open-access.ts'
import type { Runtime } from '../runtime.ts'
import { mustMayExport, needsOfExport } from './permission.ts'
import { exportView, type ExportView } from './read-exports.ts'
import { checkSelection, type ExportFormat, type ExportSelection } from './selection.ts'

/** What somebody wants to take out as a file. */
export interface AskForExport {
  readonly format: ExportFormat
  readonly selection: ExportSelection
  /** With references and ids in place of pseudonyms: a second person must approve it. */
  readonly named?: boolean
  /** An earlier export whose pseudonyms it is to have. */
  readonly samePseudonymsAs?: string
  /** Left out where the role needs none. */
  readonly reason?: string
}

/**
 * Notes what is to be exported, and why; it can be taken at once, or when a second person has approved it.
 *
 * @throws NotPermittedError, StepUpNeededError or MoreNeededError when the actor may not, or not with that alone.
 */
export async function askForExport(runtime: Runtime, actor: Actor, asked: AskForExport): Promise<ExportView> {
  const { format, selection, named = false, samePseudonymsAs, reason } = asked
  mustBeAllowed(actor, 'export-log')
  checkSelection(format, selection, named)
  const needs = needsOfExport(actor, named)
  const given: readonly Need[] = [...(reason === undefined ? [] : ['reason' as const]), 'second-person']
  await mustMayExport(runtime, actor, named, given)
  if (reason !== undefined) mustGiveReason(reason)
  if (runtime.secretFor === undefined)
    throw new RefusedError('no-key', 'This service has no key to make pseudonyms with')
  const [first, procedures] = await Promise.all([
    samePseudonymsAs === undefined ? undefined : runtime.store.read.export(samePseudonymsAs),
    runtime.store.read.procedures(),
  ])
  if (samePseudonymsAs !== undefined && first === undefined) throw new NotFoundError('export', samePseudonymsAs)
  const { procedure } = selection
  if (procedure !== undefined && !procedures.some(({ id }) => id === procedure)) {
    throw new NotFoundError('procedure', procedure)
  }
  const upToRow = await runtime.store.audit.size()
  const id = `export-${randomUUID()}`
  const row: Omit<ExportRow, 'askedAt'> = {
    id,
    format,
    selection: { ...selection },
    named,
    pseudonymsOf: first?.pseudonymsOf ?? id,
    upToRow,
    askedBy: actor.id,
    askedRole: actor.role,
    approval: needs.includes('second-person') ? `approval-${randomUUID()}` : null,
  }
  const saved = await runtime.store.command((unit) => {
    const full: ExportRow = { ...row, askedAt: unit.now }
    unit.addExport(full)
    const body = { export: id, format, ...selection, named, samePseudonyms: first !== undefined, upToRow }
    const by = { actor: actor.id, role: actor.role }
    unit.audit({ ...by, type: 'export-asked-for', body, ...(reason !== undefined && { payload: reason }) })
    if (full.approval !== null) {
      unit.saveApproval(approvalOf(full, `${inWords(asked)} ${reason ?? ''}`.trim()))
      const proposed = { approval: full.approval, action: 'export-log', about: id }
      unit.audit({ ...by, type: 'approval-proposed', body: proposed, ...(reason !== undefined && { payload: reason }) })
    }
    return Promise.resolve(full)
  })
  return exportView(runtime, actor, saved)
}

function approvalOf(row: ExportRow, reason: string): ApprovalRow {
  return {
    id: row.approval ?? '',
    action: 'export-log',
    caseId: null,
    about: row.id,
    request: {},
    reason,
    status: 'proposed',
    proposedBy: row.askedBy,
    proposedRole: row.askedRole,
    proposedAt: row.askedAt,
    decidedBy: null,
    decidedAt: null,
  }
}

/** What the second person reads before the reason. */
function inWords({ format, selection: { by, from, to, procedure }, named = false }: AskForExport): string {
  const what = format === 'dates' ? 'Table of dates' : 'Event log'
  const whom = named ? 'with references of cases and ids of people' : 'with pseudonyms'
  const which = by === 'happened' ? 'what happened' : `cases ${by}`
  const where = procedure === undefined ? 'of all procedures' : `of the procedure ${procedure}`
  return `${what} ${whom}: ${which} from ${dayInWords(from)} to ${dayInWords(to)}, ${where}.`
}

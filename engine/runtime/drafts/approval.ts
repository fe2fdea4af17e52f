import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidVariablesError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { DraftApproval, ProcedureDraftRow, Unit } from '../../store/index.ts'
import { mustBeFresh } from '../commands/deploy-procedure.ts'
import { lawVersion } from '../compliance/law-version.ts'
import type { Runtime } from '../runtime.ts'
import { act, authorsIn, type DraftActKind } from './acts.ts'
import { hashToApprove } from './check.ts'
import { conditionsOf } from './conditions.ts'
import { readDraft } from './open.ts'
import { heldForWriting } from './save.ts'
import { filesOfDraft, heldDraft, mustBeIn, viewOf, type DraftView } from './view.ts'

/** Words that another person reads; without personal data. */
export interface WithComment {
  readonly comment: string
}

const LONGEST = 2_000

/**
 * Asks a second person to approve the draft as it is now. Until they answer, or it is taken back, nobody changes it.
 *
 * @throws StepUpNeededError unless whoever asks has just proved who they are.
 * @throws RefusedError (`not-ready`) that says what publishing would miss.
 */
export async function askForApproval(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { comment }: WithComment,
): Promise<DraftView> {
  mustBeFresh(runtime, actor, 'deploy-procedures', 'ask for approval')
  mustSaySomething(comment)
  const seen = await readDraft(runtime, actor, draftId)
  await mustBeReady(runtime, seen)
  return runtime.store.command(async (unit) => {
    const row = await heldForWriting(unit, actor, draftId)
    if (row.revision !== seen.revision) throw new RefusedError('draft-moved-on', 'The draft was saved meanwhile.')
    const { files } = await filesOfDraft(unit, row)
    const approval: DraftApproval = {
      askedBy: actor.id,
      askedAt: unit.now,
      hash: hashToApprove(runtime, files),
      law: lawVersion(runtime),
    }
    const change = { state: 'approval-asked', approval, lockHolder: null, lockUntil: null } as const
    return changed(unit, actor, row, change, { kind: 'approval-asked', words: comment, more: { hash: approval.hash } })
  })
}

export interface Approve extends WithComment {
  /** Hash of what the approver has looked at, as the draft's approval has it; when left out, whatever is asked now. */
  readonly hash?: string
}

/**
 * Says yes to exactly what was asked. Where it is not that any more, the question lapses.
 *
 * @throws StepUpNeededError unless whoever approves has just proved who they are.
 * @throws NotPermittedError to whoever wrote in the draft or asked.
 * @throws RefusedError (`approval-lapsed`) that says why; (`draft-moved-on`) when something else is asked than they saw.
 */
export async function approveDraft(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { comment, hash }: Approve,
): Promise<DraftView> {
  mustBeFresh(runtime, actor, 'activate-procedures', 'approve a draft')
  mustBeShort(comment)
  const outcome = await runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    mustBeIn(row, 'approval-asked')
    await mustBeSecond(unit, actor, row)
    if (hash !== undefined && hash !== row.approval?.hash) {
      throw new RefusedError('draft-moved-on', 'The draft was taken back and changed meanwhile: look at it again.')
    }
    const why = await whyLapsed(runtime, unit, row)
    if (why !== undefined) return lapse(unit, actor, row, why)
    if (row.approval === null) throw new RefusedError('draft-state', 'Nobody has asked for approval.')
    const approval: DraftApproval = { ...row.approval, approvedBy: actor.id, approvedAt: unit.now }
    const more = { hash: approval.hash }
    const said = comment === '' ? { kind: 'approved', more } : { kind: 'approved', words: comment, more }
    return changed(unit, actor, row, { state: 'approved', approval }, said as Said)
  })
  return orLapsed(outcome)
}

/** Says no, with what must be mended; it is worked on again. @throws NotPermittedError to whoever wrote in it. */
export async function sendDraftBack(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { comment }: WithComment,
): Promise<DraftView> {
  mustBeAllowed(actor, 'activate-procedures')
  mustSaySomething(comment)
  return runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    mustBeIn(row, 'approval-asked', 'approved')
    await mustBeSecond(unit, actor, row)
    return changed(unit, actor, row, AT_WORK, { kind: 'sent-back', words: comment })
  })
}

/** Whoever may write in it takes the question back; an approval that was given is gone. */
export async function takeDraftBack(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    mustBeIn(row, 'approval-asked', 'approved')
    return changed(unit, actor, row, AT_WORK, { kind: 'taken-back' })
  })
}

/** It is worked on no more; what was in it can still be read. */
export async function discardDraft(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  return runtime.store.command(async (unit) => {
    const held = await heldDraft(unit, draftId)
    mustBeIn(held, 'draft', 'approval-asked', 'approved')
    const row = held.state === 'draft' ? await heldForWriting(unit, actor, draftId) : held
    const change = { state: 'discarded', lockHolder: null, lockUntil: null } as const
    return changed(unit, actor, row, change, { kind: 'discarded' })
  })
}

/** @throws RefusedError (`not-ready`) that says everything that is missing. */
export async function mustBeReady(runtime: Runtime, draft: Parameters<typeof conditionsOf>[1]): Promise<void> {
  const unmet = (await conditionsOf(runtime, draft)).filter(({ met }) => !met)
  if (unmet.length > 0) throw new RefusedError('not-ready', unmet.map(({ sentence }) => sentence).join(' '))
}

/** @throws NotPermittedError to whoever wrote in the draft, or asked that it be approved. */
export async function mustBeSecond(unit: Unit, actor: Actor, row: ProcedureDraftRow): Promise<void> {
  if (!isSecond(actor, authorsIn(await unit.draftActs(row.id)), row.approval ?? undefined)) {
    throw new NotPermittedError('Whoever wrote in a draft does not approve or publish it: that takes a second person')
  }
}

export function isSecond({ id }: Actor, authors: ReadonlySet<string>, approval: DraftApproval | undefined): boolean {
  return !authors.has(id) && approval?.askedBy !== id
}

/** Why what was asked, or approved, is not what there is now; undefined when it is. */
export async function whyLapsed(runtime: Runtime, unit: Unit, row: ProcedureDraftRow): Promise<string | undefined> {
  const { files } = await filesOfDraft(unit, row)
  if (row.approval?.hash === hashToApprove(runtime, files)) return undefined
  return row.approval?.law === lawVersion(runtime)
    ? 'Its files are not those that approval was asked for.'
    : 'The rules of law, the calendars or the council’s own settings have changed since approval was asked for.'
}

export interface Lapsed {
  readonly lapsed: string
}

/** The approval counts no more; it is worked on again. The caller throws after the commit, see `orLapsed`. */
export async function lapse(unit: Unit, actor: Actor, row: ProcedureDraftRow, why: string): Promise<Lapsed> {
  await changed(unit, actor, row, AT_WORK, { kind: 'lapsed', words: why })
  return { lapsed: why }
}

/** @throws RefusedError (`approval-lapsed`) */
export function orLapsed<T extends object>(outcome: T | Lapsed): T {
  if ('lapsed' in outcome) {
    throw new RefusedError('approval-lapsed', `The approval has lapsed. ${outcome.lapsed} Ask for it again.`)
  }
  return outcome
}

const AT_WORK = { state: 'draft', approval: null } as const

interface Said {
  readonly kind: DraftActKind
  readonly words?: string
  readonly more?: Readonly<Record<string, unknown>>
}

async function changed(
  unit: Unit,
  actor: Actor,
  row: ProcedureDraftRow,
  change: Partial<ProcedureDraftRow>,
  { kind, words, more }: Said,
): Promise<DraftView> {
  unit.changeProcedureDraft(row.id, change)
  await act(unit, actor, row, kind, words, more)
  return viewOf({ ...row, ...change }, await unit.draftFiles(row.id), unit.now)
}

function mustSaySomething(comment: string): void {
  if (comment.trim() === '') {
    throw new InvalidVariablesError('The comment', [{ at: '/comment', message: 'must say something' }])
  }
  mustBeShort(comment)
}

function mustBeShort(comment: string): void {
  if (comment.length > LONGEST) {
    const message = `must be ${LONGEST} characters or fewer`
    throw new InvalidVariablesError('The comment', [{ at: '/comment', message }])
  }
}

import type { Actor } from '../../access/index.ts'
import { ConflictError, InvalidVariablesError, RefusedError } from '../../errors.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeFresh, putInForce, readFit, storeVersion } from '../commands/deploy-procedure.ts'
import { mustCheckRightly } from '../rules-self-test.ts'
import type { Runtime } from '../runtime.ts'
import { act } from './acts.ts'
import { lapse, mustBeReady, mustBeSecond, orLapsed, whyLapsed } from './approval.ts'
import { readDraft } from './open.ts'
import { heldDraft, mustBeIn, NEW } from './view.ts'

export interface PublishedDraft {
  readonly procedure: string
  readonly version: number
  /** The first day on which complaints that are received follow it. */
  readonly from: LocalDate
}

/**
 * Makes an approved draft a version that is in force from a day: complaints received on it or after it follow the version;
 * cases that run stay on theirs.
 *
 * @param from - today when left out
 * @throws StepUpNeededError unless whoever publishes has just proved who they are.
 * @throws NotPermittedError to whoever wrote in the draft or asked that it be approved.
 * @throws InvalidVariablesError for a day before today.
 * @throws RefusedError (`checks-silent`), (`not-ready`), or (`approval-lapsed`) when it is not what was approved any more.
 */
export async function publishDraft(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  { from }: { readonly from?: LocalDate } = {},
): Promise<PublishedDraft> {
  mustBeFresh(runtime, actor, 'activate-procedures', 'publish a draft')
  const draft = await readDraft(runtime, actor, draftId)
  if (draft.state !== 'approved') throw new RefusedError('draft-state', 'The draft has not been approved.')
  mustBeToCome(from, dayOf(runtime.clock.now()))
  const lapsed = await runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    mustBeIn(row, 'approved')
    await mustBeSecond(unit, actor, row)
    const why = await whyLapsed(runtime, unit, row)
    return why === undefined ? {} : lapse(unit, actor, row, why)
  })
  orLapsed(lapsed)
  await mustCheckRightly()
  await mustBeReady(runtime, draft)
  const fit = await readFit(runtime, draft.files)
  const outcome = await runtime.store.command(async (unit) => {
    const row = await heldDraft(unit, draftId)
    mustBeIn(row, 'approved')
    await mustBeSecond(unit, actor, row)
    const why = await whyLapsed(runtime, unit, row)
    if (why !== undefined) return lapse(unit, actor, row, why)
    if (row.revision !== draft.revision) {
      throw new RefusedError('draft-moved-on', 'The draft was changed and approved anew meanwhile: look at it again.')
    }
    const fromDay = from ?? dayOf(unit.now)
    mustBeToCome(fromDay, dayOf(unit.now))
    const newest = (await unit.procedures(row.procedure)).at(-1)?.version ?? NEW
    if (newest !== row.basedOn) {
      throw new ConflictError(`Version ${newest} has come since; the draft must be brought up to date first`)
    }
    const { version, hash } = await storeVersion(unit, actor, fit, true)
    await putInForce(unit, actor, { procedure: row.procedure, version, fromDay })
    unit.changeProcedureDraft(row.id, { state: 'published', publishedVersion: version, lockHolder: null })
    const more = { version, from: fromDay, hash, ...(row.approval && { approvedBy: row.approval.approvedBy }) }
    await act(unit, actor, row, 'published', undefined, more)
    return { procedure: row.procedure, version, from: fromDay }
  })
  runtime.procedures.activated(draft.procedure)
  return orLapsed(outcome)
}

function mustBeToCome(from: LocalDate | undefined, today: LocalDate): void {
  if (from !== undefined && from < today) {
    const message = 'must be today or later: what was done under the version before stays as it was'
    throw new InvalidVariablesError('The day', [{ at: '/from', message }])
  }
}

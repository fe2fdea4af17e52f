import { decide, hasRole, mustBeAllowed, STRANGER, type Actor, type Need } from '../../access/index.ts'
import { NotPermittedError, RefusedError } from '../../errors.ts'
import type { ExportRow } from '../../store/exports.ts'
import { needed } from '../access.ts'
import { SYNTHETIC } from '../queries/figures.ts'
import type { Runtime } from '../runtime.ts'

/**
 * What must be given besides for an export: by the matrix, and for one with references and ids a reason and a second person
 * from everybody.
 */
export function needsOfExport(actor: Actor, named: boolean): readonly Need[] {
  const byMatrix = (['reason', 'second-person'] as const).filter((need) => {
    const others: readonly Need[] = need === 'reason' ? ['second-person'] : ['reason']
    return decide({ ...actor, steppedUpAt: NEVER }, 'export-log', undefined, STRANGER, NEVER, others).kind === 'needs'
  })
  return named ? ['reason', 'second-person'] : byMatrix
}

/** Any moment: fresh as seen from itself. */
const NEVER = '1970-01-01T00:00:00.000Z' as ExportRow['askedAt']

/**
 * @param given - What the actor brings besides a fresh proof of who they are.
 * @throws NotPermittedError, StepUpNeededError or MoreNeededError when they may not, or not with that alone.
 * @throws RefusedError when a process owner asks for what is not made up.
 */
export async function mustMayExport(
  runtime: Runtime,
  actor: Actor,
  named: boolean,
  given: readonly Need[],
): Promise<void> {
  mustBeAllowed(actor, 'export-log')
  const isOwner = hasRole(actor, 'process-owner') && !(['auditor', 'complaints-manager'] as const).some(holds(actor))
  if (isOwner && (named || (await runtime.store.read.setting(SYNTHETIC)) === undefined)) {
    throw new RefusedError('not-made-up', 'A process owner may export made-up data only, and with pseudonyms')
  }
  const decision = decide(actor, 'export-log', undefined, STRANGER, runtime.clock.now(), given)
  if (decision.kind === 'deny') throw new NotPermittedError(decision.reason)
  if (decision.kind === 'needs') throw needed(decision.what)
  const missing = needsOfExport(actor, named).filter((need) => !given.includes(need))
  if (missing.length > 0) throw needed(missing)
}

/**
 * Whether the actor may begin to ask for an export: for pages, before a long form is filled in.
 *
 * @throws as `mustMayExport`.
 */
export async function mayStartExport(runtime: Runtime, actor: Actor): Promise<void> {
  await mustMayExport(runtime, actor, false, ['reason', 'second-person'])
}

function holds(actor: Actor) {
  return (role: 'auditor' | 'complaints-manager') => hasRole(actor, role)
}

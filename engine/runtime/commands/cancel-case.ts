import { RefusedError } from '../../errors.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/**
 * Ends a case's procedure where it stands: for a case that should never have been opened. Its facts and its trail stay.
 * A complainant who withdraws is another matter: the procedure has its own way for that.
 */
export async function cancelCase(
  runtime: Runtime,
  actor: Actor,
  request: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
): Promise<Changed<{ readonly cancelled: true }>> {
  mustBeAllowed(actor, 'cancel-case')
  if (request.reason.trim() === '') throw new RefusedError('no-reason', 'Say why the case is cancelled')
  return changeCase(
    runtime,
    actor,
    request.caseId,
    { ...options, request: ['cancel-case', request] },
    () => ({ type: 'case-cancelled', payload: request.reason }),
    (work) => {
      const root = [...work.tree().instances.values()].find(({ parent, ended }) => parent === undefined && !ended)
      if (root === undefined) throw new RefusedError('case-ended', 'The procedure of this case has ended already')
      work.stimulate(root.id, { type: 'terminate' })
      return { cancelled: true }
    },
  )
}

import { RefusedError } from '../../errors.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { SecondPerson } from './approvals.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/**
 * Ends a case's procedure where it stands: for a case that should never have been opened. Its facts and its trail stay.
 * It takes a second person's yes (`propose`, `approve`). A complainant who withdraws is another matter: the procedure has its own way for that.
 */
export async function cancelCase(
  runtime: Runtime,
  actor: Actor,
  request: { readonly caseId: string; readonly reason: string },
  options: CommandOptions = {},
  second?: SecondPerson,
): Promise<Changed<{ readonly cancelled: true }>> {
  mustBeAllowed(actor, 'cancel-case')
  if (request.reason.trim() === '') throw new RefusedError('no-reason', 'Say why the case is cancelled')
  return changeCase(
    runtime,
    actor,
    request.caseId,
    {
      ...options,
      action: 'cancel-case',
      given: second === undefined ? ['reason'] : ['reason', 'second-person'],
      request: ['cancel-case', request],
    },
    () => ({ type: 'case-cancelled', payload: request.reason }),
    async (work) => {
      await second?.(work.unit)
      const root = [...work.tree().instances.values()].find(({ parent, ended }) => parent === undefined && !ended)
      if (root === undefined) throw new RefusedError('case-ended', 'The procedure of this case has ended already')
      work.stimulate(root.id, { type: 'terminate' })
      return { cancelled: true }
    },
  )
}

import { SYSTEM } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Notes in the audit trail that the clock of a machine was set: from then on rows may be earlier than those before them,
 * and what was done late or too soon can be understood. Due moments are not touched.
 *
 * @param jump - `bySeconds`: forward, or negative: back. `against`: what tells, the time that has passed in this process, or
 * the newest row of the trail.
 */
export async function noteClockJump(
  { store }: Pick<Runtime, 'store'>,
  { bySeconds, against }: { readonly bySeconds: number; readonly against: 'time-passed' | 'trail' },
): Promise<void> {
  await store.command((unit) => {
    unit.audit({ actor: SYSTEM.id, role: SYSTEM.role, type: 'clock-jumped', body: { bySeconds, against } })
    return Promise.resolve()
  })
}

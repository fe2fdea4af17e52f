import type { CaseWork } from './case-work.ts'

/**
 * The incidents of the case that are still open once this command is over. Those whose step the case has left by another
 * way (it was withdrawn, say) are put down as settled.
 *
 * @param after - Waits that are open now, by `<instance> <wait>`.
 */
export async function openIncidentsAfter(work: CaseWork, after: ReadonlyMap<string, unknown>): Promise<number> {
  const { unit, row, actor } = work
  let open = 0
  for (const { id, instanceId, waitId } of await unit.openIncidents(row.id)) {
    if (instanceId !== null && waitId !== null && !after.has(`${instanceId} ${waitId}`)) {
      unit.resolveIncident(id, { status: 'resolved', by: actor.id })
    } else open += 1
  }
  return open
}

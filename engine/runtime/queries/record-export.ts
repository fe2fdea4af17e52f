import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'

/** A list that somebody took away as a file. */
export interface Exported {
  readonly list:
    | 'cases'
    | 'tasks'
    | 'deadlines'
    | 'duties'
    | 'findings'
    | 'waivers'
    | 'changes'
    | 'papers'
    | 'variants'
    | 'ages'
    | 'waits'
    | 'hand-overs'
    | 'courses'
    | 'trail'
    | 'access'
    | 'report'
  readonly rows: number
}

/** Leaves a line in the audit trail that a list went out as a file: which, and how long it was. */
export async function recordExport(runtime: Runtime, actor: Actor, { list, rows }: Exported): Promise<void> {
  mustBeAllowed(actor, 'read-cases')
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'list-exported', body: { list, rows } })
    return Promise.resolve()
  })
}

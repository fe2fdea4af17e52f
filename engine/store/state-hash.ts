import { createHash } from 'node:crypto'
import { StateDamagedError } from '../errors.ts'
import type { InstanceRow } from './rows.ts'
import type { StoredInstance } from './tables.ts'

/** Binds a state to its instance and to the diagram it belongs to, so that neither can be swapped unseen. */
export function stateHash({ id, definitionHash, state }: InstanceRow): string {
  return createHash('sha256')
    .update(JSON.stringify([id, definitionHash, state]))
    .digest('hex')
}

/** @throws StateDamagedError when the state does not carry its hash. */
export function undamaged({ stateHash: stored, ...row }: StoredInstance): InstanceRow {
  if (stored === stateHash(row)) return row
  throw new StateDamagedError(
    `The saved state of ${row.id} in case ${row.caseId} is not what was saved. Restore it from a backup, or rebuild it by replaying the case.`,
  )
}

import { createHash } from 'node:crypto'
import { StateDamagedError } from '../errors.ts'
import type { InstanceRow } from './rows.ts'
import type { StoredInstance } from './tables.ts'

/** What a hash begins with that binds the whole row; those of earlier releases, without it, bind less. */
const WHOLE = '2:'

/** Binds a state to its instance, its case, its place among the others and its diagram, so that none can be swapped unseen. */
export function stateHash(row: InstanceRow): string {
  const { id, caseId, parentId, parentWait, definitionHash, processId, state, ended, seq } = row
  return `${WHOLE}${hashOf([id, caseId, parentId, parentWait, definitionHash, processId, state, ended, seq])}`
}

/** @throws StateDamagedError when the state does not carry its hash. */
export function undamaged({ stateHash: stored, ...row }: StoredInstance): InstanceRow {
  const { id, definitionHash, state } = row
  if (stored === (stored.startsWith(WHOLE) ? stateHash(row) : hashOf([id, definitionHash, state]))) return row
  throw new StateDamagedError(
    `The saved state of ${row.id} in case ${row.caseId} is not what was saved. Restore it from a backup, or rebuild it by replaying the case.`,
  )
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

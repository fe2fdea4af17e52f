import { createHash } from 'node:crypto'
import { StateDamagedError } from '../errors.ts'
import { canonicalJson } from './audit/canonical-json.ts'
import type { DefinitionRow, ProcedureRow } from './rows.ts'
import type { SealedDefinition, SealedProcedure } from './tables.ts'

/** With a seal over all that is kept of a diagram. */
export function sealDefinition(row: DefinitionRow): SealedDefinition {
  return { ...row, seal: definitionSeal(row) }
}

/** With a seal over all of a version that never changes: from when, and whether, it is in force does. */
export function sealProcedure(row: ProcedureRow): SealedProcedure {
  return { ...row, seal: procedureSeal(row) }
}

/** @throws StateDamagedError when the diagram is not the one that was stored. */
export function soundDefinition({ seal, ...row }: SealedDefinition): DefinitionRow {
  // Earlier releases stored none.
  if (seal === null || seal === definitionSeal(row)) return row
  throw new StateDamagedError(`The stored diagram ${row.file} of ${row.procedure} is not what was stored. ${REMEDY}`)
}

/** @throws StateDamagedError when the version is not the one that was stored. */
export function soundProcedure({ seal, ...row }: SealedProcedure): ProcedureRow {
  if (seal === null || seal === procedureSeal(row)) return row
  throw new StateDamagedError(`Version ${row.version} of ${row.id} is not what was stored. ${REMEDY}`)
}

const REMEDY = 'Restore it from a backup.'

function definitionSeal({
  hash,
  procedure,
  processId,
  file,
  xml,
  model,
  layoutHash,
  ...deployed
}: DefinitionRow): string {
  const { deployedAt, deployedBy } = deployed
  return sealOf([hash, procedure, processId, file, xml, model, layoutHash, deployedAt, deployedBy])
}

function procedureSeal({ id, version, title, hash, files, deployedAt, deployedBy }: ProcedureRow): string {
  // PostgreSQL and SQLite keep the text, but a row that is written has yet to become one.
  return sealOf([id, version, title, hash, canonicalText(files), deployedAt, deployedBy])
}

function canonicalText(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)))
}

function sealOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

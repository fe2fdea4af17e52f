import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidValueError, NotFoundError } from '../../errors.ts'
import {
  readCheckpoint,
  readNoteKey,
  verifyTrail,
  writeBundle,
  type AuditHolder,
  type BundleOptions,
  type NoteKey,
  type VerifyReport,
} from '../../store/index.ts'
import { dayOf, startOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mayLookAt, recordReading, visibleTo } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { withoutUnseen } from '../trail/people.ts'

export interface VerifyAsked {
  readonly caseId?: string
  readonly since?: number
  /** Notes that were kept elsewhere. */
  readonly checkpoints?: readonly string[]
  /** Public keys known from elsewhere, as their texts. */
  readonly keys?: readonly string[]
}

/** Few, so that whoever else asks something is answered meanwhile. */
const ROWS_AT_ONCE = 250

/** Findings that the row of a verification lists. */
const LISTED = 50

/**
 * Verifies the audit trail as it is now. That it was verified, and with what result, is a row of it: of the case, where only its
 * rows were. Findings name no case that the asker may not know of.
 *
 * @throws NotFoundError when a case is asked for that is not there, or not for this asker.
 */
export async function auditVerified(
  runtime: Runtime,
  actor: Actor,
  { caseId, since, checkpoints = [], keys = [] }: VerifyAsked,
): Promise<VerifyReport> {
  mustBeAllowed(actor, 'verify-audit')
  const known: readonly NoteKey[] = keys.map(readNoteKey)
  for (const note of checkpoints) {
    if (readCheckpoint(note) === undefined) throw new InvalidValueError('checkpoint', note.slice(0, 200))
  }
  if (caseId !== undefined) await mayLookAt(runtime, actor, { caseId, action: 'verify-audit' })
  const report = await runtime.store.audit.read((reader) =>
    verifyTrail(reader, {
      keys: known,
      witnesses: checkpoints.map((note, n) => ({ heldBy: `checkpoint ${n + 1} that was given`, note })),
      pageSize: ROWS_AT_ONCE,
      ...(caseId !== undefined && { caseId }),
      ...(since !== undefined && { since }),
    }),
  )
  await runtime.store.command((unit) => {
    unit.audit({
      ...(caseId !== undefined && { caseId }),
      actor: actor.id,
      role: actor.role,
      type: 'audit-verified',
      outcome: report.verdict,
      body: {
        rows: report.rows,
        findings: report.findings.length + report.moreFindings,
        found: report.findings
          .slice(0, LISTED)
          .map(({ kind, seq, until, caseId: of }) => ({ kind, seq, until, case: of })),
        checkpoints: report.checkpoints,
        cases: report.cases,
        facts: report.facts,
        payloads: report.payloads,
        erased: report.erasedPayloads,
        lastRow: report.lastRow.seq,
        witnessedTo: report.witnessedTo,
        ...(caseId !== undefined && { case: caseId }),
        ...(since !== undefined && { since }),
      },
    })
    return Promise.resolve()
  })
  if (report.findings.length === 0) return report
  const visibility = visibleTo(runtime, actor, 'read-history')
  const findings = await withoutUnseen(JSON.stringify(report.findings), (ids) =>
    runtime.store.trail.seenOf(ids, visibility),
  )
  return { ...report, findings: JSON.parse(findings) as VerifyReport['findings'] }
}

export interface CheckpointView {
  readonly size: number
  readonly at: Instant
  readonly keyId: string
  /** Hex. */
  readonly root: string
  readonly note: string
}

export interface AuditCheckpoints {
  /** Rows of the trail now. */
  readonly rows: number
  /** The newest first. */
  readonly checkpoints: readonly CheckpointView[]
  /** Give it as `before` for those that come next; absent when there are no more. */
  readonly next?: number
  readonly keys: readonly { readonly id: string; readonly key: string; readonly sinceRow: number }[]
  /** Who holds checkpoints outside, and how they were last reached. */
  readonly holders: readonly AuditHolder[]
}

/** What was signed of the audit trail, with which keys, and who holds it. */
export async function auditCheckpoints(
  runtime: Runtime,
  actor: Actor,
  { limit = 50, before }: { readonly limit?: number; readonly before?: number } = {},
): Promise<AuditCheckpoints> {
  mustBeAllowed(actor, 'verify-audit')
  const { audit } = runtime.store
  const [rows, found, keys, holders] = await Promise.all([
    audit.size(),
    audit.checkpoints(limit + 1, before),
    audit.keys(),
    audit.holders(),
  ])
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows,
    checkpoints: shown.map(({ size, at, keyId, root, note }) => {
      return { size, at: at as Instant, keyId, root: root.toString('hex'), note }
    }),
    ...(found.length > limit && last !== undefined && { next: last.size }),
    keys: keys.map(({ id, key, seq }) => ({ id, key, sinceRow: seq })),
    holders,
  }
}

/** The last checkpoint of each day, and who holds it or one that covers it. */
export interface SignedDays {
  /** The newest first. */
  readonly days: readonly (Omit<CheckpointView, 'note'> & {
    readonly day: LocalDate
    readonly heldBy: readonly string[]
  })[]
  readonly holders: readonly AuditHolder[]
  /** Rows of the trail now. */
  readonly rows: number
  readonly keys: AuditCheckpoints['keys']
}

/** @param days - The newest on which anything was signed; 14 when left out. */
export async function signedDays(runtime: Runtime, actor: Actor, days = 14): Promise<SignedDays> {
  mustBeAllowed(actor, 'verify-audit')
  const { audit } = runtime.store
  const [found, holders, rows, keys] = await Promise.all([
    audit.daily(days, (at) => startOf(dayOf(at))),
    audit.holders(),
    audit.size(),
    audit.keys(),
  ])
  return {
    days: found.map(({ size, at, keyId, root }) => ({
      day: dayOf(at as Instant),
      size,
      at: at as Instant,
      keyId,
      root: root.toString('hex'),
      heldBy: holders.filter((each) => each.size >= size).map(({ holder }) => holder),
    })),
    holders,
    rows,
    keys: keys.map(({ id, key, seq }) => ({ id, key, sinceRow: seq })),
  }
}

/** The note of one checkpoint, as it is handed to those who hold it. @throws NotFoundError when there is none of that size. */
export async function signedNote(runtime: Runtime, actor: Actor, size: number): Promise<string> {
  mustBeAllowed(actor, 'verify-audit')
  const found = Number.isSafeInteger(size) && size > 0 ? await runtime.store.audit.checkpoint(size) : undefined
  if (found === undefined) throw new NotFoundError('checkpoint', String(size))
  return found.note
}

/**
 * Writes the rows of a case so that they can be verified without Redress; that somebody took them is one of them. Other
 * cases are in it as hashes only.
 *
 * @returns the number of rows.
 */
export async function auditBundle(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { beforeReading, ...options }: BundleOptions & { readonly beforeReading?: () => Promise<void> },
  write: (line: string) => Promise<void> | void,
): Promise<number> {
  const body = { withPayloads: options.withPayloads }
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, { type: 'audit-bundle-taken', body })
  await beforeReading?.()
  return runtime.store.audit.read((reader) => writeBundle(reader, caseId, options, write))
}

import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { FindingKind, Verdict } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import { onlyVisible } from '../access.ts'
import { auditVerified, type VerifyAsked } from '../queries/audit.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from './people.ts'

/** One verification of the trail, as its row tells of it. */
export interface Verification {
  readonly seq: number
  readonly at: Instant
  readonly by: string
  /** Name, where it is somebody of the council. */
  readonly name?: string
  readonly verdict: Verdict
  readonly rows: number
  readonly caseId?: string
  /** How many findings, and the first of them. */
  readonly findings: number
  readonly found: readonly { readonly kind: FindingKind; readonly seq: number; readonly until?: number }[]
  /** Up to which row somebody outside holds what was signed. */
  readonly witnessedTo: number
}

/** Verifies the trail. @returns the number of the row that tells of it. */
export async function verifyAndTell(runtime: Runtime, actor: Actor, asked: VerifyAsked): Promise<number> {
  await auditVerified(runtime, actor, asked)
  const [row] = await runtime.store.trail.lines({ actors: [actor.id], types: [VERIFIED] }, { limit: 1 })
  return row?.seq ?? 0
}

const VERIFIED = 'audit-verified'

/** The last verification of the whole trail, by whomever. It shows nothing of a case, and leaves no row. */
export async function lastVerification(runtime: Runtime, actor: Actor): Promise<Verification | undefined> {
  mustBeAllowed(actor, 'verify-audit')
  const filter = { types: [VERIFIED], ...onlyVisible(runtime, actor, 'read-history') }
  const rows = await runtime.store.trail.lines(filter, { limit: MOST_LOOKED_AT })
  const row = rows.find(({ caseId }) => caseId === null)
  if (row === undefined) return undefined
  const name = (await staffNames(runtime, [row.actor])).get(row.actor)
  return { ...readVerification(row), ...(name !== undefined && { name }) }
}

const MOST_LOOKED_AT = 50

/** What the row of a verification says. */
export function readVerification(row: {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly caseId?: string | null
  readonly outcome?: string | null
  readonly body: string
}): Verification {
  const { data = {} } = JSON.parse(row.body) as { readonly data?: Partial<Verification> }
  const { rows = 0, findings = 0, found = [], witnessedTo = 0 } = data
  const { seq, at, actor: by, caseId, outcome } = row
  return {
    seq,
    at,
    by,
    verdict: outcome as Verdict,
    rows,
    findings,
    found,
    witnessedTo,
    ...(typeof caseId === 'string' && { caseId }),
  }
}

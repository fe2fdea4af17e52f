import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'

/** When the whole audit trail was last verified, and with what result. */
export interface LastVerification {
  readonly at: Instant
  readonly by: string
  /** `intact`, `tampered`, `incomplete`. */
  readonly verdict: string
  readonly rows: number
  readonly findings: number
}

/** Undefined while nobody has had it verified. */
export async function lastVerification(runtime: Runtime, actor: Actor): Promise<LastVerification | undefined> {
  mustBeAllowed(actor, 'verify-audit')
  const row = await runtime.store.read.lastVerification()
  if (row === undefined) return undefined
  const { data = {} } = JSON.parse(row.body) as {
    readonly data?: { readonly rows?: number; readonly findings?: number }
  }
  return {
    at: row.at,
    by: row.actor,
    verdict: row.outcome ?? '',
    rows: data.rows ?? 0,
    findings: data.findings ?? 0,
  }
}

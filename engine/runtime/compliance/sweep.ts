import { SYSTEM } from '../../access/index.ts'
import { StoreUnavailableError } from '../../errors.ts'
import type { CaseFindingsRow } from '../../store/findings.ts'
import { dayOf, instant, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'
import { lawVersion } from './law-version.ts'
import { lettersOf } from './letters.ts'
import { judgeCases, type LoadedCase } from './load-cases.ts'
import { storedDifferences } from './stored-deadlines.ts'

/** The setting under which it stands how far the last whole sweep came. */
const SWEPT = 'findings-swept'
/** Cases judged at once, and written in one transaction. */
const AT_ONCE = 200

/** The last whole sweep. */
export interface Swept {
  /** Rows of the audit trail that there were when it began. */
  readonly row: number
  readonly at: Instant
}

export interface SweepResult {
  /** Cases that were judged: those that are new, changed, or may stand otherwise by the day. */
  readonly judged: number
  /** Of them, those of which a finding is another than before. */
  readonly changed: number
  /** Cases that could not be judged; they wait, and are tried again in the next sweep. */
  readonly failed: readonly string[]
}

export interface SweepOptions {
  /** Told after each lot of cases. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void
  /** Cases judged without a pause; 200 when left out. */
  readonly atOnce?: number
  /** Stops between two lots of cases; what was judged is kept. */
  readonly stopped?: () => boolean
}

/**
 * Judges every case anew whose findings may no longer be right: it changed or was looked at, its law changed, or a day
 * has passed on which something was still open. Others are left as they are.
 */
export async function sweepFindings(runtime: Runtime, options: SweepOptions = {}): Promise<SweepResult> {
  const { store, clock } = runtime
  const today = dayOf(clock.now())
  const law = lawVersion(runtime)
  const at = clock.now()
  const row = await store.read.auditHead()
  const since = (await lastSweep(runtime))?.row ?? 0
  const limit = options.atOnce ?? AT_ONCE
  const which = { today, law, since }
  const of = options.onProgress === undefined ? 0 : await store.read.casesToJudgeCount(which, { law })
  let after = ''
  let judged = 0
  let changed = 0
  const failed: string[] = []
  for (;;) {
    if (options.stopped?.() === true) return { judged, changed, failed }
    const ids = await store.read.casesToJudge({ ...which, after, limit })
    if (ids.length === 0) break
    after = ids.at(-1) ?? after
    const found = await judgeEach(runtime, ids, today, failed)
    changed += await keep(runtime, found, law, at)
    judged += found.length
    options.onProgress?.({ done: judged, of })
  }
  await store.command((unit) => {
    for (const caseId of failed) unit.voidFindings(caseId)
    unit.saveSetting({ name: SWEPT, value: JSON.stringify({ row, at } satisfies Swept) })
    if (judged > 0) {
      const body = { judged, changed, law, ...(failed.length > 0 && { failed: failed.length }) }
      unit.audit({ actor: SYSTEM.id, role: SYSTEM.role, type: 'findings-swept', body })
    }
    return Promise.resolve()
  })
  return { judged, changed, failed }
}

/** One case that cannot be judged stops no other. */
async function judgeEach(
  runtime: Runtime,
  ids: readonly string[],
  today: LocalDate,
  failed: string[],
): Promise<readonly LoadedCase[]> {
  try {
    return await judgeCases(runtime, ids, today)
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error
    const [only] = ids
    if (only !== undefined && ids.length === 1) {
      failed.push(only)
      return []
    }
    const found: LoadedCase[] = []
    for (const id of ids) found.push(...(await judgeEach(runtime, [id], today, failed)))
    return found
  }
}

/** Undefined while there was none. */
export async function lastSweep({ store }: Runtime): Promise<Swept | undefined> {
  const kept = await store.read.setting(SWEPT)
  if (kept === undefined) return undefined
  const { row, at } = JSON.parse(kept) as { readonly row: number; readonly at: string }
  return { row, at: instant(at) }
}

async function keep(runtime: Runtime, found: readonly LoadedCase[], law: string, at: Instant): Promise<number> {
  const before = await runtime.store.read.findingsOf(found.map(({ row }) => row.id))
  const rows = found.map((each) => rowOf(each, law, at))
  await runtime.store.command((unit) => {
    for (const row of rows) unit.saveFindings(row)
    return Promise.resolve()
  })
  return rows.filter(({ caseId, results }) => before.get(caseId)?.results !== results).length
}

function rowOf(loaded: LoadedCase, law: string, at: Instant): CaseFindingsRow {
  const { row, record, findings, settled, team } = loaded
  const differences = storedDifferences(loaded)
  return {
    caseId: row.id,
    results: lettersOf(findings),
    judgedOn: record.today,
    judgedAt: at,
    factCount: row.factCount,
    law,
    settled,
    team,
    differences: differences.length === 0 ? null : { found: differences },
  }
}

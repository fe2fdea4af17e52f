import type { Instant } from '../values/instant.ts'
import { prepareEntry, type PreparedEntry } from './audit/append.ts'
import type { Sql } from './sql.ts'
import { accessRequestPart } from './access-requests.ts'
import { accessPart } from './unit-access.ts'
import { indexForSearch } from './case-search.ts'
import { caseMovePart } from './case-moves.ts'
import { casePart } from './unit-cases.ts'
import { documentPart } from './unit-documents.ts'
import { publicPart } from './unit-public.ts'
import type { UnitContext } from './unit-context.ts'
import { conformancePart } from './conformance.ts'
import { exportPart } from './exports.ts'
import { findingPart } from './findings.ts'
import { handoverPart } from './handover-notes.ts'
import { procedureDraftPart } from './procedure-drafts.ts'
import { scenarioRunPart } from './scenario-runs.ts'
import { reportPart } from './reports.ts'
import { retentionPart } from './retention.ts'
import { samplePart } from './samples.ts'
import { messagePart } from './unit-messages.ts'
import { standingPart } from './unit-standing.ts'
import { signInPart } from './unit-sign-in.ts'
import { workPart } from './unit-work.ts'
import type { Unit } from './unit.ts'
import { tellWorkers, type Wake } from './wake.ts'
import { makeWriteBuffer } from './write-buffer.ts'

interface OpenUnit {
  readonly unit: Unit
  /** Work that the command made due or called off. */
  readonly wakes: readonly Wake[]
  /** Writes all that is still held. @returns the audit entries, which are the transaction's last write. */
  readonly finish: () => Promise<readonly PreparedEntry[]>
}

export function openUnit(sql: Sql, now: Instant, messageIdDomain: string): OpenUnit {
  const writes = makeWriteBuffer()
  const wakes: Wake[] = []
  const entries: PreparedEntry[] = []
  const toIndex = new Set<string>()
  const context: UnitContext = {
    now,
    sql,
    writes,
    messageIdDomain,
    forUpdate: sql.dialect === 'postgresql' ? ' for update' : '',
    async read(table, rest, bindings) {
      await writes.flush(sql)
      const rows = await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)
      return rows.map(table.decode)
    },
    readAnew(caseId) {
      toIndex.add(caseId)
    },
    wake(wake) {
      wakes.push(wake)
    },
  }
  return {
    unit: {
      now,
      ...casePart(context),
      ...caseMovePart(context),
      ...workPart(context),
      ...messagePart(context),
      ...accessPart(context),
      ...accessRequestPart(context),
      ...standingPart(context),
      ...signInPart(context),
      ...publicPart(context),
      ...documentPart(context),
      ...handoverPart(context),
      ...conformancePart(context),
      ...findingPart(context),
      ...exportPart(context),
      ...procedureDraftPart(context),
      ...scenarioRunPart(context),
      ...reportPart(context),
      ...retentionPart(context),
      ...samplePart(context),
      indexForSearch(caseIds) {
        for (const caseId of caseIds) toIndex.add(caseId)
      },
      audit(entry) {
        entries.push(prepareEntry(entry, now))
      },
    },
    wakes,
    async finish() {
      await writes.flush(sql)
      await indexForSearch(sql, [...toIndex])
      if (sql.dialect === 'postgresql') await tellWorkers(sql, wakes)
      return entries
    },
  }
}

import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { defineTable } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** Which report: of what kind, and of which days. */
export interface ReportPeriod {
  readonly kind: string
  readonly fromDay: LocalDate
  readonly toDay: LocalDate
}

/** A frozen report. Never changed. */
export interface ReportSnapshotRow extends ReportPeriod {
  /** SHA-256 of `content`, in hexadecimal. */
  readonly id: string
  readonly asAt: LocalDate
  /** Canonical JSON: the figures, the cases behind them, and what was written. */
  readonly content: string
  /** As it was printed on that day, with everything and with small numbers left out. */
  readonly internalHtml: string
  readonly publicHtml: string
  readonly frozenAt: Instant
  readonly frozenBy: string
}

/** What somebody wrote in one of a report's boxes. Never changed: a later one takes its place. */
export interface ReportNarrativeRow extends ReportPeriod {
  readonly box: string
  /** From 1, within the box. */
  readonly n: number
  /** Empty where it was taken back. */
  readonly text: string
  readonly writtenAt: Instant
  readonly writtenBy: string
}

export interface ReportReads {
  reportSnapshot(id: string): Promise<ReportSnapshotRow | undefined>
  /** The newest first, without their content and pages. */
  reportSnapshots(): Promise<readonly Omit<ReportSnapshotRow, 'content' | 'internalHtml' | 'publicHtml'>[]>
  /** Every text of every box, the oldest first. */
  reportNarratives(period: ReportPeriod): Promise<readonly ReportNarrativeRow[]>
}

export interface ReportWrites {
  addReportSnapshot(row: ReportSnapshotRow): void
  addReportNarrative(row: Omit<ReportNarrativeRow, 'n' | 'writtenAt'>): Promise<void>
}

const HEAD = {
  id: 'text',
  kind: 'text',
  fromDay: 'text',
  toDay: 'text',
  asAt: 'text',
  frozenAt: 'text',
  frozenBy: 'text',
} as const

export const REPORT_SNAPSHOTS = defineTable<ReportSnapshotRow>('report_snapshots', ['id'], {
  ...HEAD,
  content: 'text',
  internalHtml: 'text',
  publicHtml: 'text',
})

export const REPORT_SNAPSHOT_HEADS = defineTable<Omit<ReportSnapshotRow, 'content' | 'internalHtml' | 'publicHtml'>>(
  'report_snapshots',
  ['id'],
  HEAD,
)

export const REPORT_NARRATIVES = defineTable<ReportNarrativeRow>(
  'report_narratives',
  ['kind', 'fromDay', 'toDay', 'box', 'n'],
  {
    kind: 'text',
    fromDay: 'text',
    toDay: 'text',
    box: 'text',
    n: 'integer',
    text: 'text',
    writtenAt: 'text',
    writtenBy: 'text',
  },
)

/** A command's view of reports. Two texts for one box at once: the key refuses the second. */
export function reportPart({ now, read, writes }: UnitContext): ReportWrites {
  return {
    addReportSnapshot(row) {
      writes.insert(REPORT_SNAPSHOTS, row)
    },
    async addReportNarrative(row) {
      const earlier = await read(REPORT_NARRATIVES, 'where kind = ? and from_day = ? and to_day = ? and box = ?', [
        row.kind,
        row.fromDay,
        row.toDay,
        row.box,
      ])
      writes.insert(REPORT_NARRATIVES, { ...row, n: earlier.length + 1, writtenAt: now })
    },
  }
}

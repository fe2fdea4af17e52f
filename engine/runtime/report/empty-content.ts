import { periodBefore, reportDays, reportPeriod, type ReportContent, type ReportKind } from '../../figures/index.ts'
import type { LocalDate } from '../../values/local-date.ts'

/** A report that counts nothing: for what does not depend on figures, such as which boxes it has. */
export function emptyContent(kind: ReportKind, from: LocalDate, to: LocalDate): ReportContent {
  const period = reportPeriod(from, to)
  return {
    format: 1,
    kind,
    council: '',
    days: reportDays(period, to),
    figures: [],
    tables: [],
    before: { period: periodBefore(period).id, values: {}, sources: [] },
    learning: [],
    narratives: [],
    withheld: [],
    mismatches: [],
    law: '',
    synthetic: false,
  }
}

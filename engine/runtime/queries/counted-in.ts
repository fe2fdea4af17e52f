import {
  makeTally,
  periodBefore,
  reportDays,
  type CountedReport,
  type ReportDays,
  type SaidOfThemselves,
  type Tally,
} from '../../figures/index.ts'
import type { Store } from '../../store/index.ts'
import type { Runtime } from '../runtime.ts'
import { everyCase } from './every-case.ts'

/** A report that has been counted, and that of the year before. */
export interface CountedIn {
  readonly own: CountedReport
  /** Undefined where it was not wanted, or there was nothing in it. */
  readonly before: CountedReport | undefined
  /** References of the cases behind a figure, in no order. */
  readonly behind: Tally['behind']
}

interface Kept extends CountedIn {
  readonly key: string
  readonly withBefore: boolean
}

/**
 * What was counted last in each database: whoever reads a report opens the cases behind its numbers next. What was known
 * at a moment that has passed stays as it is, so it is never out of date; a report takes some 10 MB for 50,000 cases.
 */
const LAST = new WeakMap<Store, Kept>()

/**
 * Counts every case in one reading of them, or gives what was counted last.
 *
 * @param days - Of which the moment of knowing has passed.
 */
export async function countedIn(
  runtime: Runtime,
  days: ReportDays,
  { withBefore }: { readonly withBefore: boolean },
): Promise<CountedIn> {
  const { store } = runtime
  const key = [days.period.from, days.period.to, days.writtenOn, days.knownAt].join(' ')
  const last = LAST.get(store)
  if (last?.key === key && (last.withBefore || !withBefore)) return last
  const earlier = reportDays(periodBefore(days.period), {
    on: periodBefore({ ...days.period, to: days.writtenOn }).to,
    at: days.knownAt,
  })
  const tally = makeTally(days, { remember: true })
  const tallyBefore = withBefore ? makeTally(earlier) : undefined
  for await (const page of everyCase(runtime)) {
    for (const each of page) {
      tally.add(each)
      tallyBefore?.add(each)
    }
  }
  const before = tallyBefore?.report(await saidIn(store, earlier))
  const any = before?.figures.some(({ unit, numerator }) => unit === 'count' && numerator > 0) === true
  const counted: Kept = {
    key,
    withBefore,
    own: tally.report(await saidIn(store, days)),
    before: any ? before : undefined,
    behind: (id) => tally.behind(id),
  }
  LAST.set(store, counted)
  return counted
}

function saidIn({ read }: Store, { period }: ReportDays): Promise<readonly SaidOfThemselves[]> {
  return read.equalityAnswers({ from: period.from.slice(0, 7), to: period.to.slice(0, 7) })
}

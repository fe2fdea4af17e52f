import { previewDeadline, startDaysAfter, type DeadlineBinding, type DeadlinePreview } from '../../diagram/index.ts'
import { dayOf } from '../../values/instant.ts'
import { localDate, type LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'

export interface PreviewAsked {
  readonly deadline: DeadlineBinding
  /** What it is now, to be seen beside it. */
  readonly before?: DeadlineBinding
  /** A day of one's own to count from, besides an ordinary week, Easter and Christmas. */
  readonly from?: LocalDate
}

/** Both are counted from the same days. */
export interface PreviewedDeadline {
  readonly preview: DeadlinePreview
  readonly before?: DeadlinePreview
}

/** What a deadline of a diagram would mean in this council: in words, against the law, and on days that are worth a look. */
export function deadlinePreview(
  { clock, council }: Pick<Runtime, 'clock' | 'council'>,
  { deadline, before, from }: PreviewAsked,
): PreviewedDeadline {
  const own = from === undefined ? [] : [{ label: 'The day that you chose', from }]
  const days = [...own, ...startDaysAfter(dayOf(clock.now()))]
  const closed = council.closureDays.map(localDate)
  return {
    preview: previewDeadline(deadline, days, closed),
    ...(before !== undefined && { before: previewDeadline(before, days, closed) }),
  }
}

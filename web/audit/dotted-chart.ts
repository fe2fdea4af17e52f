import { addDays, daysBetween, type CourseLine, type LocalDate, type MilestoneKind } from '../../engine/index.ts'
import { shortDay } from '../frame/index.ts'

/*
 * A case per line, what happened in it as shapes along the time. The drawing has one title for those who do not see it;
 * the table below it says the same.
 */

/** From the day of receipt of each case, or along the calendar. */
export type ChartTime = 'relative' | 'absolute'

export interface DottedChart {
  readonly width: number
  readonly height: number
  /** Where the lines begin and end, across. */
  readonly left: number
  readonly right: number
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
  readonly axisY: number
  readonly legend: readonly {
    readonly kind: MilestoneKind
    readonly text: string
    readonly x: number
    readonly y: number
  }[]
  readonly lines: readonly {
    readonly caseId: string
    readonly y: number
    readonly textY: number
    /** From the first to the last thing that happened; on to the edge while the case is open. */
    readonly from: number
    readonly to: number
    readonly isOpen: boolean
    readonly dots: readonly { readonly kind: MilestoneKind; readonly x: number; readonly y: number }[]
  }[]
}

/** In units of the drawing. */
const WIDTH = 960
const LEFT = 140
const RIGHT = 945
const ROW = 22
const PER_ROW = 4
const LEGEND_ROW = 24

/** @param kinds - In the order of the legend. @param today - Until then an open case goes on. */
export function dottedChart(
  lines: readonly CourseLine[],
  time: ChartTime,
  kinds: Readonly<Record<MilestoneKind, string>>,
  today: LocalDate,
): DottedChart | undefined {
  const first = lines[0]
  if (first === undefined) return undefined
  const start = lines.reduce((least, { receivedOn }) => (receivedOn < least ? receivedOn : least), first.receivedOn)
  const origin = ({ receivedOn }: CourseLine) => (time === 'relative' ? 0 : daysBetween(start, receivedOn))
  const endOf = (line: CourseLine) => {
    const last = Math.max(0, ...line.events.map(({ day }) => day))
    return line.closedOn === undefined ? Math.max(last, daysBetween(line.receivedOn, today)) : last
  }
  const least = Math.min(0, ...lines.map((line) => origin(line) + Math.min(0, ...line.events.map(({ day }) => day))))
  const most = Math.max(least + 1, ...lines.map((line) => origin(line) + endOf(line)))
  const at = (day: number) => Math.round(LEFT + ((day - least) / (most - least)) * (RIGHT - LEFT))
  const shown = (Object.keys(kinds) as MilestoneKind[]).filter((kind) =>
    lines.some(({ events }) => events.some((event) => event.kind === kind)),
  )
  const top = Math.ceil(shown.length / PER_ROW) * LEGEND_ROW + 34
  return {
    width: WIDTH,
    height: top + lines.length * ROW + 8,
    left: LEFT,
    right: RIGHT,
    axisY: top - 12,
    ticks: ticksOf(least, most).map((day) => ({
      x: at(day),
      text: time === 'relative' ? `day ${day}` : shortDay(addDays(start, day)),
    })),
    legend: shown.map((kind, index) => ({
      kind,
      text: kinds[kind],
      x: 8 + (index % PER_ROW) * 235,
      y: 12 + Math.floor(index / PER_ROW) * LEGEND_ROW,
    })),
    lines: lines.map((line, index) => {
      const y = top + index * ROW + ROW / 2
      const days = line.events.map(({ day }) => day)
      return {
        caseId: line.caseId,
        y,
        textY: y + 5,
        from: at(origin(line) + Math.min(0, ...days)),
        to: at(origin(line) + endOf(line)),
        isOpen: line.closedOn === undefined,
        dots: line.events.map(({ kind, day }) => ({ kind, x: at(origin(line) + day), y })),
      }
    }),
  }
}

/** Four or so days that are easily read, between the first and the last. */
function ticksOf(least: number, most: number): readonly number[] {
  const step = [1, 2, 5, 7, 14, 28, 56, 91, 182, 364, 728].find((each) => (most - least) / each <= 6) ?? 1456
  const ticks: number[] = []
  for (let day = Math.ceil(least / step) * step; day <= most; day += step) ticks.push(day)
  return ticks
}

import type { Diagram, EventNode, TimerDefinition } from '../../procedure-model.ts'
import { isEvent, nodesOf } from './elements.ts'

const ISO = /P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?/g
/** Days in a year, month, week, day, hour, minute, second; the longest each can be. */
const DAYS = [366, 31, 7, 1, 1 / 24, 1 / 1440, 1 / 86_400]

/** The longest wait written in an ISO 8601 duration, cycle or FEEL text, in days; 0 when none is written there. */
export function daysIn(text: string): number {
  const lengths = [...text.matchAll(ISO)].map((match) =>
    DAYS.reduce((sum, days, index) => sum + days * Number(match[index + 1] ?? 0), 0),
  )
  return Math.max(0, ...lengths)
}

export interface RawTimer {
  readonly node: EventNode
  readonly timer: Exclude<TimerDefinition, { readonly kind: 'deadline' }>
}

/** Timers that are written as dates, durations or cycles, not as deadlines. */
export function rawTimersOf(diagram: Diagram): readonly RawTimer[] {
  return nodesOf(diagram).flatMap((node) => {
    if (!isEvent(node) || node.event.kind !== 'timer' || node.event.timer.kind === 'deadline') return []
    return [{ node, timer: node.event.timer }]
  })
}

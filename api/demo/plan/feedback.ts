import { localDate } from '../../../engine/index.ts'
import type { Seeded } from '../seeded.ts'
import { draw, scaled, shares } from './draw.ts'
import type { PlannedFeedback } from './planned.ts'

const YEAR = { from: localDate('2020-04-01'), to: localDate('2021-03-31') }

interface Class {
  readonly name: string
  readonly count: number
  readonly feedback: PlannedFeedback['feedback']
  readonly area: PlannedFeedback['area']
  readonly captured: PlannedFeedback['captured']
  /** Left out: not categorised. */
  readonly services?: Readonly<Record<string, number>>
}

/**
 * 703 compliments (7.2, I15 and I16) and 43 comments on adult social care. How many comments children's services had is
 * not in the report; with 30 complaints are 53 % of all feedback (I28).
 */
const CLASSES: readonly Class[] = [
  {
    name: 'compliment-adult',
    count: 469,
    feedback: 'compliment',
    area: 'adult',
    captured: 'here',
    services: {
      'equipment-and-adaptations': 136,
      assessment: 104,
      'rehabilitation-and-reablement': 72,
      'support-planning': 66,
      safeguarding: 21,
      'social-work-practice': 70,
    },
  },
  { name: 'compliment-adult-elsewhere', count: 147, feedback: 'compliment', area: 'adult', captured: 'elsewhere' },
  {
    name: 'compliment-children',
    count: 51,
    feedback: 'compliment',
    area: 'children',
    captured: 'here',
    services: { 'social-work-practice': 31, fostering: 12, residential: 8 },
  },
  {
    name: 'compliment-inclusion',
    count: 36,
    feedback: 'compliment',
    area: 'children',
    captured: 'here',
    services: { inclusion: 36 },
  },
  {
    name: 'comment-adult',
    count: 43,
    feedback: 'comment',
    area: 'adult',
    captured: 'here',
    services: { assessment: 20, 'support-planning': 23 },
  },
  {
    name: 'comment-children',
    count: 30,
    feedback: 'comment',
    area: 'children',
    captured: 'here',
    services: { 'social-work-practice': 30 },
  },
]

/** Compliments and comments. */
export function feedbackOf(chance: Seeded, number: () => number, scale: number): readonly PlannedFeedback[] {
  return CLASSES.flatMap(({ name, count, feedback, area, captured, services }) => {
    const total = scaled(count, scale)
    const codes = services === undefined ? [] : shares(chance, total, scale, services)
    return Array.from({ length: total }, (_, place): PlannedFeedback => {
      const service = codes[place]
      const { receivedOn, channel } = draw(chance, YEAR)
      return {
        key: `${name}-${String(place + 1).padStart(3, '0')}`,
        number: number(),
        receivedOn,
        channel,
        feedback,
        area,
        captured,
        ...(service !== undefined && { service }),
      }
    })
  })
}

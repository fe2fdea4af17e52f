import { officeDaysAfter } from '../../api/demo/days.ts'
import { scriptOf } from '../../api/demo/courses/index.ts'
import type { PlannedComplaint } from '../../api/demo/plan/planned.ts'
import type { Script } from '../../api/demo/script.ts'
import type { LocalDate } from '../../engine/index.ts'

/** So many days has a block: those that come in at its beginning are closed at its end. */
export const BLOCK_DAYS = 42

type Kind = Pick<PlannedComplaint, 'route' | 'service' | 'ending'> & {
  readonly settle: number
} & Partial<PlannedComplaint>

const KINDS: readonly Kind[] = [
  {
    route: 'children',
    service: 'social-work-practice',
    ending: { kind: 'decided', outcome: 'partly-upheld' },
    settle: 8,
  },
  { route: 'adult', service: 'support-planning', ending: { kind: 'decided', outcome: 'upheld' }, settle: 12 },
  { route: 'other-children', service: 'inclusion', ending: { kind: 'decided', outcome: 'not-upheld' }, settle: 8 },
  { route: 'adult', service: 'home-care', ending: { kind: 'resolved-early' }, settle: 3 },
  {
    route: 'children',
    service: 'fostering',
    ending: { kind: 'decided', outcome: 'upheld' },
    settle: 12,
    letters: true,
  },
  { route: 'adult', service: 'safeguarding', ending: { kind: 'withdrawn' }, settle: 10 },
]

/** Complaints that come in over the first days of a block, of every kind in turn. */
export function soakScripts(from: LocalDate, block: number, cases: number): readonly Script[] {
  return Array.from({ length: cases }, (_, n) => {
    const { settle, ...kind } = KINDS[n % KINDS.length]!
    const receivedOn = officeDaysAfter(from, n % 5)
    return scriptOf({
      key: `soak-${block}-${n}`,
      number: block * cases + n + 1,
      receivedOn,
      channel: 'email',
      oral: false,
      byChild: false,
      letters: false,
      investigatedBy: 'council',
      settleOn: officeDaysAfter(receivedOn, settle),
      ...kind,
    })
  })
}

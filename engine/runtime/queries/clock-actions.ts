import type { Fact } from '../../case/fact.ts'
import { isOpen, type Clock as LawClock } from '../../law/clock.ts'
import { clocks, type ClockContext } from '../../law/clocks.ts'
import { permitExtension, permitHold, permitRelease } from '../../law/permit.ts'
import { DEADLINE_RULES } from '../../law/rules.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'
import { judge, type CaseAction, type Refused } from './case-action.ts'

/** What can be done with each time limit that runs: extend it, let it wait, let it go on. */
export function clockActions(
  facts: readonly Fact[],
  today: LocalDate,
  context: ClockContext,
  barred: Refused | undefined,
): readonly CaseAction[] {
  const open = clocks(facts, today, context).filter((clock) => isOpen(clock) && clock.due !== undefined)
  const first = open.filter(({ rule }, index) => open.findIndex((other) => other.rule === rule) === index)
  return first.flatMap((clock) => {
    const rule = DEADLINE_RULES.find(({ id }) => id === clock.rule)
    if (rule === undefined) return []
    const title = clock.title
    const reason = 'asked'
    const [ground = 'other'] = rule.extension?.grounds ?? []
    const permission = { extension: 'Extend', hold: 'Let wait', release: 'Let go on' } as const
    const of = (change: keyof typeof permission, refusal: Refused | undefined) =>
      judge(
        `${change}:${rule.id}`,
        `${permission[change]}: ${title}`,
        'dates',
        { kind: 'clock', change, rule: rule.id },
        barred ?? refusal,
      )
    const until = lastDayOf(clock, today)
    const asked = { ground, reason, until, agreedByComplainant: true }
    const grounds = rule.holds?.grounds ?? []
    const isHeld = clock.status === 'held'
    return [
      ...(rule.extension === undefined
        ? []
        : [of('extension', refusalOf(permitExtension(facts, rule.id, asked, today, context)))]),
      ...(rule.holds === undefined || isHeld
        ? []
        : [of('hold', refusalOf(permitHold(facts, rule.id, { ground: grounds[0] ?? '', reason }, today, context)))]),
      ...(isHeld ? [of('release', refusalOf(permitRelease(facts, rule.id, { reason }, today, context)))] : []),
    ]
  })
}

/** The furthest day for which one could ask. */
function lastDayOf({ due, ceiling }: LawClock, today: LocalDate): LocalDate {
  return ceiling ?? addDays(due ?? today, 1)
}

function refusalOf(permission: {
  readonly kind: string
  readonly reason?: string
  readonly message?: string
}): Refused | undefined {
  if (permission.kind !== 'refused') return undefined
  return { code: permission.reason ?? 'refused', message: permission.message ?? '' }
}

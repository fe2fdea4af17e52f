import type { FactType } from '../case/fact.ts'
import type { DeadlineRule } from './deadline-rule.ts'

/**
 * Every type of fact that can change a clock of these rules, for the `reads` of a duty that judges by them. A rule that
 * starts by the missing of another needs that one beside it.
 */
export function readByClocks(...rules: readonly DeadlineRule[]): readonly FactType[] {
  return [...new Set(rules.flatMap(readByClock))]
}

function readByClock(rule: DeadlineRule): readonly FactType[] {
  const { extension, holds } = rule
  const holding = holds === undefined ? [] : (['clock-held', 'clock-released'] as const)
  return [
    ...rule.startedBy,
    ...(rule.notAfter ?? []),
    ...rule.metBy,
    ...[extension?.by, holds?.heldBy?.fact, holds?.rebasedBy].filter((type) => type !== undefined),
    ...(holds?.releasedBy ?? []),
    ...holding,
    ...(rule.voidedBy ?? []),
    ...(rule.endedBy ?? []),
    'case-reopened',
    'complainant-agreed-to-wait',
  ]
}

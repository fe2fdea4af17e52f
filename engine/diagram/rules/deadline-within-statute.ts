import type { DeadlineRuleDescription, Registry } from '../finding.ts'
import type { LocalDeadline } from '../procedure-model.ts'
import { deadlineOf, named, nodesOf } from './reading/elements.ts'
import { isBinding } from './reading/registered.ts'
import type { DiagramRule } from './rule.ts'

/** A council may be quicker than the law asks, never slower. */
export const deadlineWithinStatute: DiagramRule = {
  id: 'deadline-within-statute',
  about: 'A local deadline is no longer than the law allows for the same clock.',
  clause: 'SI 2006/1738 regs 14, 17, 19(4), 20; SI 2009/309 regs 13(3), 14(3)',
  check: (diagram, { registry }) =>
    nodesOf(diagram).flatMap((node) => {
      const local = deadlineOf(node)?.local
      const law = local && lawOf(local, registry)
      const ceiling = law && ceilingOf(law)
      if (local === undefined || law === undefined || ceiling === undefined || local.workingDays <= ceiling) return []
      return [
        {
          element: node.id,
          message: `${named(node)} allows ${local.workingDays} working days ('${local.title}'); ${law.clause} allows at most ${ceiling}.`,
          remedy: `Set ${ceiling} working days or fewer, or bind the rule itself (${law.id}).`,
        },
      ]
    }),
}

/** The rule of its instrument for the same clock: same start, same end; the most generous where there are several. */
function lawOf(local: LocalDeadline, { deadlineRules }: Registry): DeadlineRuleDescription | undefined {
  return [...deadlineRules.values()]
    .filter((rule) => isBinding(rule) && isSameClock(rule, local))
    .filter((rule) => ceilingOf(rule) !== undefined)
    .sort((one, other) => (ceilingOf(other) ?? 0) - (ceilingOf(one) ?? 0))[0]
}

function isSameClock({ id, startedBy = [], metBy = [] }: DeadlineRuleDescription, local: LocalDeadline): boolean {
  if (id === local.id) return true
  return (
    id.startsWith(`${local.calendar}.`) &&
    startedBy.includes(local.startedBy) &&
    local.metBy.split(' ').every((fact) => metBy.includes(fact))
  )
}

function ceilingOf({ workingDays, ceilingWorkingDays }: DeadlineRuleDescription): number | undefined {
  return ceilingWorkingDays ?? workingDays
}

import { deadlineOf, named, nodesOf } from './reading/elements.ts'
import { ceilingOf, lawOver } from './reading/statute.ts'
import type { DiagramRule } from './rule.ts'

/** A council may be quicker than the law asks, never slower. */
export const deadlineWithinStatute: DiagramRule = {
  id: 'deadline-within-statute',
  about: 'A local deadline is no longer than the law allows for the same clock.',
  clause: 'SI 2006/1738 regs 14, 17, 19(4), 20; SI 2009/309 regs 13(3), 14(3)',
  certainty: 'verified',
  check: (diagram, { registry }) =>
    nodesOf(diagram).flatMap((node) => {
      const local = deadlineOf(node)?.local
      const law = local && lawOver(local, registry.deadlineRules.values())
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

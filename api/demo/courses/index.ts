import type { Plan } from '../plan/planned.ts'
import type { Script } from '../script.ts'
import { adultsScript } from './adult-social-care.ts'
import { childrensScript } from './children-act.ts'

/** The scripts of a plan, in the order in which its cases came in. */
export function scriptsOf(plan: Plan): readonly Script[] {
  const complaints = plan.complaints.flatMap((planned) => {
    switch (planned.route) {
      case 'children':
        return [childrensScript(planned)]
      case 'adult':
        return planned.investigatedBy === 'nhs-and-council' ? [] : [adultsScript(planned)]
      case 'other-children':
        return []
    }
  })
  return [...complaints].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

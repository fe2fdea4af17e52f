import type { Plan, PlannedComplaint, PlannedContact, PlannedFeedback } from '../plan/planned.ts'
import type { Script } from '../script.ts'
import { adultsScript } from './adult-social-care.ts'
import { childrensScript } from './children-act.ts'
import { corporateScript } from './corporate.ts'
import { feedbackScript } from './feedback.ts'
import { jointScript } from './nhs-joint.ts'
import { ombudsmanScript } from './ombudsman.ts'

/** The scripts of a plan, in the order in which its cases come in. */
export function scriptsOf({ complaints, feedback, contacts }: Plan): readonly Script[] {
  const scripts = [...complaints, ...feedback, ...contacts].map(scriptOf)
  return scripts.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** What happens in a planned case, in the forms of its procedure. */
export function scriptOf(planned: PlannedComplaint | PlannedFeedback | PlannedContact): Script {
  if ('feedback' in planned) return feedbackScript(planned)
  return 'reference' in planned ? ombudsmanScript(planned) : complaintScript(planned)
}

function complaintScript(planned: PlannedComplaint): Script {
  switch (planned.route) {
    case 'children':
      return childrensScript(planned)
    case 'adult':
      return planned.investigatedBy === 'nhs-and-council' ? jointScript(planned) : adultsScript(planned)
    case 'other-children':
      return corporateScript(planned)
  }
}

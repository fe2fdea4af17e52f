import { syntheticPerson } from '../people.ts'
import type { PlannedFeedback } from '../plan/planned.ts'
import type { Script } from '../script.ts'

/** Of so many who send a compliment or a comment one leaves a name, and can be thanked. */
const NAMED = 3

/** A compliment or a comment: through intake, thanked and passed on. */
export function feedbackScript(planned: PlannedFeedback): Script {
  const { key, number, receivedOn, channel, feedback, area, captured, service } = planned
  return {
    key,
    on: receivedOn,
    opens: {
      kind: 'other',
      other: {
        procedure: 'intake',
        facts: [
          {
            type: 'feedback-received',
            data: { kind: feedback, channel, area, captured, ...(service !== undefined && { service }) },
          },
        ],
        people: number % NAMED === 0 ? [syntheticPerson(number)] : [],
      },
    },
    forms: { 'intake-categorise': { answers: { known: false, service: undefined } } },
    events: [],
  }
}

import type { PlannedComplaint } from '../plan/planned.ts'
import type { ScriptEvent } from '../script.ts'

/** A complaint that came straight to its procedure was triaged at the desk where it came in; which service it is about was noted there. */
export function triagedByHand({ receivedOn, service, investigatedBy }: PlannedComplaint): ScriptEvent {
  return {
    when: { on: receivedOn },
    kind: 'facts',
    facts: [
      {
        type: 'complaint-triaged',
        data: {
          person: 'other',
          function: 'other',
          service,
          proceedings: false,
          nhsPart: investigatedBy === 'nhs-and-council',
          publicHealth: false,
          reason: 'Noted at the desk where it came in.',
        },
      },
    ],
  }
}

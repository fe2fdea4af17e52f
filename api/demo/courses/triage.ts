import type { PlannedComplaint } from '../plan/planned.ts'
import type { FormStep, Script, ScriptEvent } from '../script.ts'

/** How a complaint comes to its procedure. */
export interface WayIn {
  /** Where it is submitted. */
  readonly procedure: string
  readonly forms: Script['forms']
  readonly events: readonly ScriptEvent[]
}

/** Of so many complaints one is read and routed in intake; the others come straight to their procedure. */
const BY_INTAKE = 4

/**
 * One in four comes in through intake, where it is triaged and the table says which procedure; the others straight to
 * their procedure, where the service that they are about is noted by hand. Both are how councils work, and the second is
 * quicker to play. What is signposted is looked at by its procedure, so it goes there at once.
 */
export function wayIn(planned: PlannedComplaint, procedure: string): WayIn {
  if (planned.number % BY_INTAKE !== 0 || planned.ending.kind === 'signposted') {
    return { procedure, forms: {}, events: [triagedByHand(planned)] }
  }
  const triage: FormStep = { afterDays: 0, answers: { ...triageOf(planned), furtherPoints: [] } }
  return { procedure: 'intake', forms: { 'intake-triage': triage }, events: [] }
}

function triageOf({ route, service, investigatedBy }: PlannedComplaint): object {
  const joint = investigatedBy === 'nhs-and-council'
  const common = { service, concurrentProceedings: false, nhsPart: joint, publicHealth: false, chooseRoute: false }
  const triageReason = 'As the person who read it saw it.'
  switch (route) {
    case 'adult':
      return { ...common, triageReason, functionCode: 'adult-care', personCode: 'adult-user' }
    case 'children':
      return { ...common, triageReason, functionCode: 'looked-after', personCode: 'P2' }
    case 'other-children':
      return { ...common, triageReason, functionCode: OTHERS[service] ?? 'other-service', personCode: 'other' }
  }
}

/** Codes of the triage for services that have one of their own. */
const OTHERS: Readonly<Record<string, string>> = { inclusion: 'inclusion', education: 'education', send: 'send' }

function triagedByHand({ receivedOn, service, investigatedBy }: PlannedComplaint): ScriptEvent {
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

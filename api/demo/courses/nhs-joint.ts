import { subtractWorkingDays } from '../../../engine/index.ts'
import { OFFICE } from '../days.ts'
import { syntheticPerson } from '../people.ts'
import type { PlannedComplaint } from '../plan/planned.ts'
import type { Script } from '../script.ts'
import { wayIn } from './triage.ts'

const finding = (point: string, outcome: string) => [
  { point, outcome, reason: 'The records of both were read.', remedy: 'apology' },
]

/** What simulated staff answer in place of the usual answers of the joint procedure. */
export const JOINT_ANSWERS: Readonly<Record<string, object>> = {
  'joint-own-part': { author: 'synthetic-service-manager' },
  'joint-draft': { author: 'synthetic-complaints-manager', actions: [] },
}

/** A complaint that the NHS shares: the council leads, the hospital answers its part, one response goes out. */
export function jointScript(planned: PlannedComplaint): Script {
  const { key, receivedOn, channel, oral, number, letters, ending, settleOn } = planned
  const outcome = ending.kind === 'decided' ? ending.outcome : undefined
  const way = wayIn(planned, 'nhs-joint')
  const drafted = subtractWorkingDays(settleOn, 6, OFFICE)
  return {
    key,
    on: receivedOn,
    opens: {
      kind: 'complaint',
      complaint: {
        procedure: way.procedure,
        receivedOn,
        channel,
        oral,
        byChild: false,
        people: [syntheticPerson(number, { letters })],
        points: [
          { text: 'A synthetic point about the council.', desiredOutcome: 'That it is put right.' },
          { text: 'A synthetic point about the hospital.', desiredOutcome: 'That it is put right.' },
        ],
      },
    },
    forms: {
      ...way.forms,
      ...(outcome === undefined
        ? { 'joint-draft': { leave: true } }
        : {
            'joint-own-part': { afterDays: 12, answers: { decisions: finding('P1', outcome) } },
            'joint-partner-reply': { afterDays: 8 },
            'joint-draft': {
              notBefore: drafted > receivedOn ? drafted : receivedOn,
              afterDays: 0,
              answers: { decisions: finding('P2', outcome) },
            },
            'joint-sign': { notBefore: settleOn, afterDays: 0 },
          }),
    },
    events: way.events,
  }
}

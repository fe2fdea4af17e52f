import { syntheticPerson } from '../people.ts'
import type { PlannedComplaint } from '../plan/planned.ts'
import type { FormStep, Script, ScriptEvent } from '../script.ts'
import { wayIn } from './triage.ts'

const finding = (outcome: string) => [
  { point: 'P1', outcome, reason: 'The records were read, and the staff were heard.', remedy: 'explanation' },
]

/** What simulated staff answer in place of the usual answers of the corporate procedure. */
export const CORPORATE_ANSWERS: Readonly<Record<string, object>> = {
  'corporate-handle': { spoke: false, earlyResolution: false },
  'corporate-answer-1': { person: 'synthetic-corporate-manager', actions: [] },
}

const NOW: FormStep = { afterDays: 0 }

/** A complaint outside of the statutory procedures: Stage 1 of the corporate one. */
export function corporateScript(planned: PlannedComplaint): Script {
  const { key, receivedOn, channel, oral, number, letters, ending, settleOn, service } = planned
  const way = wayIn(planned, 'corporate')
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
        points: [{ text: 'A synthetic point of complaint.', desiredOutcome: 'That it is put right.' }],
      },
    },
    forms: {
      ...way.forms,
      'corporate-log': { afterDays: 1, answers: { functionCode: FUNCTIONS[service] ?? 'other' } },
      'corporate-consider': NOW,
      'corporate-answer-1':
        ending.kind === 'decided'
          ? { notBefore: settleOn, afterDays: 0, answers: { decisions: finding(ending.outcome) } }
          : { leave: true },
    },
    events: [
      ...way.events,
      ending.kind === 'withdrawn'
        ? message({ on: settleOn }, 'complaint-withdrawn', 'corporate-withdraw')
        : message({ after: 'corporate-answer-1', days: 3 }, 'complainant-satisfied', 'corporate-record-satisfaction'),
    ],
  }
}

/** Codes of the corporate form for the services of the plan. */
const FUNCTIONS: Readonly<Record<string, string>> = { inclusion: 'inclusion', education: 'education', send: 'send' }

function message(when: ScriptEvent['when'], name: string, form: string): ScriptEvent {
  return { when, kind: 'message', name, form }
}

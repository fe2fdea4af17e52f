import type { LocalDate } from '../../../engine/index.ts'
import { workingDaysFrom, officeDaysAfter } from '../days.ts'
import { syntheticPerson, syntheticStaff } from '../people.ts'
import type { PlannedComplaint } from '../plan/planned.ts'
import type { FormStep, Script, ScriptEvent } from '../script.ts'
import { wayIn } from './triage.ts'

const finding = (outcome: string) => [
  { point: 'P1', outcome, reason: 'The records were read, and the staff were heard.', remedy: 'apology' },
]

const WHY = { latenessReasonCode: 'staff-absence', latenessReason: 'Too few staff that month.' }

/** What simulated staff answer in place of the usual answers of the children's procedure. */
export const CHILDREN_ACT_ANSWERS: Readonly<Record<string, object>> = {
  'answer-stage-1': { decisions: finding('partly-upheld'), late: false, actions: [] },
  'say-why-stage-1-late': WHY,
  'say-why-stage-2-late': WHY,
  'decide-internal-review': { reviewInternally: false, reason: 'Nothing calls for it.' },
  'appoint-advocate': { person: 'adv1', provider: 'example-voices' },
  'appoint-panel': {
    members: [
      { person: 'ch1', independent: true, chairs: true },
      { person: 'pm2', independent: true, chairs: false },
      { person: 'pm3', independent: true, chairs: false },
    ],
    meetsOn: '$today+15wd',
  },
  'investigation-report': { points: finding('partly-upheld') },
  adjudicate: { decisions: finding('partly-upheld') },
}

/** The date that stands without an extension. */
const STAGE_1 = 10

const APPOINTED = [
  ['io1', 'investigating-officer'],
  ['ip1', 'independent-person'],
  ['ao1', 'adjudicating-officer'],
  ['ch1', 'panel-chair'],
  ['pm2', 'panel-member'],
  ['pm3', 'panel-member'],
] as const

/** A complaint under the children's procedure, from its receipt to where the plan says that it ends. */
export function childrensScript(planned: PlannedComplaint): Script {
  const { key, receivedOn, channel, oral, byChild, settleOn } = planned
  const way = wayIn(planned, 'children-act')
  const late = workingDaysFrom(receivedOn, settleOn) > STAGE_1
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
        byChild,
        people: [syntheticPerson(planned.number, { child: byChild, letters: planned.letters })],
        points: [{ text: 'A synthetic point of complaint.', desiredOutcome: 'That it is put right.' }],
      },
    },
    forms: { ...way.forms, ...formsOf(planned, settleOn, late) },
    events: [...way.events, ...eventsOf(planned, settleOn), ...advocate(planned)],
  }
}

function formsOf({ ending }: PlannedComplaint, settleOn: LocalDate, late: boolean): Script['forms'] {
  const why = late
    ? { late: true, latenessReasonCode: 'staff-absence', latenessReason: 'Too few staff that month.' }
    : {}
  const answer = (outcome: string): FormStep => ({
    notBefore: settleOn,
    afterDays: 0,
    answers: { decisions: finding(outcome), ...why },
  })
  switch (ending.kind) {
    case 'resolved-early':
      return {
        'choose-handling': { answers: { spoke: true, spokeOn: '$today', mode: 'phone', earlyResolution: true } },
        'record-early-resolution': { notBefore: settleOn, afterDays: 0 },
        'answer-stage-1': answer('resolved-early'),
      }
    case 'decided':
      return { 'answer-stage-1': answer(ending.outcome) }
    case 'to-panel':
      return { 'answer-stage-1': answer(ending.outcome), 'receive-recommendations': { afterDays: 2 } }
    case 'signposted':
      return {
        'decide-eligibility': {
          answers: {
            eligibility: 'other-procedure',
            reason: 'Something for the court that has the case.',
            representative: 'none',
            inTime: true,
            reroutedTo: 'court',
            rerouteCode: 'outside-functions',
            beginAt: undefined,
          },
        },
      }
    case 'deferred':
      return { 'answer-stage-1': { leave: true }, 'conclude-proceedings': { leave: true } }
    case 'withdrawn':
    case 'open':
      return { 'answer-stage-1': { leave: true } }
  }
}

function eventsOf({ ending }: PlannedComplaint, settleOn: LocalDate): readonly ScriptEvent[] {
  switch (ending.kind) {
    case 'resolved-early':
    case 'decided':
      return [
        {
          when: { after: 'answer-stage-1', days: 2 },
          kind: 'message',
          name: 'complainant-satisfied',
          form: 'record-satisfaction',
        },
      ]
    case 'withdrawn':
      return [{ when: { on: settleOn }, kind: 'message', name: 'complaint-withdrawn', form: 'withdraw-complaint' }]
    case 'deferred':
      return [{ when: { on: settleOn }, kind: 'message', name: 'deferral-decided', form: 'defer-complaint' }]
    case 'to-panel':
      return [
        ...APPOINTED.map(([id, role]): ScriptEvent => ({
          when: { after: 'answer-stage-1', days: 1 },
          kind: 'person',
          person: syntheticStaff(id, role),
        })),
        {
          when: { after: 'answer-stage-1', days: 5 },
          kind: 'message',
          name: 'stage-2-requested',
          form: 'request-stage-2',
        },
        {
          when: { after: 'write-record', days: 3 },
          kind: 'message',
          name: 'record-commented',
          form: 'comment-on-record',
        },
        { when: { after: 'adjudicate', days: 5 }, kind: 'message', name: 'panel-requested', form: 'request-panel' },
        cost('stage-2', Math.round(ending.costs * 0.6), 'investigating officer and independent person', 'adjudicate'),
        cost('stage-3', ending.costs - Math.round(ending.costs * 0.6), 'panel of three', 'panel-report'),
      ]
    default:
      return []
  }
}

function cost(stage: string, pence: number, what: string, after: string): ScriptEvent {
  return {
    when: { after, days: 1 },
    kind: 'facts',
    facts: [{ type: 'cost-recorded', data: { stage, pence, what } }],
  }
}

/** Children are helped by an advocate from the first days. */
function advocate({ byChild, receivedOn }: PlannedComplaint): readonly ScriptEvent[] {
  if (!byChild) return []
  const on = officeDaysAfter(receivedOn, 1)
  return [
    { when: { on }, kind: 'person', person: syntheticStaff('adv1', 'advocate') },
    { when: { on }, kind: 'message', name: 'advocate-wanted', form: 'want-advocate' },
  ]
}

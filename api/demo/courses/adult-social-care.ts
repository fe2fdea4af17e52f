import { subtractWorkingDays } from '../../../engine/index.ts'
import { OFFICE, workingDaysFrom } from '../days.ts'
import { syntheticPerson } from '../people.ts'
import type { PlannedComplaint } from '../plan/planned.ts'
import type { FormStep, Script, ScriptEvent } from '../script.ts'
import { wayIn } from './triage.ts'

const finding = (outcome: string) => [
  { point: 'P1', outcome, reason: 'The records were read, and the staff were heard.', remedy: 'apology' },
]

/** What simulated staff answer in place of the usual answers of the adults' procedure, and of the parts that it shares. */
export const ADULT_ANSWERS: Readonly<Record<string, object>> = {
  'adult-oral-resolution': {
    oralOutcome: 'not-resolved',
    whatWasDone: 'They want it looked into.',
    resolvedOn: undefined,
  },
  'adult-record': { pointsChecked: true },
  'adult-decide-scope': {
    functionCode: 'care-plan',
    personCode: 'receives-services',
    scope: 'eligible',
    reason: 'About help from adult social care.',
  },
  'adult-check': { checkOutcome: 'eligible', reason: 'In time, and made by the person.', representative: 'none' },
  'adult-agree-plan': { planOutcome: 'agreed', spokeOn: '$today', mode: 'phone', until: '$today+90wd' },
  'adult-grade-risk': {
    seriousness: 'low',
    recurrence: 'possible',
    grade: 'low',
    gradeReason: 'One person, and it can be put right.',
    earlyResolution: false,
    providerPart: false,
  },
  'adult-early-resolution': { triedOn: '$today', adultEarlyOutcome: 'resolved', reason: 'Settled in a conversation.' },
  'adult-investigate': { findings: finding('partly-upheld') },
  'adult-draft': { decisions: finding('partly-upheld'), draftedBy: 'synthetic-responding-manager' },
  'adult-check-quality': { qualityOutcome: 'ready', reason: 'Every point is answered.', actions: undefined },
  'adult-sign': { signOutcome: 'sign', signatory: 'director-of-adult-services' },
  'adult-satisfied': { saidOn: '$today', channel: 'email' },
  'adult-withdraw': { withdrawnOn: '$today', channel: 'phone', ownWish: true },
  'adult-internal-review': { reviewInternally: false, reason: 'Nothing calls for it.' },
  'adult-extend': { moreTime: false },
  'adult-explain-missed': {
    latenessReasonCode: 'staff-absence',
    latenessReason: 'Too few staff that month.',
    newDate: '$today+20wd',
  },
  'adult-review-plan': { planReview: 'stands' },
  'adult-ask-consent': { provider: 'bright-homecare', person: 'p1' },
  'adult-record-consent': { providerConsent: 'given', person: 'p1', provider: 'bright-homecare' },
  'adult-share-with-provider': { provider: 'bright-homecare', redacted: true, sentOn: '$today' },
  'adult-provider-reply': {
    providerReply: 'answered',
    provider: 'bright-homecare',
    repliedOn: '$today',
    by: 'email',
    text: 'The visits were made.',
  },
  'learning-record': {
    learnt: false,
    reason: 'Nothing beyond this case.',
    keptWith: 'complaint',
    legalHold: false,
    learning: undefined,
  },
}

const NOW: FormStep = { afterDays: 0 }
const LEAVE: FormStep = { leave: true }

/** Steps between receipt and the plan: done in the first days, so that what follows has its date from the plan alone. */
const FIRST_STEPS: Script['forms'] = {
  'adult-oral-resolution': NOW,
  'adult-decide-scope': NOW,
  'adult-check': NOW,
  'adult-check-quality': NOW,
}

/** A complaint about adult social care, from its receipt to where the plan says that it ends. */
export function adultsScript(planned: PlannedComplaint): Script {
  const { key, receivedOn, channel, oral, number, letters, ending, settleOn } = planned
  const way = wayIn(planned, 'adult-social-care')
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
    forms: { ...way.forms, ...FIRST_STEPS, ...formsOf(planned) },
    events: [
      ...way.events,
      ...(ending.kind === 'withdrawn'
        ? [
            {
              when: { on: settleOn },
              kind: 'message',
              name: 'complaint-withdrawn',
              form: 'adult-withdraw',
            } satisfies ScriptEvent,
          ]
        : []),
      ...satisfied(planned),
    ],
  }
}

function formsOf(planned: PlannedComplaint): Script['forms'] {
  const { ending, investigatedBy, receivedOn, settleOn, oral } = planned
  const written: FormStep = { notBefore: settleOn, afterDays: 0 }
  switch (ending.kind) {
    case 'resolved-early':
      if (oral && workingDaysFrom(receivedOn, settleOn) <= 1) {
        const resolved = { oralOutcome: 'resolved', resolvedOn: '$today', whatWasDone: 'A call, and an apology.' }
        return { 'adult-oral-resolution': { afterDays: 0, answers: resolved } }
      }
      return {
        'adult-record': NOW,
        'adult-agree-plan': NOW,
        'adult-grade-risk': { afterDays: 0, answers: { earlyResolution: true } },
        'adult-early-resolution': written,
        'adult-draft': { afterDays: 0, answers: { decisions: finding('resolved-early') } },
        'adult-sign': NOW,
      }
    case 'signposted':
      return {
        'adult-decide-scope': {
          notBefore: settleOn,
          afterDays: 0,
          answers: {
            scope: 'other-procedure',
            functionCode: 'outside',
            reason: 'Something for the court that has the case.',
            reroutedTo: 'court',
          },
        },
      }
    case 'withdrawn':
      return investigatedBy === 'nobody' ? { 'adult-grade-risk': LEAVE } : { 'adult-investigate': LEAVE }
    case 'decided':
      return {
        'adult-grade-risk': { answers: gradeOf(planned) },
        'adult-investigate': {
          notBefore: latest(receivedOn, subtractWorkingDays(settleOn, 5, OFFICE)),
          afterDays: 0,
          answers: { findings: finding(ending.outcome) },
        },
        'adult-draft': { ...written, answers: { decisions: finding(ending.outcome) } },
        'adult-sign': NOW,
      }
    default:
      return { 'adult-investigate': LEAVE }
  }
}

function satisfied({ ending }: PlannedComplaint): readonly ScriptEvent[] {
  if (ending.kind !== 'resolved-early' && ending.kind !== 'decided') return []
  return [
    { when: { after: 'adult-sign', days: 2 }, kind: 'message', name: 'complainant-satisfied', form: 'adult-satisfied' },
  ]
}

/** Low, moderate and high in turn; what a provider answers is its part. */
function gradeOf({ number, investigatedBy }: PlannedComplaint): object {
  const grades = [
    { seriousness: 'low', grade: 'low' },
    { seriousness: 'medium', grade: 'moderate' },
    { seriousness: 'high', grade: 'high' },
  ]
  return { ...grades[number % grades.length], providerPart: investigatedBy === 'provider' }
}

function latest<Day extends string>(one: Day, other: Day): Day {
  return one > other ? one : other
}

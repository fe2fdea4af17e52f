import { defineHandler, RefusedError, type ServiceTaskHandler } from './engine.ts'

const OUTCOMES = [
  'upheld',
  'partly-upheld',
  'not-upheld',
  'no-finding',
  'withdrawn',
  'resolved-early',
  'signposted',
  'excluded',
  'deferred',
]
const STAGES = ['stage-1', 'stage-2', 'stage-3', 'adult', 'public-health', 'corporate-1', 'corporate-2', 'ombudsman']
const text = { type: 'string', minLength: 1 } as const

type Described = Omit<Parameters<typeof defineHandler<Readonly<Record<string, unknown>>>>[0], 'run'>

/** What each service task takes and gives. The letters follow. */
const DESCRIPTIONS: readonly Described[] = [
  { name: 'send-acknowledgement', sends: ['acknowledgement-sent'] },
  { name: 'give-procedure-information', sends: ['procedure-information-given'] },
  {
    name: 'offer-advocacy',
    sends: ['advocacy-offered'],
    // false for an adult who complains: s.26A gives the right to children and care leavers
    variables: { advocacyOffered: { type: 'boolean' } },
  },
  { name: 'refer-to-advocacy-provider', sends: ['advocacy-referred'] },
  { name: 'notify-advocate-appointed', sends: ['notice:advocate-appointed'] },
  {
    name: 'notify-eligibility-decision',
    parameters: { decision: { type: 'string', enum: ['eligibility', 'sufficient-interest', 'representative'] } },
    required: ['decision'],
    sends: ['notice:eligibility-decision', 'notice:sufficient-interest-decision', 'notice:representative-decision'],
  },
  { name: 'notify-late-complaint-decision', sends: ['notice:late-complaint-decision'] },
  { name: 'notify-refusal', sends: ['notice:refusal'] },
  { name: 'notify-reroute', sends: ['notice:reroute'] },
  { name: 'notify-deferral', sends: ['notice:deferral'] },
  { name: 'invite-resubmission', sends: ['notice:resubmission-invitation'] },
  { name: 'notify-freeze-decision', sends: ['notice:freeze-decision'] },
  { name: 'confirm-early-resolution', sends: ['notice:early-resolution'] },
  { name: 'send-stage-1-extension-notice', sends: ['notice:stage-1-extension'] },
  { name: 'send-stage-1-answer-letter', sends: ['stage-1-answered'] },
  { name: 'notify-stage-2-right', sends: ['stage-2-right-notified'] },
  { name: 'acknowledge-stage-2-request', sends: ['notice:stage-2-acknowledgement'] },
  {
    name: 'send-record-of-complaint',
    parameters: { version: { type: 'string', enum: ['draft', 'settled'] } },
    required: ['version'],
    sends: ['record-of-complaint-sent', 'notice:record-of-complaint-settled'],
  },
  {
    name: 'send-appointment-letters',
    parameters: {
      role: {
        type: 'string',
        enum: ['investigating-officer', 'independent-person', 'adjudicating-officer', 'panel-chair'],
      },
    },
    required: ['role'],
    sends: ['notice:appointment'],
  },
  { name: 'tell-who-investigates', sends: ['notice:investigators-named'] },
  { name: 'send-stage-2-extension-notice', sends: ['notice:stage-2-extension'] },
  { name: 'send-stage-2-pack', sends: ['stage-2-answered'] },
  { name: 'acknowledge-panel-request', sends: ['panel-request-acknowledged'] },
  { name: 'invite-panel-members', sends: ['notice:panel-invitation'] },
  { name: 'notify-panel-date', sends: ['notice:panel-date'] },
  { name: 'send-panel-papers', needs: ['papersRedacted'], sends: ['panel-papers-sent'] },
  { name: 'send-panel-report-notice', sends: ['panel-report-sent'] },
  { name: 'send-panel-response', sends: ['panel-response-sent'] },
  { name: 'refer-early-to-ombudsman', sends: ['ombudsman-signposted'] },
  { name: 'signpost-ombudsman', sends: ['ombudsman-signposted'] },
  { name: 'confirm-withdrawal', sends: ['withdrawal-confirmed'] },
  {
    name: 'send-lateness-notice',
    // id of the deadline rule; `newDate` (a day) is used when it is set and not past
    parameters: { rule: text },
    required: ['rule'],
    sends: ['lateness-notice-sent'],
  },
  { name: 'send-progress-update', sends: ['notice:progress-update'] },
  {
    name: 'notify-staff',
    parameters: {
      role: text,
      template: {
        type: 'string',
        enum: [
          'new-case',
          'task-waiting',
          'deadline-warning',
          'deadline-missed',
          'answer-needed',
          'stage-requested',
          'complaint-withdrawn',
          'consider-freezing',
          'advocate-needed',
          'appointment-needed',
          'proceedings-review',
        ],
      },
      // id of the deadline rule whose date the message gives
      rule: text,
    },
    required: ['role', 'template'],
    sends: ['staff-notification'],
  },
  { name: 'notify-safeguarding', sends: ['staff-notification'] },
  { name: 'open-stage', parameters: { stage: { type: 'string', enum: STAGES } }, required: ['stage'] },
  {
    name: 'record-outcome',
    // given: every open point is settled with it; left out: the outcome is that of the points
    parameters: {
      outcome: { type: 'string', enum: ['withdrawn', 'resolved-early', 'signposted', 'excluded', 'deferred'] },
    },
    variables: { caseOutcome: { type: 'option', options: OUTCOMES } },
    errors: ['POINTS_UNDECIDED'],
  },
  {
    name: 'close-case',
    variables: { caseOutcome: { type: 'option', options: OUTCOMES } },
    errors: ['POINTS_UNDECIDED'],
  },
  {
    name: 'follow-up-actions',
    variables: {
      openActions: { type: 'number' },
      overdueActions: { type: 'number' },
      allActionsDone: { type: 'boolean' },
    },
    sends: ['staff-notification'],
  },
  { name: 'send-outcome-letter', sends: ['notice:outcome'] },
]

/** Every service task the diagrams may call. */
export const HANDLERS: readonly ServiceTaskHandler[] = DESCRIPTIONS.map((description) =>
  defineHandler<Readonly<Record<string, unknown>>>({
    ...description,
    run() {
      throw new RefusedError('not-written-yet', `The letter of ${description.name} is not written yet`)
    },
  }),
)

export function handlerNamed(name: string): ServiceTaskHandler | undefined {
  return HANDLERS.find((handler) => handler.name === name)
}

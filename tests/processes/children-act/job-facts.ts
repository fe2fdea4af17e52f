import { closingOutcome, type ComplaintCase } from '../../../engine/case/index.ts'
import type { Variables } from '../../../engine/tokens/index.ts'
import type { LocalDate } from '../../../engine/values/local-date.ts'

/** What a letter leaves behind when it has gone: the fact, with no contents. The handlers' own tests say the rest. */
const SENT: Readonly<Record<string, string>> = {
  'send-acknowledgement': 'acknowledgement-sent',
  'give-procedure-information': 'procedure-information-given',
  'offer-advocacy': 'advocacy-offered',
  'notify-stage-2-right': 'stage-2-right-notified',
  'send-stage-2-pack': 'stage-2-answered',
  'acknowledge-panel-request': 'panel-request-acknowledged',
  'send-panel-response': 'panel-response-sent',
  'refer-early-to-ombudsman': 'ombudsman-signposted',
  'signpost-ombudsman': 'ombudsman-signposted',
  'confirm-withdrawal': 'withdrawal-confirmed',
}

interface JobResult {
  readonly facts: readonly unknown[]
  readonly variables: Variables
}

/** The facts and variables of a service task, in short: letters leave their fact, the rest leave what they decide. */
export function factsOfJob(
  action: string,
  parameters: Readonly<Record<string, string>>,
  state: ComplaintCase,
  on: LocalDate,
): JobResult {
  const fact = (type: string, data: object): JobResult => ({ facts: [{ type, on, data }], variables: {} })
  const sent = SENT[action]
  if (sent !== undefined) return fact(sent, { contents: [] })
  switch (action) {
    case 'open-stage':
      return fact('stage-opened', { stage: parameters['stage'] })
    case 'send-stage-1-answer-letter':
      return fact('stage-1-answered', { contents: [], person: 'manager' })
    case 'send-record-of-complaint':
      return parameters['version'] === 'draft' ? fact('record-of-complaint-sent', {}) : NOTHING
    case 'send-panel-papers':
      return fact('panel-papers-sent', { to: [], redacted: true })
    case 'send-panel-report-notice':
      return fact('panel-report-sent', { to: [] })
    case 'refer-to-advocacy-provider':
      return fact('advocacy-referred', { provider: 'Speak Up' })
    case 'send-lateness-notice':
      return fact('lateness-notice-sent', { rule: parameters['rule'], reason: 'More work than we thought.' })
    case 'record-outcome':
      return { facts: settled(state, parameters['outcome'] ?? '', on), variables: {} }
    case 'close-case':
      return fact('case-closed', { outcome: closingOutcome(state) })
    case 'follow-up-actions': {
      const open = state.actions.filter(({ doneOn }) => doneOn === undefined).length
      return { facts: [], variables: { openActions: open, overdueActions: 0, allActionsDone: open === 0 } }
    }
    default:
      return NOTHING
  }
}

const NOTHING: JobResult = { facts: [], variables: {} }

function settled({ points }: ComplaintCase, outcome: string, on: LocalDate): readonly unknown[] {
  return points
    .filter(({ decisions }) => decisions.length === 0)
    .map(({ id }) => ({
      type: 'point-decided',
      on,
      data: { point: id, outcome, reason: 'See the letter.', remedy: 'none', stage: 'stage-1' },
    }))
}

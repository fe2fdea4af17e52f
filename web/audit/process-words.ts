import { type Lengths, type Milestone, type MilestoneKind } from '../../engine/index.ts'
import { sentence } from '../cases/words.ts'

/** What happened, as a part of a sentence about a case. */
const PHRASES: Readonly<Record<Milestone, string>> = {
  'complaint-received': 'received',
  'feedback-received': 'feedback recorded',
  'ombudsman-contact-received': 'the Ombudsman got in touch',
  'acknowledgement-sent': 'acknowledged',
  'corporate-1-acknowledged': 'acknowledged at Stage 1',
  'corporate-2-acknowledged': 'acknowledged at Stage 2',
  'panel-request-acknowledged': 'request for a panel acknowledged',
  'early-resolution-tried': 'early resolution tried',
  'investigation-started': 'investigation begun',
  'investigation-report-received': 'investigation reported',
  'complaint-adjudicated': 'adjudicated',
  'panel-met': 'panel met',
  'stage-1-answered': 'answered at Stage 1',
  'stage-2-answered': 'answered at Stage 2',
  'panel-response-sent': 'answered after the panel',
  'adult-response-sent': 'answered',
  'public-health-response-sent': 'answered',
  'joint-response-sent': 'answered together',
  'corporate-1-answered': 'answered at Stage 1',
  'corporate-2-answered': 'answered at Stage 2',
  'stage-1-skipped': 'Stage 1 left out',
  'stage-2-requested': 'Stage 2 asked for',
  'panel-requested': 'panel asked for',
  'corporate-2-requested': 'Stage 2 asked for',
  'further-look-asked': 'a further look asked for',
  'stage-1-extended': 'Stage 1 extended',
  'stage-2-extended': 'Stage 2 extended',
  'adult-response-extended': 'response extended',
  'corporate-1-extended': 'Stage 1 extended',
  'corporate-2-extended': 'Stage 2 extended',
  'lateness-notice-sent': 'told that it was late',
  'consideration-deferred': 'deferred',
  'complaint-resubmitted': 'brought again',
  'matter-signposted': 'signposted elsewhere',
  'complaint-refused': 'refused',
  'complaint-excluded': 'excluded',
  'complaint-rerouted': 'moved to another procedure',
  'complaint-withdrawn': 'withdrawn',
  'ombudsman-enquiry-received': 'the Ombudsman asked',
  'ombudsman-enquiry-answered': 'the Ombudsman answered',
  'ombudsman-decided': 'the Ombudsman decided',
  'case-closed': 'closed',
  'case-reopened': 'opened again',
}

export const stepInWords = (step: Milestone): string => PHRASES[step]

/** `Received, acknowledged, answered at Stage 1, closed`; one that does not end there says that it is open. */
export function variantInWords(steps: readonly Milestone[]): string {
  if (steps.length === 0) return 'Nothing recorded that carries a case on'
  const last = steps.at(-1)
  const words = steps.map(stepInWords).join(', ')
  return sentence(last === 'case-closed' ? words : `${words}; still open`)
}

/** What a shape of the dotted chart stands for, in the order of the legend. */
export const KINDS: Readonly<Record<MilestoneKind, string>> = {
  received: 'Received',
  acknowledged: 'Acknowledged',
  'looked-into': 'Looked into',
  answered: 'Answered',
  'asked-for-more': 'Next stage asked for',
  'more-time': 'More time',
  'told-late': 'Told that it was late',
  'set-aside': 'Set aside or moved',
  ombudsman: 'Ombudsman',
  closed: 'Closed or opened again',
}

/** `14 working days`; nothing where there is no length. */
export function daysInWords(days: number | undefined): string {
  if (days === undefined) return ''
  if (days === 0) return 'the same day'
  return days === 1 ? '1 working day' : `${days} working days`
}

/** `8 open: middle age 14 working days so far, the oldest 40`. */
export function agesInWords({ number, median, longest }: Lengths): string {
  if (median === undefined || longest === undefined) return 'None is open'
  const oldest = number === 1 ? '' : `, the oldest ${longest}`
  return `${number} open: middle age ${daysInWords(median)} so far${oldest}`
}

/** `middle 14 working days, nine of ten within 21`. */
export function lengthsInWords({ number, median, p90 }: Lengths): string {
  if (number === 0 || median === undefined || p90 === undefined) return 'none closed yet'
  const middle = `middle duration ${daysInWords(median)}`
  return number < 10 ? middle : `${middle}, nine of ten within ${p90}`
}

import type { Fact } from '../../../case/fact.ts'
import type { LocalDate } from '../../../values/local-date.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import { dueOn } from '../../due.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { ifKnown, of, toldAbout, withoutStep } from '../../evidence.ts'
import {
  cannotTell,
  clocksOf,
  factsOf,
  firstOf,
  judgeClock,
  lastOf,
  met,
  notApplicable,
  notMet,
} from '../../judging.ts'
import { response, update } from '../response.ts'
import { IN_FORCE, regulation } from '../source.ts'
import { ADULT } from './owed-in.ts'

const PERIODS = [{ from: IN_FORCE }] as const

export const responsePeriod: Duty = {
  id: 'A04',
  title: 'The time for the response is agreed with the complainant, or set and notified to them in writing.',
  severity: 'duty',
  citation: regulation(
    13,
    'reg. 13(8)',
    'Where the offer to discuss is not taken up, the body decides the period in which the response is likely to be sent, and notifies the complainant in writing.',
    'well-known',
  ),
  reading:
    'Every day that was agreed or set counts, later ones too. No limit is set for it, but it comes before the response, and before the six months are over. Where another body leads a joint complaint, that one settles it.',
  procedures: ADULT,
  periods: PERIODS,
  reads: [
    'response-plan-agreed',
    'response-plan-set',
    'notice-sent',
    'lead-agreed',
    'oral-complaint-resolved',
    'case-closed',
    'complaint-withdrawn',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
    ...readByClocks(response),
  ],
  clocks: [response.id],
  judge(record) {
    const plans = factsOf(record, 'response-plan-agreed', 'response-plan-set')
    return plans.length === 0
      ? [withoutPlan(record)]
      : plans.map((plan) => of(plan.data.until, judgePlan(record, plan)))
  },
}

const PERIOD_NOTICE = { contents: ['response-period'], written: true, what: 'when to expect the response' } as const

function judgePlan(record: CaseRecord, plan: Fact<'response-plan-agreed'> | Fact<'response-plan-set'>): Judgement {
  return plan.type === 'response-plan-agreed'
    ? met('The time was agreed with the complainant.', plan)
    : toldAbout(record, plan, PERIOD_NOTICE)
}

function withoutPlan(record: CaseRecord): Judgement {
  const notice = factsOf(record, 'notice-sent').find(({ data }) => data.contents.includes('response-period'))
  if (notice !== undefined)
    return cannotTell('A notice tells of a time for the response that is not on record.', notice)
  const lead = lastOf(record, 'lead-agreed')
  if (lead !== undefined && lead.data.body !== 'council') {
    return notApplicable('The body that leads agrees the time with the complainant.', lead)
  }
  const answer = firstOf(record, 'adult-response-sent', 'joint-response-sent')
  if (answer !== undefined) return notMet('The response was sent, and no time for it was agreed or set before.', answer)
  const late = clocksOf(record, response.id).some(({ status }) => status === 'breached')
  if (late) return notMet('The six months are over, and no time for the response was agreed or set.')
  return withoutStep(record, ADULT, 'time for the response')
}

export const keptInformed: Duty = {
  id: 'A05',
  title: 'The complainant hears from us at least every twenty working days until the response.',
  severity: 'guidance',
  citation: regulation(
    14,
    'reg. 14(1)(b)',
    'The complainant is kept informed of the progress of the investigation as far as reasonably practicable.',
    'verified',
  ),
  reading:
    'Twenty working days between one word and the next, as policy: the Regulations give no number. The acknowledgement is usually the first word; whatever it is, it is owed as soon after the receipt.',
  procedures: ADULT,
  periods: PERIODS,
  reads: readByClocks(update),
  clocks: [update.id],
  judge(record) {
    const [first] = factsOf(record, ...WORDS)
    const received = firstOf(record, 'complaint-received')
    if (first !== undefined && received !== undefined && isTooLong(received.on, first.on)) {
      return [notMet('The first word came more than twenty working days after the receipt.', received, first)]
    }
    return clocksOf(record, update.id).map((clock) => judgeClock(clock))
  },
}

const WORDS = [...update.startedBy, ...update.metBy]

function isTooLong(from: LocalDate, to: LocalDate): boolean {
  const due = ifKnown(() => dueOn(update, from))
  return due !== undefined && to > due
}

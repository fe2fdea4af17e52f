import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of, toldAbout, withoutStep } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, met, notMet } from '../../judging.ts'
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
    'Every day that was agreed or set counts, later ones too. No limit is set for it, but it comes before the response, and before the six months are over.',
  procedures: ADULT,
  periods: PERIODS,
  reads: [
    'response-plan-agreed',
    'response-plan-set',
    'notice-sent',
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
    'Twenty working days between one word and the next, as policy: the Regulations give no number. The acknowledgement is the first word.',
  procedures: ADULT,
  periods: PERIODS,
  reads: readByClocks(update),
  clocks: [update.id],
  judge(record) {
    const words = clocksOf(record, update.id)
    const acknowledgement = firstOf(record, 'acknowledgement-sent')
    const later = firstOf(record, 'complainant-told', 'notice-sent', 'lateness-notice-sent', 'adult-response-sent')
    if (acknowledgement === undefined && later !== undefined) {
      return [cannotTell('The acknowledgement, from which the first wait is counted, is not on record.', later)]
    }
    return words.map((clock) => judgeClock(clock))
  },
}

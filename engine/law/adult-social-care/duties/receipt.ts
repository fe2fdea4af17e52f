import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { isOver } from '../../evidence.ts'
import { cannotTell, clocksOf, firstOf, judgeClock, met, notApplicable, notMet, notYetDue } from '../../judging.ts'
import { acknowledgement } from '../receipt.ts'
import { IN_FORCE, regulation } from '../source.ts'
import { ADULT } from './owed-in.ts'

const PERIODS = [{ from: IN_FORCE }] as const
const ENDED = ['complaint-withdrawn', 'complaint-excluded', 'complaint-refused', 'case-closed'] as const

export const acknowledged: Duty = {
  id: 'A01',
  title: 'The complaint is acknowledged within three working days after the day of receipt.',
  severity: 'statutory-limit',
  citation: acknowledgement.citation,
  reading:
    'The day of receipt is not counted. An offer to discuss goes with the acknowledgement: where the offer alone is on record, the acknowledgement is missing from it.',
  procedures: ADULT,
  periods: PERIODS,
  reads: [...readByClocks(acknowledgement), 'discussion-offered'],
  clocks: [acknowledgement.id],
  judge: (record) =>
    clocksOf(record, acknowledgement.id).map((clock) =>
      clock.metBy === undefined ? withoutAcknowledgement(record, judgeClock(clock)) : judgeClock(clock),
    ),
}

function withoutAcknowledgement(record: CaseRecord, otherwise: Judgement): Judgement {
  const offer = firstOf(record, 'discussion-offered')
  if (offer === undefined) return otherwise
  return cannotTell('The offer that goes with an acknowledgement is on record, and the acknowledgement is not.', offer)
}

export const writtenRecord: Duty = {
  id: 'A02',
  title: 'A complaint that was made orally is written down, and the complainant gets a copy.',
  severity: 'duty',
  citation: regulation(
    13,
    'reg. 13(2)',
    'A complaint may be made orally, in writing or electronically; of an oral one a written record is made, and a copy given to the complainant.',
    'well-known',
  ),
  reading:
    'No day is set. It is owed with the acknowledgement, so not before the last day of that; a complaint that is resolved by the next working day needs none.',
  procedures: ADULT,
  periods: PERIODS,
  reads: ['record-of-complaint-sent', 'oral-complaint-resolved', ...readByClocks(acknowledgement)],
  clocks: [acknowledgement.id],
  judge(record) {
    const received = firstOf(record, 'complaint-received')
    if (received?.data.oral !== true) return []
    const sent = firstOf(record, 'record-of-complaint-sent')
    if (sent !== undefined) return [met('The written record was sent to the complainant.', received, sent)]
    const resolved = firstOf(record, 'oral-complaint-resolved')
    if (resolved !== undefined) {
      return [notApplicable('It was resolved by word of mouth, outside the Regulations.', received, resolved)]
    }
    const [clock] = clocksOf(record, acknowledgement.id)
    if (clock?.status === 'stopped') return [notApplicable('The complaint ended before it was acknowledged.', received)]
    if (clock?.status === 'running') return [notYetDue('The written record goes with the acknowledgement.', received)]
    return [notMet('The complaint was made orally, and no written record of it was sent.', received)]
  },
}

export const discussionOffered: Duty = {
  id: 'A03',
  title: 'With the acknowledgement the complainant is offered a talk about how it is handled and how long it takes.',
  severity: 'duty',
  citation: regulation(
    13,
    'reg. 13(7)',
    'When acknowledging, the body offers to discuss how the complaint will be handled and when the investigation is likely to be finished and the response sent. The number of the paragraph is unsure.',
    'verified',
  ),
  reading: 'On the day of the acknowledgement at the latest.',
  procedures: ADULT,
  periods: PERIODS,
  reads: ['discussion-offered', 'matter-signposted', ...readByClocks(acknowledgement)],
  clocks: [acknowledgement.id],
  judge: (record) => [judgeOffer(record)],
}

function judgeOffer(record: CaseRecord): Judgement {
  const acknowledgementSent = firstOf(record, 'acknowledgement-sent')
  const offer = firstOf(record, 'discussion-offered')
  if (acknowledgementSent === undefined) {
    if (offer !== undefined) return cannotTell('The acknowledgement that the offer goes with is not on record.', offer)
    const [clock] = clocksOf(record, acknowledgement.id)
    if (clock?.status === 'breached') return notMet('Neither an acknowledgement nor an offer to discuss was sent.')
    return isOver(record, ADULT)
      ? notApplicable('The complaint ended before it was acknowledged.', firstOf(record, ...ENDED))
      : notYetDue('The offer goes with the acknowledgement.')
  }
  const { on: due } = acknowledgementSent
  if (offer === undefined) {
    return due === record.today
      ? { ...notYetDue('The offer is owed on the day of the acknowledgement.', acknowledgementSent), due }
      : { ...notMet('The acknowledgement went out, and no offer to discuss.', acknowledgementSent), due }
  }
  const judged = offer.on <= due ? met : notMet
  const because =
    offer.on <= due ? 'The offer went with the acknowledgement.' : 'The offer came after the acknowledgement.'
  return { ...judged(because, acknowledgementSent, offer), due, doneOn: offer.on }
}

import { readByClocks } from '../../clock-reads.ts'
import type { Duty } from '../../duty.ts'
import { of } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, judgeClock } from '../../judging.ts'
import { enquiry } from '../enquiries.ts'
import { recommendation } from '../outcome.ts'
import { IN_FORCE } from '../source.ts'

export const enquiriesAnswered: Duty = {
  id: 'L01',
  title: 'The Ombudsman’s enquiries are answered by the day that was set, or within twenty working days.',
  severity: 'guidance',
  citation: enquiry.citation,
  reading: `${enquiry.interpretation} Each enquiry by itself.`,
  periods: [{ from: IN_FORCE }],
  reads: readByClocks(enquiry),
  clocks: [enquiry.id],
  judge(record) {
    const asked = new Set(factsOf(record, 'ombudsman-enquiry-received').map(({ data }) => data.reference))
    const unasked = factsOf(record, 'ombudsman-enquiry-answered').filter(({ data }) => !asked.has(data.reference))
    return [
      ...clocksOf(record, enquiry.id).map((clock) => judgeClock(clock)),
      ...unasked.map((fact) =>
        of(fact.data.reference, cannotTell('The enquiry that was answered is not on record.', fact)),
      ),
    ]
  },
}

export const recommendationsEvidenced: Duty = {
  id: 'L02',
  title: 'Evidence that each recommendation of the Ombudsman was carried out is given by the agreed day.',
  severity: 'duty',
  citation: recommendation.citation,
  reading: recommendation.interpretation,
  periods: [{ from: IN_FORCE }],
  reads: readByClocks(recommendation),
  clocks: [recommendation.id],
  judge(record) {
    const made = new Set(factsOf(record, 'ombudsman-recommended').map(({ data }) => data.recommendation))
    const unknown = factsOf(record, 'ombudsman-evidence-sent').filter(({ data }) => !made.has(data.recommendation))
    return [
      ...clocksOf(record, recommendation.id)
        .filter(({ status }) => status !== 'superseded')
        .map((clock) => judgeClock(clock)),
      ...unknown.map((fact) =>
        of(fact.data.recommendation, cannotTell('The recommendation that the evidence is for is not on record.', fact)),
      ),
    ]
  },
}

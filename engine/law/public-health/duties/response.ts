import { readByClocks } from '../../clock-reads.ts'
import type { Duty } from '../../duty.ts'
import { judgeAnswerClock } from '../../evidence.ts'
import { clocksOf } from '../../judging.ts'
import { response, responseFromNotification } from '../response.ts'
import { IN_FORCE } from '../source.ts'

export const responseInTime: Duty = {
  id: 'A12',
  title: 'The response on public health is sent before the six months, or a longer time agreed in them, are over.',
  severity: 'statutory-limit',
  citation: response.citation,
  reading:
    'Counted from the receipt; where the complaint was sent on to a service provider, from the notification besides. Both readings are judged and shown.',
  procedures: ['public-health'],
  periods: [{ from: IN_FORCE }],
  reads: readByClocks(response, responseFromNotification),
  clocks: [response.id, responseFromNotification.id],
  judge: (record) => [
    ...clocksOf(record, response.id).map((clock) => ({ ...judgeAnswerClock(record, clock), reading: 'receipt' })),
    ...clocksOf(record, responseFromNotification.id).map((clock) => ({
      ...judgeAnswerClock(record, clock),
      reading: 'notification',
    })),
  ],
}

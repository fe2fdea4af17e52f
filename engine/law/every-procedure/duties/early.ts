import { oralResolution } from '../../adult-social-care/receipt.ts'
import { IN_FORCE as ADULTS_IN_FORCE } from '../../adult-social-care/source.ts'
import { response } from '../../adult-social-care/response.ts'
import { IN_FORCE as CODE_IN_FORCE } from '../../complaint-handling-code/source.ts'
import { code } from '../../complaint-handling-code/source.ts'
import { stage1Acknowledgement } from '../../complaint-handling-code/stage-1.ts'
import { stage1Answer } from '../../children-act/stage-1.ts'
import { response as publicHealth } from '../../public-health/response.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { toldAbout } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, lastOf, met, notMet } from '../../judging.ts'
import { FROM_THE_CALENDAR } from '../source.ts'

export const oralException: Duty = {
  id: 'G07',
  title:
    'Only an oral complaint that is resolved to satisfaction by the next working day is left outside the Regulations.',
  severity: 'duty',
  citation: oralResolution.citation,
  reading: `${oralResolution.interpretation} That the complainant is content must be on record besides.`,
  procedures: ['adult-social-care', 'nhs-joint'],
  periods: [{ from: ADULTS_IN_FORCE }],
  reads: [...readByClocks(oralResolution), 'early-resolution-tried', 'complainant-satisfied'],
  clocks: [oralResolution.id],
  judge: (record) => factsOf(record, 'oral-complaint-resolved').map((resolved) => judgeOral(record, resolved.id)),
}

function judgeOral(record: CaseRecord, id: string): Judgement {
  const received = firstOf(record, 'complaint-received')
  const resolved = firstOf(record, 'oral-complaint-resolved')
  if (received?.data.oral !== true) return notMet('The complaint was not made orally.', received, resolved)
  const tried = lastOf(record, 'early-resolution-tried')
  const content = firstOf(record, 'complainant-satisfied')
  if (tried?.data.outcome === 'not-resolved' && content === undefined) {
    return notMet('The complainant was not content.', resolved, tried)
  }
  if (tried === undefined && content === undefined) {
    return cannotTell('Nothing says that the complainant was content.', received, resolved)
  }
  const clock = clocksOf(record, oralResolution.id).find(({ metBy }) => metBy === id)
  return clock === undefined
    ? cannotTell('The next working day cannot be told from the record.', received, resolved)
    : judgeClock(clock)
}

export const refusalExplained: Duty = {
  id: 'G10',
  title: 'A refusal gives its reasons and the right to the Ombudsman.',
  severity: 'guidance',
  citation: code('2.4', 'A refusal to consider a complaint is explained, with the right to the Ombudsman.', 'verified'),
  reading: 'Of a complaint, and of a request for Stage 2. Owed on the day of the decision.',
  procedures: ['complaint-handling-code'],
  periods: [{ from: CODE_IN_FORCE }],
  reads: ['complaint-refused', 'notice-sent'],
  judge: (record) =>
    factsOf(record, 'complaint-refused').map((refused) =>
      toldAbout(record, refused, {
        contents: [['reason', 'reasons'], 'ombudsman'],
        what: 'of the refusal, with its reasons and the Ombudsman',
      }),
    ),
}

const FROM_RECEIPT = [stage1Answer, response, publicHealth, stage1Acknowledgement] as const

export const earlyWorkMovesNoClock: Duty = {
  id: 'G11',
  title: 'Trying to put things right at once moves no time limit, and what it settles is counted.',
  severity: 'guidance',
  citation: {
    ...code(
      '5.2',
      'No extra named stages before the first; under the Children Act Regulations handling is expeditious from receipt.',
      'verified',
    ),
    instrument: 'LGSCO Complaint Handling Code and SI 2006/1738',
    provision: 'para. 5.2; reg. 10(c)',
  },
  reading:
    'Judged where an early resolution was tried: after the receipt that is on record; no time limit waits for it; and a case that was closed has an outcome by which it is counted. Waiting for an advocate is another thing.',
  periods: [{ from: FROM_THE_CALENDAR }],
  reads: ['early-resolution-tried', 'case-closed', 'clock-held', ...readByClocks(...FROM_RECEIPT)],
  clocks: FROM_RECEIPT.map(({ id }) => id),
  judge(record) {
    const tried = firstOf(record, 'early-resolution-tried')
    return tried === undefined ? [] : [judgeEarly(record, tried.id)]
  },
}

const EARLY: readonly string[] = ['early-resolution', 'stage-0', 'local-resolution']

function judgeEarly(record: CaseRecord, id: string): Judgement {
  const tried = factsOf(record, 'early-resolution-tried').find((fact) => fact.id === id)
  const received = firstOf(record, 'complaint-received')
  if (received === undefined) return cannotTell('The receipt from which the time counts is not on record.', tried)
  if (tried !== undefined && tried.on < received.on) {
    return notMet('It was tried before the day that is on record as the receipt.', tried, received)
  }
  const held = factsOf(record, 'clock-held').find(({ data }) => EARLY.includes(data.ground))
  if (held !== undefined) return notMet('A time limit was made to wait for it.', tried, held)
  const counted = FROM_RECEIPT.flatMap((rule) => clocksOf(record, rule.id)).filter(
    ({ startedBy, rebasedBy }) => startedBy === received.id && rebasedBy === undefined,
  )
  const moved = counted.find(({ startedOn }) => startedOn !== received.on)
  if (moved !== undefined) return notMet('A time limit counts from a later day than the receipt.', received, tried)
  const { closed } = record.state
  if (closed !== undefined && ['undecided', 'recorded'].includes(closed.outcome)) {
    return notMet('The case was closed without an outcome by which it is counted.', received, tried)
  }
  return met('Every time limit counts from the first receipt.', received, tried)
}

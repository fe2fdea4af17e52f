import type { Fact, FactType } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { cannotTell, clocksOf, factsOf, met, notMet, notYetDue } from '../../judging.ts'
import { regulation } from '../source.ts'
import { recordSettled, stage2Answer } from '../stage-2.ts'
import { byClocks, CHILDRENS } from './parts.ts'
import { eachRound, inRound, notInRound, ROUND, type Round } from './stage-2-round.ts'

const WORK_OF_STAGE_2: readonly FactType[] = [
  'record-of-complaint-sent',
  'record-of-complaint-settled',
  'investigation-started',
  'investigation-report-received',
  'complaint-adjudicated',
]

export const C09: Duty = {
  ...CHILDRENS,
  id: 'C09',
  title: 'A request for Stage 2 opens Stage 2: it is not refused, however late it comes.',
  severity: 'statutory-limit',
  citation: regulation(
    15,
    'reg. 15',
    'A complainant who is not satisfied, or has no answer in time, may have the complaint considered at Stage 2. There is no time limit for asking; the guidance suggests 20 working days.',
    'well-known',
  ),
  reading:
    'A refusal or an exclusion after the request breaks it, on whatever ground. The Regulations give no days for opening the stage: it is late once Stage 2 should have been answered.',
  reads: [...ROUND, ...readByClocks(stage2Answer), 'stage-opened', ...WORK_OF_STAGE_2],
  clocks: [stage2Answer.id],
  judge: (record) => [...openedUnasked(record), ...eachRound(WORK_OF_STAGE_2, opened)(record)],
}

export const C10: Duty = {
  ...CHILDRENS,
  id: 'C10',
  title: 'The request for Stage 2 is acknowledged, and both days from which Stage 2 may count are on record.',
  severity: 'good-practice',
  citation: regulation(
    17,
    'reg. 17',
    'Stage 2 counts from its start date: the receipt of the request or, where the complaint was oral, when the written record is settled.',
    'unsure',
  ),
  reading:
    'From which day Stage 2 counts is contested, so both are kept: that of the request and that on which the record of complaint was settled. Both, and the acknowledgement, are there when Stage 2 is answered.',
  reads: [...ROUND, 'notice-sent', 'record-of-complaint-settled'],
  judge: eachRound(['notice-sent', 'record-of-complaint-settled'], bothDays),
}

export const C11: Duty = {
  ...CHILDRENS,
  id: 'C11',
  title: 'The record of complaint is sent to the complainant, and settled only after that.',
  severity: 'duty',
  citation: regulation(
    16,
    'reg. 16',
    'An oral complaint is written up and sent to the complainant, who is invited to comment on its accuracy; the comments are considered, and the record as amended is the complaint.',
    'verified',
  ),
  reading:
    'Asked of every Stage 2, whether the complaint was oral or not, as practice does. Comments are considered where the record was settled after it was sent; without comments it may be settled when their time is up.',
  reads: [...ROUND, 'record-of-complaint-sent', 'record-of-complaint-commented', 'record-of-complaint-settled'],
  judge: eachRound(
    ['record-of-complaint-sent', 'record-of-complaint-commented', 'record-of-complaint-settled'],
    sentAndSettled,
  ),
}

export const C12: Duty = {
  ...CHILDRENS,
  id: 'C12',
  title: 'The record of complaint is settled within 10 working days of the request for Stage 2.',
  severity: 'guidance',
  citation: recordSettled.citation,
  reading: recordSettled.interpretation,
  reads: readByClocks(recordSettled),
  clocks: [recordSettled.id],
  judge: (record) => byClocks(record, recordSettled),
}

function openedUnasked(record: CaseRecord): readonly Judgement[] {
  const opening = factsOf(record, 'stage-opened').find(({ data }) => data.stage === 'stage-2')
  if (opening === undefined || factsOf(record, 'stage-2-requested').length > 0) return []
  return [cannotTell('Stage 2 was opened, and nothing says that it was asked for.', opening)]
}

function opened(round: Round, record: CaseRecord): Judgement {
  const { request } = round
  const refusal = [...inRound(round, 'complaint-refused'), ...inRound(round, 'complaint-excluded')][0]
  if (refusal !== undefined) {
    return notMet(
      `The complaint was refused on ${dayInWords(refusal.on)}, after Stage 2 was asked for.`,
      request,
      refusal,
    )
  }
  const opening = openingOf(record, request)
  if (opening !== undefined) return { ...met('Stage 2 was opened.', request, opening), doneOn: opening.on }
  const work = round.facts.find(({ type }) => WORK_OF_STAGE_2.includes(type) || type === 'stage-2-answered')
  if (work !== undefined) return cannotTell('Stage 2 went on, and its opening is not on record.', request, work)
  if (round.ended !== undefined) return notInRound(round, 'its opening')
  const clock = clocksOf(record, stage2Answer.id).find(({ startedBy }) => startedBy === request.id)
  return clock?.status === 'running'
    ? notYetDue('Stage 2 was asked for and is not open yet.', request)
    : notMet('Stage 2 was asked for and never opened.', request)
}

/** The opening that the request led to, or that of a Stage 2 which was open still. */
function openingOf(record: CaseRecord, request: Fact): Fact | undefined {
  const from = record.facts.findLastIndex(
    ({ type, on }, index) => type === 'stage-2-answered' && on <= request.on && index < record.facts.indexOf(request),
  )
  return record.facts.slice(from + 1).find((fact) => fact.type === 'stage-opened' && fact.data.stage === 'stage-2')
}

function bothDays(round: Round): Judgement {
  const { request, answer } = round
  const settled = inRound(round, 'record-of-complaint-settled')[0]
  const notices = inRound(round, 'notice-sent')
  const told = notices.find(({ data }) => data.kind === 'record-of-complaint-settled')
  if (settled === undefined) {
    return answer !== undefined && told !== undefined
      ? cannotTell('The settled record was sent, and the day on which it was settled is not on record.', request, told)
      : notInRound(round, 'the day on which the record was settled')
  }
  const acknowledged = notices.find(({ data }) => data.kind === 'stage-2-acknowledgement')
  if (acknowledged === undefined) return notInRound(round, 'an acknowledgement of the request')
  return met(
    `Asked for on ${dayInWords(request.on)}, acknowledged on ${dayInWords(acknowledged.on)}, the record settled on ${dayInWords(settled.on)}.`,
    request,
    acknowledged,
    settled,
  )
}

function sentAndSettled(round: Round): Judgement {
  const sent = inRound(round, 'record-of-complaint-sent')[0]
  const settled = inRound(round, 'record-of-complaint-settled').at(-1)
  const commented = inRound(round, 'record-of-complaint-commented')[0]
  if (sent === undefined && commented !== undefined) {
    return cannotTell('The complainant commented on a record that nothing says was sent.', round.request, commented)
  }
  if (settled === undefined) return notInRound(round, 'a settled record of complaint')
  if (sent === undefined) {
    return notMet(
      `The record was settled on ${dayInWords(settled.on)}; nothing shows that it was sent to the complainant.`,
      round.request,
      settled,
    )
  }
  return sent.on <= settled.on
    ? {
        ...met(`Sent on ${dayInWords(sent.on)}, settled on ${dayInWords(settled.on)}.`, sent, settled),
        doneOn: settled.on,
      }
    : notMet(
        `Settled on ${dayInWords(settled.on)}, before it was sent on ${dayInWords(sent.on)}.`,
        round.request,
        sent,
        settled,
      )
}

import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, met, notMet, notYetDue } from '../../judging.ts'
import { directedStages, reportAnswer, reportNotice } from '../outcome.ts'
import { act, IN_FORCE, practice } from '../source.ts'

const PERIODS = [{ from: IN_FORCE }] as const

export const publicReport: Duty = {
  id: 'L03',
  title: 'A public report is advertised within two weeks, laid before the council, and answered within three months.',
  severity: 'statutory-limit',
  citation: act(
    '30–31',
    'Notice of a public report is given in the press within 2 weeks; it is laid before the council, and the Ombudsman is told within 3 months what is done.',
    'well-known',
  ),
  reading:
    'Three duties, each judged. No day is set for laying it: by the last day for the answer, which says what the council does.',
  periods: PERIODS,
  reads: ['ombudsman-report-laid', ...readByClocks(reportNotice, reportAnswer)],
  clocks: [reportNotice.id, reportAnswer.id],
  judge(record) {
    const received = firstOf(record, 'ombudsman-report-received')
    const followed = firstOf(
      record,
      'ombudsman-report-advertised',
      'ombudsman-report-laid',
      'ombudsman-report-answered',
    )
    if (received === undefined) {
      return followed === undefined ? [] : [cannotTell('The report that was dealt with is not on record.', followed)]
    }
    const answers = clocksOf(record, reportAnswer.id)
    return [
      ...clocksOf(record, reportNotice.id).map((clock) => of('notice', judgeClock(clock))),
      ...answers.map((clock) => of('laid', judgeLaying(record, received, clock))),
      ...answers.map((clock) => of('answer', judgeClock(clock))),
    ]
  },
}

function judgeLaying(record: CaseRecord, received: Fact, { due }: Clock): Judgement {
  const laid = firstOf(record, 'ombudsman-report-laid')
  if (due === undefined) return cannotTell('The last day cannot be told from the record.', received)
  if (laid === undefined) {
    return record.today <= due
      ? { ...notYetDue(`It is to be laid before the council by ${dayInWords(due)}.`, received), due }
      : { ...notMet('The report was not laid before the council.', received), due }
  }
  const judged = laid.on <= due ? met : notMet
  return {
    ...judged(`It was laid before the council on ${dayInWords(laid.on)}.`, received, laid),
    due,
    doneOn: laid.on,
  }
}

export const directionHonoured: Duty = {
  id: 'L04',
  title: 'A stage that the Ombudsman has told us to carry on with is opened, and finished by the day that was set.',
  severity: 'duty',
  citation: practice(
    'referral back',
    'The Ombudsman may have a stage carried on with by a day that it sets.',
    'well-known',
  ),
  reading:
    'A stage that was open already when it was directed needs no opening. Where it was answered and nothing shows that it was opened, the record is not whole.',
  periods: PERIODS,
  reads: ['ombudsman-directed', 'stage-opened', ...readByClocks(...directedStages)],
  clocks: directedStages.map(({ id }) => id),
  judge: (record) =>
    factsOf(record, 'ombudsman-directed').flatMap((directed) =>
      directedClocks(record, directed).map((clock) => of(directed.data.stage, judgeDirection(record, directed, clock))),
    ),
}

function directedClocks(record: CaseRecord, { id, data }: Fact<'ombudsman-directed'>): readonly Clock[] {
  return clocksOf(record, `ombudsman.directed-${data.stage}`).filter(
    ({ startedBy, status }) => startedBy === id && status !== 'superseded',
  )
}

function judgeDirection(record: CaseRecord, directed: Fact<'ombudsman-directed'>, clock: Clock): Judgement {
  const judged = judgeClock(clock)
  if (isOpened(record, directed) || judged.result === 'not-applicable') return judged
  if (clock.metBy !== undefined) {
    return { ...cannotTell('The stage was finished, and its opening is not on record.', directed), due: clock.due }
  }
  return judged
}

/** Opened since, or before and not answered by then. */
function isOpened(record: CaseRecord, directed: Fact<'ombudsman-directed'>): boolean {
  const { stage } = directed.data
  return record.state.stages.some(
    (each) =>
      each.stage === stage &&
      isRecorded(record, stage, each.openedOn) &&
      (each.answeredOn ?? directed.on) >= directed.on,
  )
}

/** Not inferred from an answer. */
function isRecorded(record: CaseRecord, stage: string, on: string): boolean {
  return factsOf(record, 'stage-opened').some((fact) => fact.data.stage === stage && fact.on === on)
}

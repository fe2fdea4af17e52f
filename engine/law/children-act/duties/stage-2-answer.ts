import type { FactType } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { DeadlineRule } from '../../deadline-rule.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, missingFrom } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, met, notMet, notYetDue } from '../../judging.ts'
import { regulation } from '../source.ts'
import { stage2Answer, stage2AnswerFromRecord, stage2Limit, stage2LimitFromRecord } from '../stage-2.ts'
import { CHILDRENS, standardDay, withLaterFacts } from './parts.ts'
import { extensionTold } from './stage-1.ts'

/** Nobody asks for a panel, or decides how to answer, without an answer at Stage 2. */
const AFTER_THE_ANSWER: readonly FactType[] = ['panel-requested']

/** What goes to the complainant at the end of Stage 2. */
const PACK = [
  'investigation-report',
  'independent-person-report',
  'adjudication',
  'stage-3-right',
  'stage-3-window',
] as const

export const C15: Duty = {
  ...CHILDRENS,
  id: 'C15',
  title: 'Stage 2 is answered within 25 working days, or made longer in writing before they are over.',
  severity: 'statutory-limit',
  citation: stage2Answer.citation,
  reading:
    'Judged on both readings of the day from which Stage 2 counts: the request, and the settled record of complaint. An extension keeps it where the complainant was told the reason and the new date by day 25, whenever the answer then comes; the 65 days are a duty of their own.',
  reads: [...readByClocks(stage2Answer, stage2AnswerFromRecord), 'panel-requested', 'notice-sent'],
  clocks: [stage2Answer.id, stage2AnswerFromRecord.id],
  judge: (record) => bothReadings(record, [stage2Answer, stage2AnswerFromRecord], answeredOrExtended),
}

export const C16: Duty = {
  ...CHILDRENS,
  id: 'C16',
  title: 'Stage 2 is answered within 65 working days.',
  severity: 'statutory-limit',
  citation: stage2Limit.citation,
  reading:
    'Judged on both readings of the day from which Stage 2 counts, for the Ombudsman’s decisions go both ways: from the request (Staffordshire 25 010 090, Merton 25 030 380), and from the agreed record of complaint (Haringey 24 002 249). A complainant may agree to wait longer; that is a breach with consent, not compliance.',
  reads: [...readByClocks(stage2Limit, stage2LimitFromRecord), 'panel-requested'],
  clocks: [stage2Limit.id, stage2LimitFromRecord.id],
  judge: (record) =>
    bothReadings(record, [stage2Limit, stage2LimitFromRecord], (_rule, clock) =>
      withLaterFacts(record, clock, judgeClock(clock), AFTER_THE_ANSWER),
    ),
}

export const C20: Duty = {
  ...CHILDRENS,
  id: 'C20',
  title:
    'The answer at Stage 2 holds both reports, the adjudication, and the right to a panel with its 20 working days.',
  severity: 'duty',
  citation: regulation(
    17,
    'regs. 17, 18',
    'The complainant gets both reports and the adjudication, and is told of the right to ask for a review panel within 20 working days.',
    'well-known',
  ),
  reading: 'All of it with the answer itself; what comes later does not make it good.',
  reads: ['stage-2-answered', 'complaint-adjudicated', 'panel-requested', 'case-closed', 'case-reopened'],
  judge: pack,
}

type JudgeOne = (rule: DeadlineRule, clock: Clock, record: CaseRecord) => Judgement

/** By the clocks of the one reading and of the other. */
function bothReadings(
  record: CaseRecord,
  [fromRequest, fromRecord]: readonly [DeadlineRule, DeadlineRule],
  judge: JudgeOne,
): readonly Judgement[] {
  const asked = clocksOf(record, fromRequest.id)
  const settled = clocksOf(record, fromRecord.id)
  const answer = firstOf(record, 'stage-2-answered')
  const one = (rule: DeadlineRule, clock: Clock, reading: string): Judgement => ({
    ...judge(rule, clock, record),
    reading,
  })
  return [
    ...asked.map((clock) => one(fromRequest, clock, 'request')),
    ...(asked.length === 0 && (answer !== undefined || settled.length > 0)
      ? [{ ...cannotTell('Nothing says when Stage 2 was asked for.', answer), reading: 'request' }]
      : []),
    ...settled.map((clock) => one(fromRecord, clock, 'agreed')),
    ...(settled.length === 0 ? unsettled(asked, record) : []),
  ]
}

/** The record of complaint is not settled: the second reading has not begun, or it cannot be told when. */
function unsettled(asked: readonly Clock[], record: CaseRecord): readonly Judgement[] {
  const reading = 'agreed'
  const answer = firstOf(record, 'stage-2-answered')
  if (answer !== undefined) {
    return [{ ...cannotTell('Nothing says when the record of complaint was settled.', answer), reading }]
  }
  const isOpen = asked.some(
    ({ status, endedOn }) => endedOn === undefined && (status === 'running' || status === 'breached'),
  )
  return isOpen
    ? [{ ...notYetDue('The record of complaint is not settled, so this reading has not begun.'), reading }]
    : []
}

/** Within 25 working days; or made longer by then, and the complainant told why and until when by then as well. */
function answeredOrExtended(rule: DeadlineRule, clock: Clock, record: CaseRecord): Judgement {
  const standard = standardDay(rule, clock)
  const own = judgeClock(clock)
  const last = clock.metOn ?? clock.endedOn ?? record.today
  if (standard === undefined || own.result === 'cannot-tell' || last <= standard) return own
  const entry = clock.ledger.find(({ event }) => event === 'extended')
  const extension = factsOf(record, 'stage-2-extended').find(({ id }) => id === entry?.fact)
  if (extension === undefined) return notExtended(record, clock, own)
  const told = extensionTold(record, extension, 'stage-2-extension', standard)
  return { ...told, due: clock.due, doneOn: clock.metOn }
}

function notExtended(record: CaseRecord, clock: Clock, own: Judgement): Judgement {
  const notice = factsOf(record, 'notice-sent').find(({ data }) => data.kind === 'stage-2-extension')
  if (notice !== undefined && factsOf(record, 'stage-2-extended').length === 0) {
    return { ...own, ...cannotTell('The complainant was told of an extension that is not on record.', notice) }
  }
  return withLaterFacts(record, clock, own, AFTER_THE_ANSWER)
}

function pack(record: CaseRecord): readonly Judgement[] {
  const answers = factsOf(record, 'stage-2-answered')
  const panel = firstOf(record, 'panel-requested')
  if (answers.length === 0 && panel !== undefined) {
    return [cannotTell('A panel was asked for, and no answer at Stage 2 is on record.', panel)]
  }
  if (answers.length === 0) return unanswered(record)
  return answers.map((answer) => {
    const missing = missingFrom(answer.data.contents, PACK)
    const subject = answers.length > 1 ? { subject: `answer of ${dayInWords(answer.on)}` } : {}
    const judgement =
      missing.length === 0
        ? met('The answer holds both reports, the adjudication and the right to a panel.', answer)
        : notMet(`The answer lacks: ${inWords(missing)}.`, answer)
    return { ...judgement, ...subject, doneOn: answer.on }
  })
}

function unanswered(record: CaseRecord): readonly Judgement[] {
  const adjudication = firstOf(record, 'complaint-adjudicated')
  if (adjudication === undefined) return []
  return [
    record.state.closed === undefined
      ? notYetDue('Adjudicated; the answer is not out yet.', adjudication)
      : notMet('Adjudicated, and closed without an answer to the complainant.', adjudication),
  ]
}

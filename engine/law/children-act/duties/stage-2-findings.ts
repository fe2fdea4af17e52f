import type { Fact } from '../../../case/fact.ts'
import type { PointDecision } from '../../../case/fact-data.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { cannotTell, factsOf, met, notMet } from '../../judging.ts'
import { guidance } from '../source.ts'
import { CHILDRENS, POINTS, pointsAt, SUBJECTS, TIES, tieTo } from './parts.ts'
import { eachRound, inRound, notInRound, ROUND, type Round } from './stage-2-round.ts'

/** What keeps somebody from adjudicating. */
const NOT_THE_ADJUDICATOR = new Map([
  ...SUBJECTS,
  ['investigating-officer', 'the investigating officer'],
  ['independent-person', 'the independent person'],
  ['complaints-manager', 'the complaints manager'],
])

export const C17: Duty = {
  ...CHILDRENS,
  id: 'C17',
  title: 'The investigation report finds on every point of complaint.',
  severity: 'guidance',
  citation: guidance(
    'Annex 1',
    'For each point the report gives the evidence, a finding, a conclusion and a recommendation.',
  ),
  reading:
    'Every point on record by the day of the report and not ended before it: withdrawn, excluded, signposted or deferred. Where reports were sent back, the last one counts.',
  reads: [...ROUND, ...POINTS, 'investigation-report-received', 'complaint-adjudicated'],
  judge: eachRound(['investigation-report-received', 'complaint-adjudicated'], findings),
}

export const C18: Duty = {
  ...CHILDRENS,
  id: 'C18',
  title: 'The independent person has reported before the adjudication.',
  severity: 'guidance',
  citation: guidance(
    'Stage 2, the independent person’s report',
    'The adjudicating officer has both reports: that of the investigating officer and that of the independent person.',
  ),
  reading: 'By the day of the adjudication, on that day as well.',
  reads: [...ROUND, 'independent-person-report-received', 'complaint-adjudicated'],
  judge: eachRound(['independent-person-report-received', 'complaint-adjudicated'], reportBefore),
}

export const C19: Duty = {
  ...CHILDRENS,
  id: 'C19',
  title:
    'An adjudicating officer who is neither investigator, complaints manager nor complained of decides every point.',
  severity: 'guidance',
  citation: guidance(
    'Stage 2, adjudication',
    'The adjudicating officer is a senior manager who answers to the director; not the investigating officer and not complained of. Each point is decided.',
  ),
  reading:
    'Whoever adjudicated had been appointed to, and declared that no tie stands in the way; that they are a senior manager is confirmed in the form by which they are appointed, and is no fact of its own. Neither is it whoever answered at Stage 1.',
  reads: [
    ...ROUND,
    ...POINTS,
    ...TIES,
    'adjudicating-officer-appointed',
    'investigating-officer-appointed',
    'independent-person-appointed',
    'complaint-adjudicated',
  ],
  judge: eachRound(
    [
      'complaint-adjudicated',
      'adjudicating-officer-appointed',
      'investigating-officer-appointed',
      'independent-person-appointed',
    ],
    adjudicated,
  ),
}

function findings(round: Round, record: CaseRecord): Judgement {
  const report = inRound(round, 'investigation-report-received').at(-1)
  const adjudication = inRound(round, 'complaint-adjudicated').at(-1)
  if (report === undefined) {
    return adjudication === undefined && round.answer === undefined
      ? notInRound(round, 'an investigation report')
      : cannotTell('Stage 2 was decided, and no investigation report is on record.', adjudication, round.answer)
  }
  return everyPoint(record, report, report.data.points, 'The report')
}

function reportBefore(round: Round): Judgement {
  const adjudication = inRound(round, 'complaint-adjudicated').at(-1)
  const reports = inRound(round, 'independent-person-report-received')
  if (adjudication === undefined) {
    return round.answer === undefined
      ? notInRound(round, 'an adjudication')
      : cannotTell('Stage 2 was answered, and no adjudication is on record.', round.answer)
  }
  const [first] = reports
  if (first === undefined) {
    return round.answer?.data.contents.includes('independent-person-report') === true
      ? cannotTell('The independent person’s report was sent out, and its receipt is not on record.', round.answer)
      : notMet(
          `Adjudicated on ${dayInWords(adjudication.on)}; no report of the independent person is on record.`,
          adjudication,
        )
  }
  return first.on <= adjudication.on
    ? { ...met(`Reported on ${dayInWords(first.on)}, by the adjudication.`, first, adjudication), doneOn: first.on }
    : notMet(`Reported on ${dayInWords(first.on)}, after the adjudication.`, adjudication, first)
}

function adjudicated(round: Round, record: CaseRecord): Judgement {
  const adjudication = inRound(round, 'complaint-adjudicated').at(-1)
  if (adjudication === undefined) {
    return round.answer === undefined
      ? notInRound(round, 'an adjudication')
      : cannotTell('Stage 2 was answered, and no adjudication is on record.', round.answer)
  }
  const appointed = inRound(round, 'adjudicating-officer-appointed')
  if (appointed.length === 0) {
    return cannotTell('The complaint was adjudicated, and nothing says who was appointed to.', adjudication)
  }
  const { person } = adjudication.data
  const own = appointed.findLast(({ data }) => data.person === person)
  if (own === undefined) {
    return notMet('Somebody adjudicated who had not been appointed to.', ...appointed, adjudication)
  }
  const tie = own.data.declaredIndependent ? tieOf(record, person) : 'somebody who had declared nothing about ties'
  if (tie !== undefined) return notMet(`The adjudicating officer is ${tie}.`, own, adjudication)
  return everyPoint(record, adjudication, adjudication.data.points, 'The adjudication', own)
}

function tieOf(record: CaseRecord, person: string): string | undefined {
  const isOne = (facts: readonly Fact<'investigating-officer-appointed' | 'independent-person-appointed'>[]): boolean =>
    facts.some(({ data }) => data.person === person)
  if (isOne(factsOf(record, 'investigating-officer-appointed'))) return 'the investigating officer'
  if (isOne(factsOf(record, 'independent-person-appointed'))) return 'the independent person'
  return tieTo(record, person, NOT_THE_ADJUDICATOR)
}

/** Whether something is found on every point that was still open then. */
function everyPoint(
  record: CaseRecord,
  fact: Fact,
  found: readonly PointDecision[],
  what: string,
  ...besides: readonly Fact[]
): Judgement {
  const known = factsOf(record, 'point-recorded').map(({ data }) => data.point)
  const unknown = found.filter(({ point }) => !known.includes(point))
  if (known.length === 0 || unknown.length > 0) {
    return cannotTell(`${what} finds on a point of complaint that is not on record.`, fact, ...besides)
  }
  const left = pointsAt(record, fact).filter((point) => !found.some((each) => each.point === point))
  return left.length === 0
    ? { ...met(`${what} finds on every point of complaint.`, fact, ...besides), doneOn: fact.on }
    : notMet(`${what} leaves out ${left.length} of the points of complaint: ${left.join(', ')}.`, fact, ...besides)
}

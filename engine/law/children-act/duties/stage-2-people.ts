import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { cannotTell, met, notMet, notYetDue } from '../../judging.ts'
import { guidance, regulation } from '../source.ts'
import { CHILDRENS, SUBJECTS, TIES, tieTo } from './parts.ts'
import { eachRound, inRound, notInRound, ROUND, type Round } from './stage-2-round.ts'

/** What keeps somebody from investigating. */
const IN_LINE = new Map([...SUBJECTS, ['responding-manager', 'the manager of the service']])

/** What makes somebody no independent person: they are the authority's, or deal with the complaint for it. */
const OF_THE_AUTHORITY = new Map([
  ...IN_LINE,
  ['complaints-manager', 'the complaints manager'],
  ['investigating-officer', 'the investigating officer'],
  ['adjudicating-officer', 'the adjudicating officer'],
  ['director', 'the director'],
  ['panel-clerk', 'an officer of the authority'],
  ['responsible-person', 'an officer of the authority'],
  ['ombudsman-link-officer', 'an officer of the authority'],
])

export const C13: Duty = {
  ...CHILDRENS,
  id: 'C13',
  title: 'The investigating officer is outside the line of the service and the people complained of.',
  severity: 'guidance',
  citation: guidance(
    'Stage 2, the investigating officer',
    'The investigating officer is not in the line management of the service or of the people complained of.',
  ),
  reading:
    'Whoever was appointed declared that no tie stands in the way; the case shows them as neither complained of, nor the manager of somebody who is or of the service, nor whoever answered at Stage 1, nor as having declared a conflict.',
  reads: [...ROUND, ...TIES, 'investigating-officer-appointed', 'investigation-report-received'],
  judge: eachRound(['investigating-officer-appointed', 'investigation-report-received'], investigator),
}

export const C14: Duty = {
  ...CHILDRENS,
  id: 'C14',
  title: 'An independent person is appointed before the investigation starts.',
  severity: 'statutory-limit',
  citation: regulation(
    17,
    'regs. 2, 17(2)',
    'An independent person takes part in every Stage 2: neither a member nor an officer of the authority, nor the spouse or civil partner of one.',
    'verified',
  ),
  reading:
    'Appointed by the day on which the investigation started, or by that of its report where that came before. Whoever was appointed declared to be independent, and the case shows them in no role of the authority.',
  reads: [
    ...ROUND,
    ...TIES,
    'investigating-officer-appointed',
    'adjudicating-officer-appointed',
    'independent-person-appointed',
    'independent-person-report-received',
    'investigation-started',
    'investigation-report-received',
  ],
  judge: eachRound(
    [
      'independent-person-appointed',
      'independent-person-report-received',
      'investigation-started',
      'investigation-report-received',
      'investigating-officer-appointed',
      'adjudicating-officer-appointed',
    ],
    independentPerson,
  ),
}

function investigator(round: Round, record: CaseRecord): Judgement {
  const appointed = inRound(round, 'investigating-officer-appointed')
  const report = inRound(round, 'investigation-report-received')[0]
  if (appointed.length === 0) {
    return report === undefined
      ? notInRound(round, 'an investigating officer')
      : cannotTell('There is an investigation report, and nothing says who was appointed to investigate.', report)
  }
  for (const fact of appointed) {
    if (!fact.data.declaredIndependent) {
      return notMet('The investigating officer had not declared that no tie stands in the way.', fact)
    }
    const tie = tieTo(record, fact.data.person, IN_LINE)
    if (tie !== undefined) return notMet(`The investigating officer is ${tie}.`, fact)
  }
  return met('The investigating officer declared that no tie stands in the way, and the case shows none.', ...appointed)
}

function independentPerson(round: Round, record: CaseRecord): Judgement {
  const appointed = inRound(round, 'independent-person-appointed')
  const [first] = appointed
  const started = inRound(round, 'investigation-started')[0]
  const report = inRound(round, 'investigation-report-received')[0]
  const work = earlier(started, report)
  if (first === undefined) return nobodyAppointed(round, work)
  for (const fact of appointed) {
    const tie = tieOf(round, record, fact)
    if (tie !== undefined) return notMet(tie, fact)
  }
  if (work !== undefined && work.on < first.on) {
    return notMet(
      `Appointed on ${dayInWords(first.on)}, after the investigation had begun: ${dayInWords(work.on)}.`,
      first,
      work,
    )
  }
  if (started !== undefined) {
    return {
      ...met(`Appointed on ${dayInWords(first.on)}, before the investigation started.`, ...appointed, started),
      doneOn: first.on,
    }
  }
  if (report !== undefined || round.answer !== undefined) {
    return cannotTell('Nothing says when the investigation started.', first, report, round.answer)
  }
  return round.ended === undefined
    ? notYetDue(`Appointed on ${dayInWords(first.on)}; the investigation has not started.`, first)
    : notInRound(round, 'an investigation')
}

function nobodyAppointed(round: Round, work: Fact | undefined): Judgement {
  const report = inRound(round, 'independent-person-report-received')[0]
  if (report !== undefined) {
    return cannotTell('The independent person reported, and nothing says that one was appointed.', report)
  }
  return work === undefined
    ? notInRound(round, 'an independent person')
    : notMet(
        `The investigation went on from ${dayInWords(work.on)} without an independent person.`,
        round.request,
        work,
      )
}

function tieOf(round: Round, record: CaseRecord, { data }: Fact<'independent-person-appointed'>): string | undefined {
  if (!data.declaredIndependent) return 'The independent person had not declared to be independent.'
  const others = [
    ...inRound(round, 'investigating-officer-appointed'),
    ...inRound(round, 'adjudicating-officer-appointed'),
  ]
  if (others.some((other) => other.data.person === data.person)) {
    return 'The independent person was appointed to investigate or to adjudicate as well.'
  }
  const tie = tieTo(record, data.person, OF_THE_AUTHORITY)
  return tie === undefined ? undefined : `The independent person is ${tie}.`
}

function earlier(a: Fact | undefined, b: Fact | undefined): Fact | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return b.on < a.on ? b : a
}

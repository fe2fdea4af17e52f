import { closingOutcome } from '../../../case/invariants/closing.ts'
import { caseId as asCaseId } from '../../../case/case-id.ts'
import { replay } from '../../../case/evolve.ts'
import type { Fact, FactType } from '../../../case/fact.ts'
import { IN_FORCE, regulation } from '../../children-act/source.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { closedWithFindings, inWords } from '../../evidence.ts'
import { cannotTell, factsOf, firstOf, lastOf, met, notMet, notYetDue } from '../../judging.ts'
import { FROM_THE_CALENDAR, policy } from '../source.ts'

const ANSWERS = [
  'stage-1-answered',
  'stage-2-answered',
  'panel-response-sent',
  'adult-response-sent',
  'joint-response-sent',
  'public-health-response-sent',
  'corporate-1-answered',
  'corporate-2-answered',
] as const satisfies readonly FactType[]

export const outcomeRecorded: Duty = {
  id: 'M01',
  title: 'Each complaint that was closed has an outcome, and the day of its answer.',
  severity: 'duty',
  citation: {
    ...regulation(
      13,
      'reg. 13; SI 2009/309 reg. 17',
      'Each complaint, its outcome, and whether each time limit was met are recorded.',
      'well-known',
    ),
  },
  reading:
    'Every point is decided, and a case that ended with findings has an answer on record, so that its time can be told. A point that was decided and never recorded is a gap.',
  periods: [{ from: IN_FORCE }],
  reads: ['case-closed', 'point-recorded', 'point-decided', 'complaint-adjudicated', ...ANSWERS],
  judge(record) {
    if (record.state.received === undefined) return []
    const closed = lastOf(record, 'case-closed')
    if (record.state.closed === undefined || closed === undefined) {
      return [notYetDue('The outcome is recorded when the case is closed.')]
    }
    return [judgeOutcome(record, closed)]
  },
}

function judgeOutcome(record: CaseRecord, closed: Fact<'case-closed'>): Judgement {
  const known = new Set(record.state.points.map(({ id }) => id))
  const unknown = factsOf(record, 'point-decided').find(({ data }) => !known.has(data.point))
  if (unknown !== undefined) return cannotTell('A point was decided that is not on record.', unknown, closed)
  if (['undecided', 'recorded', ''].includes(closed.data.outcome))
    return notMet('It was closed without an outcome.', closed)
  const answer = lastOf(record, ...ANSWERS)
  if (!closedWithFindings(record)) return met(`It was closed as ${inWords([closed.data.outcome])}.`, closed)
  const open = record.state.points.filter(({ decisions }) => decisions.length === 0).length
  if (open > 0) return notMet(`It was closed with findings, and ${open} of its points are not decided.`, closed)
  return answer === undefined
    ? cannotTell('It was closed with findings, and no answer is on record.', closed)
    : met(`It was closed as ${inWords([closed.data.outcome])}, and the day of its answer is known.`, answer, closed)
}

export const reportable: Duty = {
  id: 'M02',
  title: 'What the annual reports must say of a complaint can be told from its record.',
  severity: 'duty',
  citation: {
    ...regulation(
      13,
      'reg. 13; SI 2009/309 reg. 18; guidance s.5; LGSCO Code para. 8.1',
      'Yearly reports give the numbers, who complained and about what, outcomes and whether they were well founded, what was refused, and action taken.',
      'well-known',
    ),
  },
  reading:
    'Of each complaint that was closed: who complained, about which function, and how it ended, or why it was not considered. That the report itself has every part is judged on the report.',
  periods: [{ from: IN_FORCE }],
  reads: [
    'case-closed',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
    'complaint-withdrawn',
    'oral-complaint-resolved',
  ],
  judge(record) {
    if (record.state.received === undefined) return []
    const closed = lastOf(record, 'case-closed')
    if (record.state.closed === undefined || closed === undefined) return [notYetDue('It is counted as open.')]
    const sorted = factsOf(record, 'complaint-classified').findLast(
      ({ data }) => data.functionCode !== '' && data.personCode !== '',
    )
    const aside = firstOf(
      record,
      'complaint-refused',
      'complaint-excluded',
      'matter-signposted',
      'complaint-withdrawn',
      'oral-complaint-resolved',
      'complaint-rerouted',
    )
    if (sorted !== undefined) return [met('Who complained of what, and how it ended, is on record.', sorted, closed)]
    return [
      aside === undefined
        ? notMet('It was closed, and who complained of what is not on record.', closed)
        : met('It was not considered, and why is on record.', aside, closed),
    ]
  },
}

export const countedOnce: Duty = {
  id: 'M03',
  title: 'Each complaint is counted once: received, and then open or closed with the outcome of its points.',
  severity: 'good-practice',
  citation: policy(
    'reconciling figures',
    'Received is closed and open; parts add up to the whole; denominators are shown.',
  ),
  reading:
    'One receipt, a closing that is not before it, and an outcome that is that of the points. That the figures of a report add up is judged on the report.',
  periods: [{ from: FROM_THE_CALENDAR }],
  reads: [
    'point-recorded',
    'point-decided',
    'complaint-adjudicated',
    'case-closed',
    'complaint-withdrawn',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
    'consideration-deferred',
    'complaint-resubmitted',
    'proceedings-concluded',
    'eligibility-decided',
    'sufficient-interest-decided',
    'representative-decided',
    'late-complaint-decided',
  ],
  judge(record) {
    const receipts = factsOf(record, 'complaint-received')
    const [received, again] = receipts
    if (received === undefined) return []
    if (again !== undefined) return [notMet('It was received more than once.', ...receipts)]
    const closed = lastOf(record, 'case-closed')
    if (record.state.closed === undefined || closed === undefined)
      return [notYetDue('It is counted as open.', received)]
    return [judgeCount(record, received, closed)]
  },
}

function judgeCount(record: CaseRecord, received: Fact, closed: Fact<'case-closed'>): Judgement {
  const known = new Set(record.state.points.map(({ id }) => id))
  const unknown = factsOf(record, 'point-decided').find(({ data }) => !known.has(data.point))
  if (unknown !== undefined) return cannotTell('A point was decided that is not on record.', unknown, closed)
  const before = record.facts.slice(0, record.facts.indexOf(closed))
  const outcome = closingOutcome(replay(asCaseId(record.caseId), before))
  if (typeof outcome !== 'string') return cannotTell('The outcome cannot be told from the points.', closed)
  return outcome === closed.data.outcome
    ? met(`It is counted once, as ${inWords([outcome])}.`, received, closed)
    : notMet(
        `It was closed as ${inWords([closed.data.outcome])}; its points make it ${inWords([outcome])}.`,
        received,
        closed,
      )
}

export const learningDrawn: Duty = {
  id: 'M04',
  title: 'Where a complaint was upheld, what was learnt from it is on record, or why nothing was.',
  severity: 'guidance',
  citation: {
    ...policy(
      'reg. 3; Code para. 9.1',
      'Action is taken, if need be, in the light of the outcome of a complaint; learning is drawn from complaints.',
    ),
    instrument: 'SI 2009/309 and LGSCO Complaint Handling Code',
    certainty: 'verified',
  },
  reading: 'Of complaints upheld wholly or in part, on the day of closing at the latest.',
  periods: [{ from: FROM_THE_CALENDAR }],
  reads: [
    'point-recorded',
    'point-decided',
    'complaint-adjudicated',
    'learning-recorded',
    'no-learning-recorded',
    'case-closed',
  ],
  judge(record) {
    const upheld = factsOf(record, 'point-decided', 'complaint-adjudicated')
    if (!isUpheld(record)) return []
    return [judgeLearning(record, upheld)]
  },
}

function isUpheld({ state }: CaseRecord): boolean {
  return ['upheld', 'partly-upheld'].includes(state.closed?.outcome ?? state.outcome)
}

function judgeLearning(record: CaseRecord, upheld: readonly Fact[]): Judgement {
  const learnt = firstOf(record, 'learning-recorded')
  const none = firstOf(record, 'no-learning-recorded')
  const closed = lastOf(record, 'case-closed')
  const last = upheld.at(-1)
  if (last === undefined) return cannotTell('It was closed as upheld, and no point is on record as upheld.', closed)
  if (learnt !== undefined) return met('What was learnt is on record.', last, learnt)
  if (none !== undefined) {
    return none.data.reason.trim() === ''
      ? notMet('Nothing was learnt, and no reason is given.', last, none)
      : met('Why nothing was learnt is on record.', last, none)
  }
  if (record.state.closed === undefined || closed === undefined)
    return notYetDue('Learning is recorded by the closing.', last)
  return closed.on === record.today
    ? notYetDue('Learning is owed on the day of closing.', last, closed)
    : notMet('It was upheld and closed, and nothing says what was learnt.', last, closed)
}

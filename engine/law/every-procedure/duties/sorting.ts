import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import { IN_FORCE, regulation } from '../../children-act/source.ts'
import { workingDay } from '../../adult-social-care/working-day.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { ifKnown } from '../../evidence.ts'
import { cannotTell, factsOf, firstOf, lastOf, met, notApplicable, notMet, notYetDue } from '../../judging.ts'
import { procedureNamed } from '../../procedures.ts'
import { addWorkingDays } from '../../working-days.ts'
import { FROM_THE_CALENDAR, policy } from '../source.ts'

const CHILDREN = 'children-act'
/** Nobody comes to these before it is known what the complaint is about. */
const HANDLED = ['stage-opened', 'eligibility-decided', 'response-plan-agreed', 'response-plan-set'] as const
const ENDED = ['complaint-withdrawn', 'oral-complaint-resolved', 'case-closed'] as const

export const sorted: Duty = {
  id: 'G01',
  title: 'Each complaint is sorted, with the reason, by the third working day after receipt.',
  severity: 'good-practice',
  citation: policy(
    'sorting (SI 2006/1738 regs 3–5, SI 2009/309 reg. 6)',
    'What a complaint is about and who makes it decide under which law it comes; both are recorded with the reason when it is acknowledged.',
  ),
  reading:
    'Three working days after receipt, that day left out, counted as the adults’ Regulations do. Sent to another procedure or to somebody else, with the reason, is sorted too.',
  periods: [{ from: FROM_THE_CALENDAR }],
  reads: ['matter-signposted', ...HANDLED, ...ENDED],
  judge(record) {
    const received = firstOf(record, 'complaint-received')
    return received === undefined ? [] : [judgeSorting(record, received)]
  },
}

function judgeSorting(record: CaseRecord, received: Fact): Judgement {
  const due = ifKnown(() => addWorkingDays(received.on, 3, workingDay))
  if (due === undefined) return cannotTell('The last day cannot be told so far ahead.', received)
  const done = firstOf(record, 'complaint-classified', 'complaint-rerouted', 'matter-signposted')
  if (done !== undefined) {
    const base = { due, doneOn: done.on }
    if (done.data.reason.trim() === '') return { ...notMet('It was sorted without a reason.', received, done), ...base }
    return done.on <= due
      ? { ...met(`It was sorted on ${dayInWords(done.on)}.`, received, done), ...base }
      : { ...notMet(`It was sorted on ${dayInWords(done.on)}, after ${dayInWords(due)}.`, received, done), ...base }
  }
  const handled = firstOf(record, ...HANDLED)
  if (handled !== undefined) return cannotTell('It was dealt with, and how it was sorted is not on record.', handled)
  const ended = firstOf(record, ...ENDED)
  if (ended !== undefined && ended.on <= due) return notApplicable('It ended before it had to be sorted.', ended)
  return record.today <= due
    ? { ...notYetDue(`It is to be sorted by ${dayInWords(due)}.`, received), due }
    : { ...notMet('It was not sorted.', received), due }
}

/** Functions of Children Act 1989 Part 3 and of regs 3 to 5, as the procedures code them. */
const FUNCTIONS: readonly string[] = [
  'assessment',
  'looked-after',
  'accommodation',
  'leaving-care',
  'short-breaks',
  'disabled-children',
  'care-and-supervision',
  'adoption',
  'special-guardianship',
  'fostering-limit',
]
const ENTITLED: readonly string[] = ['P1', 'P2', 'P3', 'P4', 'P6', 'P7', 'P9', 'P11', 'P12']
const IF_SUFFICIENT: readonly string[] = ['P5', 'P8', 'P10']

export const statutoryRoute: Duty = {
  id: 'G02',
  title: 'A complaint of an entitled person about a children’s function goes through the children’s procedure.',
  severity: 'statutory-limit',
  citation: {
    ...regulation(
      3,
      'regs 3–5; Children Act 1989 ss.24D, 26(3)–(3C)',
      'Children looked after or in need, their parents and others with parental responsibility, foster parents, care leavers and those for whom adoption and special guardianship services are may complain of functions under Part 3 and of those that the Regulations add.',
      'verified',
    ),
  },
  reading:
    'By the last fact that says in the children’s terms who complains of what. Where it was then sent elsewhere as no such complaint, the record says both, and a person must look; a mistake in sorting takes the first word back.',
  periods: [{ from: IN_FORCE }],
  reads: [
    'complaint-triaged',
    'complaint-routed',
    'matter-signposted',
    'complaint-withdrawn',
    'complaint-refused',
    'case-closed',
    'stage-opened',
    'stage-1-answered',
  ],
  judge: (record) => {
    const said = lastSaid(record)
    if (said === undefined) return withoutWord(record)
    return isInScope(said) ? [judgeRoute(record, said)] : []
  },
}

type Said = Fact<'complaint-triaged'> | Fact<'complaint-classified'>

/** The last word on who complains in the terms of the Children Act. */
function lastSaid(record: CaseRecord): Said | undefined {
  const all = factsOf(record, 'complaint-triaged', 'complaint-classified')
  return all.findLast(isOfChildren) ?? all.at(-1)
}

/** A code for a person in the Children Act’s terms; other procedures have codes of their own. */
function isOfChildren(fact: Said): boolean {
  return [...ENTITLED, ...IF_SUFFICIENT].includes(personIn(fact)) && isOfTheirs(fact)
}

function isOfTheirs(fact: Said): boolean {
  const isTheirs = fact.type === 'complaint-classified' && procedureNamed(fact.data.procedure) === CHILDREN
  return isTheirs || FUNCTIONS.includes(functionIn(fact))
}

function functionIn(fact: Said): string {
  return fact.type === 'complaint-triaged' ? fact.data.function : fact.data.functionCode
}

function personIn(fact: Said): string {
  return fact.type === 'complaint-triaged' ? fact.data.person : fact.data.personCode
}

function isInScope(fact: Said): boolean {
  return FUNCTIONS.includes(functionIn(fact)) && ENTITLED.includes(personIn(fact))
}

function withoutWord(record: CaseRecord): readonly Judgement[] {
  if (!record.procedures.includes(CHILDREN)) return []
  const handled = firstOf(record, 'stage-opened', 'stage-1-answered')
  return handled === undefined ? [] : [cannotTell('Nothing says who complains of what.', handled)]
}

function judgeRoute(record: CaseRecord, said: Said): Judgement {
  const turns = factsOf(record, 'complaint-classified', 'complaint-rerouted', 'complaint-routed', 'matter-signposted')
  const since = turns.filter((turn) => record.facts.indexOf(turn) >= record.facts.indexOf(said))
  const last = since.at(-1)
  if (last === undefined) {
    const ended = firstOf(record, 'complaint-withdrawn', 'complaint-refused', 'case-closed')
    return ended === undefined
      ? notYetDue('It has not been sent on its way yet.', said)
      : notApplicable('It ended before it was sent on its way.', said, ended)
  }
  if (procedureNamed(whereTo(last)) === CHILDREN) {
    return { ...met('It went through the children’s procedure.', said, last), doneOn: last.on }
  }
  // `said` is the last word of its kind, so nobody has said it again since the mistake was seen
  if (since.some((turn) => reasonIn(turn) === 'classified-in-error')) {
    return notApplicable('It had been sorted in error.', said, last)
  }
  // the reason stands in a fact of its own beside the sorting
  const there = turns.filter(
    (turn) => turn.on >= said.on && procedureNamed(whereTo(turn)) === procedureNamed(whereTo(last)),
  )
  return there.some((turn) => CONTRADICTING.includes(reasonIn(turn)))
    ? cannotTell('It was sorted as one for the children’s procedure, and sent elsewhere as none.', said, last)
    : notMet('It did not go through the children’s procedure.', said, last)
}

type Turn = Fact<'complaint-classified' | 'complaint-rerouted' | 'complaint-routed' | 'matter-signposted'>

/** Code of why it was sent there; empty where such a fact has none. */
function reasonIn(turn: Turn): string {
  return turn.type === 'complaint-rerouted' || turn.type === 'complaint-routed' ? turn.data.reasonCode : ''
}

const CONTRADICTING: readonly string[] = ['outside-functions', 'person-not-entitled', 'part-of-complaint']

function whereTo(turn: Turn) {
  return turn.type === 'complaint-classified' ? turn.data.procedure : turn.data.to
}

export const interestDecided: Duty = {
  id: 'G03',
  title: 'Nobody who may have sufficient interest is turned away before that is decided and they are told.',
  severity: 'duty',
  citation: regulation(
    12,
    'reg. 12',
    'Whether another person has sufficient interest in the child’s welfare is decided as soon as possible; a person who has not is notified that no further action will be taken. The number of the regulation was inferred.',
    'verified',
  ),
  reading:
    'Of persons P5, P8 and P10. Turned away: refused, sent to another procedure or to somebody else. The decision comes before, the notice on that day at the latest. A decision that the interest is sufficient keeps the duty.',
  periods: [{ from: IN_FORCE }],
  reads: [
    'complaint-triaged',
    'complaint-routed',
    'complaint-refused',
    'matter-signposted',
    'sufficient-interest-decided',
    'notice-sent',
  ],
  judge(record) {
    const said = lastSaid(record)
    if (said === undefined || !isOfChildren(said) || !IF_SUFFICIENT.includes(personIn(said))) return []
    const away = factsOf(
      record,
      'complaint-refused',
      'complaint-rerouted',
      'complaint-routed',
      'matter-signposted',
    ).find((fact) => fact.type === 'complaint-refused' || procedureNamed(fact.data.to) !== CHILDREN)
    return [judgeInterest(record, said, away)]
  },
}

function judgeInterest(record: CaseRecord, said: Said, away: Fact | undefined): Judgement {
  const decided = firstOf(record, 'sufficient-interest-decided')
  const notice = lastOf(record, 'notice-sent')
  if (decided?.data.outcome === 'sufficient') return met('The interest was found to be sufficient.', said, decided)
  if (away === undefined) {
    return decided === undefined
      ? notYetDue('It is still to be decided whether the interest is sufficient.', said)
      : notYetDue('The interest was found not to be sufficient.', said, decided)
  }
  if (decided === undefined || decided.on > away.on) {
    return notMet('It was turned away before the interest was decided.', said, away, decided)
  }
  const told = factsOf(record, 'notice-sent').find(
    ({ on, data }) => on >= decided.on && on <= away.on && data.contents.includes('no-further-action'),
  )
  if (told !== undefined) return met('The interest was decided, and the person was told.', said, decided, told, away)
  return record.today === away.on
    ? notYetDue('The person is to be told today.', said, decided, away)
    : notMet('The person was turned away without having been told of the decision.', said, decided, away, notice)
}

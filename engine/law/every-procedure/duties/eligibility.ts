import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import { IN_FORCE as ADULTS_IN_FORCE, regulation as adults } from '../../adult-social-care/source.ts'
import { timeLimit as adultsLimit } from '../../adult-social-care/receipt.ts'
import { IN_FORCE, regulation as children } from '../../children-act/source.ts'
import { timeLimit as childrensLimit } from '../../children-act/receipt.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { isOver, of, toldAbout } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, lastOf, met, notApplicable, notMet, notYetDue } from '../../judging.ts'

const CHILDREN_AND_ADULTS: readonly string[] = ['children-act', 'adult-social-care', 'nhs-joint']

export const representativeDecided: Duty = {
  id: 'G04',
  title: 'Where somebody complains for another, it is recorded that they may, and a refusal is explained in writing.',
  severity: 'duty',
  citation: {
    ...adults(
      5,
      'reg. 5; SI 2006/1738 reg. 12 and guidance',
      'A representative of a child or of somebody who cannot complain must act in their best interests, with grounds; a child’s own view is asked where possible; whoever may not act is told in writing with the reason.',
      'well-known',
    ),
    instrument: 'SI 2009/309',
  },
  reading:
    'Kept by a decision on the representative with a reason, the child’s own view, or an authority on record, before the complaint is looked into.',
  procedures: CHILDREN_AND_ADULTS,
  periods: [{ from: IN_FORCE }],
  reads: [
    'person-added',
    'representative-decided',
    'childs-view-recorded',
    'authority-to-act-recorded',
    'notice-sent',
    'stage-opened',
    'stage-1-answered',
    'adult-response-sent',
    'joint-response-sent',
    'complaint-withdrawn',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
    'case-closed',
  ],
  judge(record) {
    const acting = factsOf(record, 'person-added').find(({ data }) => data.role === 'representative')
    const decided = lastOf(record, 'representative-decided')
    if (acting === undefined && decided === undefined) return []
    return [judgeRepresentative(record, acting)]
  },
}

const REFUSAL = { contents: ['decision', 'reason'], written: true, what: 'why they may not act for the other' } as const

function judgeRepresentative(record: CaseRecord, acting: Fact | undefined): Judgement {
  const decided = lastOf(record, 'representative-decided')
  if (decided?.data.outcome === 'not-suitable') return toldAbout(record, decided, REFUSAL)
  const grounds = firstOf(record, 'childs-view-recorded', 'authority-to-act-recorded') ?? decided
  if (acting === undefined) return cannotTell('A representative was decided on, and none is on record.', decided)
  if (decided?.data.reason.trim() === '') {
    return notMet('The representative was accepted without a reason.', acting, decided)
  }
  if (grounds !== undefined) return met('It is on record that the representative may act.', acting, grounds)
  const lookedInto = firstOf(record, 'stage-opened', 'stage-1-answered', 'adult-response-sent', 'joint-response-sent')
  if (lookedInto !== undefined) {
    return notMet('It was looked into, and nothing says why the representative may act.', acting, lookedInto)
  }
  return isOver(record, CHILDREN_AND_ADULTS)
    ? notApplicable('The complaint ended before it was looked into.', acting)
    : notYetDue('It is still to be decided whether the representative may act.', acting)
}

export const bothLimbs: Duty = {
  id: 'G05',
  title: 'A late complaint is refused only after both limbs of the test were decided.',
  severity: 'duty',
  citation: {
    ...children(
      9,
      'reg. 9; SI 2009/309 reg. 12',
      'A complaint made more than a year, or 12 months, after its grounds arose may still be considered; it is where there was good reason for the delay and it can still be considered effectively and fairly.',
      'well-known',
    ),
  },
  reading:
    'A refusal as out of time stands on a decision made before it, with the day on which the grounds arose, a reason, and at least one of the limbs not fulfilled; and the complaint must in fact be late.',
  procedures: CHILDREN_AND_ADULTS,
  periods: [{ from: IN_FORCE }],
  reads: ['complaint-refused', ...readByClocks(childrensLimit, adultsLimit)],
  clocks: [childrensLimit.id, adultsLimit.id],
  judge: (record) =>
    factsOf(record, 'complaint-refused')
      .filter(({ data }) => LATE.includes(data.ground))
      .map((refused) => judgeLateness(record, refused)),
}

const LATE: readonly string[] = ['out-of-time', 'late']

function judgeLateness(record: CaseRecord, refused: Fact): Judgement {
  const decided = lastOf(record, 'late-complaint-decided')
  if (decided === undefined) return notMet('It was refused as late, and neither limb was decided.', refused)
  const { notReasonableToExpectInTime, canStillBeConsideredEffectively, reason } = decided.data
  if (decided.on > refused.on) return notMet('The limbs were decided after the refusal.', refused, decided)
  if (notReasonableToExpectInTime && canStillBeConsideredEffectively) {
    return notMet('Both limbs were found to be fulfilled, and it was refused as late.', decided, refused)
  }
  if (reason.trim() === '') return notMet('The limbs were decided without a reason.', decided, refused)
  const clock = [...clocksOf(record, childrensLimit.id), ...clocksOf(record, adultsLimit.id)].find(
    ({ startedBy }) => startedBy === decided.id,
  )
  if (clock?.due === undefined)
    return cannotTell('Whether it was late cannot be told from the record.', decided, refused)
  if (clock.status === 'met') {
    return notMet(`It was refused as late, and was in time until ${dayInWords(clock.due)}.`, decided, refused)
  }
  return { ...met('Both limbs were decided before it was refused as late.', decided, refused), due: clock.due }
}

const ADULT: readonly string[] = ['adult-social-care', 'nhs-joint']

export const exclusionExplained: Duty = {
  id: 'G06',
  title: 'Where a complaint is excluded, the complainant is told in writing, with the reason.',
  severity: 'duty',
  citation: adults(
    8,
    'reg. 8(2)',
    'Where a complaint need not be dealt with, the complainant is told so in writing with the reason as soon as reasonably practicable; not where an oral one was resolved by the next working day.',
    'verified',
  ),
  reading:
    'No day is set: owed on the day of the decision. That there must be a notice is verified, its detail well known.',
  procedures: ADULT,
  periods: [{ from: ADULTS_IN_FORCE }],
  reads: ['complaint-excluded', 'notice-sent'],
  judge: (record) =>
    factsOf(record, 'complaint-excluded')
      .filter(({ data }) => !ORAL.includes(data.ground))
      .map((excluded) =>
        of(
          excluded.data.ground,
          toldAbout(record, excluded, { contents: ['reason'], written: true, what: 'why it is excluded' }),
        ),
      ),
}

/** Reg. 8(1)(c). */
const ORAL: readonly string[] = ['c', 'oral', 'oral-resolved']

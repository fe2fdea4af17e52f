import type { Fact } from '../../../case/fact.ts'
import { resubmission } from '../../children-act/receipt.ts'
import { stage1Answer } from '../../children-act/stage-1.ts'
import { guidance, IN_FORCE, regulation } from '../../children-act/source.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of, toldAbout } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, lastOf, met, notApplicable, notMet, notYetDue } from '../../judging.ts'

const CHILDREN: readonly string[] = ['children-act']
const PERIODS = [{ from: IN_FORCE }] as const

export const deferralExplained: Duty = {
  id: 'G08',
  title: 'Whoever has to wait for other proceedings is told which, why, and that they may come back.',
  severity: 'duty',
  citation: regulation(
    8,
    'reg. 8',
    'A complaint need not be considered where that would prejudice proceedings; this is decided, and the complainant is told in writing of the reason, the proceedings, and that it may be made again when they end.',
    'verified',
  ),
  reading:
    'Each decision by itself, with a reason; owed on the day of the decision. The gist is verified, the wording well known.',
  procedures: CHILDREN,
  periods: PERIODS,
  reads: ['consideration-deferred', 'notice-sent'],
  judge: (record) =>
    factsOf(record, 'consideration-deferred').map((deferred) =>
      of(deferred.data.proceedings, judgeDeferral(record, deferred)),
    ),
}

function judgeDeferral(record: CaseRecord, deferred: Fact<'consideration-deferred'>): Judgement {
  if (deferred.data.reason.trim() === '') return notMet('It was put off without a reason.', deferred)
  return toldAbout(record, deferred, {
    contents: ['proceedings', 'reason', 'resubmit'],
    written: true,
    what: 'of the proceedings, the reason and that it may be made again',
  })
}

export const resubmissionAccepted: Duty = {
  id: 'G09',
  title: 'A complaint that is made again within a year of the end of the proceedings is taken up.',
  severity: 'duty',
  citation: resubmission.citation,
  reading: `${resubmission.interpretation} Taken up by a stage that is opened, which is missed when the time for its answer is over, or the complaint is refused or closed.`,
  procedures: CHILDREN,
  periods: PERIODS,
  reads: [...readByClocks(resubmission, stage1Answer), 'stage-opened', 'complaint-refused', 'case-closed'],
  clocks: [resubmission.id, stage1Answer.id],
  judge(record) {
    const again = factsOf(record, 'complaint-resubmitted')
    if (again.length > 0 && factsOf(record, 'proceedings-concluded').length === 0) {
      return [cannotTell('The end of the proceedings is not on record.', ...again)]
    }
    return clocksOf(record, resubmission.id).flatMap((clock) => {
      const made = again.find(({ id }) => id === clock.metBy)
      // later than a year: it may be looked at, and need not
      if (made === undefined || clock.status !== 'met') return []
      return [{ ...judgeTakingUp(record, made), subject: clock.subject }]
    })
  },
}

function judgeTakingUp(record: CaseRecord, made: Fact): Judgement {
  const since = record.facts.slice(record.facts.indexOf(made))
  const opened = since.find((fact) => fact.type === 'stage-opened')
  const refused = since.find((fact) => fact.type === 'complaint-refused')
  if (refused !== undefined && (opened === undefined || refused.on <= opened.on)) {
    return notMet('It was made again in time, and refused.', made, refused)
  }
  if (opened !== undefined) return met('It was made again in time, and taken up.', made, opened)
  const answered = since.find(({ type }) => type === 'stage-1-answered')
  if (answered !== undefined) return cannotTell('It was answered, and no stage is on record as opened.', made, answered)
  const overdue = clocksOf(record, stage1Answer.id).some(
    ({ startedBy, status }) => startedBy === made.id && status === 'breached',
  )
  return overdue || record.state.closed !== undefined
    ? notMet('It was made again in time, and not taken up.', made)
    : notYetDue('It was made again, and is to be taken up.', made)
}

export const freezeConsidered: Duty = {
  id: 'G12',
  title: 'Where a complaint is about a proposed change, it is decided whether the change waits.',
  severity: 'guidance',
  citation: guidance(
    's.6, deferring (freezing) decisions',
    'Where the complaint is about a proposed change of care plan, placement or service, suspending it until the complaint is decided is considered; reasons are recorded either way.',
  ),
  reading:
    'Whether it disputes a proposed change is said when it is recorded. Decided either way keeps the duty; no day is set, but it comes before the answer.',
  procedures: CHILDREN,
  periods: PERIODS,
  reads: [
    'proposed-change-noted',
    'decision-freeze-decided',
    'stage-1-answered',
    'case-closed',
    'complaint-withdrawn',
    'complaint-refused',
  ],
  judge(record) {
    const decided = firstOf(record, 'decision-freeze-decided')
    const said = lastOf(record, 'proposed-change-noted')
    if (said?.data.disputed === false) return []
    if (said === undefined) return withoutWord(record, decided)
    return [judgeFreeze(record, said, decided)]
  },
}

function withoutWord(record: CaseRecord, decided: Fact | undefined): readonly Judgement[] {
  if (decided !== undefined) return [cannotTell('It was decided, and nothing says that a change is disputed.', decided)]
  const sorted = firstOf(record, 'complaint-classified')
  const answered = firstOf(record, 'stage-1-answered')
  // until it is answered it can still be noted
  if (sorted === undefined || answered === undefined) return []
  return [cannotTell('Nothing says whether the complaint disputes a proposed change.', sorted, answered)]
}

function judgeFreeze(record: CaseRecord, said: Fact, decided: Fact<'decision-freeze-decided'> | undefined): Judgement {
  if (decided !== undefined) {
    return decided.data.reason.trim() === ''
      ? notMet('It was decided without a reason.', said, decided)
      : met('It was decided whether the change waits.', said, decided)
  }
  const over = firstOf(record, 'stage-1-answered', 'case-closed')
  const ended = firstOf(record, 'complaint-withdrawn', 'complaint-refused')
  if (ended !== undefined) return notApplicable('It ended before the change was looked at.', said, ended)
  return over === undefined
    ? notYetDue('It is still to be decided whether the change waits.', said)
    : notMet('A change is disputed, and nothing shows that waiting was considered.', said, over)
}

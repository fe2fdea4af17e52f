import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { DeadlineRule } from '../../deadline-rule.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, missingFrom } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, judgeClock, met, notMet, notYetDue } from '../../judging.ts'
import { regulation } from '../source.ts'
import { stage1Answer, stage1Limit, stage2RightNotice } from '../stage-1.ts'
import { byClocks, CHILDRENS, standardDay } from './parts.ts'

/** What an extension says to the complainant. */
export const EXTENSION_SAYS = ['reason', 'new-date']

const GROUNDS = stage1Answer.extension?.grounds ?? []

export const C05: Duty = {
  ...CHILDRENS,
  id: 'C05',
  title: 'Stage 1 is answered within 10 working days, or made longer before they are over.',
  severity: 'statutory-limit',
  citation: stage1Answer.citation,
  reading: `${stage1Answer.interpretation} A permitted extension that was made in time keeps this duty whenever the answer comes; the 20 days are a duty of their own.`,
  reads: readByClocks(stage1Answer),
  clocks: [stage1Answer.id],
  judge: (record) => stage1(record, stage1Answer, keptByExtension),
}

export const C06: Duty = {
  ...CHILDRENS,
  id: 'C06',
  title: 'Stage 1 is made longer only on a permitted ground, and the complainant is told why and until when.',
  severity: 'duty',
  citation: regulation(
    14,
    'reg. 14',
    'Stage 1 may be made longer where the matter is complex or an advocate is being found; the complainant is told before day 10.',
    'well-known',
  ),
  reading:
    'The notice says the reason and the new date, and goes out by the tenth working day, or on the day of the extension where that is later because the clock had waited.',
  reads: [...readByClocks(stage1Answer), 'notice-sent'],
  clocks: [stage1Answer.id],
  judge(record) {
    const extensions = factsOf(record, 'stage-1-extended')
    const notice = factsOf(record, 'notice-sent').find(({ data }) => data.kind === 'stage-1-extension')
    if (extensions.length === 0 && notice !== undefined) {
      return [cannotTell('The complainant was told of an extension that is not on record.', notice)]
    }
    return extensions.map((extension) => extended(record, extension))
  },
}

export const C07: Duty = {
  ...CHILDRENS,
  id: 'C07',
  title: 'Stage 1 is answered within 20 working days, extended or not.',
  severity: 'statutory-limit',
  citation: stage1Limit.citation,
  reading: stage1Limit.interpretation,
  reads: readByClocks(stage1Limit),
  clocks: [stage1Limit.id],
  judge: (record) => stage1(record, stage1Limit, () => undefined),
}

export const C08: Duty = {
  ...CHILDRENS,
  id: 'C08',
  title:
    'The complainant is told of the right to Stage 2: in the answer at Stage 1, and at day 20 where there is none.',
  severity: 'duty',
  citation: regulation(
    15,
    'reg. 15',
    'The answer says how to ask for Stage 2; after day 20 without one the complainant is told that they may go straight to it.',
    'well-known',
  ),
  reading:
    'An answer that is silent is made good by a notice of the right by day 21. Where day 20 passed, that notice is owed by day 21 even if an answer follows later.',
  reads: readByClocks(stage1Limit, stage2RightNotice),
  clocks: [stage1Limit.id, stage2RightNotice.id],
  judge: (record) => [
    ...factsOf(record, 'stage-1-answered').map((answer) => inAnswer(record, answer)),
    ...atDay20(record),
  ],
}

/** A judgement for each time that Stage 1 began; `unless` as `judgeClock` takes it. */
function stage1(
  record: CaseRecord,
  rule: DeadlineRule,
  unless: (clock: Clock) => Judgement | undefined,
): readonly Judgement[] {
  if (clocksOf(record, rule.id).length === 0) return byClocks(record, rule)
  return clocksOf(record, rule.id).map(
    (clock) => waitLost(record, rule, clock) ?? leftEarly(record, clock) ?? judgeClock(clock, unless),
  )
}

function keptByExtension({ extendedBy, due, metOn }: Clock): Judgement | undefined {
  if (extendedBy === undefined || due === undefined) return undefined
  const because = `Made longer in time, to ${dayInWords(due)}.`
  return { result: 'met', because, due, doneOn: metOn, facts: [extendedBy] }
}

/** Answered while the clock was waiting for an advocate, and later than it would have been without the wait. */
function waitLost(record: CaseRecord, rule: DeadlineRule, clock: Clock): Judgement | undefined {
  const last = clock.ledger.findLast(({ event }) => event === 'held' || event === 're-based' || event === 'released')
  const standard = standardDay(rule, clock)
  if (last?.event !== 'held' || clock.metOn === undefined || standard === undefined || clock.metOn <= standard) {
    return undefined
  }
  const held = record.facts.find(({ id }) => id === last.fact)
  return cannotTell('The time limit was waiting, and nothing says when the wait was over.', held)
}

/** Stage 2 before the answer was due takes the agreement of both sides; without it an answer may be missing. */
function leftEarly(record: CaseRecord, { status, endedBy }: Clock): Judgement | undefined {
  const request = factsOf(record, 'stage-2-requested').find(({ id }) => id === endedBy)
  if (status !== 'stopped' || request === undefined) return undefined
  if (factsOf(record, 'stage-1-skipped', 'stage-1-answered').some(({ on }) => on <= request.on)) return undefined
  return cannotTell(
    `Stage 2 was asked for on ${dayInWords(request.on)}, before an answer at Stage 1 was due; neither an answer nor an agreement to leave Stage 1 out is on record.`,
    request,
  )
}

function extended(record: CaseRecord, extension: Fact<'stage-1-extended'>): Judgement {
  const { ground } = extension.data
  if (!GROUNDS.includes(ground)) {
    return notMet(`Made longer because of: ${inWords([ground])}. Permitted are: ${inWords(GROUNDS)}.`, extension)
  }
  const clock = clocksOf(record, stage1Answer.id).findLast(({ startedOn }) => startedOn <= extension.on)
  const standard = clock && standardDay(stage1Answer, clock)
  if (standard === undefined) return cannotTell('Nothing says from which day on Stage 1 counted.', extension)
  const by = standard > extension.on ? standard : extension.on
  return { ...extensionTold(record, extension, 'stage-1-extension', by), due: clock?.due }
}

/** Whether the complainant was told of the extension, with reason and new date, by that day. */
export function extensionTold(
  record: CaseRecord,
  extension: Fact<'stage-1-extended' | 'stage-2-extended'>,
  kind: string,
  by: NonNullable<Clock['due']>,
): Judgement {
  const since = factsOf(record, 'notice-sent').filter(({ on }) => on >= extension.on)
  const full = since.find(({ data }) => missingFrom(data.contents, EXTENSION_SAYS).length === 0)
  if (full !== undefined && full.on <= by) {
    const because = `Made longer on ${dayInWords(extension.on)}; the complainant was told on ${dayInWords(full.on)}.`
    return { ...met(because, extension, full), doneOn: full.on }
  }
  if (full !== undefined) {
    return notMet(`The complainant was told on ${dayInWords(full.on)}, after ${dayInWords(by)}.`, extension, full)
  }
  const partial = since.find(({ data }) => data.kind === kind)
  if (partial !== undefined) {
    const missing = missingFrom(partial.data.contents, EXTENSION_SAYS)
    return notMet(`The notice of the extension does not say: ${inWords(missing)}.`, extension, partial)
  }
  return record.today <= by
    ? notYetDue(`The complainant is to be told by ${dayInWords(by)}.`, extension)
    : notMet(`Nothing shows that the complainant was told of the extension.`, extension)
}

function inAnswer(record: CaseRecord, answer: Fact<'stage-1-answered'>): Judgement {
  const subject = 'answer'
  if (answer.data.contents.includes('stage-2-right')) {
    return { ...met('The answer says how to ask for Stage 2.', answer), subject, doneOn: answer.on }
  }
  const told = factsOf(record, 'stage-2-right-notified').find(({ data }) => data.contents.includes('stage-2-right'))
  const limit = clocksOf(record, stage1Limit.id).findLast(({ startedOn }) => startedOn <= answer.on)
  if (told !== undefined && limit?.due !== undefined && told.on <= limit.due) {
    return { ...met(`Told by a notice of its own on ${dayInWords(told.on)}.`, answer, told), subject, doneOn: told.on }
  }
  const late = clocksOf(record, stage2RightNotice.id).some(
    ({ status, metBy }) => status === 'met' && metBy === told?.id,
  )
  return late
    ? { ...met('Told by the notice after day 20.', answer, told), subject, doneOn: told?.on }
    : { ...notMet('The answer does not say that the complainant may ask for Stage 2.', answer), subject }
}

/** The notice after day 20 where that day has passed; before, what is still open. */
function atDay20(record: CaseRecord): readonly Judgement[] {
  const subject = 'day 20'
  const notices = clocksOf(record, stage2RightNotice.id).map((clock) => ({ ...noticeOfDay20(record, clock), subject }))
  if (notices.length > 0 || factsOf(record, 'stage-1-answered').length > 0) return notices
  return clocksOf(record, stage1Limit.id)
    .filter(({ status }) => status === 'running' || status === 'held')
    .map(({ due }) => ({ ...notYetDue('Stage 1 is not answered yet, and day 20 is to come.'), subject, due }))
}

function noticeOfDay20(record: CaseRecord, clock: Clock): Judgement {
  const notice = factsOf(record, 'stage-2-right-notified').find(({ id }) => id === clock.metBy)
  return notice === undefined || notice.data.contents.includes('stage-2-right')
    ? judgeClock(clock)
    : { ...notMet('The notice after day 20 does not say that Stage 2 is open.', notice), due: clock.due }
}

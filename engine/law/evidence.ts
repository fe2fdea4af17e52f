import type { Fact } from '../case/fact.ts'
import { NoLawForDateError } from '../errors.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseRecord } from './case-record.ts'
import type { Clock } from './clock.ts'
import type { Judgement } from './duty.ts'
import { cannotTell, factsOf, judgeClock, met, notApplicable, notMet, notYetDue } from './judging.ts'
import { procedureNamed } from './procedures.ts'

/** Says which of several it is about. */
export function of(subject: string, judgement: Judgement): Judgement {
  return { ...judgement, subject }
}

export interface Telling {
  /** Codes of what it must say; of several codes in one, any. */
  readonly contents: readonly (string | readonly string[])[]
  /** By word of mouth does not do. */
  readonly written?: true
  /** What was owed, to end the sentence "The complainant was told …". */
  readonly what: string
}

/**
 * Whether the complainant was sent a notice that says what it must, on the day of the fact or later. Nothing at all is
 * *not yet due* on the day itself, as no law gives days for it, and *not met* afterwards.
 */
export function toldAbout(record: CaseRecord, fact: Fact, telling: Telling): Judgement {
  const notices = factsOf(record, 'notice-sent').filter(({ on }) => on >= fact.on)
  const full = notices.filter(({ data }) => missingFrom(data.contents, telling.contents).length === 0)
  const good = full.find(({ data }) => telling.written !== true || isWritten(data.mode))
  if (good !== undefined) {
    return {
      ...met(`The complainant was told ${telling.what} on ${dayInWords(good.on)}.`, fact, good),
      doneOn: good.on,
    }
  }
  const [spoken] = full
  if (spoken !== undefined) {
    return notMet(`The complainant was told ${telling.what} by word of mouth alone, and not in writing.`, fact, spoken)
  }
  if (fact.on === record.today) return notYetDue(`The complainant is to be told ${telling.what}.`, fact)
  return notMet(`Nothing shows that the complainant was told ${telling.what}.`, fact)
}

/** Those of the codes that are not there. Of several in one, the first stands for all. */
export function missingFrom(
  contents: readonly string[],
  needed: readonly (string | readonly string[])[],
): readonly string[] {
  return needed.flatMap((codes) => {
    const any = typeof codes === 'string' ? [codes] : codes
    return any.some((code) => contents.includes(code)) ? [] : any.slice(0, 1)
  })
}

/** Codes as words. */
export function inWords(codes: readonly string[]): string {
  return codes.map((code) => code.replaceAll('-', ' ')).join(', ')
}

export function isWritten(mode: string): boolean {
  return mode === 'email' || mode === 'letter'
}

/** That nothing could be found is said of complaints that end without an answer, too. */
const FINDINGS: readonly string[] = ['upheld', 'partly-upheld', 'not-upheld']

/** Whether the case was closed with findings, which nobody comes to without an answer. */
export function closedWithFindings({ state }: CaseRecord): boolean {
  return state.closed !== undefined && FINDINGS.includes(state.closed.outcome)
}

/** The fact by which the case left those procedures for good; undefined while it is in one of them. */
export function leftFor(record: CaseRecord, procedures: readonly string[]): Fact | undefined {
  const said = factsOf(record, 'complaint-classified', 'complaint-rerouted').findLast(
    (fact) => procedureNamed(saidBy(fact)) !== undefined,
  )
  if (said === undefined) return undefined
  return procedures.includes(procedureNamed(saidBy(said)) ?? '') ? undefined : said
}

function saidBy(fact: Fact<'complaint-classified'> | Fact<'complaint-rerouted'>): string {
  return fact.type === 'complaint-classified' ? fact.data.procedure : fact.data.to
}

/** Whether nothing more is to be done in those procedures: the complaint has ended, or has left them. */
export function isOver(record: CaseRecord, procedures: readonly string[]): boolean {
  const { status, decisions } = record.state
  return (
    ['closed', 'withdrawn', 'refused'].includes(status) ||
    decisions.signposted !== undefined ||
    leftFor(record, procedures) !== undefined
  )
}

/**
 * What is left to say of a step that is not on record: it is still to come, its fact is missing where the case was closed
 * with findings that stand on it, or it was never needed.
 */
export function withoutStep(record: CaseRecord, procedures: readonly string[], step: string): Judgement {
  const { closed } = record.state
  if (closedWithFindings(record) && leftFor(record, procedures) === undefined) {
    return cannotTell(
      `The case was closed with the outcome ${inWords([closed?.outcome ?? ''])}, and ${step} is not on record.`,
    )
  }
  return isOver(record, procedures)
    ? notApplicable(`The complaint ended without ${step}.`)
    : notYetDue(`There is no ${step} yet.`)
}

/** `day` of a law that may not be known so far ahead; undefined there. */
export function ifKnown(day: () => LocalDate): LocalDate | undefined {
  try {
    return day()
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}

/**
 * What a clock that an answer meets shows, and *cannot tell* where it was stopped by a closing with findings: an answer
 * must have been given, and is not on record.
 */
export function judgeAnswerClock(record: CaseRecord, clock: Clock): Judgement {
  const { closed } = record.state
  const stoppedByClosing = clock.metBy === undefined && clock.endedOn !== undefined && clock.endedOn === closed?.on
  if (!stoppedByClosing || !closedWithFindings(record)) return judgeClock(clock)
  return {
    ...cannotTell(`The case was closed with the outcome ${inWords([closed.outcome])}, and no answer is on record.`),
    subject: clock.subject,
    due: clock.due,
    facts: [clock.startedBy, ...(clock.endedBy === undefined ? [] : [clock.endedBy])],
  }
}

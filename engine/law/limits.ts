import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { ClockRule } from './local-target.ts'

/** Why the law does not allow it: a stable word, and the words of a sentence without its full stop. */
export interface Limit {
  readonly reason: string
  readonly message: string
}

/** As much of a clock, or of its course, as its limits look at. */
interface Standing {
  readonly due: LocalDate
  readonly ceiling?: LocalDate | undefined
  readonly held?: object | undefined
  readonly extendedBy?: string | undefined
  readonly rebasedBy?: string | undefined
}

/** Why an extension made on `on` would move nothing; undefined when it moves the last day. */
export function refuseExtension(
  { extension }: Pick<ClockRule, 'extension'>,
  { due, ceiling, held, extendedBy }: Standing,
  asked: {
    readonly on: LocalDate
    readonly ground: string
    readonly until: LocalDate
    readonly agreedByComplainant: boolean
  },
): Limit | undefined {
  if (extension === undefined) return { reason: 'extension-not-permitted', message: 'no extension is known to it' }
  const { grounds, once, needsAgreement } = extension
  if (held !== undefined) return { reason: 'clock-held', message: 'the clock was waiting' }
  if (once && extendedBy !== undefined) {
    return { reason: 'already-extended', message: 'it had been extended once already' }
  }
  if (asked.on > due) {
    return { reason: 'too-late', message: `it was made after ${dayInWords(due)}, the last day for it` }
  }
  if (grounds.length > 0 && !grounds.includes(asked.ground)) {
    return { reason: 'ground-not-permitted', message: `'${asked.ground}' is not one of ${grounds.join(', ')}` }
  }
  if (needsAgreement && !asked.agreedByComplainant) {
    return { reason: 'agreement-missing', message: 'the complainant had not agreed' }
  }
  if (asked.until <= due) {
    return { reason: 'not-later', message: `the day told is no later than ${dayInWords(due)}, which it had` }
  }
  if (ceiling !== undefined && ceiling <= due) {
    return { reason: 'at-the-ceiling', message: 'it already stands at the most that is allowed' }
  }
  return undefined
}

/** Why a hold from `on` would stop nothing; undefined when the clock waits. */
export function refuseHold(
  { holds }: Pick<ClockRule, 'holds'>,
  { due, held, rebasedBy }: Standing,
  { on, ground }: { readonly on: LocalDate; readonly ground: string },
): Limit | undefined {
  if (holds === undefined) return { reason: 'hold-not-permitted', message: 'nothing makes it wait' }
  if (!holds.grounds.includes(ground)) {
    return { reason: 'ground-not-permitted', message: `'${ground}' is not one of ${holds.grounds.join(', ')}` }
  }
  if (held !== undefined) return { reason: 'already-held', message: 'it was waiting already' }
  if (holds.effect === 're-base' && rebasedBy !== undefined) {
    return { reason: 'already-re-based', message: 'it had started again once already' }
  }
  if (on > due) return { reason: 'too-late', message: `its last day, ${dayInWords(due)}, had passed` }
  return undefined
}

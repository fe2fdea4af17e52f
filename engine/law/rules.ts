import { NotFoundError } from '../errors.ts'
import { adultSocialCare } from './adult-social-care/index.ts'
import { childrenAct } from './children-act/index.ts'
import { complaintHandlingCode } from './complaint-handling-code/index.ts'
import { dataProtection } from './data-protection/index.ts'
import type { DeadlineRule } from './deadline-rule.ts'
import type { Instrument } from './instrument.ts'
import { nhsJoint } from './nhs-joint/index.ts'
import { ombudsman } from './ombudsman/index.ts'
import { publicHealth } from './public-health/index.ts'
import type { WorkingDayDefinition } from './working-days.ts'

/** Every body of rules that is known. */
export const INSTRUMENTS: readonly Instrument[] = [
  childrenAct,
  adultSocialCare,
  publicHealth,
  nhsJoint,
  complaintHandlingCode,
  ombudsman,
  dataProtection,
]

/** Every deadline rule, in the order of the instruments. */
export const DEADLINE_RULES: readonly DeadlineRule[] = INSTRUMENTS.flatMap(({ deadlines }) => deadlines)

const BY_ID: ReadonlyMap<string, DeadlineRule> = new Map(DEADLINE_RULES.map((rule) => [rule.id, rule]))

/** @throws NotFoundError */
export function deadlineRule(id: string): DeadlineRule {
  const rule = BY_ID.get(id)
  if (rule === undefined) throw new NotFoundError('deadline rule', id)
  return rule
}

/**
 * What the instrument with that id means by a working day.
 *
 * @throws NotFoundError
 */
export function calendarOf(instrument: string): WorkingDayDefinition {
  const found = INSTRUMENTS.find(({ id }) => id === instrument)
  if (found === undefined) throw new NotFoundError('calendar', instrument)
  return found.workingDay
}

import type { InstrumentId } from './deadline-rule.ts'

/*
 * Which instruments a procedure answers to. One receipt would start the clocks of every law at once; the procedure to
 * which a complaint was classified says which of them count.
 */
const ALWAYS: readonly InstrumentId[] = ['ombudsman', 'data-protection']

/** What a procedure of the council's own falls under, where no law or code sets its steps. */
export const NO_STATUTE = 'non-statutory'

const INSTRUMENTS_OF: Readonly<Record<string, readonly InstrumentId[]>> = {
  'children-act': ['children-act', ...ALWAYS],
  'adult-social-care': ['adult-social-care', 'nhs-joint', ...ALWAYS],
  'nhs-joint': ['adult-social-care', 'nhs-joint', ...ALWAYS],
  'public-health': ['public-health', ...ALWAYS],
  'complaint-handling-code': ['complaint-handling-code', ...ALWAYS],
  'data-protection': ['data-protection'],
  intake: ALWAYS,
  ombudsman: ALWAYS,
  learning: ALWAYS,
  [NO_STATUTE]: ALWAYS,
}

/** Short names that people and older records use. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  CH: 'children-act',
  AD: 'adult-social-care',
  PH: 'public-health',
  JOINT: 'nhs-joint',
  CO: 'complaint-handling-code',
  children: 'children-act',
  adults: 'adult-social-care',
  corporate: 'complaint-handling-code',
}

/** The procedure that a text names; undefined when it names none that is known. */
export function procedureNamed(name: string): string | undefined {
  const procedure = ALSO_CALLED[name] ?? name
  return Object.hasOwn(INSTRUMENTS_OF, procedure) ? procedure : undefined
}

/** Whether rules of that instrument count in the procedure. */
export function countsIn(procedure: string, instrument: string): boolean {
  return (INSTRUMENTS_OF[procedure] ?? []).some((id) => id === instrument)
}

import type { Deadline } from '../sketch.ts'

/** Clauses of SI 2012/3094 that many elements rest on, with how sure we are of them. */
export const PART_5 = 'SI 2012/3094 Part 5'
export const ACKNOWLEDGE = 'SI 2012/3094 Part 5, acknowledgement (well-known)'
export const REG_20 = 'SI 2012/3094 reg 20'
export const REG_24_5 = 'SI 2012/3094 reg 24(5)'
export const REG_25 = 'SI 2012/3094 reg 25'
export const REG_29 = 'SI 2012/3094 reg 29'
export const REG_29_2 = 'SI 2012/3094 reg 29(2)'
export const PRACTICE = 'Local practice'
/** Wording of the twin for adults, taken to be the same. */
export const AS_FOR_ADULTS = 'SI 2012/3094 Part 5, as for adults (unsure)'

/** A target of the council's own, in working days as these Regulations count them. */
export function local(
  name: string,
  title: string,
  workingDays: number,
  startedBy: string,
  metBy: string,
): NonNullable<Deadline['local']> {
  return { id: `public-health.local.${name}`, title, workingDays, calendar: 'public-health', startedBy, metBy }
}

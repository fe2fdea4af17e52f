import type { Deadline, Node } from '../sketch.ts'
import { doc } from '../sketch.ts'

/** Clauses that many elements rest on, with how sure we are of them. */
export const REG_5 = 'SI 2009/309 reg 5 (well-known)'
export const REG_8 = 'SI 2009/309 reg 8(1), (2)'
export const REG_11 = 'SI 2009/309 regs 6(1A), 11 (11 well-known)'
export const REG_12 = 'SI 2009/309 reg 12 (number well-known)'
export const REG_13 = 'SI 2009/309 reg 13(3)'
export const REG_13_RECORD = 'SI 2009/309 reg 13(1), (2) (well-known)'
export const REG_13_PLAN = 'SI 2009/309 reg 13(7), (8) (numbers unsure)'
export const REG_14 = 'SI 2009/309 reg 14(1)'
export const REG_14_RESPONSE = 'SI 2009/309 reg 14(2)'
export const REG_14_PERIOD = 'SI 2009/309 reg 14(3)'
export const REG_14_MISSED = 'SI 2009/309 reg 14(4)'
export const REG_17 = 'SI 2009/309 reg 17 (well-known)'
export const PRACTICE = 'Local practice'

/** A target of the council's own, in working days as the Regulations for adults count them. */
export function local(
  name: string,
  title: string,
  workingDays: number,
  startedBy: string,
  metBy: string,
  onlyWhere?: string,
): NonNullable<Deadline['local']> {
  return {
    id: `adult-social-care.local.${name}`,
    title,
    workingDays,
    calendar: 'adult-social-care',
    startedBy,
    metBy,
    ...(onlyWhere !== undefined && { onlyWhere }),
  }
}

/** An end of a side track: nothing is decided by it. */
export function done(id: string, name: string, at: Node['at'], clause: string, guidance: string): Node {
  return { id, kind: 'end', name, at, doc: doc(clause, guidance) }
}

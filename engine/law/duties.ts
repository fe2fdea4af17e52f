import { NotFoundError } from '../errors.ts'
import type { Duty } from './duty.ts'
import { EVERY_PROCEDURE_DUTIES } from './every-procedure/index.ts'
import { INSTRUMENTS } from './rules.ts'

/** Every duty that an auditor checks, by id. */
export const DUTIES: readonly Duty[] = [...EVERY_PROCEDURE_DUTIES, ...INSTRUMENTS.flatMap(({ duties }) => duties)].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
)

/** What is owed on every complaint is of no one instrument. */
const OF_NONE = { id: 'every-procedure', title: 'Every procedure' } as const

const INSTRUMENT_OF: ReadonlyMap<string, { readonly id: string; readonly title: string }> = new Map(
  INSTRUMENTS.flatMap(({ id, title, duties }) => duties.map((duty) => [duty.id, { id, title }] as const)),
)

/** The body of rules to which the duty belongs; `every-procedure` where it is none of them. */
export function instrumentOfDuty({ id }: Pick<Duty, 'id'>): { readonly id: string; readonly title: string } {
  return INSTRUMENT_OF.get(id) ?? OF_NONE
}

const BY_ID: ReadonlyMap<string, Duty> = new Map(DUTIES.map((duty) => [duty.id, duty]))

/** @throws NotFoundError */
export function dutyNamed(id: string): Duty {
  const duty = BY_ID.get(id)
  if (duty === undefined) throw new NotFoundError('duty', id)
  return duty
}

import { NotFoundError } from '../errors.ts'
import type { Duty } from './duty.ts'
import { EVERY_PROCEDURE_DUTIES } from './every-procedure/index.ts'
import { INSTRUMENTS } from './rules.ts'

/** Every duty that an auditor checks, by id. */
export const DUTIES: readonly Duty[] = [...EVERY_PROCEDURE_DUTIES, ...INSTRUMENTS.flatMap(({ duties }) => duties)].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
)

const BY_ID: ReadonlyMap<string, Duty> = new Map(DUTIES.map((duty) => [duty.id, duty]))

/** @throws NotFoundError */
export function dutyNamed(id: string): Duty {
  const duty = BY_ID.get(id)
  if (duty === undefined) throw new NotFoundError('duty', id)
  return duty
}

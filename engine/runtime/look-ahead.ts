import { NotFoundError } from '../errors.ts'
import type { Unit } from '../store/unit.ts'
import type { Actor } from '../access/index.ts'
import { mustSee, recordingDenials, sightOf, type AskedOf } from './access.ts'
import type { CaseWork } from './case-work.ts'
import { loadWork, withProcedures } from './change-case.ts'
import type { Runtime } from './runtime.ts'

/** Carries what was seen out of a transaction that must not be committed. */
class Seen<Result> extends Error {
  readonly result: Result
  constructor(result: Result) {
    super('Looked at, and taken back')
    this.result = result
  }
}

/**
 * Does something to a case, hands out what came of it, and takes everything back: nothing is written, nobody is told.
 *
 * @throws NotFoundError when there is no such case, or none for this actor, and whatever the work throws.
 */
export async function lookAhead<Result>(
  runtime: Runtime,
  actor: Actor,
  asked: AskedOf,
  workOn: (work: CaseWork) => Promise<Result>,
): Promise<Result> {
  const attempt = async (unit: Unit): Promise<never> => {
    const row = await unit.lockCase(asked.caseId)
    const seen = await sightOf(runtime, unit, actor, asked.caseId)
    const sight = mustSee(actor, asked, seen, unit.now)
    if (row === undefined) throw new NotFoundError('case', asked.caseId)
    throw new Seen(await workOn(await loadWork(runtime, unit, actor, row, sight)))
  }
  try {
    return await recordingDenials(runtime, actor, asked.action, () => withProcedures(runtime, attempt))
  } catch (error) {
    if (error instanceof Seen) return (error as Seen<Result>).result
    throw error
  }
}

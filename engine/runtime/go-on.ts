import type { CaseWork } from './case-work.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { LoadedProcedure } from './procedures.ts'
import type { Runtime } from './runtime.ts'
import { startVariablesOf } from './start-variables.ts'
import { hasStartFor } from './take-message.ts'

/** A command met a procedure that this process has not read yet; reading happens outside of transactions. */
export class ProcedureNotAtHand extends Error {
  readonly procedure: string
  /** Its number, or the day on which it is in force. */
  readonly version: number | LocalDate
  constructor(procedure: string, version: number | LocalDate) {
    super(`${procedure} ${version} has not been read yet`)
    this.procedure = procedure
    this.version = version
  }
}

/**
 * The procedure with that id, in the version in force on a day; undefined when there is none.
 *
 * @throws ProcedureNotAtHand when this process has to look first; the command is then run again.
 */
export function procedureInForce({ procedures }: Runtime, id: string, on: LocalDate): LoadedProcedure | undefined {
  const procedure = procedures.activeAtHand(id, on)
  if (procedure === undefined) throw new ProcedureNotAtHand(id, on)
  return procedure === 'none' ? undefined : procedure
}

/** The message of the start event at which a procedure goes on with a case that it had before. */
export const REOPENED = 'complaint-reopened'

/**
 * Where the procedure of a case has ended and a fact names another one (`complaint-routed`, `complaint-rerouted`), the
 * case goes on in that: the same case, with all its facts and its first day of receipt, in the version that was in force
 * on that day. A destination that is no procedure of ours is a signpost, and the case stays ended.
 *
 * @returns whether it goes on.
 */
export function goOn(work: CaseWork): boolean {
  const { goesTo, received, status } = work.caseState()
  if (goesTo === undefined || goesTo === work.procedure.id || !hasEnded(work)) return false
  const next = procedureInForce(work.runtime, goesTo, received?.on ?? work.today)
  if (next === undefined) return false
  const root = [...work.tree().instances.values()].findLast(({ parent }) => parent === undefined)
  const known = wasIn(work, goesTo) && hasStartFor(next, REOPENED)
  if (status === 'closed' || status === 'withdrawn' || status === 'refused') {
    const reason = `goes on in another procedure (${goesTo})`
    work.record([{ type: 'case-reopened', on: work.today, data: { reason } }])
  }
  work.become(next)
  const offered = {
    ...(received && { channel: received.channel, oral: received.oral, byChild: received.byChild }),
    ...(received && { receivedOn: received.on }),
    ...root?.state.variables,
  }
  work.start(startVariablesOf(next, offered), known ? REOPENED : undefined)
  return true
}

function hasEnded(work: CaseWork): boolean {
  const instances = [...work.tree().instances.values()]
  return instances.length > 0 && instances.every(({ ended }) => ended)
}

function wasIn(work: CaseWork, procedure: string): boolean {
  return work.recordedFacts().some((fact) => fact.type === 'procedure-begun' && fact.data.from === procedure)
}

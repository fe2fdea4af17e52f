import { OPENINGS } from '../../case/invariants/index.ts'
import { checkNewFact } from '../../case/fact-schema.ts'
import type { NewFact } from '../../case/fact.ts'
import { checkPerson, type Person } from '../../case/person.ts'
import { InvalidVariablesError, type Fault } from '../../errors.ts'
import type { Variables } from '../../tokens/token-state.ts'
import { dayOf } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { beginCase } from '../begin-case.ts'
import { earlierAnswer, idempotentRequest, remember, tell, type Changed } from '../change-case.ts'
import type { CaseChanged, CommandOptions, Runtime } from '../runtime.ts'
import { variableFaults } from '../start-variables.ts'

/** A case that begins with something else than a complaint: a compliment, a contact from the Ombudsman, a panel. */
export interface OpenCase {
  readonly procedure: string
  /** The first says what opens the case; `on` is today where it is left out. */
  readonly facts: readonly { readonly type: string; readonly on?: LocalDate; readonly data: object }[]
  readonly people?: readonly unknown[]
  readonly variables?: Variables
}

/**
 * Opens a case that is no complaint, or not yet, and starts its procedure at the version in force on the day it begins.
 *
 * @throws InvalidVariablesError with every fault.
 * @throws NotFoundError when no such procedure is in force.
 * @throws RefusedError when a fact is not allowed.
 */
export async function openCase(
  runtime: Runtime,
  actor: Actor,
  request: OpenCase,
  options: CommandOptions = {},
): Promise<Changed<{ readonly procedure: string; readonly procedureVersion: number }>> {
  mustBeAllowed(actor, 'submit-complaint')
  const procedure = await runtime.procedures.active(request.procedure, firstDay(request, dayOf(runtime.clock.now())))
  let event: CaseChanged | undefined
  const changed = await runtime.store.command(async (unit) => {
    event = undefined
    const asked = idempotentRequest(actor, { ...options, request }, 'open-case')
    const earlier = await earlierAnswer<{ procedure: string; procedureVersion: number }>(unit, asked)
    if (earlier !== undefined) return earlier
    const { facts, people, on, opens } = checked(request, dayOf(unit.now), variableFaults(procedure, request.variables))
    event = await beginCase(runtime, unit, actor, procedure, {
      on,
      people,
      facts,
      variables: request.variables ?? {},
      record: { type: 'case-opened', body: { opens } },
    })
    const answer = {
      caseId: event.caseId,
      version: event.version,
      result: { procedure: procedure.id, procedureVersion: procedure.version },
    }
    remember(unit, asked, answer)
    return answer
  })
  tell(runtime, event)
  return changed
}

/** The day of what opens the case. */
function firstDay({ facts: [first] }: Pick<OpenCase, 'facts'>, today: LocalDate): LocalDate {
  return first?.on !== undefined && isLocalDate(first.on) ? first.on : today
}

interface Checked {
  readonly on: LocalDate
  readonly opens: string
  readonly people: readonly Person[]
  readonly facts: readonly NewFact[]
}

function checked({ facts, people = [] }: OpenCase, today: LocalDate, known: readonly Fault[]): Checked {
  const faults = [...known]
  const read = <Value>(at: string, act: () => Value): readonly Value[] => {
    try {
      return [act()]
    } catch (error) {
      if (!(error instanceof InvalidVariablesError)) throw error
      faults.push(...error.faults.map((fault) => ({ at: `${at}${fault.at}`, message: fault.message })))
      return []
    }
  }
  const recorded = facts.flatMap((fact, index) =>
    read(`/facts/${index}`, () => checkNewFact({ ...fact, on: fact.on ?? today })),
  )
  const persons = people.flatMap((person, index) =>
    read(`/people/${index}`, () =>
      checkPerson(typeof person === 'object' && person !== null ? { id: `p${index + 1}`, ...person } : person),
    ),
  )
  const [first] = facts
  if (first === undefined || first.type === 'complaint-received' || !OPENINGS.has(first.type)) {
    const allowed = [...OPENINGS].filter((type) => type !== 'complaint-received')
    faults.push({ at: '/facts/0', message: `must be what opens the case: ${allowed.join(', ')}` })
  }
  if (faults.length > 0 || first === undefined) throw new InvalidVariablesError('The case', faults)
  const on = firstDay({ facts }, today)
  const added = persons.map(({ id, role }) => checkNewFact({ type: 'person-added', on, data: { person: id, role } }))
  return { on, opens: first.type, people: persons, facts: [...recorded.slice(0, 1), ...added, ...recorded.slice(1)] }
}

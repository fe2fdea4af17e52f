import type { Channel } from '../../case/fact-data.ts'
import { checkNewFact } from '../../case/fact-schema.ts'
import type { NewFact } from '../../case/fact.ts'
import { checkPerson, type Person } from '../../case/person.ts'
import { InvalidVariablesError, type Fault } from '../../errors.ts'
import type { Variables } from '../../tokens/token-state.ts'
import { dayOf } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { earlierAnswer, idempotentRequest, remember, tell, type Changed } from '../change-case.ts'
import { beginCase } from '../begin-case.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { CaseChanged, CommandOptions, Runtime } from '../runtime.ts'
import { variableFaults } from '../start-variables.ts'

/** A complaint as it comes in, by whichever door. */
export interface SubmitComplaint {
  readonly procedure: string
  /** The day the council had it, on whichever desk; today when left out. */
  readonly receivedOn?: LocalDate
  readonly channel: Channel
  readonly oral: boolean
  readonly byChild: boolean
  readonly people: readonly unknown[]
  readonly points: readonly { readonly text: string; readonly desiredOutcome: string }[]
  /** What else was said with it, as facts of the day of receipt; recorded after the points. */
  readonly further?: readonly { readonly type: string; readonly data: object }[]
  /** Further start variables that the procedure declares; codes only. */
  readonly variables?: Variables
}

/**
 * Opens a case and starts its procedure, at the version that was in force on the day on which it was received.
 *
 * @throws InvalidVariablesError with every fault of the submission.
 * @throws NotFoundError when no such procedure is in force.
 */
export async function submitComplaint(
  runtime: Runtime,
  actor: Actor,
  submission: SubmitComplaint,
  options: CommandOptions = {},
): Promise<Changed<{ readonly procedure: string; readonly procedureVersion: number }>> {
  mustBeAllowed(actor, 'submit-complaint')
  const { receivedOn = dayOf(runtime.clock.now()) } = submission
  const procedure = await runtime.procedures.active(submission.procedure, receivedOn)
  let event: CaseChanged | undefined
  const changed = await runtime.store.command(async (unit) => {
    event = undefined
    const request = idempotentRequest(actor, { ...options, request: submission }, 'submit-complaint')
    const earlier = await earlierAnswer<{ procedure: string; procedureVersion: number }>(unit, request)
    if (earlier !== undefined) return earlier

    const { people, facts } = checkSubmission(procedure, submission, receivedOn, dayOf(unit.now))
    const { channel, oral, byChild, variables } = submission
    event = await beginCase(runtime, unit, actor, procedure, {
      on: receivedOn,
      people,
      facts,
      variables: { channel, oral, byChild, receivedOn, ...variables },
      record: { type: 'complaint-submitted', body: { channel } },
    })
    const answer = {
      caseId: event.caseId,
      version: event.version,
      result: { procedure: procedure.id, procedureVersion: procedure.version },
    }
    remember(unit, request, answer)
    return answer
  })
  tell(runtime, event)
  return changed
}

interface Checked {
  readonly people: readonly Person[]
  readonly facts: readonly NewFact[]
}

/** The people, each with an id, and the facts to record; every fault of the submission is found. */
function checkSubmission(
  procedure: LoadedProcedure,
  submission: SubmitComplaint,
  receivedOn: LocalDate,
  today: LocalDate,
): Checked {
  const faults: Fault[] = [...dayFaults(receivedOn, today), ...variableFaults(procedure, submission.variables)]
  const { channel, oral, byChild, points } = submission
  const check = <Value>(at: string, read: () => Value): readonly Value[] => {
    try {
      return [read()]
    } catch (error) {
      if (!(error instanceof InvalidVariablesError)) throw error
      faults.push(
        ...error.faults.map((fault) => ({ at: `${at}${fault.at.replace(/^\/data/, '')}`, message: fault.message })),
      )
      return []
    }
  }
  // A day that does not exist is told once, not with every fact.
  const on = isLocalDate(receivedOn) ? receivedOn : today
  const received = check('', () => checkNewFact({ type: 'complaint-received', on, data: { channel, oral, byChild } }))
  const people = submission.people.flatMap((person, index) =>
    check(`/people/${index}`, () =>
      checkPerson(typeof person === 'object' && person !== null ? { id: `p${index + 1}`, ...person } : person),
    ),
  )
  if (submission.people.length === people.length) faults.push(...peopleFaults(people))
  if (points.length === 0) faults.push({ at: '/points', message: 'needs at least one point of complaint' })
  const made = points.flatMap(({ text, desiredOutcome }, index) =>
    check(`/points/${index}`, () =>
      checkNewFact({ type: 'point-recorded', on, data: { point: `P${index + 1}`, text, desiredOutcome } }),
    ),
  )
  const further = (submission.further ?? []).flatMap((fact, index) =>
    check(`/further/${index}`, () => checkNewFact({ ...fact, on })),
  )
  if (faults.length > 0) throw new InvalidVariablesError('The complaint', faults)
  const added = people.map(({ id, role }) => checkNewFact({ type: 'person-added', on, data: { person: id, role } }))
  return { people, facts: [...received, ...added, ...made, ...further] }
}

function dayFaults(receivedOn: LocalDate, today: LocalDate): readonly Fault[] {
  if (!isLocalDate(receivedOn)) return [{ at: '/receivedOn', message: 'is not a day that exists' }]
  return receivedOn > today ? [{ at: '/receivedOn', message: `is after today, ${today}` }] : []
}

function peopleFaults(people: readonly Person[]): readonly Fault[] {
  const ids = people.map(({ id }) => id)
  const twice = new Set(ids).size < ids.length ? [{ at: '/people', message: 'has two people with the same id' }] : []
  const complainants = people.filter(({ role }) => role === 'complainant').length
  return complainants === 1 ? twice : [...twice, { at: '/people', message: 'needs exactly one complainant' }]
}

import { caseId as asCaseId } from '../../case/case-id.ts'
import type { Channel } from '../../case/fact-data.ts'
import { checkPerson, type Person } from '../../case/person.ts'
import { InvalidVariablesError, type Fault } from '../../errors.ts'
import type { VariableDescription } from '../../diagram/finding.ts'
import type { Variables, VariableValue } from '../../tokens/token-state.ts'
import { dayOf } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../actor.ts'
import { openCaseWork, type CaseWork } from '../case-work.ts'
import { earlierAnswer, idempotentRequest, remember, type Changed } from '../change-case.ts'
import { finish } from '../finish.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { CaseChanged, CommandOptions, Runtime } from '../runtime.ts'
import { EMPTY_TREE } from '../tree.ts'

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
  /** Further start variables that the procedure declares; codes only. */
  readonly variables?: Variables
}

/**
 * Opens a case and starts its procedure, at the version in force.
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
  const procedure = await runtime.procedures.active(submission.procedure)
  let event: CaseChanged | undefined
  const changed = await runtime.store.command(async (unit) => {
    event = undefined
    const request = idempotentRequest(actor, { ...options, request: submission }, 'submit-complaint')
    const earlier = await earlierAnswer<{ procedure: string; procedureVersion: number }>(unit, request)
    if (earlier !== undefined) return earlier

    const receivedOn = submission.receivedOn ?? dayOf(unit.now)
    const people = checkSubmission(submission, receivedOn, dayOf(unit.now))
    const variables = startVariables(procedure, submission)
    const year = Number(receivedOn.slice(0, 4))
    const number = await unit.nextCaseNumber(year)
    const id = asCaseId(`${runtime.council.casePrefix}-${year}-${String(number).padStart(5, '0')}`)
    const row = {
      id,
      procedure: procedure.id,
      procedureVersion: procedure.version,
      version: 0,
      status: 'open' as const,
      receivedOn,
      state: {},
      createdAt: unit.now,
      closedAt: null,
      lastToldOn: null,
      factCount: 0,
    }
    const work = openCaseWork(runtime, unit, actor, row, procedure, { facts: [], tree: EMPTY_TREE })
    receive(work, submission, people, receivedOn)
    work.start(variables)
    event = await finish(work, { type: 'complaint-submitted', body: { channel: submission.channel } }, true)
    for (const person of people) {
      unit.savePerson({ caseId: id, id: person.id, role: person.role, data: { ...person } })
    }
    const answer = {
      caseId: id,
      version: event.version,
      result: { procedure: procedure.id, procedureVersion: procedure.version },
    }
    remember(unit, request, answer)
    return answer
  })
  if (event !== undefined) runtime.publish(event)
  return changed
}

function receive(
  work: CaseWork,
  { channel, oral, byChild, points }: SubmitComplaint,
  people: readonly Person[],
  on: LocalDate,
): void {
  work.record([
    { type: 'complaint-received', on, data: { channel, oral, byChild } },
    ...people.map(({ id, role }) => ({ type: 'person-added', on, data: { person: id, role } })),
    ...points.map(({ text, desiredOutcome }, index) => ({
      type: 'point-recorded',
      on,
      data: { point: `P${index + 1}`, text, desiredOutcome },
    })),
  ])
}

/** The people, each with an id; every fault is found. */
function checkSubmission(submission: SubmitComplaint, receivedOn: LocalDate, today: LocalDate): readonly Person[] {
  const faults: Fault[] = []
  if (!isLocalDate(receivedOn)) faults.push({ at: '/receivedOn', message: 'is not a day that exists' })
  else if (receivedOn > today) faults.push({ at: '/receivedOn', message: `is after today, ${today}` })
  if (submission.points.length === 0) faults.push({ at: '/points', message: 'needs at least one point of complaint' })
  const people = submission.people.flatMap((person, index): readonly Person[] => {
    try {
      return [checkPerson(typeof person === 'object' ? { id: `p${index + 1}`, ...person } : person)]
    } catch (error) {
      if (!(error instanceof InvalidVariablesError)) throw error
      faults.push(...error.faults.map(({ at, message }) => ({ at: `/people/${index}${at}`, message })))
      return []
    }
  })
  const ids = people.map(({ id }) => id)
  if (new Set(ids).size < ids.length) faults.push({ at: '/people', message: 'has two people with the same id' })
  const complainants = people.filter(({ role }) => role === 'complainant').length
  const given = submission.people.length === people.length
  if (given && complainants !== 1) faults.push({ at: '/people', message: 'needs exactly one complainant' })
  if (faults.length > 0) throw new InvalidVariablesError('The complaint', faults)
  return people
}

/** What the diagram's gateways may ask from the start. Anything the procedure does not declare is refused. */
function startVariables(procedure: LoadedProcedure, submission: SubmitComplaint): Variables {
  const { channel, oral, byChild } = submission
  const offered: Variables = { channel, oral, byChild, ...submission.variables }
  const faults = Object.entries(submission.variables ?? {}).flatMap(([name, value]) => {
    const description = Object.hasOwn(procedure.startVariables, name) ? procedure.startVariables[name] : undefined
    if (description === undefined) return [{ at: `/variables/${name}`, message: 'is not known to this procedure' }]
    return fits(value, description) ? [] : [{ at: `/variables/${name}`, message: `is not ${wanted(description)}` }]
  })
  if (faults.length > 0) throw new InvalidVariablesError('The complaint', faults)
  return Object.fromEntries(Object.entries(offered).filter(([name]) => Object.hasOwn(procedure.startVariables, name)))
}

function fits(value: VariableValue, { type, options }: VariableDescription): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number'
    case 'date':
      return isLocalDate(value)
    case 'option':
      return typeof value === 'string' && (options === undefined || options.includes(value))
    case 'list':
      return Array.isArray(value)
  }
}

function wanted({ type, options }: VariableDescription): string {
  return options === undefined ? `a ${type}` : `one of ${options.join(', ')}`
}

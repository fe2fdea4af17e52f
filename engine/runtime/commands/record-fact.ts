import { APPOINTED_ROLES } from '../../case/invariants/people.ts'
import { checkPerson } from '../../case/person.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { UncheckedFact } from '../form.ts'
import type { OutgoingMessage } from '../../handler.ts'
import type { FactType } from '../../case/fact.ts'
import { tellComplainantOfMessage } from '../own/tell-of-message.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { tellOfDecision } from '../tell-of-decision.ts'

/**
 * Records facts that no form asks for. Where an event waits for a message with the name of the fact, its token goes on:
 * what happened has happened, whichever door it came in by. Whoever complains is told in the same step of a message that is
 * written to them, and of whether a change waits for the answer.
 *
 * @throws InvalidVariablesError when a fact is not of its form.
 * @throws RefusedError when the case or the law does not allow it.
 */
export async function recordFacts(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  facts: readonly UncheckedFact[],
  options: CommandOptions = {},
): Promise<Changed<{ readonly facts: readonly string[] }>> {
  mustBeAllowed(actor, 'record-facts')
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'record-facts', request: ['record-facts', facts] },
    () => ({ type: 'facts-recorded' }),
    async (work) => {
      work.record(facts)
      for (const { type } of facts) work.deliver(type, {})
      await tellOfFacts(work, facts)
      return { facts: facts.map(({ type }) => type) }
    },
  )
}

/**
 * Tells whoever complains of those facts of which they are told at once.
 *
 * @param now - Write at once what else the worker would write: to show it beforehand.
 * @returns what was written.
 * @throws RefusedError when nobody can be written to.
 */
export async function tellOfFacts(
  work: CaseWork,
  facts: readonly UncheckedFact[],
  { now = false } = {},
): Promise<readonly OutgoingMessage[]> {
  const messages: OutgoingMessage[] = []
  for (const text of writtenIn(facts)) messages.push(...(await tellComplainantOfMessage(work, text)))
  for (const { type } of facts) {
    if (TOLD_AT_ONCE.has(type)) messages.push(...(await tellOfDecision(work, type as FactType, { now })))
  }
  return messages
}

/** Decisions that the complainant is told of when they are recorded, by the letter of the procedure. */
const TOLD_AT_ONCE: ReadonlySet<string> = new Set<FactType>(['decision-freeze-decided'])

/** What the team wrote to whoever complains; checked by now. */
function writtenIn(facts: readonly UncheckedFact[]): readonly string[] {
  return facts.flatMap(({ type, data }) => (type === 'team-wrote' ? [(data as { readonly text: string }).text] : []))
}

/**
 * Adds a person to the case: who they are is kept apart from the fact that they were added. Those who come in by an
 * appointment (an investigating officer, say) are made known here; the appointment's own fact gives them their part.
 */
export async function addPerson(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  person: unknown,
  options: CommandOptions = {},
): Promise<Changed<{ readonly person: string }>> {
  mustBeAllowed(actor, 'record-facts')
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'record-facts', request: ['add-person', person] },
    ({ person: id }) => ({ type: 'person-added', body: { person: id } }),
    async (work) => ({ person: await addPersonTo(work, person) }),
  )
}

/** The same within a command. @returns the person's id. @throws InvalidVariablesError when it is not a person. */
export async function addPersonTo(work: CaseWork, person: unknown): Promise<string> {
  const caseId = work.row.id
  const taken = (await work.unit.people(caseId)).length
  const checked = checkPerson(
    typeof person === 'object' && person !== null ? { id: `p${taken + 1}`, ...person } : person,
  )
  if (!APPOINTED_ROLES.has(checked.role)) {
    work.record([{ type: 'person-added', on: work.today, data: { person: checked.id, role: checked.role } }])
  }
  work.unit.savePerson({ caseId, id: checked.id, role: checked.role, data: { ...checked } })
  return checked.id
}

import { readFileSync } from 'node:fs'
import { checkCouncil, type ComplaintCase, type Person } from '../../../engine/case/index.ts'
import type { TaskOutcome } from '../../../engine/handler.ts'
import type { Variables } from '../../../engine/tokens/index.ts'
import type { LocalDate } from '../../../engine/values/local-date.ts'
import { HANDLERS } from '../../../handlers/index.ts'
import { PROCEDURE } from './files.ts'

const COUNCIL = checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')))

/** What the task's own handler makes of the case: its facts, and those of its letters as if they had gone at once. */
export function jobOf(
  action: string,
  parameters: Readonly<Record<string, string>>,
  caseState: ComplaintCase,
  today: LocalDate,
  { variables, entry }: { readonly variables: Variables; readonly entry: string },
): { readonly facts: readonly unknown[]; readonly outcome: TaskOutcome } {
  const handler = HANDLERS.find(({ name }) => name === action)
  if (handler === undefined) throw new Error(`There is no handler ${action}`)
  const clocks = [
    'children-act.stage-1-answer',
    'children-act.stage-2-answer',
    parameters['rule'] ?? 'children-act.x',
  ].map((rule) => ({ rule, title: 'our answer', due: today, status: 'running', startedOn: today, explanation: [] }))
  const outcome = handler.run({
    caseState,
    input: parameters,
    variables,
    today,
    clocks,
    council: COUNCIL,
    person: (id) => personWith(id, caseState),
    letter: (id) => PROCEDURE.letters.find(({ letter }) => letter.id === id)?.letter,
    decide: (name) => {
      throw new Error(`There is no decision table ${name}`)
    },
    entry,
  })
  if (outcome.kind !== 'completed') return { facts: [], outcome }
  const sent = outcome.messages.flatMap(({ factOnSent }) => factOnSent ?? [])
  return { facts: [...outcome.facts, ...sent], outcome }
}

/** Anybody of the case, reachable by e-mail. */
function personWith(id: string, { people }: ComplaintCase): Person {
  const role = people.find(({ person }) => person === id)?.role ?? 'other'
  return {
    id,
    role: role as Person['role'],
    name: `Alex ${id}`,
    email: `${id}@example.org`,
    contactPreference: 'email',
    adjustments: [],
  }
}

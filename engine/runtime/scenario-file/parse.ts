import { InvalidVariablesError, type Fault } from '../../errors.ts'
import { compileSchema } from '../../schema.ts'
import type { CaseStep, Scenario, UsualAnswers } from './scenario.ts'
import { SCENARIOS_SCHEMA, USUAL_ANSWERS_SCHEMA } from './schema.ts'

const checkScenarios = compileSchema(SCENARIOS_SCHEMA)
const checkUsual = compileSchema(USUAL_ANSWERS_SCHEMA)

/** What a step can do; `at`, `mark` and `expect` may stand beside any. */
const ACTS = ['complete', 'message', 'record', 'person', 'close'] as const
/** What belongs to certain acts only. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  nth: ['complete'],
  answers: ['complete', 'message'],
  as: ['complete', 'message', 'record'],
  procedure: ['message'],
  keepForDays: ['message'],
}

/**
 * A `<diagram>.scenarios.json`, read.
 *
 * @param file - Its name, for the words of the error.
 * @throws InvalidVariablesError with every fault, each with its place (`/scenarios/0/steps/3/complete`).
 */
export function parseScenarios(value: unknown, file = 'The scenarios'): readonly Scenario[] {
  mustBeFaultless(file, checkScenarios(value))
  const { scenarios } = value as { readonly scenarios: readonly Scenario[] }
  mustBeFaultless(file, scenarios.flatMap(scenarioFaults))
  return scenarios
}

/** A `usual-answers.json`, read. @throws InvalidVariablesError with every fault. */
export function parseUsualAnswers(value: unknown, file = 'The usual answers'): UsualAnswers {
  mustBeFaultless(file, checkUsual(value))
  return { people: [], forms: {}, ...(value as Partial<UsualAnswers>) }
}

function mustBeFaultless(what: string, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InvalidVariablesError(what, faults.map(inOurWords))
}

function inOurWords({ at, message }: Fault): Fault {
  return { at, message: message === 'is not a field of this form' ? 'is not known here' : message }
}

function scenarioFaults(scenario: Scenario, index: number): readonly Fault[] {
  const at = `/scenarios/${index}`
  const faults: Fault[] = []
  const { from, until, submit, open } = scenario
  if (submit !== undefined && open !== undefined) {
    faults.push({ at: `${at}/open`, message: 'stands beside submit; a case begins with one of them' })
  }
  if (from === undefined && until !== undefined) {
    faults.push({ at: `${at}/until`, message: 'stands without from' })
  }
  for (const key of ['at', 'procedure', 'submit', 'open', 'usualPeople'] as const) {
    if (from !== undefined && scenario[key] !== undefined) {
      faults.push({ at: `${at}/${key}`, message: `is that of ${from}, the scenario that this one goes on from` })
    }
  }
  return [...faults, ...scenario.steps.flatMap((step, number) => stepFaults(step, `${at}/steps/${number}`))]
}

function stepFaults(step: CaseStep, at: string): readonly Fault[] {
  const acts = ACTS.filter((act) => step[act] !== undefined)
  if (acts.length > 1) return [{ at, message: `does more than one thing: ${acts.join(', ')}` }]
  const beside = Object.entries(BESIDE).filter(
    ([key, holders]) => Object.hasOwn(step, key) && !acts.some((act) => holders.includes(act)),
  )
  const faults = beside.map(([key, holders]) => ({
    at: `${at}/${key}`,
    message: `belongs beside ${holders.join(' or ')}`,
  }))
  const { expect } = step
  if (acts.length === 0 && step.at === undefined && expect === undefined && step.mark === undefined) {
    return [{ at, message: `must do something (${ACTS.join(', ')}), say at, or expect something` }]
  }
  if (expect?.only !== undefined && expect.tasks === undefined) {
    return [...faults, { at: `${at}/expect/only`, message: 'belongs beside tasks' }]
  }
  if (expect?.refused !== undefined && acts.length === 0) {
    return [...faults, { at: `${at}/expect/refused`, message: 'belongs to a step that does something' }]
  }
  return faults
}

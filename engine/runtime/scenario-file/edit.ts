import { RefusedError } from '../../errors.ts'
import type { CaseStep, Expectation, Scenario } from './scenario.ts'
import { parseScenarios } from './parse.ts'

/** One change of a file of scenarios. Steps are counted from 0. */
export type ScenarioEdit =
  | { readonly kind: 'add'; readonly scenario: Scenario }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'rename'; readonly id: string; readonly title: string; readonly covers: readonly string[] }
  | { readonly kind: 'replace'; readonly id: string; readonly scenario: Scenario }
  | { readonly kind: 'insert-step'; readonly id: string; readonly index: number; readonly step: CaseStep }
  | { readonly kind: 'change-step'; readonly id: string; readonly index: number; readonly step: CaseStep }
  | { readonly kind: 'remove-step'; readonly id: string; readonly index: number }
  | { readonly kind: 'move-step'; readonly id: string; readonly index: number; readonly by: -1 | 1 }
  /** What each step expects; undefined leaves a step as it is. */
  | { readonly kind: 'expect'; readonly id: string; readonly expectations: readonly (Expectation | undefined)[] }

/**
 * The text of a `<diagram>.scenarios.json` with one change made.
 *
 * @throws RefusedError (`no-such-scenario`, `no-such-step`, `already-there`)
 * @throws InvalidVariablesError when what comes of it is no file of scenarios.
 */
export function editScenarios(text: string, edit: ScenarioEdit, file?: string): string {
  const { scenarios } = JSON.parse(text) as { readonly scenarios: readonly Scenario[] }
  const changed = { scenarios: edited(scenarios, edit) }
  parseScenarios(changed, file)
  return `${JSON.stringify(changed, null, 2)}\n`
}

/** A file in which there is none yet. */
export const NO_SCENARIOS = '{ "scenarios": [] }'

function edited(scenarios: readonly Scenario[], edit: ScenarioEdit): readonly Scenario[] {
  if (edit.kind === 'add') {
    const { id } = edit.scenario
    if (scenarios.some((each) => each.id === id)) {
      throw new RefusedError('already-there', `There is a scenario ${id} already`)
    }
    return [...scenarios, edit.scenario]
  }
  if (!scenarios.some(({ id }) => id === edit.id)) {
    throw new RefusedError('no-such-scenario', `There is no scenario ${edit.id}`)
  }
  if (edit.kind === 'remove') return scenarios.filter(({ id }) => id !== edit.id)
  return scenarios.map((each) => (each.id === edit.id ? changedBy(each, edit) : each))
}

function changedBy(scenario: Scenario, edit: Exclude<ScenarioEdit, { readonly kind: 'add' | 'remove' }>): Scenario {
  switch (edit.kind) {
    case 'rename': {
      const { covers: _covers, ...rest } = scenario
      const { title, covers } = edit
      return { ...rest, title, ...(covers.length > 0 && { covers }) }
    }
    case 'replace':
      return edit.scenario
    case 'expect': {
      const steps = scenario.steps.map((step, index) => {
        const expect = edit.expectations[index]
        return expect === undefined ? step : { ...step, expect }
      })
      return { ...scenario, steps }
    }
    default:
      return { ...scenario, steps: stepsChangedBy(scenario.steps, edit) }
  }
}

function stepsChangedBy(
  steps: readonly CaseStep[],
  edit: Extract<ScenarioEdit, { readonly index: number }>,
): readonly CaseStep[] {
  const { index } = edit
  const last = edit.kind === 'insert-step' ? steps.length : steps.length - 1
  if (!Number.isInteger(index) || index < 0 || index > last) {
    throw new RefusedError('no-such-step', `There is no step ${index + 1}`)
  }
  switch (edit.kind) {
    case 'insert-step':
      return steps.toSpliced(index, 0, edit.step)
    case 'change-step':
      return steps.with(index, edit.step)
    case 'remove-step':
      return steps.toSpliced(index, 1)
    case 'move-step': {
      const to = index + edit.by
      const [one, other] = [steps[index], steps[to]]
      if (one === undefined || other === undefined) throw new RefusedError('no-such-step', 'It is the last one there')
      return steps.with(index, other).with(to, one)
    }
  }
}

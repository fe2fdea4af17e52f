import type { PageState } from './state.ts'

const AT = '{scenarios}'
const ONE = '{scenarios}/{scenario}'

/** Scenarios of a draft: run, failing, changed step by step, recorded, and the ways that they take. */
export const PROCEDURE_SCENARIO_STATES: readonly PageState[] = [
  { name: 'scenarios, not run', as: 'owner', at: '{scenarios:not-run}' },
  { name: 'scenarios, one fails', as: 'owner', at: AT },
  { name: 'scenarios, to look at', as: 'auditor', at: AT },
  { name: 'scenarios, ways taken', as: 'owner', at: `${AT}/coverage?file=learning-closing.bpmn` },
  { name: 'scenario, failing', as: 'owner', at: ONE },
  { name: 'scenario, to look at', as: 'auditor', at: ONE },
  { name: 'scenario, what came', as: 'owner', at: `${ONE}/take-over` },
  { name: 'scenario, not looked at what came', as: 'owner', does: [{ press: 'Take it over' }] },
  { name: 'scenario, a step', as: 'owner', at: `${ONE}/steps/1/what` },
  { name: 'scenario, expected of a step', as: 'owner', at: `${ONE}/steps/1/expect` },
  { name: 'scenario, a step more', as: 'owner', at: `${ONE}/add-step?after=1` },
  { name: 'scenario, a step more, nothing said', as: 'owner', does: [{ press: 'Add' }] },
  { name: 'scenario, a step goes', as: 'owner', at: `${ONE}/steps/1/remove` },
  { name: 'scenario, what is answered at a step', as: 'owner', at: `${ONE}/steps/1/answers` },
  { name: 'scenario, its title', as: 'owner', at: `${ONE}/title` },
  { name: 'scenario, copied', as: 'owner', at: `${ONE}/copy` },
  { name: 'scenario, as a table', as: 'owner', at: `${ONE}/table` },
  { name: 'scenario, goes', as: 'owner', at: `${ONE}/remove` },
  { name: 'scenario, new', as: 'owner', at: `${AT}/new` },
  { name: 'scenario, new, nothing said', as: 'owner', does: [{ press: 'Add the scenario' }] },
  { name: 'scenario, recorded from a case', as: 'owner', at: `${AT}/record` },
  { name: 'scenario, no case named', as: 'owner', does: [{ press: 'Record it' }] },
]

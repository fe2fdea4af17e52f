import type { PageState } from './state.ts'

const OF = 'file=learning-closing.bpmn'
const AT = '{draft:faulty}/steps'
const TASK = 'task_learning_record'
const WAY = `${OF}&way=flow_gw_learning_tell_to_gw_learning_told`
const QUESTION = `${AT}/gw_learning_tell/condition`

/** A diagram of a draft as a table, and the questions that change it. */
export const PROCEDURE_STEP_STATES: readonly PageState[] = [
  { name: 'steps, with a fault', as: 'owner', at: `${AT}?${OF}` },
  { name: 'steps, to look at', as: 'auditor', at: `${AT}?${OF}` },
  { name: 'step, a task', as: 'owner', at: `${AT}/${TASK}?${OF}` },
  { name: 'step, what comes next', as: 'owner', at: `${AT}/${TASK}/add?${OF}` },
  { name: 'step, a new task', as: 'owner', does: [{ press: 'Continue' }] },
  { name: 'step, a new task not filled in', as: 'owner', does: [{ press: 'Add it' }] },
  { name: 'step, deadline', as: 'owner', at: `${AT}/${TASK}/deadline?${OF}` },
  {
    name: 'step, deadline to be seen',
    as: 'owner',
    does: [{ set: { by: 'law', rule: 'complaint-handling-code.stage-1-answer' }, press: 'See what it would mean' }],
  },
  {
    name: 'step, deadline not filled in',
    as: 'owner',
    at: `${AT}/${TASK}/deadline?${OF}`,
    does: [{ set: { by: 'own', title: '', workingDays: '' }, press: 'Save' }],
  },
  { name: 'step, how often', as: 'owner', at: `${AT}/${TASK}/repeat?${OF}` },
  { name: 'step, what can happen during it', as: 'owner', at: `${AT}/${TASK}/add-border?${OF}` },
  { name: 'step, when that is the answer', as: 'owner', at: `${QUESTION}?${WAY}` },
  { name: 'step, a test of a condition', as: 'owner', at: `${QUESTION}/test?${WAY}&test=0` },
  { name: 'step, no test', as: 'owner', at: `${QUESTION}/test?${WAY}&variable=` },
  { name: 'step, a condition written', as: 'owner', at: `${QUESTION}/text?${WAY}` },
  {
    name: 'step, a condition written wrongly',
    as: 'owner',
    does: [{ set: { text: 'tellComplainant =' }, press: 'Check it' }],
  },
  { name: 'step, delete', as: 'owner', at: `${AT}/${TASK}/delete?${OF}` },
  { name: 'step, moved', as: 'owner', at: `${AT}/${TASK}?${OF}`, does: [{ press: 'Move up' }] },
]

import type { NewFact, Task, TaskOutcome } from '../engine/index.ts'
import { toComplainant } from './correspondence.ts'
import type { Text } from './words/letter.ts'

/**
 * A letter to the complainant that is on record as a notice of a kind, with the contents that the law asks for.
 *
 * @throws RefusedError when nobody can be written to.
 */
export function notice(task: Task<unknown>, kind: string, contents: readonly string[], text: Text): TaskOutcome {
  const { messages, mode } = toComplainant(task, kind, contents, text)
  const fact: NewFact = { type: 'notice-sent', on: task.today, data: { kind, mode, contents } }
  return { kind: 'completed', facts: [fact], messages }
}

/**
 * A letter to the complainant that is on record as a fact of its own (`stage-2-answered` …).
 *
 * @throws RefusedError when nobody can be written to.
 */
export function factLetter(
  task: Task<unknown>,
  action: string,
  contents: readonly string[],
  text: Text,
  facts: readonly NewFact[],
): TaskOutcome {
  const { messages } = toComplainant(task, action, contents, text)
  return { kind: 'completed', facts, messages }
}

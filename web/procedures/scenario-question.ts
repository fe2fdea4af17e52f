import type { PageParts } from '../../api/index.ts'
import type { FormLike } from '../forms/index.ts'
import type { Area, StaffAsk } from '../frame/index.ts'
import { answerQuestion, askQuestion, type Change, type Question } from './question.ts'
import type { ScenariosAsked } from './scenario-asked.ts'

/** A question about scenarios, and what its answers change. */
export interface ScenarioQuestion {
  readonly of: ScenariosAsked
  readonly question: Question
  readonly change: (answers: Readonly<Record<string, unknown>>) => Change | Promise<Change>
}

/** A page that asks, at the same address to which it is sent. */
export function addQuestion(
  area: Area,
  parts: PageParts,
  path: string,
  ask: (asked: StaffAsk) => Promise<ScenarioQuestion>,
): void {
  area.staff('get', path, 'edit-procedures', async (asked) => {
    const { of, question } = await ask(asked)
    return askQuestion(of.asked, question)
  })
  area.staff('post', path, 'edit-procedures', async (asked) => {
    const { of, question, change } = await ask(asked)
    return answerQuestion(parts, asked, of.asked, question, change)
  })
}

export function schemaOf(
  id: string,
  properties: Readonly<Record<string, object>>,
  required: readonly string[],
  display: Readonly<Record<string, object>> = {},
): FormLike {
  const schema = { $id: id, title: id, type: 'object', properties, required, 'x-redress': { display } }
  return schema as unknown as FormLike
}

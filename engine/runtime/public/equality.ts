import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidVariablesError } from '../../errors.ts'
import type { Runtime } from '../runtime.ts'

/** What people can say about themselves, so that the council sees whom it reaches; each may be left out. */
export const EQUALITY_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  age: ['under-16', '16-to-17', '18-to-24', '25-to-44', '45-to-64', '65-to-79', '80-or-over'],
  sex: ['female', 'male'],
  gender: ['same', 'different'],
  disability: ['yes', 'no'],
  ethnicity: ['asian', 'black', 'mixed', 'white', 'other'],
  religion: ['none', 'buddhist', 'christian', 'hindu', 'jewish', 'muslim', 'sikh', 'other'],
  orientation: ['straight', 'gay-or-lesbian', 'bisexual', 'other'],
}

/** Said in place of an answer; kept, so that it can be counted. */
export const PREFER_NOT_TO_SAY = 'prefer-not-to-say'

/** Groups of fewer people than that are not shown. */
export const SMALLEST_GROUP = 5

/**
 * Keeps what somebody said about themselves: the month and what their complaint was about, and nothing that leads to it.
 *
 * @throws InvalidVariablesError when an answer is none of those offered.
 */
export async function answerEquality(
  runtime: Runtime,
  area: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const faults = Object.entries(answers)
    .filter(
      ([question, answer]) => answer !== PREFER_NOT_TO_SAY && EQUALITY_QUESTIONS[question]?.includes(answer) !== true,
    )
    .map(([question]) => ({ at: `/${question}`, message: 'is not one of the answers' }))
  if (faults.length > 0) throw new InvalidVariablesError('The answers', faults)
  if (Object.keys(answers).length === 0) return
  await runtime.store.command((unit) => {
    unit.addEqualityAnswer({ id: randomUUID(), month: unit.now.slice(0, 7), area, answers })
    return Promise.resolve()
  })
}

export interface EqualityCounts {
  /** Left out where fewer than five answered. */
  readonly answered?: number
  /** An answer of fewer than five people is left out, and so is the next smallest, lest it be worked out. */
  readonly counts: readonly AnswerCount[]
}

interface AnswerCount {
  readonly question: string
  readonly answer: string
  readonly people: number
}

/** How many gave which answer. `from`, `to`: first and last month, `2026-04`. */
export async function equalityCounts(
  runtime: Runtime,
  actor: Actor,
  { from, to, area }: { readonly from: string; readonly to: string; readonly area?: string },
): Promise<EqualityCounts> {
  mustBeAllowed(actor, 'read-learning')
  const rows = (await runtime.store.read.equalityAnswers({ from, to })).filter(
    (row) => area === undefined || row.area === area,
  )
  const counts = Object.entries(EQUALITY_QUESTIONS).flatMap(([question, options]) =>
    withoutSmallGroups(
      [...options, PREFER_NOT_TO_SAY].map((answer) => ({
        question,
        answer,
        people: rows.filter(({ answers }) => answers[question] === answer).length,
      })),
    ),
  )
  return { ...(rows.length >= SMALLEST_GROUP && { answered: rows.length }), counts }
}

function withoutSmallGroups(groups: readonly AnswerCount[]): readonly AnswerCount[] {
  const given = groups.filter(({ people }) => people > 0)
  const shown = given.filter(({ people }) => people >= SMALLEST_GROUP)
  if (given.length - shown.length !== 1) return shown
  const smallest = Math.min(...shown.map(({ people }) => people))
  const at = shown.findIndex(({ people }) => people === smallest)
  return shown.filter((_, index) => index !== at)
}

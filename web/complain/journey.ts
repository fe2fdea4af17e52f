import type { Answers, Question } from './question.ts'
import { WHAT_QUESTIONS } from './questions/what.ts'
import { WHO_QUESTIONS } from './questions/who.ts'
import { YOU_QUESTIONS } from './questions/you.ts'
import { isComplaint } from './questions/who.ts'

/** Pages that are more than questions; each has a page of its own. */
export type Step = Question | { readonly path: 'points' | 'evidence'; readonly applies: Question['applies'] }

const POINTS = { path: 'points', applies: isComplaint } as const
const EVIDENCE = { path: 'evidence', applies: isComplaint } as const

/** Every page of the form, in order; the check of all answers comes after the last. */
export const STEPS: readonly Step[] = [
  ...WHO_QUESTIONS,
  ...WHAT_QUESTIONS.flatMap((question): readonly Step[] =>
    question.path === 'outcome-wanted' ? [POINTS, question] : [question],
  ),
  ...YOU_QUESTIONS,
  EVIDENCE,
]

/** Pages that whoever gave these answers is asked. */
export function stepsFor(answers: Answers): readonly Step[] {
  return STEPS.filter(({ applies }) => applies(answers))
}

/** The first page that has not been sent yet; the check where all have. */
export function firstUndone(answers: Answers, done: ReadonlySet<string>): string {
  return stepsFor(answers).find(({ path }) => !done.has(path))?.path ?? 'check'
}

/** Whether somebody may be on that page: all before it have been sent. */
export function isReached(path: string, answers: Answers, done: ReadonlySet<string>): boolean {
  const steps = stepsFor(answers).map((step) => step.path)
  const at = path === 'check' ? steps.length : steps.indexOf(path)
  return at !== -1 && steps.slice(0, at).every((earlier) => done.has(earlier))
}

export function pathAfter(path: string, answers: Answers): string {
  const steps = stepsFor(answers)
  return steps[steps.findIndex((step) => step.path === path) + 1]?.path ?? 'check'
}

/** Undefined on the first page. */
export function pathBefore(path: string, answers: Answers): string | undefined {
  const steps = stepsFor(answers)
  const at = path === 'check' ? steps.length : steps.findIndex((step) => step.path === path)
  return steps[at - 1]?.path
}

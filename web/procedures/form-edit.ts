import type { FieldOutline, FormOperation } from '../../engine/index.ts'
import { formChange, type FormAsked } from './form-asked.ts'
import type { Change, Question } from './question.ts'

type Answers = Readonly<Record<string, unknown>>
export interface FormEdit {
  readonly question: Question
  readonly change: (answers: Answers) => Change
}

/** One operation on the form, and back to where it was asked. */
export function edited(
  form: FormAsked,
  question: Omit<Question, 'about'>,
  what: string,
  operation: (answers: Answers) => FormOperation,
): FormEdit {
  const { outline } = form
  return {
    question: { ...question, about: `Form “${outline.title}”` },
    change: (answers) => formChange(form, operation(answers), { what, to: question.back }),
  }
}

export function hrefOfField({ at }: FormAsked, { key }: FieldOutline): string {
  return `${at}/questions/${key}`
}

import {
  registerOf,
  type Council,
  type LetterTemplate,
  type Register,
  type Task,
  type TriedLetter,
} from '../engine/index.ts'
import type { LetterInput } from './letter-input.ts'
import { letter as letterWords } from './words/letter.ts'
import { placeholderNamed } from './words/placeholders.ts'
import { sampleOf } from './words/placeholders/samples.ts'
import { textOfTemplate } from './words/template.ts'

type Value = string | readonly string[]

/** A letter as one reader would get it. */
export interface LetterPreview {
  readonly subject: string
  readonly email: string
  readonly paper: string
  /** What stands in the gaps of the letter's own Word file. */
  readonly values: Readonly<Record<string, Value>>
  /** Gaps without a value: the letter could not be sent. They are shown as `[name]`. */
  readonly missing: readonly { readonly name: string; readonly record: string }[]
}

interface Looking {
  readonly letter: LetterTemplate
  readonly council: Council
  readonly register: Register
  /** The case to try it on; samples stand in the gaps without one. */
  readonly task?: Task<LetterInput>
}

/** A letter to look at. Nothing is recorded, and nothing is sent. */
export function previewLetter({ letter, council, register, task }: Looking): LetterPreview {
  const missing = new Map<string, string>()
  const find = (name: string): Value | undefined =>
    task === undefined ? sampleOf(name) : placeholderNamed(name)?.value(task, register)
  const gap = (name: string): Value => {
    missing.set(name, placeholderNamed(name)?.record ?? name)
    return `[${name}]`
  }
  const text = textOfTemplate(letter, { find, missing: gap })
  const frame = { reference: task?.caseState.id ?? 'XX-2026-00001', council, register, copy: false }
  const email = letterWords({ ...frame, onPaper: false }, text)
  const paper = letterWords({ ...frame, onPaper: true }, text)
  const values = Object.fromEntries([
    ...(letter.wordFile?.sections ?? []).flatMap((name) => {
      const value = find(name)
      return value === undefined ? [] : [[name, value] as const]
    }),
    ...(letter.wordFile?.gaps ?? []).map((name) => [name, find(name) ?? gap(name)] as const),
  ])
  return {
    subject: email.subject,
    email: email.body,
    paper: paper.body,
    values,
    missing: [...missing].map(([name, record]) => ({ name, record })),
  }
}

/** A letter of a step as it would go, on paper: what is missing stands in it as `[name]`. */
export function tryLetter(letter: LetterTemplate, task: Task<unknown>): TriedLetter {
  const { people } = task.caseState
  const complainant = people.find(({ role, until }) => role === 'complainant' && until === undefined)
  const reader = complainant === undefined ? undefined : task.person(complainant.person)
  const register = reader === undefined ? 'adult' : registerOf(reader, task.today)
  const looked = previewLetter({ letter, council: task.council, register, task: task as Task<LetterInput> })
  return { body: looked.paper, missing: looked.missing }
}

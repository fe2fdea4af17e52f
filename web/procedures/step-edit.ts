import type { Choices, DiagramOperation, ProcedureFile, StepRow, StepWay } from '../../engine/index.ts'
import type { FormLike } from '../forms/index.ts'
import type { Fields } from '../frame/index.ts'
import type { Change, Explained } from './question.ts'
import type { StepsAsked } from './step-asked.ts'

/** A step of a diagram, with all that its change goes by. */
export interface StepInHand {
  readonly steps: StepsAsked
  readonly step: StepRow
  /** The answer or way that the address names. */
  readonly way?: StepWay
  readonly choices: Choices
  readonly query: Fields
  /** The files of the version that the draft is made from, where they are asked for. */
  readonly before: readonly ProcedureFile[]
}

/** The kind of step that stands for the diagram itself. */
export const WHOLE_DIAGRAM = 'The whole diagram'

export type StepAnswers = Readonly<Record<string, unknown>>

/** One thing that can be done to a step, on a page of its own. */
export interface StepEdit {
  readonly title: string
  /** On the step's page, where it is shorter. */
  readonly label?: string
  readonly intro?: (hand: StepInHand) => readonly string[]
  readonly schema: (hand: StepInHand) => FormLike
  /** What can be chosen, told under its fields. */
  readonly explains?: (hand: StepInHand) => Explained
  readonly answers?: (hand: StepInHand) => StepAnswers
  readonly operation: (hand: StepInHand, answers: StepAnswers) => DiagramOperation
  /** In place of an operation. */
  readonly change?: (hand: StepInHand, answers: StepAnswers) => Change | Promise<Change>
  /** It only asks which page comes next. */
  readonly goesTo?: (hand: StepInHand, answer: string) => string
  /** Whether steps of that kind have it: then its page is found. */
  readonly has: (hand: StepInHand) => boolean
  /** Whether it stands on the page of that step, and as what. */
  readonly of?: (step: StepRow) => boolean
  readonly now?: (step: StepRow, choices: Choices) => string
  readonly button?: string
  readonly isWarning?: boolean
  /** The page of the step that comes next, after it is saved. */
  readonly then?: string
  /** The step is gone afterwards. */
  readonly leadsToTable?: boolean
  /** It is done to the whole diagram. */
  readonly ofWhole?: boolean
}

/** The schema of a page that asks these. `display` says how each is asked. */
export function asks(
  properties: Readonly<Record<string, object>>,
  required: readonly string[] = [],
  display: Readonly<Record<string, object>> = {},
): FormLike {
  return { type: 'object', properties, required, 'x-redress': { display } } as FormLike
}

/** A line of text. */
export function line(title: string, description?: string): object {
  return { type: 'string', title, minLength: 1, maxLength: 200, ...(description !== undefined && { description }) }
}

export const SELECT = { component: 'select' } as const
export const TEXT_AREA = { component: 'textarea' } as const
export const TEXT_LINE = { component: 'text' } as const

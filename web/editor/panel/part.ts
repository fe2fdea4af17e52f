import type { Drawn, Services } from '../bpmn.ts'
import type { Edit } from '../edit.ts'
import type { Choices } from '../page-data.ts'

/** What each part of the panel is made from. */
export interface PanelParts {
  readonly services: Pick<Services, 'elementRegistry' | 'selection'>
  readonly edit: Edit
  readonly choices: Choices
  readonly readOnly: boolean
  /** The page of a form of the draft. */
  readonly formPage: (form: string) => string
  /** The page that shows the deadline of a step on real days. */
  readonly daysPage: (element: string) => string
  /** What the rule with that id says of the element, if it does. */
  readonly fault: (element: string, ...rules: readonly string[]) => string | undefined
}

/** A part of the panel for one element; nothing where it does not fit. */
export type Part = (element: Drawn, parts: PanelParts) => readonly HTMLElement[]

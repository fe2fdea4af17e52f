import type { Finding } from '../../../engine/diagram/in-browser.ts'
import type { DiagramInstance, Drawn } from '../bpmn.ts'
import type { Edit } from '../edit.ts'
import type { Choices } from '../page-data.ts'
import { fixDefault, fixQuestion } from './question.ts'
import { fixLateness } from './lateness.ts'
import { fixDeadline, fixForm, fixLaw, fixOutcome, fixRole } from './step.ts'

/** One press that puts a finding right; it can be undone. */
export interface Fix {
  /** What it does, with what it puts in. */
  readonly label: string
  readonly apply: () => void
}

export interface FixParts {
  readonly diagram: DiagramInstance
  readonly edit: Edit
  readonly choices: Choices
  readonly say: (text: string) => void
}

/** Ways to put one kind of finding right; none where it cannot be known what is meant. */
export type Fixer = (element: Drawn, parts: FixParts) => readonly Fix[]

const FIXERS: Readonly<Record<string, readonly Fixer[]>> = {
  'user-task-has-role': [fixRole],
  'user-task-has-form': [fixForm],
  'user-task-has-deadline': [fixDeadline],
  'steps-cite-their-clause': [fixLaw],
  'end-event-has-outcome': [fixOutcome],
  'gateways-are-questions': [fixQuestion, fixDefault],
  'bpmnlint/conditional-flows': [fixDefault],
  'lateness-tells-complainant': [fixLateness],
}

export function fixesFor(finding: Finding, parts: FixParts): readonly Fix[] {
  const element = parts.diagram.get('elementRegistry').get(finding.element)
  if (element === undefined) return []
  return (FIXERS[finding.rule] ?? []).flatMap((fixer) =>
    fixer(element, parts).map(({ label, apply }) => ({
      label,
      apply() {
        apply()
        parts.say(`${label}: done. Undo takes it back.`)
      },
    })),
  )
}

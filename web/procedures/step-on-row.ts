import type { Choices, StepRow } from '../../engine/index.ts'
import type { StepInHand } from './step-edit.ts'

/** A change that stands on the page of a step, with what is so now. */
export function onRow(of: (step: StepRow) => boolean, now: (step: StepRow, choices: Choices) => string) {
  return { of, now, has: ({ step }: StepInHand) => of(step) }
}

export function options(choices: Choices['roles']): readonly { readonly value: string; readonly text: string }[] {
  return choices.map(({ code, title }) => ({ value: code, text: title }))
}

import type { DiagramOperation, StepPlace } from '../../engine/index.ts'
import { said } from './question.ts'
import { nameOfStep } from './step-asked.ts'
import { line, TEXT_AREA, TEXT_LINE, type StepAnswers, type StepInHand } from './step-edit.ts'

type Added = Extract<DiagramOperation, { readonly where: StepPlace }>

/* What every page asks that adds something on a way. */

export const WORDS = {
  clause: line('Clause', 'Such as SI 2006/1738 reg 14. Write “Local practice” where no law asks for it.'),
  guidance: { type: 'string', maxLength: 4_000, title: 'Guidance', description: 'Shown to whoever does it.' },
}
export const WORDS_AS = { clause: TEXT_LINE, guidance: TEXT_AREA }

export function adding(title: string) {
  return {
    title,
    has: canAdd,
    button: 'Add it',
    intro: (hand: StepInHand) => [`It is added ${placeOf(hand)}.`],
  }
}

export function canAdd({ step, way }: StepInHand): boolean {
  return way !== undefined || step.ways.length === 1
}

export function what(
  { step, way }: StepInHand,
  answers: StepAnswers,
): Pick<Added, 'where' | 'name' | 'clause' | 'guidance'> {
  return {
    where: way === undefined ? { after: step.element } : { way: way.way },
    name: said(answers, 'name'),
    clause: said(answers, 'clause'),
    guidance: said(answers, 'guidance'),
  }
}

export function placeOf({ step, way }: StepInHand): string {
  const answer = way === undefined || way.name === '' ? '' : `the answer “${way.name}” of `
  return `after ${answer}“${nameOfStep(step)}”`
}

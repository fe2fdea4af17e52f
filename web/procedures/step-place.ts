import type { DiagramOperation, StepPlace, StepRow } from '../../engine/index.ts'
import { field } from '../frame/index.ts'
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

export function canAdd(hand: StepInHand): boolean {
  const { step, way } = hand
  return isBeside(hand) ? canStandBeside(step) : way !== undefined || step.ways.length === 1
}

/** The address asks for a way of its own, gone at the same time as the step. */
export function isBeside({ query }: Pick<StepInHand, 'query'>): boolean {
  return field(query, 'beside') === 'yes'
}

/** Tasks, what the service does, and stages, where one way leads on. */
export function canStandBeside({ type, ways }: StepRow): boolean {
  return (type.endsWith('ask') || type === 'callActivity' || type === 'subProcess') && ways.length === 1
}

export function what(hand: StepInHand, answers: StepAnswers): Pick<Added, 'where' | 'name' | 'clause' | 'guidance'> {
  const { step, way } = hand
  if (isBeside(hand)) return { where: { beside: step.element }, ...wordsIn(answers) }
  return {
    where: way === undefined ? { after: step.element } : { way: way.way },
    ...wordsIn(answers),
  }
}

function wordsIn(answers: StepAnswers): Pick<Added, 'name' | 'clause' | 'guidance'> {
  return { name: said(answers, 'name'), clause: said(answers, 'clause'), guidance: said(answers, 'guidance') }
}

export function placeOf(hand: StepInHand): string {
  const { step, way } = hand
  if (isBeside(hand)) return `at the same time as “${nameOfStep(step)}”, on a way of its own`
  const answer = way === undefined || way.name === '' ? '' : `the answer “${way.name}” of `
  return `after ${answer}“${nameOfStep(step)}”`
}

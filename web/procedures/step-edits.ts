import type { PageParts } from '../../api/index.ts'
import { NotFoundError, filesBefore, type Choices, type StepRow } from '../../engine/index.ts'
import { field, redirect, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { answerQuestion, askQuestion, saveChange, type Change, type Question } from './question.ts'
import { ADDINGS } from './step-add.ts'
import { ANSWER_EDITS } from './step-answers.ts'
import {
  addressOf,
  choicesFor,
  nameOfStep,
  stepAsked,
  stepChange,
  STEP,
  withSteps,
  type StepsAsked,
} from './step-asked.ts'
import { SIMPLE_EDITS } from './step-fields.ts'
import { rememberUndo, undoChange } from './step-undo.ts'
import { deadlineOfStep } from './step-words.ts'
import { WHOLE_DIAGRAM, type StepEdit, type StepInHand } from './step-edit.ts'

const EDITS: Readonly<Record<string, StepEdit>> = { ...SIMPLE_EDITS, ...ADDINGS, ...ANSWER_EDITS }

/** One thing a page: `…/steps/:element/name`, `…/role`, `…/add-task` … */
export function addStepEdits(area: Area, parts: PageParts): void {
  const page = `${STEP}/:action`
  area.staff('get', page, 'edit-procedures', async (ask) => {
    const { hand, edit } = await inHand(parts, ask)
    return askQuestion(hand.steps.asked, questionOf(hand, edit))
  })
  area.staff('post', page, 'edit-procedures', async (ask) => {
    const { hand, edit } = await inHand(parts, ask)
    const { steps, choices } = hand
    const next = edit.goesTo
    if (next !== undefined) return redirect(next(hand, field(ask.body, 'kind') || field(ask.body, 'action')))
    let made: Change | undefined
    const reply = await answerQuestion(parts, ask, steps.asked, questionOf(hand, edit), async (answers) => {
      made = edit.change
        ? await edit.change(hand, answers)
        : await stepChange(steps, edit.operation(hand, answers), choices, (element) => after(hand, edit, element))
      return made
    })
    if (reply.kind === 'redirect' && made !== undefined && !('refused' in made)) rememberUndo(ask, steps.asked, made)
    return reply
  })
}

function after({ steps, step }: StepInHand, edit: StepEdit, element: string | undefined): string {
  if (edit.leadsToTable === true) return addressOf(steps)
  return addressOf(steps, element ?? step.element, ...(edit.then === undefined ? [] : [edit.then]))
}

/** @throws NotFoundError when there is no such thing to change of that step. */
async function inHand(
  parts: PageParts,
  ask: StaffAsk,
): Promise<{ readonly hand: StepInHand; readonly edit: StepEdit }> {
  const steps = await withSteps(parts, ask)
  const choices = await choicesFor(parts, ask, steps)
  const action = ask.params['action'] ?? ''
  const edit = Object.hasOwn(EDITS, action) ? EDITS[action] : undefined
  const step = edit?.ofWhole === true ? WHOLE : stepAsked(withSections(steps), ask)
  const way = step.ways.find((each) => each.way === field(ask.query, 'way'))
  const { draft } = steps.asked
  const before = action === 'as-before' ? await filesBefore(parts.runtime, ask.actor, draft) : []
  const hand: StepInHand = { steps, step, choices, query: ask.query, before, ...(way !== undefined && { way }) }
  if (!edit?.has(hand)) throw new NotFoundError('change of a step', action)
  return { hand, edit }
}

/** The diagram itself, and what can happen at any time, have no row of their own, but words like one. */
export function withSections(steps: StepsAsked): StepsAsked {
  const known = new Set(steps.rows.map(({ element }) => element))
  const own = steps.sections
    .filter(({ element }) => !known.has(element))
    .map(({ element, title, isWhole, clause, guidance }): StepRow => ({
      ...{ ...WHOLE, element, name: title, type: 'subProcess', clause, guidance },
      kind: isWhole ? WHOLE_DIAGRAM : 'At any time',
    }))
  return { ...steps, rows: [...steps.rows, ...own] }
}

/** Of what is done to a whole diagram. */
const WHOLE: StepRow = {
  ...{ element: '-', order: 0, type: 'task', kind: '', name: '', parameters: {}, clause: '', guidance: '' },
  ...{ ways: [], isQuestion: false, border: [] },
}

function questionOf(hand: StepInHand, edit: StepEdit): Question {
  const { steps, step } = hand
  const { frame } = steps.asked
  const isWhole = step.element === '-'
  return {
    title: edit.title,
    about: isWhole ? steps.title : `${steps.title === frame.title ? '' : `${steps.title}: `}${nameOfStep(step)}`,
    back: isWhole ? addressOf(steps) : addressOf(steps, step.element),
    schema: edit.schema(hand),
    ...(edit.explains !== undefined && { explained: edit.explains(hand) }),
    ...(edit.intro !== undefined && { intro: edit.intro(hand) }),
    ...(edit.answers !== undefined && { answers: edit.answers(hand) }),
    ...(edit.button !== undefined && { button: edit.button }),
    ...(edit.isWarning === true && { warning: true }),
  }
}

/** What a step says, with the page on which each can be changed. */
export function editsOf(
  step: StepRow,
  choices: Choices,
): readonly { readonly action: string; readonly title: string; readonly now: string }[] {
  const rows = Object.entries(SIMPLE_EDITS).flatMap(([action, edit]) =>
    edit.now !== undefined && edit.of?.(step) === true
      ? [{ action, title: edit.label ?? edit.title, now: edit.now(step, choices) }]
      : [],
  )
  const canHave = step.type === 'userTask' || step.deadline !== undefined || step.timer !== undefined
  if (!canHave) return rows
  // After who does it, with what.
  const place = rows.findLastIndex(({ action }) => ['name', 'role', 'form'].includes(action)) + 1
  return rows.toSpliced(place, 0, { action: 'deadline', title: 'Deadline', now: deadlineOfStep(step) })
}

/** The buttons of a step's page: up, down, and taking the last change back. Says why not. */
export async function moveOrUndo(parts: PageParts, ask: StaffAsk, steps: StepsAsked): Promise<Reply | string> {
  const what = field(ask.body, '_do')
  if (what === 'undo') {
    const change = undoChange(ask, steps.asked, addressOf(steps))
    return change === undefined
      ? 'Something was saved since: it can no longer be taken back here.'
      : saveChange(parts, ask, steps.asked, change)
  }
  const step = stepAsked(steps, ask)
  const choices = await choicesFor(parts, ask, steps)
  const direction = what === 'up' ? 'up' : 'down'
  const change = await stepChange(steps, { do: 'move', element: step.element, direction }, choices, () =>
    addressOf(steps, step.element),
  )
  if ('refused' in change) return change.refused
  const reply = await saveChange(parts, ask, steps.asked, change)
  if (typeof reply !== 'string') rememberUndo(ask, steps.asked, change)
  return reply
}

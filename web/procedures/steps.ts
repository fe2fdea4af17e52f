import type { PageParts } from '../../api/index.ts'
import {
  checkDraftDiagram,
  listComments,
  loopWords,
  mayDo,
  type Choices,
  type Finding,
  type StepRow,
  type StepSection,
  type StepWay,
} from '../../engine/index.ts'
import { addressWith, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { elementNames } from './element-names.ts'
import { plainFinding } from './plain-finding.ts'
import { addressOf, choicesFor, nameOfStep, stepAsked, STEP, STEPS, withSteps, type StepsAsked } from './step-asked.ts'
import { addConditionPages, conditionRow } from './step-conditions.ts'
import { addDeadlinePages } from './step-deadline.ts'
import { canBeBrokenInto } from './step-happens.ts'
import { canStandBeside } from './step-place.ts'
import { addStepEdits, editsOf, moveOrUndo, withSections } from './step-edits.ts'
import { WHOLE_DIAGRAM } from './step-edit.ts'
import { whatToUndo } from './step-undo.ts'
import { conditionInWords, deadlineOfStep, whoInWords, withInWords } from './step-words.ts'

/** `…/steps`: a diagram of a draft as a table, an equal of its drawing. */
export function addStepsPages(area: Area, parts: PageParts): void {
  area.staff('get', STEPS, 'read-procedures', async (ask) => table(parts, ask, await withSteps(parts, ask)))
  addDeadlinePages(area, parts)
  addConditionPages(area, parts)
  addStepEdits(area, parts)
  area.staff('get', STEP, 'read-procedures', async (ask) => one(parts, ask, await withSteps(parts, ask)))
  area.staff('post', STEP, 'edit-procedures', async (ask) => {
    const steps = await withSteps(parts, ask)
    const said = await moveOrUndo(parts, ask, steps)
    if (typeof said !== 'string') return said
    return ask.params['element'] === '-' ? table(parts, ask, steps, said) : one(parts, ask, steps, said)
  })
}

async function table(parts: PageParts, ask: StaffAsk, steps: StepsAsked, error?: string): Promise<Reply> {
  const [choices, found] = await Promise.all([choicesFor(parts, ask, steps), remarksOn(parts, ask, steps)])
  const { asked, file, title, sections, rows, diagrams } = steps
  const known = new Set(rows.map(({ element }) => element))
  const data = {
    frame: asked.frame,
    file,
    diagramTitle: title,
    picture: `${asked.frame.base}/edit?file=${encodeURIComponent(file)}`,
    layOut: addressOf(steps, '-', 'lay-out'),
    addAside: addressOf(steps, '-', 'add-aside'),
    backTo: addressOf(steps, '-', 'as-before'),
    isChanged: asked.draft.changed.includes(file),
    ...undoOf(ask, steps),
    diagrams: diagrams.map((each) => ({
      ...each,
      href: addressOf({ asked, file: each.path }),
      isShown: each.path === file,
      isChanged: asked.draft.changed.includes(each.path),
    })),
    sections: sections.map((section) => sectionView(steps, section, choices, found)),
    others: found.findings.filter(({ element }) => !known.has(element)).map((finding) => findingView(steps, finding)),
    errors: error === undefined ? [] : [{ text: error, href: '#steps' }],
  }
  return view('procedures/steps', data, error === undefined ? 200 : 422)
}

/** What can be taken back, and where. */
function undoOf(ask: StaffAsk, steps: StepsAsked): object {
  return { undo: whatToUndo(ask, steps.asked), undoAt: addressOf(steps, '-') }
}

interface Remarks {
  readonly findings: readonly Finding[]
  /** Comments not yet resolved, by element. */
  readonly comments: ReadonlyMap<string, number>
}

async function remarksOn(
  { runtime }: PageParts,
  { actor }: StaffAsk,
  { asked, file, xml }: StepsAsked,
): Promise<Remarks> {
  const [{ findings }, threads] = await Promise.all([
    checkDraftDiagram(runtime, actor, asked.draft.id, { file, xml }),
    listComments(runtime, actor, asked.draft.id),
  ])
  const comments = new Map<string, number>()
  for (const { file: of, element, resolved, answers } of threads) {
    if (of !== file || element === undefined || resolved !== undefined) continue
    comments.set(element, (comments.get(element) ?? 0) + 1 + answers.length)
  }
  return { findings, comments }
}

function sectionView(steps: StepsAsked, section: StepSection, choices: Choices, found: Remarks): object {
  const { element, title, isAside } = section
  return {
    element,
    title,
    isAside,
    href: addressOf(steps, element),
    isWhole: section.isWhole,
    deletes: isAside ? addressOf(steps, element, 'delete') : undefined,
    steps: section.steps.map((step) => ({
      ...stepView(steps, step, choices),
      findings: found.findings.filter((each) => each.element === step.element).map((each) => findingView(steps, each)),
      comments: found.comments.get(step.element) ?? 0,
    })),
  }
}

function stepView(steps: StepsAsked, step: StepRow, choices: Choices): object {
  return {
    element: step.element,
    order: step.order,
    kind: step.kind,
    name: nameOfStep(step),
    href: addressOf(steps, step.element),
    add: canBeFollowed(step) ? addressOf(steps, step.element, 'add') : undefined,
    who: whoInWords(choices, step),
    with: withInWords(choices, step),
    deadline: deadlineOfStep(step).split(';')[0],
    clause: step.clause,
    onBorderOf: step.onBorderOf,
    often: step.loop === undefined ? '' : loopWords(choices.variables, step.loop),
    border: step.border.map(({ name, role, deadline }) =>
      role === 'late'
        ? `Late: ${deadline?.moment ?? name}`
        : role === 'warning'
          ? `Warning: ${deadline?.moment ?? name}`
          : name,
    ),
    next: step.ways.map((way) => ({ name: step.isQuestion ? way.name : '', to: targetOf(way) })),
  }
}

/** One way leads on from it, on which a step can be added. */
function canBeFollowed({ ways, type }: StepRow): boolean {
  return ways.length === 1 && type !== 'eventBasedGateway'
}

function targetOf({ to }: StepWay): string {
  return to === undefined ? 'Nowhere' : `${to.order}${to.name === '' ? '' : ` ${to.name}`}`
}

async function one(parts: PageParts, ask: StaffAsk, steps: StepsAsked, error?: string): Promise<Reply> {
  const step = stepAsked(withSections(steps), ask)
  const [choices, found] = await Promise.all([choicesFor(parts, ask, steps), remarksOn(parts, ask, steps)])
  const { asked, title } = steps
  const data = {
    frame: asked.frame,
    about: title,
    ...undoOf(ask, steps),
    back: addressOf(steps),
    step: stepView(steps, step, choices),
    guidance: step.guidance,
    rows: [
      ...editsOf(step, choices),
      ...[conditionRow(step, choices)].flatMap((row) => (row === undefined ? [] : [{ ...row, action: 'condition' }])),
    ].map((edit) => ({
      ...edit,
      href: addressOf(steps, step.element, edit.action),
      opens: opensOf(steps, step, edit.action),
    })),
    isQuestion: step.isQuestion,
    isParallel: step.type === 'parallelGateway',
    parts: step.isQuestion || (step.type === 'parallelGateway' && step.ways.length > 1),
    undoing: step.undoing === undefined ? undefined : UNDOING[step.undoing],
    answers: step.ways.map((way) => answerView(steps, step, way, choices)),
    actions: actionsOf(steps, step),
    canMove: step.type.endsWith('Task') || step.type === 'task' || step.type === 'callActivity',
    findings: found.findings.filter(({ element }) => element === step.element).map((each) => findingView(steps, each)),
    comments: found.comments.get(step.element) ?? 0,
    commentsHref: `${asked.frame.base}/comments`,
    commentHref: mayDo(ask.actor, 'test-procedures')
      ? addressWith(`${asked.frame.base}/comments`, { file: steps.file, element: step.element })
      : undefined,
    errors: error === undefined ? [] : [{ text: error, href: '#actions' }],
  }
  return view('procedures/step', data, error === undefined ? 200 : 422)
}

const UNDOING = {
  'can-be-taken-back': 'It can be taken back: the diagram says by which step.',
  'takes-back': 'It is done only to take back what another step did. Which step that is, the drawing says.',
} as const

/** What stands behind a row, on the page where it is changed. */
function opensOf(
  { asked, diagrams }: StepsAsked,
  { form, calls, parameters }: StepRow,
  action: string,
): { readonly text: string; readonly href: string } | undefined {
  const { base } = asked.frame
  const has = (path: string) => asked.draft.files.some((file) => file.path === path)
  const letter = parameters['letter']
  if (action === 'form' && form !== undefined && has(`forms/${form}.json`)) {
    return { text: 'Open this form', href: `${base}/forms/${form}` }
  }
  if (action === 'parameters' && letter !== undefined && has(`letters/${letter}.txt`)) {
    return { text: 'Open this letter', href: `${base}/letters/${letter}` }
  }
  const file = action === 'stage' ? diagrams.find(({ processes }) => processes.includes(calls ?? ''))?.path : undefined
  return file === undefined ? undefined : { text: 'Open its steps', href: addressOf({ asked, file }) }
}

function answerView(steps: StepsAsked, step: StepRow, way: StepWay, choices: Choices): object {
  const at = (action: string) => `${addressOf(steps, step.element, action)}&way=${encodeURIComponent(way.way)}`
  return {
    name: way.name,
    when: mayAsk(step, way) ? conditionInWords(choices, way) : '',
    to: targetOf(way),
    change: step.isQuestion ? at('answer') : undefined,
    condition: mayAsk(step, way) ? at('condition') : undefined,
    lead: at('lead'),
    add: at('add'),
    remove: step.isQuestion && step.ways.length > 2 ? at('remove-answer') : undefined,
  }
}

/** Steps that are no questions may lead on under a condition as well. */
function mayAsk({ isQuestion }: StepRow, { conditionText }: StepWay): boolean {
  return isQuestion || conditionText !== undefined
}

/** What can be done with a step besides changing what it says: each a page of its own. */
function actionsOf(steps: StepsAsked, step: StepRow): readonly { readonly text: string; readonly href: string }[] {
  const link = (text: string, action: string) => ({ text, href: addressOf(steps, step.element, action) })
  const isLate = step.border.some(({ role }) => role === 'late')
  const hasDeadline = step.deadline !== undefined && !step.type.endsWith('Event')
  const stays = step.type.endsWith('Gateway')
    ? !step.isQuestion
    : step.type === 'startEvent' || step.type === 'endEvent' || step.kind === WHOLE_DIAGRAM
  return [
    ...(canBeFollowed(step) ? [link('Add a step after this', 'add')] : []),
    ...(step.isQuestion ? [link('Add an answer', 'add-answer')] : []),
    ...(canStandBeside(step)
      ? [
          {
            text: 'Add something that goes on at the same time',
            href: `${addressOf(steps, step.element, 'add')}&beside=yes`,
          },
        ]
      : []),
    ...(canBeBrokenInto(step) ? [link('Add something that can happen during this step', 'add-border')] : []),
    ...(hasDeadline && !isLate ? [link('Tell the complainant when this is late', 'add-lateness')] : []),
    ...(isLate ? [link('Take the lateness path away', 'remove-lateness')] : []),
    ...(stays ? [] : [link('Delete this step', 'delete')]),
  ]
}

/** Where the commonest faults are put right. */
const FIXES: Readonly<Record<string, readonly [text: string, action: string]>> = {
  'user-task-has-role': ['Say who does it', 'role'],
  'user-task-has-form': ['Choose its form', 'form'],
  'user-task-has-deadline': ['Give it a deadline', 'deadline'],
  'deadline-within-statute': ['Change the deadline', 'deadline'],
  'deadline-names-its-start': ['Change the deadline', 'deadline'],
  'lateness-tells-complainant': ['Tell the complainant when it is late', 'add-lateness'],
  'end-event-has-outcome': ['Give it an outcome', 'outcome'],
  'steps-cite-their-clause': ['Write the clause', 'words'],
  'bpmnlint/label-required': ['Give it a name', 'name'],
  'no-overlapping-shapes': ['Lay the drawing out again', 'lay-out'],
  'every-step-is-drawn': ['Lay the drawing out again', 'lay-out'],
}

function findingView(steps: StepsAsked, { rule, level, message, remedy, clause, element }: Finding): object {
  const fix = FIXES[rule]
  const isOfStep = steps.rows.some((row) => row.element === element)
  const isOfAll = fix?.[1] === 'lay-out'
  const names = elementNames(steps.xml)
  return {
    isError: level === 'error',
    text: plainFinding(message, names),
    remedy: plainFinding(remedy, names),
    clause,
    ...(fix !== undefined &&
      (isOfStep || isOfAll) && { fix: { text: fix[0], href: addressOf(steps, isOfAll ? '-' : element, fix[1]) } }),
  }
}

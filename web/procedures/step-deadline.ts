/* Over 300 lines: one question page, with its fields, its look ahead and what is saved of it. */

import type { PageParts } from '../../api/index.ts'
import {
  capital,
  deadlinePreview,
  editDiagram,
  factPhrase,
  isLocalDate,
  localDate,
  type Choices,
  type DeadlineBinding,
  type DeadlineChosen,
  type DeadlinePreview,
  type LocalDeadline,
  type StepRow,
} from '../../engine/index.ts'
import {
  fieldsOf,
  NO_CHOICES,
  postedFrom,
  showForm,
  type FormLike,
  type Posted,
  type ShownFault,
} from '../forms/index.ts'
import { field, markedClause, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { answersTo, oneOf, said, saveChange, type Change } from './question.ts'
import { addressOf, choicesFor, nameOfStep, stepAsked, STEP, withSteps, type StepsAsked } from './step-asked.ts'
import { asks, line, SELECT, TEXT_LINE, type StepAnswers } from './step-edit.ts'
import { options } from './step-on-row.ts'
import { rememberUndo } from './step-undo.ts'

const PAGE = `${STEP}/deadline`

/** `…/steps/:element/deadline`: by when a step is to be done, in words, against the law, and on days to come. */
export function addDeadlinePages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'read-procedures', async (ask) => {
    const asked = await withDeadline(parts, ask)
    return show(parts, ask, asked, { posted: postedFrom(fieldsOf(asked.schema), answersOf(asked.step)), faults: [] })
  })
  area.staff('post', PAGE, 'edit-procedures', (ask) => answer(parts, ask))
}

interface DeadlineAsked {
  readonly steps: StepsAsked
  readonly step: StepRow
  readonly choices: Choices
  readonly schema: FormLike
}

async function withDeadline(parts: PageParts, ask: StaffAsk): Promise<DeadlineAsked> {
  const steps = await withSteps(parts, ask)
  const step = stepAsked(steps, ask)
  const choices = await choicesFor(parts, ask, steps)
  return { steps, step, choices, schema: schemaOf(step, choices) }
}

interface Shown {
  readonly posted: Posted
  readonly faults: readonly ShownFault[]
  /** What was asked to be looked at. */
  readonly chosen?: DeadlineBinding
}

function show({ runtime }: PageParts, ask: StaffAsk, asked: DeadlineAsked, shown: Shown): Reply {
  const { steps, step, schema } = asked
  const now = step.deadline?.binding
  const day = field(ask.body, 'from') || field(ask.query, 'from')
  const from = isLocalDate(day) ? localDate(day) : undefined
  const looked = shown.chosen ?? now
  const previewed =
    looked &&
    deadlinePreview(runtime, {
      deadline: looked,
      ...(shown.chosen !== undefined && now !== undefined && { before: now }),
      ...(from !== undefined && { from }),
    })
  const form = showForm(fieldsOf(schema), {
    posted: shown.posted,
    choices: NO_CHOICES,
    messages: new Map(shown.faults.map(({ path, text }) => [path, text])),
  })
  const data = {
    frame: steps.asked.frame,
    about: `${steps.title}: ${nameOfStep(step)}`,
    back: addressOf(steps, step.element),
    form,
    now: now && inSentences(deadlinePreview(runtime, { deadline: now }).preview),
    chosen: shown.chosen && previewed && inSentences(previewed.preview),
    days: previewed && daysOf(previewed.preview, previewed.before),
    hasBefore: previewed?.before !== undefined,
    changesNothing: shown.chosen?.rule !== undefined && previewed !== undefined && isSame(previewed),
    acts: looked !== undefined && looked.at !== 'due',
    reference: now?.local?.id,
    from: from ?? '',
    errors: shown.faults.map(({ text, href }) => ({ text, href })),
  }
  return view('procedures/step-deadline', data, shown.faults.length > 0 ? 422 : 200)
}

function inSentences({ sentence, moment, clause, certainty, ceiling, setBy }: DeadlinePreview) {
  return {
    sentence: capital(sentence),
    moment,
    clause: clause && markedClause(clause, certainty ?? 'unsure'),
    setBy: SET_BY[setBy],
    ceiling:
      ceiling &&
      `${ceiling.clause} allows ${ceiling.usual} working days${ceiling.longest > ceiling.usual ? `, ${ceiling.longest} at most` : ''}. A target of the council’s own may only be tighter.`,
  }
}

const SET_BY = {
  law: 'A rule of law, code or guidance',
  council: 'A target of the council’s own',
  both: 'A rule, with a target of the council’s own where it was not in force',
  unknown: 'Not known',
} as const

/** All days tried come out as before: the law sets them, and no target of the council's own. */
function isSame({ preview, before }: ReturnType<typeof deadlinePreview>): boolean {
  const due = ({ days }: DeadlinePreview) =>
    JSON.stringify(days.map(({ due, extendedTo, acts }) => [due, extendedTo, acts]))
  return before !== undefined && due(before) === due(preview)
}

function daysOf(preview: DeadlinePreview, before: DeadlinePreview | undefined) {
  return preview.days.map((day, place) => ({ ...day, before: before?.days[place] }))
}

async function answer(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withDeadline(parts, ask)
  const { steps, step, choices, schema } = asked
  const question = { title: '', about: '', back: '', schema }
  const { answers, posted, faults } = answersTo(question, ask)
  const isRead = field(ask.body, 'from') === '' || isLocalDate(field(ask.body, 'from'))
  const wrongDay = isRead
    ? []
    : [{ text: 'The day to try must be a real day, such as 2027-03-24', href: '#from', path: 'from' }]
  const read = chosenFrom(asked, answers)
  const own = faults.length > 0 ? faults : read.faults
  if (own.length > 0 || wrongDay.length > 0 || read.chosen === undefined) {
    return show(parts, ask, asked, { posted, faults: [...own, ...wrongDay] })
  }
  const { chosen } = read
  if ('because' in chosen)
    return field(ask.body, '_do') === 'preview' ? show(parts, ask, asked, { posted, faults: [] }) : save(chosen)
  const { preview } = deadlinePreview(parts.runtime, { deadline: chosen })
  const against = preview.faults.map((text) => fault(text, said(answers, 'by') === 'law' ? 'rule' : 'workingDays'))
  if (against.length > 0 || field(ask.body, '_do') === 'preview') {
    return show(parts, ask, asked, { posted, faults: against, chosen })
  }
  return save(chosen)

  async function save(deadline: DeadlineChosen): Promise<Reply> {
    const change = await changeOf(steps, step, choices, deadline)
    const saved = 'refused' in change ? change.refused : await saveChange(parts, ask, steps.asked, change)
    if (typeof saved === 'string') return show(parts, ask, asked, { posted, faults: [fault(saved, 'by')] })
    if (!('refused' in change)) rememberUndo(ask, steps.asked, change)
    return saved
  }
}

function fault(text: string, name: string): ShownFault {
  return { text, href: `#${name}`, path: name }
}

/** A target of the council's own is changed wherever the draft names it: two lengths of one target would be a fault. */
async function changeOf(steps: StepsAsked, step: StepRow, choices: Choices, deadline: DeadlineChosen): Promise<Change> {
  const { idsElsewhere } = choices
  const element = step.element
  const edited = await editDiagram(steps.xml, { do: 'set-deadline', element, deadline }, { idsElsewhere })
  if ('refused' in edited) return edited
  const changes = [{ path: steps.file, text: edited.xml }]
  const local = 'because' in deadline ? undefined : deadline.local
  if (local !== undefined) {
    for (const { path } of steps.diagrams) {
      const isThis = path === steps.file
      const text = isThis ? edited.xml : (steps.asked.draft.files.find((file) => file.path === path)?.text ?? '')
      const also = await editDiagram(text, { do: 'set-local', local }, {})
      if ('refused' in also || also.xml === text) continue
      if (isThis) changes[0] = { path, text: also.xml }
      else if (text.includes(`"${local.id}"`)) changes.push({ path, text: also.xml })
    }
  }
  const before = step.deadline?.binding.local?.workingDays
  const days =
    local !== undefined && before !== undefined && before !== local.workingDays
      ? `: ${before} to ${local.workingDays} working days`
      : ': the deadline'
  return { changes, what: `${steps.title}: ‘${nameOfStep(step)}’${days}`, to: addressOf(steps, element) }
}

function schemaOf(step: StepRow, choices: Choices): FormLike {
  const isTimer = step.type.endsWith('Event')
  const kinds = isTimer ? KINDS.filter(({ value }) => value !== 'none') : KINDS
  const whereLaw = { conditionalOn: { field: 'by', equals: ['law', 'both'] } }
  const whereOwn = { conditionalOn: { field: 'by', equals: ['own', 'both'] } }
  const facts = choices.facts.map(({ code }) => ({ value: code, text: capital(factPhrase(code)) }))
  return asks(
    {
      by: oneOf('Who sets the deadline?', kinds),
      rule: oneOf(
        'Which rule?',
        choices.deadlines.map(({ code, title, sentence }) => ({ value: code, text: `${title}: ${sentence}` })),
      ),
      title: line('What is due', 'It ends the sentence “By then …”: “the panel appointed and its day fixed”'),
      workingDays: { type: 'integer', minimum: 1, maximum: 250, title: 'How many working days?' },
      startedBy: oneOf('After what?', facts, 'The day on which it happens is not counted.'),
      onlyWhere: oneOf(
        'Only where …',
        partsOf(choices, step),
        'It is counted whatever the answer is, if you choose nothing.',
      ),
      metBy: oneOf('Until what?', facts),
      orMetBy: oneOf('Or until what else?', facts, 'Whichever comes first. Nothing, if you choose nothing.'),
      calendar: oneOf('Whose working days?', options(choices.calendars)),
      because: line('Why is there none?', 'It is shown with the task: “because the answer itself is late”'),
      ...(isTimer && MOMENT),
    },
    ['by', ...(isTimer ? ['at'] : [])],
    // In this order they are asked.
    {
      by: {},
      ...(isTimer && { at: {} }),
      rule: { ...SELECT, ...whereLaw },
      title: { ...TEXT_LINE, ...whereOwn },
      workingDays: whereOwn,
      startedBy: { ...SELECT, ...whereOwn },
      onlyWhere: { ...SELECT, ...whereOwn },
      metBy: { ...SELECT, ...whereOwn },
      orMetBy: { ...SELECT, ...whereOwn },
      calendar: { ...SELECT, ...whereOwn },
      because: { ...TEXT_LINE, conditionalOn: { field: 'by', equals: 'none' } },
      ...(isTimer && {
        before: { conditionalOn: { field: 'at', equals: 'warning' } },
        repeat: { conditionalOn: { field: 'at', equals: 'breach' } },
      }),
    },
  )
}

const KINDS = [
  { value: 'law', text: 'The law, a code or guidance' },
  { value: 'own', text: 'The council itself, with a target that may be tighter than the law' },
  { value: 'both', text: 'The law, and the council only where the law was not yet in force' },
  { value: 'none', text: 'There is none' },
] as const

const MOMENT = {
  at: oneOf('When does it act?', [
    { value: 'warning', text: 'Before the last day' },
    { value: 'due', text: 'On the last day' },
    { value: 'breach', text: 'When the last day has passed' },
  ]),
  before: { type: 'integer', minimum: 1, maximum: 250, title: 'How many working days before?' },
  repeat: { type: 'integer', minimum: 1, maximum: 250, title: 'And again after how many working days?' },
}

/** What the facts say that has a closed list of answers: a target can be one only where that is so. */
function partsOf({ facts }: Choices, { deadline }: StepRow) {
  const local = deadline?.binding.local
  const now = local?.onlyWhere && {
    value: `${local.startedBy} ${local.onlyWhere.property}=${local.onlyWhere.is}`,
    text: `As now: ${local.onlyWhere.property} is ${local.onlyWhere.is}`,
  }
  const listed = facts.flatMap(({ code, title, parts }) =>
    parts.map((part) => ({ value: `${code} ${part.code}`, text: `${title}: ${part.title}` })),
  )
  return now === undefined || listed.some(({ value }) => value === now.value) ? listed : [now, ...listed]
}

/** What stands there now, as the page asks it. */
function answersOf({ deadline, noDeadline, type }: StepRow): StepAnswers {
  if (deadline === undefined) return { by: noDeadline === undefined ? undefined : 'none', because: noDeadline }
  const { rule, local, at, before, repeat } = deadline.binding
  const [metBy, orMetBy] = local?.metBy.split(' ') ?? []
  const only = local?.onlyWhere
  const own = local && {
    title: local.title,
    workingDays: local.workingDays,
    startedBy: local.startedBy,
    ...{ metBy, orMetBy },
    ...(only && { onlyWhere: `${local.startedBy} ${only.property}=${only.is}` }),
    calendar: local.calendar,
  }
  return {
    by: rule === undefined ? 'own' : local === undefined ? 'law' : 'both',
    rule,
    ...own,
    ...(type.endsWith('Event') && { at, before, repeat }),
  }
}

function chosenFrom(
  { steps, step }: DeadlineAsked,
  answers: StepAnswers,
): { readonly chosen?: DeadlineChosen; readonly faults: readonly ShownFault[] } {
  const by = said(answers, 'by')
  const needed = NEEDED[by] ?? []
  const faults = needed.filter(([name]) => answers[name] === undefined || answers[name] === '')
  if (faults.length > 0) return { faults: faults.map(([name, text]) => fault(text, name)) }
  if (by === 'none') return { chosen: { because: said(answers, 'because') }, faults: [] }
  const [onlyOf = ''] = said(answers, 'onlyWhere').split(' ')
  if (by !== 'law' && onlyOf !== '' && onlyOf !== said(answers, 'startedBy')) {
    return { faults: [fault('Choose something that is said when it starts to count', 'onlyWhere')] }
  }
  const local = by === 'law' ? undefined : localFrom(steps, step, answers)
  const at = said(answers, 'at')
  const [before, repeat] = [answers['before'], answers['repeat']]
  return {
    faults: [],
    chosen: {
      at: at === 'warning' || at === 'breach' ? at : 'due',
      ...(by !== 'own' && { rule: said(answers, 'rule') }),
      ...(local !== undefined && { local }),
      ...(at === 'warning' && typeof before === 'number' && { before }),
      ...(at === 'breach' && typeof repeat === 'number' && { repeat }),
    },
  }
}

const OF_LAW = [['rule', 'Choose the rule']] as const
const OF_COUNCIL = [
  ['title', 'Say what is due'],
  ['workingDays', 'Say how many working days'],
  ['startedBy', 'Choose after what it is counted'],
  ['metBy', 'Choose until what it runs'],
  ['calendar', 'Choose whose working days count'],
] as const
const NEEDED: Readonly<Record<string, readonly (readonly [name: string, text: string])[]>> = {
  law: OF_LAW,
  own: OF_COUNCIL,
  both: [...OF_LAW, ...OF_COUNCIL],
  none: [['because', 'Say why there is no deadline']],
}

/** The id of a target stays while it is changed; a new one is named after the procedure and what is due. */
function localFrom({ asked }: StepsAsked, { deadline }: StepRow, answers: StepAnswers): LocalDeadline {
  const before = deadline?.binding.local
  const [property, is] = (said(answers, 'onlyWhere').split(' ')[1] ?? '').split('=')
  const title = said(answers, 'title')
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return {
    id: before?.id ?? `${asked.draft.procedure}.local.${slug}`,
    title,
    workingDays: typeof answers['workingDays'] === 'number' ? answers['workingDays'] : 0,
    calendar: said(answers, 'calendar'),
    startedBy: said(answers, 'startedBy'),
    metBy: [said(answers, 'metBy'), said(answers, 'orMetBy'), ...(before?.metBy.split(' ').slice(2) ?? [])]
      .filter((fact, place, all) => fact !== '' && all.indexOf(fact) === place)
      .join(' '),
    ...(property !== undefined && is !== undefined && { onlyWhere: { property, is } }),
  }
}

import type { PageParts } from '../../api/index.ts'
import {
  capital,
  conditionWords,
  NotFoundError,
  readCondition,
  testWords,
  type Choices,
  type DiagramOperation,
  type PlainCondition,
  type StepRow,
  type StepWay,
  type WrittenCondition,
} from '../../engine/index.ts'
import { field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { saveChange } from './question.ts'
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
import { readTest, testForm, type TestFault } from './step-test.ts'
import { rememberUndo } from './step-undo.ts'
import { feelInWords } from './step-words.ts'

const PAGE = `${STEP}/condition`

/**
 * `…/steps/:element/condition`: what must hold for an answer (`way` in the address), until when an event waits, or when an
 * activity that is gone through several times ends. In words, test by test; or as FEEL.
 */
export function addConditionPages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'edit-procedures', async (ask) => show(await inHand(parts, ask)))
  area.staff('post', PAGE, 'edit-procedures', (ask) => press(parts, ask))
  area.staff('get', `${PAGE}/test`, 'edit-procedures', async (ask) => showTest(await inHand(parts, ask), ask))
  area.staff('post', `${PAGE}/test`, 'edit-procedures', (ask) => saveTest(parts, ask))
  area.staff('get', `${PAGE}/text`, 'edit-procedures', async (ask) => {
    const hand = await inHand(parts, ask)
    return showText(hand, { text: hand.text ?? '' })
  })
  area.staff('post', `${PAGE}/text`, 'edit-procedures', (ask) => saveText(parts, ask))
}

type Condition = PlainCondition | WrittenCondition

interface ConditionInHand {
  readonly steps: StepsAsked
  readonly step: StepRow
  readonly choices: Choices
  readonly title: string
  /** As it is written; undefined where there is none. */
  readonly text?: string
  readonly plain?: PlainCondition
  /** It is taken when no other answer holds. */
  readonly isOtherwise: boolean
  /** It may stand without a condition. */
  readonly mayBeNone?: string
  readonly write: (condition: Condition | undefined) => DiagramOperation
  /** The address of a page of it. */
  readonly at: (page?: string, more?: Readonly<Record<string, string>>) => string
}

/** @throws NotFoundError where nothing has a condition. */
async function inHand(parts: PageParts, ask: StaffAsk): Promise<ConditionInHand> {
  const steps = await withSteps(parts, ask)
  const step = stepAsked(steps, ask)
  const choices = await choicesFor(parts, ask, steps)
  const id = field(ask.query, 'way')
  const way = step.ways.find((each) => each.way === id)
  const asked = way === undefined ? ofStep(step) : ofWay(step, way)
  if (asked === undefined || (id !== '' && way === undefined)) throw new NotFoundError('condition', id)
  const { text } = asked
  const plain = text === undefined ? undefined : readCondition(text)
  return {
    ...{ steps, step, choices, ...asked, ...(plain && { plain }) },
    at: (page, more = {}) => {
      const query = new URLSearchParams({ ...(way !== undefined && { way: way.way }), ...more }).toString()
      const below = page === undefined ? ['condition'] : ['condition', page]
      return `${addressOf(steps, step.element, ...below)}${query === '' ? '' : `&${query}`}`
    },
  }
}

type Asked = Pick<ConditionInHand, 'title' | 'text' | 'isOtherwise' | 'mayBeNone' | 'write'>

/** Ways that may be chosen have one: those of questions, and those of steps that have one already. */
function ofWay(step: StepRow, way: StepWay): Asked | undefined {
  const { name, conditionText: text, isDefault } = way
  if (!step.isQuestion && text === undefined) return undefined
  const hasOther = step.ways.some((each) => each.isDefault && each !== way)
  return {
    title: name === '' ? 'When is this way taken?' : `When is “${name}” the answer?`,
    isOtherwise: isDefault,
    ...(text !== undefined && { text }),
    ...(!isDefault && !hasOther && { mayBeNone: 'Take it when no other answer holds' }),
    write: (condition) => ({ do: 'change-answer', way: way.way, answer: { name, ...(condition && { condition }) } }),
  }
}

function ofStep({ element, loop, waitsUntil }: StepRow): Asked | undefined {
  const write = (condition: Condition | undefined): DiagramOperation => ({
    ...{ do: 'set-condition', element },
    ...(condition && { condition }),
  })
  if (waitsUntil !== undefined)
    return { title: 'Until when does it wait?', text: waitsUntil, isOtherwise: false, write }
  if (loop === undefined) return undefined
  const text = loop.kind === 'standard' ? loop.condition : loop.completionCondition
  return {
    title: loop.kind === 'standard' ? 'As long as what is it done again?' : 'When does it end before all are done?',
    isOtherwise: false,
    ...(text !== undefined && { text, mayBeNone: 'Take the condition away' }),
    write,
  }
}

/** The top of each of its pages. */
function frameOf({ steps, step }: ConditionInHand) {
  return { frame: steps.asked.frame, about: `${steps.title}: ${nameOfStep(step)}`, file: steps.file }
}

function show(hand: ConditionInHand, error?: string): Reply {
  const { steps, step, choices, plain, text, title, isOtherwise, mayBeNone, at } = hand
  const { variables } = choices
  const data = {
    ...{ ...frameOf(hand), title, isOtherwise, mayBeNone },
    back: addressOf(steps, step.element),
    join: plain?.join,
    tests: plain?.tests.map((test, place) => ({
      said: capital(testWords(variables, test)),
      href: at('test', { test: String(place) }),
    })),
    text: plain === undefined ? text : undefined,
    asText: at('text'),
    add: { action: addressOf(steps, step.element, 'condition', 'test').split('?')[0], way: wayOf(at()) },
    variables: variables.map(({ name, title: called }) => ({ value: name, text: `${called} (${name})` })),
    errors: error === undefined ? [] : [{ text: error, href: error === NO_VARIABLE ? '#variable' : '#condition' }],
  }
  return view('procedures/step-condition', data, error === undefined ? 200 : 422)
}

const NO_VARIABLE = 'Choose what it goes by'

function wayOf(address: string): string {
  return new URL(address, 'http://redress').searchParams.get('way') ?? ''
}

/** A button of the overview: a test goes, the tests go together in another way, or nothing is asked any more. */
async function press(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const hand = await inHand(parts, ask)
  const { plain } = hand
  const [what, value = ''] = field(ask.body, '_do').split(':')
  if (what === 'otherwise') return save(parts, ask, hand, undefined)
  if (plain === undefined) return show(hand)
  if (what === 'join') return save(parts, ask, hand, { ...plain, join: value === 'or' ? 'or' : 'and' })
  const tests = plain.tests.filter((_, place) => place !== Number(value))
  return tests.length === 0 ? show(hand) : save(parts, ask, hand, { ...plain, tests })
}

async function save(parts: PageParts, ask: StaffAsk, hand: ConditionInHand, condition: Condition | undefined) {
  const saved = await saved_(parts, ask, hand, condition)
  return typeof saved === 'string' ? show(hand, saved) : saved
}

/** Why it could not be saved, where it could not. */
async function saved_(
  parts: PageParts,
  ask: StaffAsk,
  { steps, choices, write, at }: ConditionInHand,
  condition: Condition | undefined,
): Promise<Reply | string> {
  const change = await stepChange(steps, write(condition), choices, () => at())
  if ('refused' in change) return change.refused
  const reply = await saveChange(parts, ask, steps.asked, change)
  if (typeof reply !== 'string') rememberUndo(ask, steps.asked, change)
  return reply
}

/** One test: which answer, how it is asked, and with what it is compared. */
function showTest(hand: ConditionInHand, ask: StaffAsk, faults: readonly TestFault[] = []): Reply {
  const { choices, plain, at } = hand
  const place = field(ask.query, 'test')
  const before = place === '' ? undefined : plain?.tests[Number(place)]
  const form = testForm(choices, field(ask.query, 'variable'), before, faults.length > 0 ? ask.body : undefined)
  if (form === undefined) return show(hand, NO_VARIABLE)
  const data = {
    ...{ ...frameOf(hand), form, back: at() },
    title: before === undefined ? 'Add a test' : 'Change a test',
    errors: faults,
  }
  return view('procedures/step-test', data, faults.length > 0 ? 422 : 200)
}

async function saveTest(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const hand = await inHand(parts, ask)
  const { plain, choices } = hand
  const place = field(ask.query, 'test')
  const before = place === '' ? undefined : plain?.tests[Number(place)]
  const read = readTest(choices, field(ask.query, 'variable'), before, ask.body)
  if (read.test === undefined) return showTest(hand, ask, read.faults)
  const { test } = read
  const tests = plain?.tests ?? []
  const all = before === undefined ? [...tests, test] : tests.map((each) => (each === before ? test : each))
  const saved = await saved_(parts, ask, hand, { join: plain?.join ?? 'and', tests: all })
  return typeof saved === 'string' ? showTest(hand, ask, [{ text: saved, href: '#operator' }]) : saved
}

/** As FEEL: looked at, or saved. */
function showText(
  hand: ConditionInHand,
  { text, fault, looked }: { text: string; fault?: string; looked?: boolean },
): Reply {
  const data = {
    ...{ ...frameOf(hand), title: `${hand.title} (expression)`, text, back: hand.at() },
    said: looked === true && fault === undefined ? capital(saidOf(hand, text)) : undefined,
    errors: fault === undefined ? [] : [{ text: fault, href: '#text' }],
  }
  return view('procedures/step-condition-text', data, fault === undefined ? 200 : 422)
}

function saidOf({ choices }: ConditionInHand, text: string): string {
  const plain = readCondition(text)
  return plain === undefined ? `It can be read: ${text}` : conditionWords(choices.variables, plain)
}

async function saveText(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const hand = await inHand(parts, ask)
  const { steps, choices, write } = hand
  const text = field(ask.body, 'text').replaceAll(/\s+/g, ' ').trim()
  if (text === '') return showText(hand, { text, fault: 'Write the expression' })
  if (field(ask.body, '_do') === 'preview') {
    const tried = await stepChange(steps, write({ text }), choices, () => '')
    return showText(hand, 'refused' in tried ? { text, fault: tried.refused } : { text, looked: true })
  }
  const saved = await saved_(parts, ask, hand, { text })
  return typeof saved === 'string' ? showText(hand, { text, fault: saved }) : saved
}

/** The row of a step's page that leads here, where something of the step itself has a condition. */
export function conditionRow(
  step: StepRow,
  choices: Choices,
): { readonly title: string; readonly now: string } | undefined {
  const asked = ofStep(step)
  if (asked === undefined) return undefined
  const title =
    step.waitsUntil === undefined ? (step.loop?.kind === 'standard' ? 'As long as' : 'Ends early when') : 'Waits until'
  return { title, now: asked.text === undefined ? 'Not said' : capital(feelInWords(choices, asked.text)) }
}

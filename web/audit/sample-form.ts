import { randomBytes, randomUUID } from 'node:crypto'
import {
  drawSample,
  DUTIES,
  InvalidVariablesError,
  listProcedures,
  previewSample,
  type Fault,
  type Runtime,
  type SampleRule,
  type Spread,
  type Strata,
} from '../../engine/index.ts'
import { outcomeInWords, stageInWords } from '../cases/words.ts'
import { field, fieldList, redirect, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { dutyInWords, groupWords, ruleInWords, SAMPLES, SPREADS, STRATA, USUAL_TESTS } from './sample-words.ts'
import { RESULTS } from './words.ts'

const NEW = `${SAMPLES}/new`
const STAGES = ['stage-1', 'stage-2', 'stage-3', 'adult', 'public-health', 'corporate-1', 'corporate-2', 'ombudsman']
const OUTCOMES = [
  ...['undecided', 'upheld', 'partly-upheld', 'not-upheld', 'no-finding'],
  ...['resolved-early', 'withdrawn', 'signposted', 'excluded'],
]
const STATUSES = { open: 'Open', closed: 'Closed', incident: 'Stopped' } as const
const DAYS = ['received-from', 'received-to', 'closed-from', 'closed-to'] as const

const FOUND = ['not-met', 'cannot-tell', 'not-yet-due', 'met', 'not-applicable'] as const

function isFound(text: string): text is (typeof FOUND)[number] {
  return FOUND.some((each) => each === text)
}

/** `/audit/samples/new`: what to draw, how many that would be, and then the drawing. Nothing of it stands in an address. */
export function addSampleForm(area: Area, runtime: Runtime): void {
  area.staff('get', NEW, 'work-samples', () => formPage(runtime, { size: '10', seed: randomBytes(6).toString('hex') }))
  area.staff('post', NEW, 'work-samples', (ask) => check(runtime, ask))
  area.staff('post', SAMPLES, 'work-samples', (ask) => draw(runtime, ask))
}

async function check(runtime: Runtime, { actor, body }: StaffAsk): Promise<Reply> {
  if (field(body, 'go') === 'change') return formPage(runtime, body)
  const { asked, errors } = readForm(body)
  if (errors.length > 0) return formPage(runtime, body, errors)
  try {
    const preview = await previewSample(runtime, actor, asked)
    const groups = await groupWords(runtime, asked.strata)
    return view('audit/sample-check', {
      asked,
      rule: await ruleInWords(runtime, asked.rule),
      strata: STRATA[asked.strata],
      spread: SPREADS[asked.spread],
      hasGroups: asked.strata !== 'none',
      isAll: asked.spread === 'all',
      preview: { ...preview, strata: preview.strata.map((each) => ({ ...each, name: groups(each.stratum) })) },
      posted: postedFields(body),
      key: randomUUID(),
    })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return formPage(runtime, body, error.faults.map(said))
  }
}

async function draw(runtime: Runtime, { actor, body }: StaffAsk): Promise<Reply> {
  const { asked, errors } = readForm(body)
  if (errors.length > 0) return formPage(runtime, body, errors)
  try {
    const key = field(body, 'key')
    const { sample, drawn } = await drawSample(runtime, actor, asked, key === '' ? {} : { idempotencyKey: key })
    const text = drawn === 1 ? 'One case was drawn.' : `${drawn} cases were drawn.`
    return redirect(`${SAMPLES}/${sample}`, { kind: 'success', title: text })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return formPage(runtime, body, error.faults.map(said))
  }
}

interface Read {
  readonly asked: {
    readonly title: string
    readonly rule: SampleRule
    readonly seed: string
    readonly size: number
    readonly strata: Strata
    readonly spread: Spread
    readonly tests: readonly string[]
  }
  readonly errors: readonly FormError[]
}

function readForm(body: Fields): Read {
  const errors: FormError[] = []
  const codes = (name: string) => {
    const given = fieldList(body, name)
    return given.length === 0 ? undefined : given
  }
  const day = (name: (typeof DAYS)[number]) => {
    const read = dayOfFields(body, name)
    if (read === 'none') errors.push({ text: 'Enter a day that exists', href: `#${name}-day` })
    return read === 'none' ? undefined : read
  }
  const [procedures, stages, outcomes, teams] = ['procedure', 'stage', 'outcome', 'team'].map(codes)
  const statuses = fieldList(body, 'status').filter((each): each is keyof typeof STATUSES =>
    Object.hasOwn(STATUSES, each),
  )
  const [receivedFrom, receivedTo, closedFrom, closedTo] = DAYS.map(day)
  const duty = field(body, 'duty')
  const dutyResults = fieldList(body, 'found').filter(isFound)
  const strata = field(body, 'strata')
  const spread = field(body, 'spread')
  const size = field(body, 'size')
  const title = field(body, 'title')
  const seed = field(body, 'seed')
  const isAll = spread === 'all'
  if (title === '') errors.push({ text: 'Enter what the sample is for', href: '#title' })
  if (!Object.hasOwn(STRATA, strata)) errors.push({ text: 'Select whether the cases are grouped', href: '#strata' })
  if (!Object.hasOwn(SPREADS, spread)) errors.push({ text: 'Select how the cases are shared out', href: '#spread' })
  if (!isAll && !/^\d{1,3}$/.test(size)) {
    errors.push({ text: 'Enter how many cases, as a whole number such as 10', href: '#size' })
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(seed)) {
    errors.push({
      text: 'Enter a seed of letters, digits, spaces, full stops, hyphens and underscores that begins with a letter or a digit',
      href: '#seed',
    })
  }
  const tests = field(body, 'tests')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (tests.length === 0) errors.push({ text: 'Enter at least one thing to look at', href: '#tests' })
  return {
    errors,
    asked: {
      title,
      seed,
      size: isAll ? 1 : Number(size),
      strata: strata as Strata,
      spread: spread as Spread,
      tests,
      rule: {
        ...(procedures !== undefined && { procedures }),
        ...(statuses.length > 0 && { statuses }),
        ...(stages !== undefined && { stages }),
        ...(outcomes !== undefined && { outcomes }),
        ...(teams !== undefined && { teams }),
        ...(receivedFrom !== undefined && { receivedFrom }),
        ...(receivedTo !== undefined && { receivedTo }),
        ...(closedFrom !== undefined && { closedFrom }),
        ...(closedTo !== undefined && { closedTo }),
        ...(duty !== '' && { duty }),
        ...(dutyResults.length > 0 && { dutyResults }),
      },
    },
  }
}

/** What the engine found wrong, at the field in which it can be put right. */
function said({ at, message }: Fault): FormError {
  const [, name = ''] = at.split('/')
  switch (at) {
    case '/rule':
      return { text: 'No case that you may see fits. Widen the population', href: '#procedure' }
    case '/rule/duty':
      return { text: 'Select a duty from the list', href: '#duty' }
    case '/rule/dutyResults':
      return { text: 'Select a duty and what was found of it, or neither', href: '#found' }
    case '/rule/receivedTo':
      return { text: 'The last day must be the first day or after it', href: '#received-to-day' }
    case '/rule/closedTo':
      return { text: 'The last day must be the first day or after it', href: '#closed-to-day' }
    case '/tests':
      return { text: 'Enter at most 20 things to look at, each of them once', href: '#tests' }
    case '/size':
      return { text: `The number of cases ${message}`, href: '#size' }
    case '/spread':
      return { text: `That ${message}`, href: '#spread' }
    default:
      if (name === 'tests') return { text: 'Each thing to look at must have at most 300 characters', href: '#tests' }
      if (name === 'title') return { text: 'What the sample is for must have at most 200 characters', href: '#title' }
      return { text: `Something here cannot be used: ${message}`, href: '#procedure' }
  }
}

async function formPage(runtime: Runtime, given: Fields, errors: readonly FormError[] = []): Promise<Reply> {
  const { teams } = runtime.council
  const items = (name: string, choices: readonly (readonly [value: string, text: string])[]) =>
    choices.map(([value, text]) => ({ value, text, checked: fieldList(given, name).includes(value) }))
  const procedures = await listProcedures(runtime)
  return view(
    'audit/sample-new',
    {
      given: {
        title: field(given, 'title'),
        seed: field(given, 'seed'),
        size: field(given, 'size'),
        strata: field(given, 'strata') || 'none',
        spread: field(given, 'spread') || 'proportional',
        tests: given['tests'] === undefined ? USUAL_TESTS.join('\n') : field(given, 'tests'),
      },
      procedures: items(
        'procedure',
        procedures.map(({ procedure, title }) => [procedure, title]),
      ),
      statuses: items('status', Object.entries(STATUSES)),
      stages: items(
        'stage',
        STAGES.map((code) => [code, stageInWords(code)]),
      ),
      outcomes: items(
        'outcome',
        OUTCOMES.map((code) => [code, outcomeInWords(code)]),
      ),
      teams: items(
        'team',
        Object.entries(teams).map(([code, { name }]) => [code, name]),
      ),
      days: Object.fromEntries(
        DAYS.map((name) => [
          name,
          dayItems(
            given,
            name,
            errors.some(({ href }) => href === `#${name}-day`),
          ),
        ]),
      ),
      duties: [
        { value: '', text: 'Any' },
        ...DUTIES.map(({ id }) => ({ value: id, text: dutyInWords(id), selected: field(given, 'duty') === id })),
      ],
      found: items(
        'found',
        FOUND.map((result) => [result, RESULTS[result]]),
      ),
      strata: Object.entries(STRATA).map(([value, text]) => ({ value, text })),
      spreads: Object.entries(SPREADS).map(([value, text]) => ({ value, text })),
      errors,
      errorOf: byField(errors),
    },
    errors.length > 0 ? 422 : 200,
  )
}

/** Everything that was filled in, to be sent along with the next form. */
function postedFields(body: Fields): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(body)
    .filter(([name]) => name !== '_csrf' && name !== 'go')
    .flatMap(([name, value]) => [value ?? []].flat().map((each) => ({ name, value: each })))
}

import { caseClocks, type Expectation, type LocalDate } from '../../engine/index.ts'
import { MANAGER, type ScenarioWorld } from './world.ts'

/** What there was before a step, so that what came of it can be told. */
export interface Before {
  readonly facts: number
  readonly letters: ReadonlySet<string>
}

type Store = ScenarioWorld['runtime']['store']
type Letter = Awaited<ReturnType<Store['read']['outbox']>>['rows'][number]
type Task = Awaited<ReturnType<typeof openTasks>>[number]

/** Before the first step there was nothing, not even how the case began. */
export const NOTHING: Before = { facts: 0, letters: new Set() }

export async function lookAt(world: ScenarioWorld, caseId: string): Promise<Before> {
  const { read } = world.runtime.store
  const [row, letters] = await Promise.all([read.case(caseId), allLetters(world, caseId)])
  return { facts: row?.factCount ?? 0, letters: new Set(letters.map(({ id }) => id)) }
}

export async function openTasks({ runtime }: ScenarioWorld, caseId: string) {
  const { rows } = await runtime.store.read.tasks({ caseId, status: 'open', limit: 500 })
  return rows.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0))
}

/** `task_agree_plan (2026-01-08)`; of a task without a day, that. */
export async function openTasksInWords(world: ScenarioWorld, caseId: string): Promise<readonly string[]> {
  return (await openTasks(world, caseId)).map(({ element, dueOn }) => `${element} (${dueOn ?? 'no day'})`)
}

/** What the case lacks of what was expected after the step, a sentence each. Something gone wrong is told though nobody asked. */
export async function missing(
  world: ScenarioWorld,
  caseId: string,
  expected: Expectation,
  before: Before,
): Promise<readonly string[]> {
  const { read } = world.runtime.store
  const asksOf = (...names: readonly (keyof Expectation)[]) => names.some((name) => expected[name] !== undefined)
  const [tasks, row, incidents, jobs] = await Promise.all([
    asksOf('tasks', 'noTasks') ? openTasks(world, caseId) : [],
    asksOf('status', 'outcome', 'procedure') ? read.case(caseId) : undefined,
    read.incidents({ caseId, status: 'open', limit: 50 }),
    read.jobs({ caseId, status: 'ready', limit: 50 }),
  ])
  const { status, outcome, procedure } = expected
  const now = { status: row?.status, outcome: textOf(row?.state['outcome']), procedure: row?.procedure }
  return [
    ...taskFaults(tasks, expected),
    ...(expected.letters === undefined
      ? []
      : letterFaults(await newLetters(world, caseId, before), expected.letters, await complainantsOf(world, caseId))),
    ...(expected.facts === undefined ? [] : factFaults((await read.facts(caseId)).slice(before.facts), expected.facts)),
    ...(expected.clocks === undefined ? [] : await clockFaults(world, caseId, expected.clocks)),
    ...differs('procedure', procedure, now.procedure),
    ...differs('status', status, now.status),
    ...differs('outcome', outcome, now.outcome),
    ...(status === 'incident'
      ? []
      : incidents.rows.map(
          ({ element, code, message }) => `${element ?? 'the case'} is an incident (${code}): ${message}`,
        )),
    ...(status === 'incident'
      ? []
      : jobs.rows.flatMap(({ element, action, lastError }) =>
          lastError === null ? [] : [`${element} (${action}) has failed and will be tried again: ${lastError}`],
        )),
  ]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function differs(what: string, wanted: string | undefined, is: string | undefined): readonly string[] {
  if (wanted === undefined || wanted === is) return []
  return [`expected the ${what} ${wanted}, but it is ${is ?? 'not set'}`]
}

function taskFaults(open: readonly Task[], { tasks, only, noTasks = [] }: Expectation): readonly string[] {
  const wanted = Object.entries(tasks ?? {})
  const faults = wanted.flatMap(([element, due]) => {
    const there = open.filter((task) => task.element === element)
    if (there.length === 0) return [`expected the task ${element} (${due ?? 'no day'}), but it is not open`]
    if (there.some(({ dueOn }) => dueOn === due)) return []
    const days = there.map(({ dueOn }) => dueOn ?? 'no day').join(', ')
    return [`expected the task ${element} to be due ${due ?? 'on no day'}, but it is due: ${days}`]
  })
  const others = only === true ? open.filter(({ element }) => !wanted.some(([name]) => name === element)) : []
  const unwanted = open.filter(({ element }) => noTasks.includes(element))
  return [
    ...faults,
    ...others.map(({ element }) => `expected no other tasks, but ${element} is open`),
    ...unwanted.map(({ element }) => `expected that ${element} is not open, but it is`),
  ]
}

function letterFaults(
  sent: readonly Letter[],
  wanted: readonly string[],
  complainants: ReadonlySet<string>,
): readonly string[] {
  const names = [...new Set(sent.flatMap(namesOf))]
  const missed = wanted.filter((name) => !names.includes(name))
  const unasked = sent.filter(
    (letter) => isTo(letter, complainants) && !namesOf(letter).some((name) => wanted.includes(name)),
  )
  const others = [...new Set(unasked.map((letter) => namesOf(letter)[0] ?? letter.id))]
  return [
    ...missed.map((name) => `expected the letter ${name}, but there were: ${names.join(', ') || 'none'}`),
    ...others.map((name) => `expected no other letter to the complainant, but ${name} was sent`),
  ]
}

/** What a letter can be called: its own id where it has one, the action that wrote it, and the kind of notice that it is. */
function namesOf({ key, details }: Letter): readonly string[] {
  const [, action = ''] = key.split(':')
  const { letter } = details
  return typeof letter === 'string' ? [letter, action] : [action]
}

function isTo({ details }: Letter, people: ReadonlySet<string>): boolean {
  const { to } = details as { readonly to?: { readonly person?: string } }
  return to?.person !== undefined && people.has(to.person)
}

async function complainantsOf({ runtime }: ScenarioWorld, caseId: string): Promise<ReadonlySet<string>> {
  const people = await runtime.store.read.people(caseId)
  return new Set(people.filter(({ role }) => role === 'complainant').map(({ id }) => id))
}

function factFaults(recorded: readonly { readonly type: string }[], wanted: readonly string[]): readonly string[] {
  const types = [...new Set(recorded.map(({ type }) => type))]
  return wanted.flatMap((name) => {
    if (name.startsWith('-')) {
      return types.some((type) => type === name.slice(1))
        ? [`expected that ${name.slice(1)} is not recorded, but it was`]
        : []
    }
    if (types.some((type) => type === name)) return []
    return [`expected the fact ${name}, but there were: ${types.join(', ') || 'none'}`]
  })
}

async function clockFaults(
  { runtime }: ScenarioWorld,
  caseId: string,
  wanted: NonNullable<Expectation['clocks']>,
): Promise<readonly string[]> {
  const clocks = await caseClocks(runtime, MANAGER, caseId)
  return Object.entries(wanted).flatMap(([rule, expected]) => {
    const clock = clocks.findLast((each) => each.rule === rule)
    const has = [...new Set(clocks.map((each) => each.rule))]
    if (clock === undefined) return [`expected a clock for ${rule}, but there are: ${has.join(', ') || 'none'}`]
    const { due, status } = typeof expected === 'string' ? { due: expected, status: undefined } : expected
    return [
      ...differs(`due day of the clock ${rule}`, due, clock.due satisfies LocalDate | undefined),
      ...differs(`status of the clock ${rule}`, status, clock.status),
    ]
  })
}

/** What came of a step, for whoever writes scenarios. */
export interface Seen {
  readonly facts: readonly string[]
  readonly letters: readonly string[]
  readonly tasks: readonly string[]
  /** Each with its latest due day. */
  readonly clocks: readonly string[]
  readonly status: string
}

export async function seenOf(world: ScenarioWorld, caseId: string, before: Before): Promise<Seen> {
  const { read } = world.runtime.store
  const [row, facts, letters, tasks, clocks] = await Promise.all([
    read.case(caseId),
    read.facts(caseId),
    newLetters(world, caseId, before),
    openTasksInWords(world, caseId),
    caseClocks(world.runtime, MANAGER, caseId),
  ])
  const outcome = textOf(row?.state['outcome'])
  return {
    facts: facts.slice(before.facts).map(({ type, on }) => `${type} (${on})`),
    letters: [...new Set(letters.flatMap(namesOf))],
    tasks,
    clocks: clocks.map(({ rule, due, status }) => `${rule} ${due ?? 'no day'} ${status}`),
    status: [row?.procedure, row?.status, outcome].filter((each) => each !== undefined).join(', '),
  }
}

async function newLetters(world: ScenarioWorld, caseId: string, { letters }: Before): Promise<readonly Letter[]> {
  return (await allLetters(world, caseId)).filter(({ id }) => !letters.has(id))
}

async function allLetters({ runtime }: ScenarioWorld, caseId: string): Promise<readonly Letter[]> {
  const rows: Letter[] = []
  for (let after: string | undefined, done = false; !done;) {
    const page = await runtime.store.read.outbox({ caseId, limit: 500, ...(after !== undefined && { after }) })
    rows.push(...page.rows)
    after = page.next
    done = after === undefined
  }
  return rows
}

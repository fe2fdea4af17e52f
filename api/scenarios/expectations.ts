import { allMessages, caseClocks, letterNames, type Expectation, type LocalDate } from '../../engine/index.ts'
import type { Gap } from './gap.ts'
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
  const [row, letters] = await Promise.all([read.case(caseId), allMessages(world.runtime, caseId)])
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

/** What the case lacks of what was expected after the step. Something gone wrong is told though nobody asked. */
export async function missing(
  world: ScenarioWorld,
  caseId: string,
  expected: Expectation,
  before: Before,
): Promise<readonly Gap[]> {
  const { read } = world.runtime.store
  const asksOf = (...names: readonly (keyof Expectation)[]) => names.some((name) => expected[name] !== undefined)
  const [tasks, row, incidents, jobs] = await Promise.all([
    asksOf('tasks', 'noTasks') ? openTasks(world, caseId) : [],
    asksOf('status', 'outcome', 'procedure') ? read.case(caseId) : undefined,
    read.incidents({ caseId, status: 'open', limit: 50 }),
    read.jobs({ caseId, status: 'ready', limit: 50 }),
  ])
  const { status, outcome, procedure } = expected
  return [
    ...taskGaps(tasks, expected),
    ...(expected.letters === undefined
      ? []
      : letterGaps(await newLetters(world, caseId, before), expected.letters, await complainantsOf(world, caseId))),
    ...(expected.facts === undefined ? [] : factGaps((await read.facts(caseId)).slice(before.facts), expected.facts)),
    ...(expected.clocks === undefined ? [] : await clockGaps(world, caseId, expected.clocks)),
    ...caseGap('procedure', procedure, row?.procedure),
    ...caseGap('status', status, row?.status),
    ...caseGap('outcome', outcome, textOf(row?.state['outcome'])),
    ...(status === 'incident'
      ? []
      : incidents.rows.map(({ element, code, message }): Gap => ({ kind: 'incident', element, code, message }))),
    ...(status === 'incident'
      ? []
      : jobs.rows.flatMap(({ element, action, lastError }): Gap[] =>
          lastError === null ? [] : [{ kind: 'work-failed', element, action, message: lastError }],
        )),
  ]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function caseGap(
  what: 'procedure' | 'status' | 'outcome',
  expected: string | undefined,
  found: string | undefined,
): readonly Gap[] {
  return expected === undefined || expected === found ? [] : [{ kind: 'case', what, expected, found }]
}

function taskGaps(open: readonly Task[], { tasks, only, noTasks = [] }: Expectation): readonly Gap[] {
  const wanted = Object.entries(tasks ?? {})
  const gaps = wanted.flatMap(([element, due]): Gap[] => {
    const found = open.filter((task) => task.element === element).map(({ dueOn }) => dueOn)
    if (found.length === 0) return [{ kind: 'task-not-open', element, due }]
    return found.some((day) => day === due) ? [] : [{ kind: 'task-due', element, expected: due, found }]
  })
  const others = only === true ? open.filter(({ element }) => !wanted.some(([name]) => name === element)) : []
  const unwanted = open.filter(({ element }) => noTasks.includes(element))
  return [
    ...gaps,
    ...others.map(({ element }): Gap => ({ kind: 'task-too-many', element })),
    ...unwanted.map(({ element }): Gap => ({ kind: 'task-still-open', element })),
  ]
}

function letterGaps(
  sent: readonly Letter[],
  wanted: readonly string[],
  complainants: ReadonlySet<string>,
): readonly Gap[] {
  const names = [...new Set(sent.flatMap(letterNames))]
  const missed = wanted.filter((name) => !names.includes(name))
  const unasked = sent.filter(
    (letter) => isTo(letter, complainants) && !letterNames(letter).some((name) => wanted.includes(name)),
  )
  const others = [...new Set(unasked.map((letter) => letterNames(letter)[0] ?? letter.id))]
  return [
    ...missed.map((letter): Gap => ({ kind: 'letter-missing', letter, found: names })),
    ...others.map((letter): Gap => ({ kind: 'letter-too-many', letter })),
  ]
}

function isTo({ details }: Letter, people: ReadonlySet<string>): boolean {
  const { to } = details as { readonly to?: { readonly person?: string } }
  return to?.person !== undefined && people.has(to.person)
}

async function complainantsOf({ runtime }: ScenarioWorld, caseId: string): Promise<ReadonlySet<string>> {
  const people = await runtime.store.read.people(caseId)
  return new Set(people.filter(({ role }) => role === 'complainant').map(({ id }) => id))
}

function factGaps(recorded: readonly { readonly type: string }[], wanted: readonly string[]): readonly Gap[] {
  const found: readonly string[] = [...new Set(recorded.map(({ type }) => type))]
  return wanted.flatMap((name): Gap[] => {
    if (name.startsWith('-')) {
      const fact = name.slice(1)
      return found.includes(fact) ? [{ kind: 'fact-too-many', fact }] : []
    }
    return found.includes(name) ? [] : [{ kind: 'fact-missing', fact: name, found }]
  })
}

async function clockGaps(
  { runtime }: ScenarioWorld,
  caseId: string,
  wanted: NonNullable<Expectation['clocks']>,
): Promise<readonly Gap[]> {
  const clocks = await caseClocks(runtime, MANAGER, caseId)
  return Object.entries(wanted).flatMap(([rule, expected]): Gap[] => {
    const clock = clocks.findLast((each) => each.rule === rule)
    if (clock === undefined)
      return [{ kind: 'clock-missing', rule, found: [...new Set(clocks.map((each) => each.rule))] }]
    const { due, status } = typeof expected === 'string' ? { due: expected, status: undefined } : expected
    return [
      ...(due === undefined || due === clock.due
        ? []
        : [{ kind: 'clock-due', rule, expected: due, found: clock.due } as const]),
      ...(status === undefined || status === clock.status
        ? []
        : [{ kind: 'clock-status', rule, expected: status, found: clock.status } as const]),
    ]
  })
}

/** What came of a step, for whoever writes scenarios. */
export interface Seen {
  readonly facts: readonly { readonly type: string; readonly on: LocalDate }[]
  readonly letters: readonly string[]
  /** Those to the complainant, each by its first name: what `letters` of an expectation must hold. */
  readonly lettersToComplainant: readonly string[]
  readonly tasks: readonly { readonly element: string; readonly name: string; readonly due: LocalDate | null }[]
  readonly clocks: readonly { readonly rule: string; readonly due?: LocalDate; readonly status: string }[]
  readonly procedure: string
  readonly status: string
  readonly outcome?: string
}

export async function seenOf(world: ScenarioWorld, caseId: string, before: Before): Promise<Seen> {
  const { read } = world.runtime.store
  const [row, facts, letters, tasks, clocks, complainants] = await Promise.all([
    read.case(caseId),
    read.facts(caseId),
    newLetters(world, caseId, before),
    openTasks(world, caseId),
    caseClocks(world.runtime, MANAGER, caseId),
    complainantsOf(world, caseId),
  ])
  const outcome = textOf(row?.state['outcome'])
  const toThem = letters.filter((letter) => isTo(letter, complainants))
  return {
    facts: facts.slice(before.facts).map(({ type, on }) => ({ type, on })),
    letters: [...new Set(letters.flatMap(letterNames))],
    lettersToComplainant: [...new Set(toThem.map((letter) => letterNames(letter)[0] ?? letter.id))],
    tasks: tasks.map(({ element, name, dueOn }) => ({ element, name, due: dueOn })),
    clocks: clocks.map(({ rule, due, status }) => ({ rule, ...(due !== undefined && { due }), status })),
    procedure: row?.procedure ?? '',
    status: row?.status ?? '',
    ...(outcome !== undefined && { outcome }),
  }
}

async function newLetters(world: ScenarioWorld, caseId: string, { letters }: Before): Promise<readonly Letter[]> {
  return (await allMessages(world.runtime, caseId)).filter(({ id }) => !letters.has(id))
}

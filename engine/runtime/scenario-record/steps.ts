/* Over 300 lines: each kind of line of the trail, and the step that it becomes, side by side. */
import { FACT_SCHEMAS } from '../../case/fact-schema.ts'
import type { Fact } from '../../case/fact.ts'
import type { FlowNode } from '../../diagram/procedure-model.ts'
import type { InboxRow, JsonObject, PersonRow, TaskRow } from '../../store/rows.ts'
import { toMillis, clockTimeOf, dayOf } from '../../values/instant.ts'
import type { Stimulus } from '../../tokens/index.ts'
import type { Variables } from '../../tokens/token-state.ts'
import { besideTask } from '../beside-task.ts'
import { makeForm, type Form } from '../form.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { CaseStep, FactOfScenario, Scenario, UsualAnswers } from '../scenario-file/index.ts'
import { answersBack } from './answers-back.ts'
import type { Line } from './lines.ts'
import type { StandIns } from './stand-ins.ts'

/** What is on record of a case. */
export interface CaseOnRecord {
  readonly lines: readonly Line[]
  readonly people: readonly PersonRow[]
  readonly tasks: readonly TaskRow[]
  readonly inbox: readonly InboxRow[]
  /** By hash. */
  readonly versions: ReadonlyMap<string, LoadedProcedure>
}

export interface RecordedSteps {
  /** Without an id and a title. */
  readonly scenario: Omit<Scenario, 'id' | 'title'>
  /** What could not be recorded, or not exactly, a sentence each. */
  readonly left: readonly string[]
}

/** What Redress does by itself: it comes of what is done before, and of time. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  'job-done',
  'message-sent',
  'letter-printed',
  'timer-moved',
  'incident-raised',
])
/** What tokens record on their way, and no form asks. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['procedure-begun', 'case-reopened'])

const DAY_MS = 86_400_000

/** A case as the steps of a scenario: whatever somebody did, said or added, and the moments at which time did something. */
export function stepsOf(record: CaseOnRecord, standIns: StandIns, usual: UsualAnswers): RecordedSteps {
  const { lines, people, tasks, inbox, versions } = record
  const left: string[] = []
  const processes = new Map(
    lines.flatMap(({ instances }) => instances.map(({ id, process }) => [id, process] as const)),
  )
  const [first, ...rest] = lines
  /** Who is on the case so far. */
  const there = new Set(first?.facts.filter(({ type }) => type === 'person-added').map(personIn))
  const steps: CaseStep[] = []
  let now = first?.at
  for (const line of rest) {
    const own = stepsIn(line)
    const [at] = own
    if (at === undefined) continue
    const moves = now === undefined || clockTimeOf(line.at) > clockTimeOf(now)
    if (moves) now = line.at
    if (!moves && own.every((step) => Object.keys(step).length === 0)) continue
    steps.push({ ...(moves && { at: clockTimeOf(line.at) }), ...at }, ...own.slice(1))
  }
  return { scenario: { ...openingOf(first), usualPeople: false, steps }, left: [...new Set(left)] }

  /** None for what comes by itself; an empty one for a moment at which time did something. */
  function stepsIn(line: Line): readonly CaseStep[] {
    const { type, facts, stimuli, task, person, message } = line
    if (BY_ITSELF.has(type)) return []
    if (type === 'timer-fired') return [{}]
    if (type === 'case-cancelled') return [{ close: standIns.words() }]
    if (type === 'person-added') return personSteps([person ?? ''], facts)
    if (task !== undefined && line.element !== undefined) return taskSteps(line, task, line.element)
    const kept = inbox.filter(({ receivedAt, name }) => receivedAt === line.at && (message ?? name) === name)
    if (type === 'message-kept' || (type === 'wishes-noted' && kept.length > 0)) {
      return [...messageSteps(line), ...kept.map(keptStep)]
    }
    if (stimuli.some((stimulus) => messageOf(stimulus) !== undefined)) return messageSteps(line)
    if (stimuli.length === 0 && facts.length === 0) return []
    if (stimuli.length > 0 && type !== 'facts-recorded') {
      left.push(`On ${dayOf(line.at)} somebody did what no step of a scenario can do (${type}).`)
      return []
    }
    return [{ record: facts.filter(({ type: each }) => !ON_THE_WAY.has(each)).map((fact) => factIn(fact, line)) }]
  }

  /** Of those who are not on the case yet; each in the role in which they came. */
  function personSteps(ids: readonly string[], facts: readonly Fact[]): readonly CaseStep[] {
    return ids.flatMap((id) => {
      const row = people.find((each) => each.id === id)
      if (row === undefined || there.has(id)) return []
      there.add(id)
      return [{ person: standIns.person({ ...row, role: roleIn(facts, id) ?? row.role }) }]
    })
  }

  function factIn({ type, on, data }: Fact, { at }: Line): FactOfScenario {
    return {
      type,
      ...(on !== dayOf(at) && { on }),
      data: standIns.value(FACT_SCHEMAS[type], data) as JsonObject,
    }
  }

  function taskSteps(line: Line, id: string, element: string): readonly CaseStep[] {
    const task = tasks.find((each) => each.id === id)
    const added = line.facts.filter((fact) => fact.type === 'person-added' && !there.has(personIn(fact)))
    const stimulus = line.stimuli.find(({ type }) => type === 'complete')
    const form = task === undefined ? undefined : formOfTask(task, line)
    const nth = task === undefined ? 1 : nthOf(task)
    const answers = form === undefined ? undefined : answersIn(line, form, stimulus, element, added)
    // Who is appointed with a task comes without a fact of its own.
    const named = people.filter(({ id: each }) => !there.has(each) && mentions(answers, standIns.id(each)))
    return [
      ...personSteps([...added.map(personIn), ...named.map(({ id: each }) => each)], added),
      {
        complete: element,
        ...(nth > 1 && { nth }),
        ...(answers !== undefined && Object.keys(answers).length > 0 && { answers }),
        ...(task !== undefined && line.role !== task.role && { as: line.role }),
      },
    ]
  }

  /** Which of the tasks open there at that moment, the oldest first. */
  function nthOf(task: TaskRow): number {
    const until = task.completedAt ?? ''
    const open = tasks
      .filter(({ element, createdAt, completedAt }) => {
        return element === task.element && createdAt <= until && (completedAt === null || completedAt >= until)
      })
      .sort((one, other) => (key(one) < key(other) ? -1 : 1))
    const done = open.filter(({ completedAt, id }) => completedAt === until && id !== task.id && isEarlier(id, task.id))
    return Math.max(1, open.filter((each) => !done.includes(each)).findIndex(({ id }) => id === task.id) + 1)
  }

  /** Of two tasks done at one moment: which the trail has first. */
  function isEarlier(one: string, other: string): boolean {
    return lines.findIndex(({ task }) => task === one) < lines.findIndex(({ task }) => task === other)
  }

  function formOfTask(task: TaskRow, line: Line): Form | undefined {
    const beside = besideTask(task)
    if (beside !== undefined) return makeForm(beside.form)
    return task.form === null ? undefined : formNamed(task.form, line)
  }

  /** The version in which the case was before the command and after it, and all others. */
  function versionsAt(line: Line): readonly LoadedProcedure[] {
    const before = lines[lines.indexOf(line) - 1]
    const near = [before?.procedure, line.procedure].map((hash) => versions.get(hash ?? ''))
    return [...near, ...versions.values()].filter((version) => version !== undefined)
  }

  function formNamed(id: string, line: Line): Form | undefined {
    return versionsAt(line)
      .map(({ forms }) => forms.get(id))
      .find((form) => form !== undefined)
  }

  function answersIn(
    line: Line,
    form: Form,
    stimulus: Stimulus | undefined,
    element: string,
    without: readonly Fact[] = [],
  ): JsonObject {
    const variables = stimulus !== undefined && 'variables' in stimulus ? (stimulus.variables ?? {}) : {}
    const facts = line.facts.filter((fact) => !without.includes(fact))
    const today = dayOf(line.at)
    const declared = new Set(form.schema['x-redress']?.variables ?? [])
    const own = Object.fromEntries(Object.entries(variables).filter(([name]) => declared.has(name))) as Variables
    const usually = usual.forms[form.id] ?? {}
    const { answers, exact } = isCall(form)
      ? { answers: callAnswers(facts, line), exact: true }
      : answersBack(form, { facts, variables: own, today, onTheWay: ON_THE_WAY }, usually)
    if (!exact) left.push(`What was answered at ${element} cannot be told exactly from what is on record.`)
    const given = standIns.value(form.schema, answers) as JsonObject
    const unasked = Object.keys(usually).filter((name) => !Object.hasOwn(given, name))
    return { ...given, ...Object.fromEntries(unasked.map((name) => [name, null])) }
  }

  function messageSteps(line: Line): readonly CaseStep[] {
    const told = line.stimuli.find((stimulus) => messageOf(stimulus) !== undefined)
    const message = told === undefined ? undefined : messageOf(told)
    if (told === undefined || message === undefined) return []
    const taken = line.facts.find(({ type }) => type === 'procedure-begun')
    const by = (taken?.data as { readonly procedure?: string } | undefined)?.procedure
    const isTakenUp = told.type === 'start' && by !== undefined
    const node = catcher(told, message, processes.get(told.instance), versionsAt(line))
    const form = node?.redress.form === undefined ? undefined : formNamed(node.redress.form, line)
    const answers = form === undefined ? undefined : answersIn(line, form, told, node?.id ?? message)
    return [
      {
        message,
        ...(isTakenUp && { procedure: by }),
        ...(answers !== undefined && Object.keys(answers).length > 0 && { answers }),
      },
    ]
  }

  function keptStep({ name, data, receivedAt, expiresAt }: InboxRow): CaseStep {
    const days = expiresAt === null ? 366 : Math.round((toMillis(expiresAt) - toMillis(receivedAt)) / DAY_MS)
    const answers = standIns.value(undefined, data['answers'] ?? {}) as JsonObject
    return { message: name, keepForDays: Math.min(366, Math.max(1, days)), answers }
  }

  function openingOf(line: Line | undefined): Pick<Scenario, 'at' | 'procedure' | 'submit' | 'open'> {
    if (line === undefined) return {}
    const { at, facts, stimuli, procedure = '' } = line
    const start = stimuli.find(({ type }) => type === 'start')
    const given = start !== undefined && 'variables' in start ? (start.variables ?? {}) : {}
    const declared = versions.get(procedure)?.startVariables ?? {}
    const ofReceipt: readonly string[] = ['channel', 'oral', 'byChild', 'receivedOn']
    const kept = Object.entries(given).filter(
      ([name, value]) => value !== null && Object.hasOwn(declared, name) && !ofReceipt.includes(name),
    )
    const variables = standIns.value(schemaOf(declared), Object.fromEntries(kept)) as JsonObject
    const involved = people.flatMap((each) => {
      const role = roleIn(facts, each.id)
      return role === undefined ? [] : [standIns.person({ ...each, role })]
    })
    const base = {
      at: clockTimeOf(at),
      ...(versions.get(procedure) !== undefined && { procedure: versions.get(procedure)?.id ?? '' }),
    }
    const received = facts.find(({ type }) => type === 'complaint-received')
    const own = facts.filter(({ type }) => type !== 'person-added' && !ON_THE_WAY.has(type))
    if (received === undefined) {
      const inOpening = own.map((fact) => factIn(fact, line))
      return {
        ...base,
        open: { facts: inOpening, people: involved, ...(Object.keys(variables).length > 0 && { variables }) },
      }
    }
    const points = own.filter(({ type }) => type === 'point-recorded')
    const further = own.filter(({ type }) => type !== 'point-recorded' && type !== 'complaint-received')
    return {
      ...base,
      submit: {
        ...(received.on !== dayOf(at) && { receivedOn: received.on }),
        ...(standIns.value(FACT_SCHEMAS['complaint-received'], received.data) as JsonObject),
        people: involved,
        points: points.map(() => ({ text: standIns.words(), desiredOutcome: standIns.words() })),
        ...(further.length > 0 && { further: further.map((fact) => factWithoutDay(fact, line)) }),
        ...(Object.keys(variables).length > 0 && { variables }),
      },
    }
  }

  /** A submission records all that is said with it on its own day. */
  function factWithoutDay(fact: Fact, line: Line): object {
    const { type, data } = factIn(fact, line)
    return { type, data }
  }
}

/** What may stand in variables at the start, as a form would say it. */
function schemaOf(declared: LoadedProcedure['startVariables']): object {
  const properties = Object.entries(declared).map(([name, { type, options = [] }]) => [
    name,
    type === 'date' ? { format: 'date' } : { enum: options },
  ])
  return { properties: Object.fromEntries(properties) as object }
}

function personIn({ data }: Fact): string {
  return String((data as { readonly person?: unknown }).person)
}

/** The role in which those facts add that person. */
function roleIn(facts: readonly Fact[], id: string): string | undefined {
  const fact = facts.find((each) => each.type === 'person-added' && personIn(each) === id)
  return fact === undefined ? undefined : String((fact.data as { readonly role?: unknown }).role)
}

/** Whether that id stands anywhere in the value. */
function mentions(value: unknown, id: string): boolean {
  if (typeof value !== 'object' || value === null) return value === id
  return Object.values(value).some((each) => mentions(each, id))
}

function messageOf(stimulus: Stimulus): string | undefined {
  return 'message' in stimulus && typeof stimulus.message === 'string' ? stimulus.message : undefined
}

function key({ createdAt, sortOn, id }: TaskRow): string {
  return `${createdAt} ${sortOn} ${id}`
}

/** The event that took the message: by the wait that it ended, or by the start event that it began. */
function catcher(
  stimulus: Stimulus,
  message: string,
  process: string | undefined,
  procedures: readonly LoadedProcedure[],
): FlowNode | undefined {
  const models = procedures.flatMap(({ processes }) => processes.get(process ?? '')?.model ?? [])
  const wait =
    'wait' in stimulus && typeof stimulus.wait === 'string' ? stimulus.wait.replace(/#[^#]*$/, '') : undefined
  if (wait !== undefined) return models.map(({ nodes }) => nodes.get(wait)).find((node) => node !== undefined)
  return models
    .flatMap(({ nodes }) => [...nodes.values()])
    .find((node) => 'event' in node && node.event.kind === 'message' && node.event.message === message)
}

function isCall({ id }: Form): boolean {
  return id === 'telephone-call'
}

/** A call that reached nobody recorded nothing. */
function callAnswers(facts: readonly Fact[], { at, type }: Line): Record<string, unknown> {
  return { spokenOn: facts[0]?.on ?? dayOf(at), reached: type === 'telephoned' }
}

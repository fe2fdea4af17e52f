import {
  caseId,
  checkNewFact,
  decide,
  emptyCase,
  evolve,
  type ComplaintCase,
  type Fact,
  type NewFact,
} from '../../../engine/case/index.ts'
import { makeForm, type FormSchema } from '../../../engine/runtime/form.ts'
import { advance, openWaits, plant, type Advance, type InstanceTree, type World } from '../../../engine/runtime/tree.ts'
import { step, type Stimulus, type Variables, type Wait } from '../../../engine/tokens/index.ts'
import { instant, startOf } from '../../../engine/values/instant.ts'
import { addDays, localDate, type LocalDate } from '../../../engine/values/local-date.ts'
import { ANSWERS } from './answers.ts'
import { modelOf, MODELS, PROCEDURE } from './files.ts'
import { jobOf } from './job-facts.ts'

/*
 * Takes a case through the whole procedure: all its processes on the token core, the answers of its forms as facts that
 * the case must allow, and each service task done by its own handler, its letters sent at once. A value; every
 * step gives a new one, so that a test can try several things at one place.
 */

export interface Walk {
  readonly tree: InstanceTree
  readonly state: ComplaintCase
  /** Elements entered, in order. */
  readonly entered: readonly string[]
  /** A day passes before each timer. */
  readonly day: LocalDate
}

const TODAY = localDate('2026-01-05')
const NOW = instant('2026-01-05T09:00:00Z')
const WORLD: World = {
  prefix: 'case',
  modelOf: (process) => MODELS.get(process),
  step: (process, state, stimulus, now) => step(modelOf(process), state, stimulus, now),
}

const FORMS = new Map(
  PROCEDURE.forms.map(({ schema, description }) => [description.id, makeForm(schema as never as FormSchema)]),
)

const RECEIVED: readonly unknown[] = [
  { type: 'complaint-received', on: TODAY, data: { channel: 'phone', oral: true, byChild: true } },
  { type: 'person-added', on: TODAY, data: { person: 'complainant', role: 'complainant' } },
  { type: 'point-recorded', on: TODAY, data: { point: 'P1', text: 'My review was late.', desiredOutcome: '' } },
]

/** A complaint by a child has come in; what runs by itself has run. */
export function receive(variables: Variables = { channel: 'phone', oral: true, byChild: true }): Walk {
  const state = record(emptyCase(caseId('CC-2026-00001')), RECEIVED, TODAY)
  const begun = plant(PROCEDURE.main, { type: 'start', variables: { triaged: false, ...variables } }, NOW, WORLD)
  return settle(taken({ tree: { instances: new Map(), made: 0 }, state, entered: [], day: TODAY }, begun))
}

/** A closed complaint goes on: the procedure starts at its other start event. */
export function reopen(state: ComplaintCase, answers: Readonly<Record<string, unknown>> = {}): Walk {
  const { facts, variables } = read('reopen-complaint', answers, TODAY)
  const start = { type: 'start', message: 'complaint-reopened', variables: { byChild: true, ...variables } } as const
  const begun = plant(PROCEDURE.main, start, NOW, WORLD)
  return settle(
    taken(
      { tree: { instances: new Map(), made: 0 }, state: record(state, facts, TODAY), entered: [], day: TODAY },
      begun,
    ),
  )
}

/** Completes the user task with the usual answers, changed by those given. */
export function complete(walk: Walk, element: string, answers: Readonly<Record<string, unknown>> = {}): Walk {
  const { instance, wait, form } = waitAt(walk, element, 'user')
  const { facts, variables } = read(form, answers, walk.day)
  return settle(
    stimulated({ ...walk, state: record(walk.state, facts, walk.day) }, instance, {
      type: 'complete',
      wait,
      variables,
    }),
  )
}

/** Hands in the message that the event waits for. */
export function message(walk: Walk, element: string, answers: Readonly<Record<string, unknown>> = {}): Walk {
  const { instance, wait, form, waiting } = waitAt(walk, element, 'message')
  if (waiting.kind !== 'message') throw new Error(`${element} waits for no message`)
  const { facts, variables } = read(form, answers, walk.day)
  const stimulus: Stimulus = { type: 'message', message: waiting.message, wait, variables }
  return settle(stimulated({ ...walk, state: record(walk.state, facts, walk.day) }, instance, stimulus))
}

/** The timer's moment has come. */
export function fire(walk: Walk, element: string): Walk {
  const { instance, wait } = waitAt(walk, element, 'deadline')
  return settle(stimulated({ ...walk, day: addDays(walk.day, 1) }, instance, { type: 'fire', wait }))
}

/** Elements that wait for a person, a message or the clock, in the order of the processes. */
export function waiting(walk: Walk, ...kinds: readonly Wait['kind'][]): readonly string[] {
  return openWaits(walk.tree)
    .filter(({ wait: { kind } }) => kinds.includes(kind))
    .map(({ wait: { element } }) => element)
}

export function tasks(walk: Walk): readonly string[] {
  return waiting(walk, 'user')
}

export function isOver({ tree }: Walk): boolean {
  return [...tree.instances.values()].every(({ ended }) => ended)
}

export function outcomeOf({ tree }: Walk): string | undefined {
  return [...tree.instances.values()][0]?.outcome
}

export function factTypes({ state }: Walk): readonly string[] {
  return state.facts.map(({ type }) => type)
}

function read(form: string | undefined, answers: Readonly<Record<string, unknown>>, day: LocalDate) {
  const compiled = FORMS.get(form ?? '')
  if (form === undefined || compiled === undefined) throw new Error(`There is no form ${form ?? ''}`)
  const given = Object.entries({ ...ANSWERS[form], ...answers }).filter(([, value]) => value !== undefined)
  return compiled.read(Object.fromEntries(given), day)
}

function waitAt(walk: Walk, element: string, kind: Wait['kind']) {
  const found = openWaits(walk.tree).find(({ wait }) => wait.element === element && wait.kind === kind)
  if (found === undefined) {
    throw new Error(`${element} does not wait. There wait: ${waiting(walk, 'user', 'message', 'deadline').join(', ')}`)
  }
  const { instance, wait } = found
  const form = modelOf(instance.process).nodes.get(element)?.redress.form
  return { instance: instance.id, wait: wait.id, form, waiting: wait }
}

/** Does the jobs, until nothing runs by itself any more. */
function settle(walk: Walk): Walk {
  let now = walk
  for (;;) {
    const open = openWaits(now.tree)
    const incident = open.find(({ wait }) => wait.kind === 'incident')
    if (incident?.wait.kind === 'incident')
      throw new Error(`${incident.wait.element}: ${incident.wait.incident.message}`)
    const job = open.find(({ wait }) => wait.kind === 'job')
    if (job === undefined) return now
    now = doJob(now, job.instance.id, job.instance.process, job.wait)
  }
}

function doJob(walk: Walk, instance: string, process: string, { id, element }: Wait): Walk {
  const { action = '', parameters = {} } = modelOf(process).nodes.get(element)?.redress ?? {}
  const variables = walk.tree.instances.get(instance)?.state.variables ?? {}
  const { facts, outcome } = jobOf(action, parameters, walk.state, walk.day, { variables, entry: `${instance}:${id}` })
  if (outcome.kind === 'bpmn-error') {
    return stimulated(walk, instance, { type: 'error', wait: id, error: outcome.errorCode })
  }
  const done: Stimulus = { type: 'job-done', wait: id, ...(outcome.variables && { variables: outcome.variables }) }
  return stimulated({ ...walk, state: record(walk.state, facts, walk.day) }, instance, done)
}

function stimulated(walk: Walk, instance: string, stimulus: Stimulus): Walk {
  return taken(walk, advance(walk.tree, instance, stimulus, NOW, WORLD))
}

function taken(walk: Walk, result: Advance): Walk {
  if (result.kind === 'refused') throw new Error(result.message)
  const entered = result.changes.flatMap(({ happening }) => (happening.type === 'entered' ? [happening.element] : []))
  return { ...walk, tree: result.tree, entered: [...walk.entered, ...entered] }
}

/** Records facts as a command does: each must fit its schema, and the case must allow it. */
function record(state: ComplaintCase, facts: readonly unknown[], day: LocalDate): ComplaintCase {
  const decision = decide(state, { kind: 'record-facts', facts: facts.map(checkNewFact) }, day)
  if (decision.kind !== 'facts') throw new Error(`Refused: ${JSON.stringify(decision)}`)
  return decision.facts.reduce((before, fact) => evolve(before, asRecorded(before, fact)), state)
}

function asRecorded({ id, facts }: ComplaintCase, fact: NewFact): Fact {
  return { ...fact, id: `${id}/${facts.length + 1}`, recordedAt: startOf(TODAY), recordedBy: 'tester', role: 'tester' }
}

import {
  addPerson,
  completeTask,
  correlateMessage,
  dayOf,
  openCase,
  recordFacts,
  submitComplaint,
  withDays,
  type Actor,
  type CaseStep,
  type LoadedProcedure,
  type OpenCase,
  type SubmitComplaint,
  type UncheckedFact,
} from '../../engine/index.ts'
import { calendar } from './calendar.ts'
import { openTasks } from './expectations.ts'
import { usualFor, type FiledScenario, type ScenarioFolder } from './read-folder.ts'
import { cancelledByTwo, giveWhereNeeded, whoActs } from './who-acts.ts'
import { MANAGER, type ScenarioWorld } from './world.ts'

const INTAKE: Actor = { id: 'intake', role: 'intake' }

/** Whom a scenario is about when it does not say. */
const COMPLAINANT = {
  id: 'p1',
  role: 'complainant',
  name: 'Alex Moss',
  email: 'alex.moss@example.org',
  contactPreference: 'email',
  adjustments: [],
}
const POINT = { text: 'Nobody came for three weeks.', desiredOutcome: 'An apology, and visits that happen.' }

/** Begins the scenario's case. @returns its id. @throws EngineError when it is refused. */
export async function openCaseOf(
  { runtime }: ScenarioWorld,
  folder: ScenarioFolder,
  { procedure = folder.procedure, submit, open }: FiledScenario,
): Promise<string> {
  if (open !== undefined) {
    const opened = await openCase(runtime, INTAKE, { procedure, ...open } as unknown as OpenCase)
    return opened.caseId
  }
  const complaint = {
    procedure,
    channel: 'email',
    oral: false,
    byChild: false,
    people: [COMPLAINANT],
    points: [POINT],
    ...submit,
  } as unknown as SubmitComplaint
  const { caseId } = await submitComplaint(runtime, INTAKE, complaint)
  return caseId
}

/** What the step does to the case; undefined for a step that does nothing. */
export function actOf(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  caseId: string,
  step: CaseStep,
): (() => Promise<unknown>) | undefined {
  const { runtime } = world
  if (step.complete !== undefined) return () => complete(world, folder, caseId, step)
  if (step.message !== undefined) return () => say(world, folder, caseId, step)
  if (step.record !== undefined) {
    const today = dayOf(world.now())
    const facts = step.record.map(({ type, on = today, data }) => ({ type, on, data })) as unknown as UncheckedFact[]
    return async () => recordFacts(runtime, await actorFor(world, caseId, step.as), caseId, facts)
  }
  if (step.person !== undefined) return () => addPerson(runtime, MANAGER, caseId, step.person)
  if (step.close !== undefined) {
    const reason = step.close
    return () => cancelledByTwo(runtime, MANAGER, caseId, reason)
  }
  return undefined
}

export function describeStep(step: CaseStep): string {
  const act = ['complete', 'message', 'record', 'person', 'close'] as const
  const found = act.find((name) => step[name] !== undefined)
  const what = found === undefined ? [] : [`${found} ${nameOf(step[found])}`]
  return [...(step.at === undefined ? [] : [`at ${step.at}`]), ...what].join(', ') || 'expect'
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(({ type }: { type: string }) => type).join(', ')
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
}

async function complete(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  caseId: string,
  { complete: element = '', nth = 1, answers, as }: CaseStep,
): Promise<void> {
  const all = await openTasks(world, caseId)
  const task = all.filter((each) => each.element === element)[nth - 1]
  if (task === undefined) {
    const which = nth === 1 ? 'No task' : `No task number ${nth}`
    throw new RangeError(`${which} is open at ${element}${await isElement(world, caseId, element)}`)
  }
  const { id: procedure = '' } = (await procedureOf(world, caseId)) ?? {}
  const usual = task.form === null ? {} : usualFor(folder, task.form, procedure)
  const actor = await whoActs(world.runtime, caseId, as ?? task.role, MANAGER)
  await giveWhereNeeded(world.runtime, actor, { id: task.id, caseId }, MANAGER)
  await completeTask(world.runtime, actor, {
    taskId: task.id,
    answers: merged(world, usual, answers),
  })
}

async function say(
  world: ScenarioWorld,
  folder: ScenarioFolder,
  caseId: string,
  { message: name = '', answers, as, procedure, keepForDays }: CaseStep,
): Promise<void> {
  if (procedure !== undefined) await world.runtime.procedures.look(procedure, dayOf(world.runtime.clock.now()))
  const loaded = await procedureOf(world, caseId, procedure)
  const form = loaded === undefined ? undefined : formOfMessage(loaded, name)
  const usual = form === undefined ? {} : usualFor(folder, form, loaded?.id ?? '')
  await correlateMessage(world.runtime, await actorFor(world, caseId, as), {
    caseId,
    name,
    answers: merged(world, usual, answers),
    ...(procedure !== undefined && { procedure }),
    ...(keepForDays !== undefined && { keepForDays }),
  })
}

/** A misspelt element is told from one that does not wait. */
async function isElement(world: ScenarioWorld, caseId: string, element: string): Promise<string> {
  const procedure = await procedureOf(world, caseId)
  const isKnown = [...(procedure?.processes.values() ?? [])].some(({ model }) => model.nodes.has(element))
  return isKnown ? '' : `; no diagram of ${procedure?.id ?? 'the procedure'} has an element of that name`
}

async function procedureOf(
  { runtime, procedures }: ScenarioWorld,
  caseId: string,
  named?: string,
): Promise<LoadedProcedure | undefined> {
  return procedures.get(named ?? (await runtime.store.read.case(caseId))?.procedure ?? '')
}

/** The form that the message brings, by any event of the procedure that catches it. */
function formOfMessage({ processes }: LoadedProcedure, message: string): string | undefined {
  for (const { model } of processes.values()) {
    for (const node of model.nodes.values()) {
      if ('event' in node && node.event.kind === 'message' && node.event.message === message && node.redress.form) {
        return node.redress.form
      }
    }
  }
  return undefined
}

/** The usual answers changed by those given; one given as null is left out. */
function merged(world: ScenarioWorld, usual: object, given: object = {}): object {
  const all = { ...withDays(usual, dayOf(world.now()), calendar(world)), ...given }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

function actorFor({ runtime }: ScenarioWorld, caseId: string, role = 'complaints-manager'): Promise<Actor> {
  return whoActs(runtime, caseId, role, MANAGER)
}

import {
  addPerson,
  completeTask,
  correlateMessage,
  submitComplaint,
  waits,
  type Actor,
  type SubmitComplaint,
  type TokenState,
  type Variables,
  type Wait,
} from '../../engine/index.ts'
import { whoActs } from '../../api/scenarios/who-acts.ts'
import type { TaskRow } from '../../engine/store/index.ts'
import { ANSWERS, CASE_STAFF, CHILDS_COMPLAINT, MESSAGES } from './journey.ts'
import { a, MANAGER, type TestRuntime } from './runtime.ts'

/** Submits the example complaint, adds the staff who will deal with it, and does what runs by itself. */
export async function newCase(test: TestRuntime, change: Partial<SubmitComplaint> = {}): Promise<string> {
  const { caseId } = await submitComplaint(test.runtime, a('intake'), { ...CHILDS_COMPLAINT, ...change })
  for (const person of CASE_STAFF) await addPerson(test.runtime, MANAGER, caseId, person)
  await test.settle()
  return caseId
}

export async function openTasks({ store }: TestRuntime, caseId: string): Promise<readonly TaskRow[]> {
  const { rows } = await store.read.tasks({ caseId, status: 'open', limit: 100 })
  return rows
}

/** @throws Error naming the tasks that there are. */
export async function taskAt(test: TestRuntime, caseId: string, element: string): Promise<TaskRow> {
  const tasks = await openTasks(test, caseId)
  const found = tasks.find((task) => task.element === element)
  if (found === undefined)
    throw new Error(`${element} is not open, but ${tasks.map((task) => task.element).join(', ')}`)
  return found
}

/** The usual answers of that form today, changed by those given. */
export function answersFor(test: TestRuntime, form: string, change: object = {}): Variables {
  return { ...ANSWERS[form]?.(test.today()), ...change }
}

/** Completes the task with the usual answers, changed by those given, and does what runs by itself. */
export async function complete(test: TestRuntime, caseId: string, element: string, change: object = {}) {
  const task = await taskAt(test, caseId, element)
  const answers = answersFor(test, task.form ?? '', change)
  const done = await completeTask(test.runtime, await doerOf(test, task), { taskId: task.id, answers })
  await test.settle()
  return done
}

/** Reports and the adjudication are written by those who were appointed; the manager stands in for the others. */
export async function doerOf({ runtime }: TestRuntime, task: TaskRow): Promise<Actor> {
  return APPOINTED.has(task.role) ? whoActs(runtime, task.caseId, task.role, MANAGER) : MANAGER
}

const APPOINTED = new Set(['investigating-officer', 'independent-person', 'adjudicating-officer'])

export async function say(test: TestRuntime, caseId: string, name: string, answers: object) {
  const said = await correlateMessage(test.runtime, MANAGER, { caseId, name, answers })
  await test.settle()
  return said
}

/**
 * Takes the case along its way, as `walk` of walk.ts does over HTTP, until it is closed or `until` says stop.
 *
 * @returns the tasks and messages done, in order.
 */
export async function walkOn(
  test: TestRuntime,
  caseId: string,
  until: (step: string) => boolean = () => false,
): Promise<readonly string[]> {
  const steps: string[] = []
  for (let rounds = 0; rounds < 100; rounds += 1) {
    await test.settle()
    if ((await test.store.read.case(caseId))?.status === 'closed') return steps
    const [task] = await openTasks(test, caseId)
    const step = task?.element ?? nextMessage(await waitsOf(test, caseId))
    if (step === undefined) throw new Error(`${caseId} waits for nothing that is known, after ${steps.join(', ')}`)
    if (until(step)) return steps
    if (task === undefined) await say(test, caseId, step, answersFor(test, new Map(MESSAGES).get(step) ?? ''))
    else await complete(test, caseId, task.element)
    steps.push(step)
  }
  throw new Error(`${caseId} does not end: ${steps.join(', ')}`)
}

/** What the open case waits for, instance by instance. */
export async function waitsOf({ store }: TestRuntime, caseId: string): Promise<readonly Wait[]> {
  return (await store.read.instances(caseId)).flatMap(({ state }) => waits(JSON.parse(state) as TokenState))
}

/** Of the example's messages the first that the case waits for. */
function nextMessage(open: readonly Wait[]): string | undefined {
  const names = open.map((wait) => (wait.kind === 'message' ? wait.message : undefined))
  return MESSAGES.map(([name]) => name).find((name) => names.includes(name))
}

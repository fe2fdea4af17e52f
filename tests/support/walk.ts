import { dayOf, type Role } from '../../engine/index.ts'
import { ANSWERS, CASE_STAFF, CHILDS_COMPLAINT, MESSAGES } from './journey.ts'
import type { TestService } from './service.ts'

interface TaskBody {
  readonly taskId: string
  readonly element: string
  readonly form: string
  readonly role: Role
}

/** Submits the example complaint and adds the staff who will deal with it; gives the case's reference. */
export async function submitExample(test: TestService): Promise<string> {
  const submitted = await test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
  if (submitted.status !== 201) throw new Error(`Not submitted: ${JSON.stringify(submitted.body)}`)
  const { caseId } = submitted.body as { caseId: string }
  for (const person of CASE_STAFF) {
    const added = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
    if (added.status !== 201) throw new Error(`Not added: ${JSON.stringify(added.body)}`)
  }
  return caseId
}

/**
 * Takes a case along its way: completes every open task with the example's answers, then says the next message, until
 * the case is closed or `until` says stop.
 *
 * @returns the elements of the tasks that were completed and the names of the messages, in order.
 */
export async function walk(
  test: TestService,
  caseId: string,
  until: (step: string) => boolean = () => false,
): Promise<readonly string[]> {
  const steps: string[] = []
  const messages = [...MESSAGES]
  for (let rounds = 0; rounds < 100; rounds += 1) {
    await test.service.drain()
    const view = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
    if ((view.body as { status: string }).status === 'closed') return steps
    const listed = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (listed.body as { tasks: TaskBody[] }).tasks
    const step = task === undefined ? messages[0]?.[0] : task.element
    if (step === undefined)
      throw new Error(`${caseId} waits for nothing that the example knows; after ${steps.join(', ')}`)
    if (until(step)) return steps
    if (task === undefined) await say(test, caseId, messages.shift())
    else await complete(test, task)
    steps.push(step)
  }
  throw new Error(`${caseId} does not end: ${steps.join(', ')}`)
}

async function complete(test: TestService, { taskId, form, role }: TaskBody): Promise<void> {
  const answers = ANSWERS[form]?.(today(test))
  const done = await test.call(doerOf(role), 'POST', `/api/v1/tasks/${taskId}/completion`, { answers })
  if (done.status !== 200) throw new Error(`${taskId} (${form}): ${JSON.stringify(done.body)}`)
}

/** Reports and the adjudication are written by those who were appointed; the manager stands in for the others. */
export function doerOf(role: Role): Role {
  const appointed: readonly Role[] = ['investigating-officer', 'independent-person', 'adjudicating-officer']
  return appointed.includes(role) ? role : 'complaints-manager'
}

async function say(test: TestService, caseId: string, message: (typeof MESSAGES)[number] | undefined): Promise<void> {
  const [name = '', form = ''] = message ?? []
  const answers = ANSWERS[form]?.(today(test))
  const said = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, { name, answers })
  if (said.status !== 200) throw new Error(`${name}: ${JSON.stringify(said.body)}`)
}

function today(test: TestService) {
  return dayOf(test.service.runtime.clock.now())
}

import type { Person } from '../../case/person.ts'
import { applyDecision, type Decided } from '../../diagram/decision/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { ClockView, OutgoingMessage, Task, TaskOutcome } from '../../handler.ts'
import { canCatch, type Variables } from '../../tokens/index.ts'
import { SYSTEM } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase } from '../change-case.ts'
import { checkedOutcome } from '../checked-outcome.ts'
import { queue, peopleOf } from '../messages.ts'
import { recordedByLetters, tells } from '../put-in-the-post.ts'
import type { Runtime } from '../runtime.ts'

/** Who has taken the job: its outcome counts only while no later lease was given. */
export interface Lease {
  readonly owner: string
  readonly fencing: number
}

/**
 * Does a service task: runs its handler, records its facts, queues its messages and lets the token go on, in one
 * transaction. The handler is pure, so that nothing leaves the house before the commit.
 *
 * @throws whatever the handler throws: the scheduler then tries again, and after its last attempt raises an incident.
 */
export async function runJob(runtime: Runtime, jobId: string, lease: Lease): Promise<void> {
  const job = await runtime.store.read.job(jobId)
  if (job === undefined) throw new NotFoundError('job', jobId)
  await changeCase(
    runtime,
    SYSTEM,
    job.caseId,
    { action: 'record-facts' },
    ({ outcome, messages }: { outcome: string; messages: readonly OutgoingMessage[] }) => ({
      type: 'job-done',
      element: job.element,
      outcome,
      body: {
        action: job.action,
        attempt: job.attempts,
        messages: messages.map(({ channel, contents }) => ({ channel, contents })),
      },
    }),
    async (work) => {
      work.unit.finishJob(jobId, lease.fencing, { status: 'done' })
      return doJob(work, job)
    },
  )
}

/** A service task that waits. */
export interface WaitingJob {
  readonly action: string
  readonly parameters: object
  readonly instanceId: string
  readonly waitId: string
}

/** Does a service task within a command. @throws whatever the handler throws. */
export async function doJob(
  work: CaseWork,
  job: WaitingJob,
): Promise<{ readonly outcome: string; readonly messages: readonly OutgoingMessage[] }> {
  const people = await peopleOf(work)
  const outcome = outcomeOf(work, job, people)
  if (outcome.kind === 'bpmn-error') {
    mustBeCaught(work, job.instanceId, job.waitId, outcome)
    work.stimulate(job.instanceId, { type: 'error', wait: job.waitId, error: outcome.errorCode })
    return { outcome: outcome.errorCode, messages: [] }
  }
  work.record(outcome.facts)
  const records = recordedByLetters(outcome, sendsOf(work, job))
  for (const message of outcome.messages) {
    await queue(work, message, people, templateOf(job), tells(message) ? records : [])
  }
  work.stimulate(job.instanceId, {
    type: 'job-done',
    wait: job.waitId,
    ...(outcome.variables !== undefined && { variables: outcome.variables }),
  })
  return { outcome: 'completed', messages: outcome.messages }
}

/** Types of facts that say that what this step writes was sent. */
function sendsOf({ runtime }: CaseWork, { action }: WaitingJob): readonly string[] {
  const own = runtime.handlers.get(action)?.describe
  return [...(own?.sends ?? []), ...Object.keys(own?.letters?.records ?? {})]
}

/** The letter that the step names, or the action whose words are built in. */
function templateOf({ action, parameters }: WaitingJob): string {
  const { letter } = parameters as { readonly letter?: unknown }
  return typeof letter === 'string' ? letter : action
}

function outcomeOf(work: CaseWork, job: WaitingJob, people: ReadonlyMap<string, Person>): TaskOutcome {
  const handler = work.runtime.handlers.get(job.action)
  if (handler === undefined) throw new NotFoundError('handler', job.action)
  return checkedOutcome(job.action, handler.run(taskOf(work, job, people)))
}

/** What a handler is given for a service task, as the case now stands. */
export function taskOf(work: CaseWork, job: WaitingJob, people: ReadonlyMap<string, Person>): Task<unknown> {
  const variables = work.tree().instances.get(job.instanceId)?.state.variables ?? {}
  return {
    caseState: work.caseState(),
    input: job.parameters,
    variables,
    today: work.today,
    clocks: work.clocks().map(clockView),
    council: work.runtime.council,
    person: (id) => people.get(id),
    decide: (name) => decided(work, name, variables),
    letter: (id) => work.procedure.letters.get(id),
    entry: `${job.instanceId.split('/').at(-1) ?? ''}.${job.waitId}`,
  }
}

function decided({ procedure }: CaseWork, name: string, variables: Variables): Decided {
  const table = procedure.decisions.get(name)
  if (table === undefined) throw new NotFoundError('decision table', name)
  return applyDecision(table, variables)
}

/**
 * An error code that no event catches, in the process of the job or in those that called it, would end that process and
 * strand its caller: it is a fault of the diagram, and the job's.
 */
function mustBeCaught(
  work: CaseWork,
  instanceId: string,
  wait: string,
  { errorCode, detail }: { errorCode: string; detail: string },
): void {
  const { instances } = work.tree()
  let at = { instance: instanceId, wait }
  for (;;) {
    const instance = instances.get(at.instance)
    const model = instance && work.procedure.processes.get(instance.process)?.model
    if (instance === undefined || model === undefined) break
    if (canCatch(model, instance.state, at.wait, { error: errorCode })) return
    if (instance.parent === undefined) break
    at = instance.parent
  }
  throw new RangeError(`No event of the diagram catches ${errorCode}: ${detail}`)
}

/** A clock as a letter needs it. */
export function clockView(clock: ReturnType<CaseWork['clocks']>[number]): ClockView {
  return {
    rule: clock.rule,
    ...(clock.inPlaceOf !== undefined && { inPlaceOf: clock.inPlaceOf }),
    title: clock.title,
    startedOn: clock.startedOn,
    status: clock.status,
    explanation: explanationOf(clock),
    ...(clock.due !== undefined && { due: clock.due }),
    ...(clock.heldSince !== undefined && { heldSince: clock.heldSince }),
  }
}

function explanationOf(clock: ReturnType<CaseWork['clocks']>[number]): readonly string[] {
  return clock.ledger.map(({ on, effect }) => `${on}: ${effect}`)
}

import { checkNewFact } from '../../case/fact-schema.ts'
import type { Adjustment, Person } from '../../case/person.ts'
import type { LetterTemplate } from '../../diagram/letter-template.ts'
import { EngineError } from '../../errors.ts'
import type { OutgoingMessage, Recipient, Task } from '../../handler.ts'
import { isOpen, type Clock as LawClock } from '../../law/clock.ts'
import type { OutboxRow, TaskRow } from '../../store/rows.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { doTask, openTaskFor, type CompleteTask } from '../commands/complete-task.ts'
import { doJob, taskOf, type WaitingJob } from '../commands/run-job.ts'
import { finish } from '../finish.ts'
import { goOn } from '../go-on.ts'
import { lookAhead } from '../look-ahead.ts'
import { outboxId, peopleOf } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { takeWaiting } from '../take-message.ts'
import { openWaits } from '../tree.ts'

/** What would follow if a task were completed with these answers: nothing of it has happened. */
export interface Consequences {
  readonly taskId: string
  readonly caseId: string
  /** Of the task, as it was looked at. */
  readonly taskVersion: number
  /** Codes of all facts that would be recorded, those of the steps that follow included. */
  readonly facts: readonly string[]
  /** Stages that open. */
  readonly stages: readonly string[]
  readonly opened: readonly NextTask[]
  /** Other open tasks that the procedure takes away. */
  readonly dropped: readonly NextTask[]
  readonly clocks: readonly ClockChange[]
  readonly messages: readonly NextMessage[]
  /** Steps that could not be done: each would become an incident. */
  readonly blocked: readonly BlockedStep[]
  readonly status: 'open' | 'closed' | 'incident'
  /** Where the case goes on in another procedure: its id. */
  readonly goesTo?: string
  readonly outcome?: string
}

export interface NextTask {
  readonly element: string
  readonly name: string
  readonly role: string
  readonly dueOn?: LocalDate
}

export interface ClockChange {
  readonly rule: string
  readonly title: string
  readonly clause: string
  readonly nature: 'duty' | 'window'
  readonly change: 'starts' | 'ends' | 'moves'
  readonly due?: LocalDate
  /** For one that moves: the day before. */
  readonly was?: LocalDate
}

export interface NextMessage {
  /** The step that writes it, in the words of the diagram. */
  readonly step: string
  /** `telephone`: a colleague calls and says it. */
  readonly channel: OutboxRow['channel'] | 'telephone'
  readonly to: Recipient
  readonly subject: string
  readonly body: string
  readonly adjustments: readonly Adjustment[]
}

export interface BlockedStep {
  readonly element: string
  readonly step: string
  /** Why, and what to record first. */
  readonly message: string
  /** For a letter of the procedure: its text, with `[…]` where something is missing. */
  readonly letter?: TriedLetter
}

/** A letter with gaps that have no value. */
export interface TriedLetter {
  readonly body: string
  readonly missing: readonly { readonly name: string; readonly record: string }[]
}

/** Writes a letter as far as it goes; the handlers know how. */
export type TryLetter = (letter: LetterTemplate, task: Task<unknown>) => TriedLetter

/** Service tasks that are looked at, one after another. */
const MOST_STEPS = 100

/**
 * Tries what completing a task would bring about, on the case as it stands, and takes everything back. Messages count as
 * sent today, as e-mail is; what waits for a printer or a call comes about on the day on which it goes.
 *
 * @throws as `completeTask`.
 */
export async function previewCompletion(
  runtime: Runtime,
  actor: Actor,
  request: CompleteTask,
  tryLetter?: TryLetter,
): Promise<Consequences> {
  const task = await openTaskFor(runtime, actor, request.taskId)
  const asked = { caseId: task.caseId, action: 'work-tasks', named: ['task', task.id] } as const
  return lookAhead(runtime, actor, asked, async (work) => {
    const tasksBefore = await work.unit.openTasks(task.caseId)
    const clocksBefore = work.clocks()
    const stagesBefore = work.caseState().stages.length
    const { call } = await doTask(work, request)
    await settle(work)
    const { messages, blocked } = await followJobs(work, tryLetter)
    const { newFacts } = work.done()
    await finish(work, { type: 'previewed' }, false)
    const tasksAfter = await work.unit.openTasks(task.caseId)
    const row = await work.unit.lockCase(task.caseId)
    const { stages, outcome, closed } = work.caseState()
    const ended = closed?.outcome ?? outcome
    return {
      taskId: task.id,
      caseId: task.caseId,
      taskVersion: task.version,
      facts: newFacts.map(({ type }) => type),
      stages: stages.slice(stagesBefore).map(({ stage }) => stage),
      opened: without(tasksAfter, tasksBefore).map(nextTask),
      dropped: without(tasksBefore, tasksAfter)
        .filter(({ id }) => id !== task.id || call?.type === 'telephone-not-reached')
        .map(nextTask),
      clocks: clockChanges(clocksBefore, work.clocks()),
      messages,
      blocked,
      status: row?.status ?? 'open',
      ...(work.procedure.id !== work.row.procedure && { goesTo: work.procedure.id }),
      ...(row?.status === 'closed' && ended !== 'undecided' && { outcome: ended }),
    }
  })
}

export async function settle(work: CaseWork): Promise<void> {
  await takeWaiting(work)
  if (goOn(work)) await takeWaiting(work)
}

/** Does every service task that waits, and those that come by doing it. One that fails is told, and left. */
export async function followJobs(
  work: CaseWork,
  tryLetter: TryLetter | undefined,
): Promise<Pick<Consequences, 'messages' | 'blocked'>> {
  const messages: NextMessage[] = []
  const blocked: BlockedStep[] = []
  // What waits from before is tried again by the scheduler, whatever this task brings.
  const left = new Set(jobsOf(work, work.done().before).map(({ key }) => key))
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const next = jobsOf(work, work.tree()).find(({ key }) => !left.has(key))
    if (next === undefined) break
    left.add(next.key)
    try {
      const { messages: sent } = await doJob(work, next.job)
      for (const message of sent) messages.push(await asSent(work, next.step, message))
      await settle(work)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const letter = await triedLetter(work, next.job, tryLetter)
      blocked.push({ element: next.element, step: next.step, message: error.message, ...(letter && { letter }) })
    }
  }
  return { messages, blocked }
}

interface OpenJob {
  readonly key: string
  readonly element: string
  readonly step: string
  readonly job: WaitingJob
}

function jobsOf(work: CaseWork, tree: ReturnType<CaseWork['tree']>): readonly OpenJob[] {
  return openWaits(tree).flatMap(({ instance, wait }): OpenJob[] => {
    if (wait.kind !== 'job') return []
    const node = work.processOf(instance.process)?.model.nodes.get(wait.element)
    const { action = '', parameters = {} } = node?.redress ?? {}
    const job = { action, parameters: { ...parameters }, instanceId: instance.id, waitId: wait.id }
    return [{ key: `${instance.id} ${wait.id}`, element: wait.element, step: node?.name ?? action, job }]
  })
}

/** A message as it stands in the outbox, with what follows from its having gone. */
async function asSent(work: CaseWork, step: string, message: OutgoingMessage): Promise<NextMessage> {
  if (message.factOnSent !== undefined) work.record([checkNewFact({ ...message.factOnSent, on: work.today })])
  return {
    step,
    channel: message.channel === 'email' ? await channelOf(work, message) : message.channel,
    to: message.to,
    subject: message.subject,
    body: message.body,
    adjustments: message.adjustments ?? [],
  }
}

/** Whoever has no e-mail address gets a letter; the outbox knows. */
async function channelOf(work: CaseWork, { key }: OutgoingMessage): Promise<NextMessage['channel']> {
  const row = await work.unit.outboxMessage(outboxId(key))
  return row?.channel ?? 'email'
}

async function triedLetter(
  work: CaseWork,
  job: WaitingJob,
  tryLetter: TryLetter | undefined,
): Promise<TriedLetter | undefined> {
  const { letter: id } = job.parameters as { readonly letter?: string }
  const letter = id === undefined ? undefined : work.procedure.letters.get(id)
  if (letter === undefined || tryLetter === undefined) return undefined
  const people: ReadonlyMap<string, Person> = await peopleOf(work)
  return tryLetter(letter, taskOf(work, job, people))
}

export function without(tasks: readonly TaskRow[], others: readonly TaskRow[]): readonly TaskRow[] {
  const known = new Set(others.map(({ id }) => id))
  return tasks.filter(({ id }) => !known.has(id))
}

export function nextTask({ element, name, role, dueOn }: TaskRow): NextTask {
  return { element, name, role, ...(dueOn !== null && { dueOn }) }
}

export function clockChanges(before: readonly LawClock[], after: readonly LawClock[]): readonly ClockChange[] {
  const earlier = new Map(before.filter(isOpen).map((clock) => [clock.id, clock]))
  const starts = after.flatMap((clock): ClockChange[] => {
    const was = earlier.get(clock.id)
    if (!isOpen(clock)) return was === undefined ? [] : [told(clock, 'ends')]
    if (was === undefined) return [told(clock, 'starts')]
    return was.due === clock.due ? [] : [{ ...told(clock, 'moves'), ...(was.due !== undefined && { was: was.due }) }]
  })
  const still = new Set(after.map(({ id }) => id))
  const gone = [...earlier.values()].filter(({ id }) => !still.has(id)).map((clock) => told(clock, 'ends'))
  return [...starts, ...gone]
}

function told({ rule, title, clause, nature, due }: LawClock, change: ClockChange['change']): ClockChange {
  return { rule, title, clause, nature, change, ...(due !== undefined && { due }) }
}

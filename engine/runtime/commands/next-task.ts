import { mustBeAllowed, rolesOf, type Actor } from '../../access/index.ts'
import { ConflictError, NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import type { InboxTask } from '../../store/inbox-list.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { changeCase, type Changed } from '../change-case.ts'
import { daysFrom, filterOf } from '../queries/inbox.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/** Why a task was the next one: what it was chosen by, and out of how many. */
export interface NextBecause {
  /** Absent when none of those that wait has a day. */
  readonly dueOn?: LocalDate
  /** Tasks that nobody had, of the asker's roles, this one included. */
  readonly waiting: number
  /** What put it before others of the same day. */
  readonly before: readonly ('child' | 'adjustments')[]
}

export interface TakenTask {
  readonly taskId: string
  readonly name: string
  readonly because: NextBecause
}

/** How many of those that wait are looked at, at a time: as many as may ask at once. */
const LOOKS = 50
/** Rounds after which somebody else has taken everything that was there. */
const MOST_ROUNDS = 4

/**
 * Takes the next task for the asker: of those of their roles that nobody has, the soonest due; of those of one day, that
 * of a child or of somebody who needs adjustments; then the oldest. It is chosen here, so that nobody picks the easy ones,
 * and why stands in the audit trail. One that was put back comes again.
 *
 * @throws RefusedError (`nothing-waits`)
 */
export async function takeNextTask(
  runtime: Runtime,
  actor: Actor,
  options: CommandOptions = {},
): Promise<Changed<TakenTask>> {
  mustBeAllowed(actor, 'work-tasks')
  const today = dayOf(runtime.clock.now())
  const days = daysFrom(today)
  const due = ['late', 'today', 'week', 'later', 'none'] as const
  const ask = { scope: 'unassigned', role: rolesToTake(actor), due } as const
  const filter = filterOf(runtime, actor, ask, today)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const waiting = await runtime.store.read.inboxCount(filter, days)
    const request = { order: 'next', down: false, offset: 0, limit: LOOKS } as const
    for (const task of await runtime.store.read.inboxTasks(filter, days, request)) {
      const taken = await take(runtime, actor, task, waiting, options)
      if (taken !== undefined) return taken
    }
    if (waiting <= LOOKS) break
  }
  throw new RefusedError('nothing-waits', 'Nothing waits that you can take: every task of your role has somebody')
}

/** A complaints manager may work every task; what is offered are those of casework. */
function rolesToTake(actor: Actor): readonly string[] {
  const roles = rolesOf(actor)
  return roles.includes('complaints-manager') ? [...new Set([...roles, 'caseworker'])] : roles
}

/** @returns undefined when somebody else was quicker. */
async function take(
  runtime: Runtime,
  actor: Actor,
  task: InboxTask,
  waiting: number,
  options: CommandOptions,
): Promise<Changed<TakenTask> | undefined> {
  const before = [
    ...(task.child ? (['child'] as const) : []),
    ...(task.adjustments === null ? [] : (['adjustments'] as const)),
  ]
  const because: NextBecause = { waiting, before, ...(task.dueOn !== null && { dueOn: task.dueOn }) }
  try {
    return await changeCase(
      runtime,
      actor,
      task.caseId,
      { ...options, request: 'next-task', action: 'work-tasks' },
      () => ({
        type: 'next-task-taken',
        element: task.element,
        body: { task: task.id, assignee: actor.id, because: { ...because } },
      }),
      async ({ unit }) => {
        const current = await unit.task(task.id)
        if (current?.status !== 'open' || current.assignee !== null) throw new ConflictError('Somebody has it already')
        unit.updateTask(task.id, { assignee: actor.id }, current.version)
        return { taskId: task.id, name: task.name, because }
      },
    )
  } catch (error) {
    // Somebody was quicker, or it is not for this person after all: the next one may be.
    if (error instanceof ConflictError || error instanceof NotPermittedError || error instanceof NotFoundError)
      return undefined
    throw error
  }
}

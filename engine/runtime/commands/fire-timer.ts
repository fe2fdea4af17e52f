import { NotFoundError, RefusedError } from '../../errors.ts'
import { deadlineMoment } from '../../law/deadline-moment.ts'
import type { TimerRow } from '../../store/rows.ts'
import type { Instant } from '../../values/instant.ts'
import { SYSTEM } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase } from '../change-case.ts'
import { NOT_YET } from '../keep-dates.ts'
import type { Runtime } from '../runtime.ts'
import { openWaits } from '../tree.ts'

/** What came of it. A timer of a time limit that has been put off meanwhile is armed for its new moment instead. */
type Fired =
  { readonly fired: true; readonly dueAt: string; readonly lateBySeconds: number } | { readonly fired: false }

/**
 * Fires a timer that is due, under the same rules as any other command. A timer that has been moved since it was found
 * due, or that is gone, is left alone.
 */
export async function fireTimer(runtime: Runtime, timerId: string): Promise<void> {
  const seen = await runtime.store.read.timer(timerId)
  if (seen === undefined) throw new NotFoundError('timer', timerId)
  try {
    await changeCase(
      runtime,
      SYSTEM,
      seen.caseId,
      { action: 'record-facts' },
      (came: Fired) =>
        came.fired
          ? {
              type: 'timer-fired',
              element: seen.element,
              body: { timer: timerId, dueAt: came.dueAt, lateBySeconds: came.lateBySeconds },
            }
          : { type: 'timer-moved', element: seen.element, body: { timer: timerId } },
      async (work): Promise<Fired> => {
        const timer = await work.unit.timer(timerId)
        if (timer?.status !== 'armed' || timer.dueAt > work.now) throw new RefusedError('timer-not-due', NOT_DUE)
        const moment = momentOf(work, timer)
        if (moment > work.now) {
          work.unit.armTimer({ ...timer, dueAt: moment })
          return { fired: false }
        }
        work.stimulate(timer.instanceId, { type: 'fire', wait: timer.waitId })
        work.unit.timerFired(timerId)
        const lateMs = Date.parse(work.now) - Date.parse(timer.dueAt)
        return { fired: true, dueAt: timer.dueAt, lateBySeconds: Math.floor(lateMs / 1000) }
      },
    )
  } catch (error) {
    if (error instanceof RefusedError && error.reason === 'timer-not-due') return
    throw error
  }
}

const NOT_DUE = 'The timer is not due, or no longer armed'

/**
 * A time limit is worked out once more before anybody is told that it has passed: the council's closure days may have
 * changed since, and a letter that says so wrongly cannot be taken back.
 */
function momentOf(work: CaseWork, timer: TimerRow): Instant {
  const wait = openWaits(work.tree()).find(
    (each) => each.instance.id === timer.instanceId && each.wait.id === timer.waitId,
  )?.wait
  if (wait?.kind !== 'deadline') return timer.dueAt
  return deadlineMoment(wait.deadline, work.clocks(), wait.round ?? 0) ?? NOT_YET
}

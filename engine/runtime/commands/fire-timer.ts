import { NotFoundError, RefusedError } from '../../errors.ts'
import { SYSTEM } from '../actor.ts'
import { changeCase } from '../change-case.ts'
import type { Runtime } from '../runtime.ts'

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
      {},
      ({ dueAt, lateBySeconds }: { dueAt: string; lateBySeconds: number }) => ({
        type: 'timer-fired',
        element: seen.element,
        body: { timer: timerId, dueAt, lateBySeconds },
      }),
      async (work) => {
        const timer = await work.unit.timer(timerId)
        if (timer?.status !== 'armed' || timer.dueAt > work.now) throw new RefusedError('timer-not-due', NOT_DUE)
        work.stimulate(timer.instanceId, { type: 'fire', wait: timer.waitId })
        work.unit.timerFired(timerId)
        const lateMs = Date.parse(work.now) - Date.parse(timer.dueAt)
        return { dueAt: timer.dueAt, lateBySeconds: Math.floor(lateMs / 1000) }
      },
    )
  } catch (error) {
    if (error instanceof RefusedError && error.reason === 'timer-not-due') return
    throw error
  }
}

const NOT_DUE = 'The timer is not due, or no longer armed'

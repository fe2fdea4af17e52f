import type { Wait } from '../../tokens/token-state.ts'
import { toMillis, type Instant } from '../../values/instant.ts'
import type { TimerRegistry } from './surroundings.ts'

/** The longest delay that the machine's own timers can take: 2^31 - 1 ms, or 24.8 days. */
const LONGEST_DELAY = 2 ** 31 - 2

interface Alarms {
  /** Arms what waits and is not armed, disarms what waits no more. */
  keep(waits: readonly Wait[], now: Instant): void
  clear(): void
}

/**
 * Arms the engine's own `timers` for the timers that wait, so that a plain bpmn-engine fires them when they are due. A
 * delay too long for one machine timer is waited for in parts. With `inertOptions` nothing is armed at all.
 */
export function makeAlarms(
  timers: TimerRegistry,
  owner: unknown,
  now: () => Instant,
  fire: (wait: string) => void,
): Alarms {
  const armed = new Map<string, { due: Instant; disarm: () => void }>()
  return { keep, clear }

  function keep(waits: readonly Wait[], at: Instant): void {
    const due = new Map<string, Instant>()
    for (const wait of waits) if (wait.kind === 'timer') due.set(wait.id, wait.due)
    for (const [wait, alarm] of armed) {
      if (due.get(wait) === alarm.due) continue
      alarm.disarm()
      armed.delete(wait)
    }
    for (const [wait, moment] of due) if (!armed.has(wait)) arm(wait, moment, at)
  }

  function arm(wait: string, due: Instant, at: Instant): void {
    const registered = timers.register(owner)
    const remaining = Math.max(toMillis(due) - toMillis(at), 0)
    const reference = registered.setTimeout(
      () => {
        armed.delete(wait)
        if (remaining > LONGEST_DELAY) arm(wait, due, now())
        else fire(wait)
      },
      Math.min(remaining, LONGEST_DELAY),
    )
    armed.set(wait, {
      due,
      disarm: () => {
        registered.clearTimeout(reference)
      },
    })
  }

  function clear(): void {
    for (const { disarm } of armed.values()) disarm()
    armed.clear()
  }
}

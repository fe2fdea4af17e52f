import { makeSpread, type SpreadTally } from '../../figures/process/spread.ts'
import type { WorkingDayDefinition } from '../../law/working-days.ts'
import type { Variables } from '../../tokens/index.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import type { TrailLine } from '../replay/trail.ts'
import { rowId } from '../row-id.ts'
import { workingDaysFrom } from './medians.ts'

/** What is on record of how steps were answered, and of what came where something was waited for. */
export interface Past {
  /** Cases of which this is. */
  readonly cases: number
  /** By step: the answers for the gateways that were given most often. Days are left out. */
  readonly answers: ReadonlyMap<string, Variables>
  /** By event: how often it came, and after how many working days in the middle. */
  readonly events: ReadonlyMap<string, PastEvent>
}

export interface PastEvent {
  readonly times: number
  readonly workingDays: number
}

export interface PastLine extends Pick<TrailLine, 'stimuli' | 'opened'> {
  readonly at: Instant
}

export interface PastTally {
  /** The lines of one case, the oldest first. */
  add(lines: readonly PastLine[]): void
  result(): Past
}

interface Given {
  readonly variables: Variables
  times: number
}

/** Counts case by case. Of answers that were given equally often, the first that it heard of stands. */
export function makePast(calendar: WorkingDayDefinition): PastTally {
  const answers = new Map<string, Map<string, Given>>()
  const events = new Map<string, SpreadTally>()
  let cases = 0

  return { add, result }

  function add(lines: readonly PastLine[]): void {
    if (lines.length > 0) cases += 1
    const openedOn = new Map<string, LocalDate>()
    for (const { at, stimuli, opened = [] } of lines) {
      for (const stimulus of stimuli) {
        if (stimulus.type === 'complete') answered(elementOf(stimulus.wait), stimulus.variables ?? {})
        else if ((stimulus.type === 'message' || stimulus.type === 'fire') && stimulus.wait !== undefined) {
          came(elementOf(stimulus.wait), openedOn.get(rowId(stimulus.instance, stimulus.wait)) ?? dayOf(at), dayOf(at))
        }
      }
      for (const id of opened) openedOn.set(id, dayOf(at))
    }
  }

  function answered(element: string, given: Variables): void {
    const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => !isLocalDate(value)))
    const key = JSON.stringify(variables)
    const own = answers.get(element) ?? new Map<string, Given>()
    answers.set(element, own)
    const known = own.get(key) ?? { variables, times: 0 }
    own.set(key, known)
    known.times += 1
  }

  function came(element: string, from: LocalDate, on: LocalDate): void {
    const spread = events.get(element) ?? makeSpread()
    events.set(element, spread)
    spread.add(workingDaysFrom(from, on, calendar) ?? 0)
  }

  function result(): Past {
    return {
      cases,
      answers: new Map([...answers].map(([element, given]) => [element, mostOften([...given.values()])])),
      events: new Map(
        [...events].map(([element, spread]) => {
          const { number, median = 0 } = spread.result()
          return [element, { times: number, workingDays: median }]
        }),
      ),
    }
  }
}

function mostOften(given: readonly Given[]): Variables {
  const [first, ...rest] = given
  const most = rest.reduce((best, each) => (best === undefined || each.times > best.times ? each : best), first)
  return most?.variables ?? {}
}

/** `<element>#<n>` names the element. */
function elementOf(wait: string): string {
  const end = wait.lastIndexOf('#')
  return end > 0 ? wait.slice(0, end) : wait
}

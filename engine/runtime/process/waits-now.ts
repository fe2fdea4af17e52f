import type { Actor } from '../../access/index.ts'
import { dayOf } from '../../values/instant.ts'
import { onlyVisible } from '../access.ts'
import { placesOf } from '../live/places.ts'
import type { Runtime } from '../runtime.ts'

/** Something for which open cases wait, and that is no task of anybody here: a message, a day, or whichever comes first. */
export interface WaitNow {
  readonly element: string
  readonly name: string
  /** As people say it. */
  readonly kind: string
  readonly cases: number
}

/** Of every version with open cases that the asker may see, or of one; that for which the most wait comes first. */
export async function waitsNow(
  runtime: Runtime,
  actor: Actor,
  { procedure, version }: { readonly procedure: string; readonly version?: number },
): Promise<readonly WaitNow[]> {
  const { read } = runtime.store
  const { visibleTo } = onlyVisible(runtime, actor)
  const today = dayOf(runtime.clock.now())
  const open = await read.openCaseVersions(procedure, visibleTo)
  const found = new Map<string, WaitNow>()
  for (const each of open.filter((one) => version === undefined || one.version === version)) {
    const loaded = await runtime.procedures.load(procedure, each.version)
    const places = placesOf(loaded).filter(({ stored }) => stored.kind === 'wait')
    const scope = { procedure, version: each.version, today, ...(visibleTo !== undefined && { visibleTo }) }
    const counted = await read.liveCounts(
      scope,
      places.map(({ stored }) => stored),
    )
    const counts = new Map(counted.places.map(({ element, cases }) => [element, cases]))
    for (const { element, name, kind } of places) {
      const cases = (found.get(element)?.cases ?? 0) + (counts.get(element) ?? 0)
      if (cases > 0) found.set(element, { element, name, kind, cases })
    }
  }
  return [...found.values()].sort((one, other) => other.cases - one.cases || (one.element < other.element ? -1 : 1))
}

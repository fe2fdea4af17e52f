import { mayDo, mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import { calendarOfRule } from '../../law/calendar-of-rule.ts'
import type { LiveScope } from '../../store/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import { mediansOf, type Medians } from '../forecast/index.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import { placesOf, type StandingPlace } from './places.ts'

/** Where the open cases of one version of a procedure are. */
export interface LiveView {
  readonly procedure: string
  readonly title: string
  readonly version: number
  /** Versions on which there are open cases, with their number; the one asked for besides. */
  readonly versions: readonly { readonly version: number; readonly cases: number }[]
  /** Open cases that are counted here. */
  readonly cases: number
  /** With a task that is past its day. */
  readonly late: number
  /** `all`: every open case is counted, and none is named; `seen`: those that the asker may see. */
  readonly counted: 'all' | 'seen'
  readonly asAt: LocalDate
  /** The diagram at which a case begins. */
  readonly main: string
  /** Diagrams in the order of the version's files; each with the steps at which a case can be. */
  readonly diagrams: readonly LiveDiagram[]
}

export interface LiveDiagram {
  readonly process: string
  readonly name: string
  readonly steps: readonly LiveStep[]
}

export interface LiveStep {
  readonly element: string
  readonly name: string
  readonly kind: string
  readonly role?: string
  readonly cases: number
  readonly late: number
  /** Something is wrong there, and waits for a person. */
  readonly stuck: number
  /** From the beginning of the step to its end, wherever it was done so far: on any version. To one decimal place. */
  readonly averageWorkingDays?: number
  /** Of the same the middle one. */
  readonly medianWorkingDays?: number
  /** Times done: average and median are of these. */
  readonly done?: number
}

/** Done steps that the medians are of: the newest. */
const MOST_DONE = 20_000

/**
 * How many cases are at each step. Whoever may read cases counts those that they may see; whoever answers for procedures
 * counts all, and is told of none by name.
 *
 * @param asked.version - The version in force, or else the one with the most open cases, when left out.
 * @throws NotFoundError when there is no such procedure or version.
 */
export async function liveView(
  runtime: Runtime,
  actor: Actor,
  asked: { readonly procedure: string; readonly version?: number },
): Promise<LiveView> {
  const counted = mustCount(actor)
  const { procedure } = asked
  const { read } = runtime.store
  const { visibleTo } = counted === 'seen' ? onlyVisible(runtime, actor) : {}
  const open = await read.openCaseVersions(procedure, visibleTo)
  const version = asked.version ?? (await likeliest(runtime, procedure, open))
  const loaded = await runtime.procedures.load(procedure, version)
  const asAt = dayOf(runtime.clock.now())
  const places = placesOf(loaded)
  const scope: LiveScope = { procedure, version, today: asAt, ...(visibleTo !== undefined && { visibleTo }) }
  const [found, medians] = await Promise.all([
    read.liveCounts(
      scope,
      places.map(({ stored }) => stored),
    ),
    mediansNow(runtime, procedure, asAt),
  ])
  const counts = new Map(found.places.map((each) => [each.element, each]))
  const stepOf = ({ element, name, kind, role }: StandingPlace): LiveStep => {
    const { cases = 0, late = 0, stuck = 0 } = counts.get(element) ?? {}
    const median = medians.get(element)
    return {
      ...{ element, name, kind, cases, late, stuck },
      ...(role !== undefined && { role }),
      ...(median !== undefined && {
        ...{ averageWorkingDays: median.average, medianWorkingDays: median.workingDays, done: median.done },
      }),
    }
  }
  const known = open.some((each) => each.version === version)
  return {
    ...{ procedure, title: loaded.title, version, counted, asAt, main: loaded.main },
    cases: found.cases,
    late: found.late,
    versions: (known ? open : [...open, { version, cases: 0 }]).toSorted((one, other) => other.version - one.version),
    diagrams: [...loaded.processes.values()].map(({ model }) => ({
      process: model.id,
      name: model.name,
      steps: places.filter(({ process }) => process === model.id).map(stepOf),
    })),
  }
}

/** @throws NotPermittedError for those who may neither see cases nor answer for procedures. */
function mustCount(actor: Actor): 'all' | 'seen' {
  if (mayDo(actor, 'read-cases')) return 'seen'
  mustBeAllowed(actor, 'migrate-cases')
  return 'all'
}

async function likeliest(
  runtime: Runtime,
  procedure: string,
  open: readonly { readonly version: number; readonly cases: number }[],
): Promise<number> {
  const inForce = await inForceNow(runtime, procedure)
  const fullest = open.toSorted((one, other) => other.cases - one.cases)[0]
  const version = open.find((each) => each.version === inForce?.version)?.version ?? fullest?.version
  return version ?? inForce?.version ?? 1
}

async function inForceNow(runtime: Runtime, procedure: string): Promise<LoadedProcedure | undefined> {
  try {
    return await runtime.procedures.active(procedure, dayOf(runtime.clock.now()))
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

/** Worked out once a day for each procedure: a day more or less changes no median that people would notice. */
const KEPT = new WeakMap<object, Map<string, { readonly day: LocalDate; readonly medians: Medians['steps'] }>>()

/** The same medians on which the forecast of a draft rests. */
async function mediansNow({ store }: Runtime, procedure: string, day: LocalDate): Promise<Medians['steps']> {
  const own = KEPT.get(store) ?? new Map<string, { readonly day: LocalDate; readonly medians: Medians['steps'] }>()
  KEPT.set(store, own)
  const kept = own.get(procedure)
  if (kept?.day === day) return kept.medians
  const done = await store.read.doneTasksOf(procedure, MOST_DONE)
  const { steps } = mediansOf(done, calendarOfRule(undefined, procedure, []))
  own.set(procedure, { day, medians: steps })
  return steps
}

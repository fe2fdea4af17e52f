import type { LocalDate } from '../../values/local-date.ts'
import type { ComplaintCase, StageRecord } from '../complaint-case.ts'
import type { Fact, FactType } from '../fact.ts'
import type { PointDecision, Stage } from '../fact-data.ts'

/** What a fact changes in the case. `facts`, `status`, `outcome` and `lastToldOn` are `evolve`'s own. */
export type Applier<Type extends FactType> = (state: ComplaintCase, fact: Fact<Type>) => ComplaintCase
export type Appliers<Types extends FactType> = { readonly [Type in Types]: Applier<Type> }

/** The fact is kept with the others and changes nothing else. */
export function kept(state: ComplaintCase): ComplaintCase {
  return state
}

export function latest(day: LocalDate | undefined, other: LocalDate): LocalDate {
  return day === undefined || other > day ? other : day
}

/** Somebody takes up a role. The same person in the same role twice is once. */
export function withPerson(
  state: ComplaintCase,
  person: {
    readonly person: string
    readonly role: string
    readonly from: LocalDate
    readonly declaredIndependent?: boolean
  },
): ComplaintCase {
  const others = state.people.filter(
    (other) => other.person !== person.person || other.role !== person.role || other.until !== undefined,
  )
  return { ...state, people: [...others, person] }
}

/** Changes the last record of a stage; a stage nobody opened is opened that day. */
export function withStage(
  state: ComplaintCase,
  stage: Stage,
  on: LocalDate,
  change: Partial<Omit<StageRecord, 'stage' | 'openedOn'>>,
): ComplaintCase {
  const at = state.stages.findLastIndex((record) => record.stage === stage)
  const record = state.stages[at]
  return record === undefined
    ? { ...state, stages: [...state.stages, { stage, openedOn: on, ...change }] }
    : { ...state, stages: state.stages.with(at, { ...record, ...change }) }
}

/** Opens a stage, again where it was answered before. */
export function openedStage(state: ComplaintCase, stage: Stage, on: LocalDate): ComplaintCase {
  const last = state.stages.findLast((record) => record.stage === stage)
  if (last !== undefined && last.answeredOn === undefined) return state
  return { ...state, stages: [...state.stages, { stage, openedOn: on }] }
}

/** A decision on a point that nobody recorded changes nothing. */
export function withDecision(
  state: ComplaintCase,
  decision: PointDecision,
  stage: Stage,
  on: LocalDate,
): ComplaintCase {
  return {
    ...state,
    points: state.points.map((point) =>
      point.id === decision.point ? { ...point, decisions: [...point.decisions, { ...decision, stage, on }] } : point,
    ),
  }
}

/** A copy of an object without some of its properties. */
export function without<T extends object, Key extends keyof T>(value: T, ...keys: readonly Key[]): Omit<T, Key> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as Key))) as Omit<T, Key>
}

import {
  RefusedError,
  standingFacts,
  type ComplaintCase,
  type Fact,
  type FactType,
  type LocalDate,
  type Task,
} from '../engine/index.ts'

/** The facts of a case without those that a correction took away. */
export function standing({ facts }: ComplaintCase): readonly Fact[] {
  return standingFacts(facts)
}

/** The last fact of a type that stands; undefined when there is none. */
export function lastFact<Type extends FactType>(
  state: ComplaintCase,
  type: Type,
  where: (fact: Fact<Type>) => boolean = () => true,
): Fact<Type> | undefined {
  return standing(state).findLast((fact): fact is Fact<Type> => fact.type === type && where(fact as Fact<Type>))
}

/** The procedures that the case has been in or was meant for, the latest first. */
export function proceduresOf(state: ComplaintCase): readonly string[] {
  return standing(state)
    .flatMap((fact) => {
      switch (fact.type) {
        case 'complaint-classified':
        case 'procedure-begun':
          return [fact.data.procedure]
        case 'complaint-routed':
        case 'complaint-rerouted':
          return [fact.data.to]
        default:
          return []
      }
    })
    .reverse()
}

/**
 * What a letter cannot do without.
 *
 * @throws RefusedError when it is missing: the task becomes an incident that says what to record first.
 */
export function needed<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new RefusedError('not-recorded', `Record first ${what}; the letter must say it`)
  return value
}

/** The due day of the first of these rules that has a running clock; a day gone by is no promise. */
export function dueBy(
  { clocks, today }: Pick<Task<unknown>, 'clocks' | 'today'>,
  ...rules: readonly string[]
): LocalDate | undefined {
  for (const rule of rules) {
    const clock = clocks.findLast(
      (other) => (other.rule === rule || other.inPlaceOf === rule) && other.status === 'running',
    )
    if (clock?.due !== undefined && clock.due >= today) return clock.due
  }
  return undefined
}

/** A value under a name, or nothing: for properties that may be missing but never undefined. */
export function maybe<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Readonly<Partial<Record<Name, Value>>> {
  return (value === undefined ? {} : { [name]: value }) as Readonly<Partial<Record<Name, Value>>>
}

/** The clocks that say when an answer is due, by procedure and stage. */
export const ANSWER_RULES = [
  'children-act.stage-1-answer',
  'adult-social-care.planned-response',
  'adult-social-care.response',
  'public-health.response',
  'complaint-handling-code.stage-1-answer',
] as const

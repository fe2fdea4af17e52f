import type { Fact, FactType } from '../../case/fact.ts'
import type { CaseRecord } from '../case-record.ts'

/**
 * What the templates look at: facts in the order of their days, and of one day as they were recorded. A day is the finest
 * that a fact tells: of two facts of one day neither counts as later than the other.
 */
export interface Trace extends Pick<CaseRecord, 'facts' | 'today' | 'clocks'> {
  /** Nothing more is to be expected: the case is closed, withdrawn or refused. */
  readonly over: boolean
}

/** Which facts of a trace are meant, and how a sentence calls one of them: `the investigation report`. */
export interface Event {
  readonly name: string
  readonly in: (trace: Trace) => readonly Fact[]
}

export function traceOf({ facts, today, clocks, state }: CaseRecord): Trace {
  const over = state.status === 'closed' || state.status === 'withdrawn' || state.status === 'refused'
  return { facts, today, clocks, over }
}

/** Facts of a type, or of any of several; only those that `where` lets through. */
export function event<Type extends FactType>(
  name: string,
  types: Type | readonly Type[],
  where: (fact: Fact<Type>, trace: Trace) => boolean = () => true,
): Event {
  const wanted: ReadonlySet<string> = new Set([types].flat())
  return {
    name,
    in: (trace) => trace.facts.filter((fact) => wanted.has(fact.type) && where(fact as Fact<Type>, trace)),
  }
}

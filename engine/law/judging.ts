import type { Fact, FactType } from '../case/fact.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseRecord } from './case-record.ts'
import type { Clock } from './clock.ts'
import type { Judgement } from './duty.ts'

/*
 * What duties are built from. Each gives the judgement that honest evidence allows: a step that later steps stand on and
 * that is not there is *cannot tell* or *not met*, never *met*.
 */

/** The facts of these types, in the order of the record. */
export function factsOf<Type extends FactType>(record: CaseRecord, ...types: readonly Type[]): readonly Fact<Type>[] {
  const index = indexOf(record)
  const [only] = types
  if (types.length === 1) return (index.get(only ?? '') ?? NO_FACTS) as readonly Fact<Type>[]
  if (types.every((type) => !index.has(type))) return NO_FACTS as readonly Fact<Type>[]
  return record.facts.filter((fact): fact is Fact<Type> => (types as readonly string[]).includes(fact.type))
}

const NO_FACTS: readonly Fact[] = []
const INDEXES = new WeakMap<readonly Fact[], ReadonlyMap<string, readonly Fact[]>>()

/** Eighty-one duties ask for facts by their type, hundreds of times a case. */
function indexOf({ facts }: CaseRecord): ReadonlyMap<string, readonly Fact[]> {
  const known = INDEXES.get(facts)
  if (known !== undefined) return known
  const index = new Map<string, Fact[]>()
  for (const fact of facts) {
    const same = index.get(fact.type)
    if (same === undefined) index.set(fact.type, [fact])
    else same.push(fact)
  }
  INDEXES.set(facts, index)
  return index
}

/** The first such fact. */
export function firstOf<Type extends FactType>(record: CaseRecord, ...types: readonly Type[]): Fact<Type> | undefined {
  return factsOf(record, ...types)[0]
}

/** The last such fact. */
export function lastOf<Type extends FactType>(record: CaseRecord, ...types: readonly Type[]): Fact<Type> | undefined {
  return factsOf(record, ...types).at(-1)
}

/** Every clock of that rule that this case started. */
export function clocksOf(record: CaseRecord, rule: string): readonly Clock[] {
  return record.clocks.filter((clock) => clock.rule === rule)
}

export function met(because: string, ...about: readonly (Fact | undefined)[]): Judgement {
  return { result: 'met', because, facts: idsOf(about) }
}

export function notMet(because: string, ...about: readonly (Fact | undefined)[]): Judgement {
  return { result: 'not-met', because, facts: idsOf(about) }
}

export function notYetDue(because: string, ...about: readonly (Fact | undefined)[]): Judgement {
  return { result: 'not-yet-due', because, facts: idsOf(about) }
}

export function notApplicable(because: string, ...about: readonly (Fact | undefined)[]): Judgement {
  return { result: 'not-applicable', because, facts: idsOf(about) }
}

export function cannotTell(because: string, ...about: readonly (Fact | undefined)[]): Judgement {
  return { result: 'cannot-tell', because, facts: idsOf(about) }
}

/**
 * What a clock shows of the duty to keep it: met in time, met late or not at all, not yet due, no longer owed. `unless`
 * turns what would be *not met* into another judgement, for duties that a step in time also keeps.
 */
export function judgeClock(clock: Clock, unless?: (clock: Clock) => Judgement | undefined): Judgement {
  const facts = [clock.startedBy, clock.rebasedBy, clock.extendedBy, clock.metBy, clock.endedBy].filter(
    (id) => id !== undefined,
  )
  const base = { subject: clock.subject, due: clock.due, doneOn: clock.metOn, facts }
  switch (clock.status) {
    case 'met':
      return { ...base, result: 'met', because: `Done on ${day(clock.metOn)}, by ${day(clock.due)} at the latest.` }
    case 'met-late':
    case 'breached': {
      const done = clock.metOn === undefined ? 'not done' : `done on ${day(clock.metOn)}, ${late(clock)}`
      const consented = clock.timeliness === 'breach-consented' ? ({ consented: true } as const) : {}
      const broken: Judgement = {
        ...base,
        ...consented,
        result: 'not-met',
        because: `Due by ${day(clock.due)}; ${done}.`,
      }
      return unless?.(clock) ?? broken
    }
    case 'running':
    case 'held':
      return { ...base, result: 'not-yet-due', because: `Due by ${day(clock.due)}.` }
    case 'unknown':
      return { ...base, result: 'cannot-tell', because: 'The last day cannot be told from the record.' }
    default:
      return { ...base, result: 'not-applicable', because: 'It was no longer owed before its last day came.' }
  }
}

function late({ lateByWorkingDays: n }: Clock): string {
  return `${n} working ${n === 1 ? 'day' : 'days'} late`
}

function day(on: LocalDate | undefined): string {
  return on === undefined ? 'a day that is not known' : dayInWords(on)
}

function idsOf(facts: readonly (Fact | undefined)[]): readonly string[] {
  return facts.flatMap((fact) => fact?.id ?? [])
}

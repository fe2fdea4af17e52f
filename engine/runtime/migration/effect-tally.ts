import type { CaseForecast } from '../forecast/index.ts'
import type { CaseEffect, EffectKind } from './case-effect.ts'

/** What a draft would do to the running cases of its procedure, were they moved to it today. */
export interface EffectSummary {
  readonly cases: number
  readonly effects: Readonly<Record<EffectKind, number>>
  readonly versions: readonly { readonly version: number; readonly cases: number }[]
  readonly forecast: ForecastSummary
  /** Where the cases are. */
  readonly steps: readonly StepCount[]
  /** Why cases cannot move as it is, the commonest first. */
  readonly reasons: readonly { readonly message: string; readonly cases: number }[]
}

/** What becomes of the cases, played on to their end on the version that each is on, and on the draft. */
export interface ForecastSummary {
  /** Cases that were played on to their end on both. */
  readonly foretold: number
  /** Why the others were not, the commonest first. */
  readonly notForetold: readonly { readonly message: string; readonly cases: number }[]
  /** Cases with a time limit that would be late. */
  readonly lateNow: number
  readonly lateThen: number
  /** With one that would be late on the draft alone, and with one that would not be late on it any more. */
  readonly becomeLate: number
  readonly noLongerLate: number
  /** The same by time limit, of each case once; those that change most come first. */
  readonly limits: readonly LimitCount[]
  /** What it rests on: how long these steps took so far, in working days in the middle. */
  readonly medians: readonly { readonly name: string; readonly workingDays: number; readonly done: number }[]
  /** Of all steps; taken where a step has not been done yet. */
  readonly medianOfAll: number
  /** Past cases whose answers it goes by. */
  readonly pastCases: number
}

export interface LimitCount {
  readonly rule: string
  readonly title: string
  readonly lateNow: number
  readonly lateThen: number
  readonly becomeLate: number
  readonly noLongerLate: number
}

export interface StepCount {
  readonly process: string
  readonly element: string
  readonly name: string
  readonly cases: number
  readonly needMapping: number
}

type RestsOn = Pick<ForecastSummary, 'medians' | 'medianOfAll' | 'pastCases'>
type Counting<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] }

export interface Tally {
  add(effect: CaseEffect): void
  cases(): number
  result(versions: EffectSummary['versions'], restsOn: RestsOn): EffectSummary
}

const MOST_REASONS = 20

export function makeTally(): Tally {
  const effects: Record<EffectKind, number> = { unaffected: 0, affected: 0, 'needs-mapping': 0, 'cannot-move': 0 }
  const steps = new Map<string, Counting<StepCount>>()
  const reasons = new Map<string, number>()
  const notForetold = new Map<string, number>()
  const limits = new Map<string, Counting<LimitCount>>()
  const late = { foretold: 0, lateNow: 0, lateThen: 0, becomeLate: 0, noLongerLate: 0 }
  let cases = 0

  return { add, result, cases: () => cases }

  function add(effect: CaseEffect): void {
    cases += 1
    effects[effect.effect] += 1
    addForecast(effect.forecast)
    const blocked = new Set(effect.failures.map(({ process, element }) => `${process ?? ''} ${element ?? ''}`))
    for (const key of new Set(effect.steps.map(({ process, element }) => `${process} ${element}`))) {
      const step = effect.steps.find(({ process, element }) => `${process} ${element}` === key)
      if (step === undefined) continue
      const { process, element, name } = step
      const known = steps.get(key) ?? { process, element, name, cases: 0, needMapping: 0 }
      known.cases += 1
      if (blocked.has(key)) known.needMapping += 1
      steps.set(key, known)
    }
    for (const message of new Set(effect.failures.map((failure) => failure.message))) count(reasons, message)
  }

  function addForecast(forecast: CaseForecast): void {
    if (forecast.kind === 'not-foretold') {
      count(notForetold, forecast.because)
      return
    }
    late.foretold += 1
    const standing = standsLate(forecast)
    for (const name of ['lateNow', 'lateThen', 'becomeLate', 'noLongerLate'] as const)
      if (standing[name]) late[name] += 1
    const [now, then] = [forecast.lateNow, forecast.lateThen].map((own) => new Set(own.map(({ rule }) => rule)))
    const all = new Map([...forecast.lateNow, ...forecast.lateThen].map((limit) => [limit.rule, limit.title]))
    for (const [rule, title] of all) {
      const known = limits.get(rule) ?? { rule, title, lateNow: 0, lateThen: 0, becomeLate: 0, noLongerLate: 0 }
      limits.set(rule, known)
      const [isNow, isThen] = [now?.has(rule) === true, then?.has(rule) === true]
      if (isNow) known.lateNow += 1
      if (isThen) known.lateThen += 1
      if (isThen && !isNow) known.becomeLate += 1
      if (isNow && !isThen) known.noLongerLate += 1
    }
  }

  function result(versions: EffectSummary['versions'], { medians, medianOfAll, pastCases }: RestsOn): EffectSummary {
    return {
      ...{ cases, effects, versions },
      forecast: {
        ...late,
        notForetold: commonest(notForetold),
        limits: [...limits.values()].sort(
          (one, other) => changeOf(other) - changeOf(one) || other.lateThen - one.lateThen,
        ),
        ...{ medians, medianOfAll, pastCases },
      },
      steps: [...steps.values()].sort((one, other) => other.cases - one.cases),
      reasons: commonest(reasons),
    }
  }
}

/** How a case stands by its forecast; a case that was not foretold is counted in none of these. */
export function standsLate(forecast: CaseForecast): {
  readonly lateNow: boolean
  readonly lateThen: boolean
  readonly becomeLate: boolean
  readonly noLongerLate: boolean
} {
  if (forecast.kind === 'not-foretold') {
    return { lateNow: false, lateThen: false, becomeLate: false, noLongerLate: false }
  }
  const [now, then] = [forecast.lateNow, forecast.lateThen]
  return {
    lateNow: now.length > 0,
    lateThen: then.length > 0,
    becomeLate: then.some(({ rule }) => now.every((other) => other.rule !== rule)),
    noLongerLate: now.some(({ rule }) => then.every((other) => other.rule !== rule)),
  }
}

function changeOf({ becomeLate, noLongerLate }: LimitCount): number {
  return becomeLate + noLongerLate
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function commonest(
  counts: ReadonlyMap<string, number>,
): readonly { readonly message: string; readonly cases: number }[] {
  return [...counts]
    .map(([message, cases]) => ({ message, cases }))
    .sort((one, other) => other.cases - one.cases)
    .slice(0, MOST_REASONS)
}

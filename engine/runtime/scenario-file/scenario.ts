import type { JsonObject } from '../../store/rows.ts'

/** A whole case in steps, as `processes/SCENARIOS.md` describes it. */
export interface Scenario {
  readonly id: string
  readonly title: string
  /** When it begins: a moment in London. */
  readonly at?: string
  /** Where the case begins; the folder's own procedure when left out. */
  readonly procedure?: string
  readonly submit?: JsonObject
  readonly open?: ScenarioOpening
  readonly from?: string
  readonly until?: string
  readonly covers?: readonly string[]
  /** False: nobody is on the case but those whom the scenario adds; the folder's usual people are left out. */
  readonly usualPeople?: boolean
  readonly steps: readonly CaseStep[]
}

/** A case that begins with something else than a complaint. */
export interface ScenarioOpening {
  readonly facts: readonly FactOfScenario[]
  readonly people?: readonly JsonObject[]
  readonly variables?: JsonObject
}

export interface FactOfScenario {
  readonly type: string
  /** Today when left out. */
  readonly on?: string
  readonly data: JsonObject
}

/** What is done, what must follow, or both. Of the acts at most one. */
export interface CaseStep {
  readonly at?: string
  readonly complete?: string
  /** Which of several open tasks at that element, the oldest first; 1 when left out. */
  readonly nth?: number
  readonly message?: string
  /** Beside `message`: the procedure that takes up a closed case. */
  readonly procedure?: string
  readonly answers?: JsonObject
  /** Beside `message`: days for which it is kept while nothing waits for it; refused then when left out. */
  readonly keepForDays?: number
  readonly as?: string
  readonly record?: readonly FactOfScenario[]
  readonly person?: JsonObject
  readonly close?: string
  readonly mark?: string
  readonly expect?: Expectation
}

export interface Expectation {
  /** Due day by element; null for a task without one. */
  readonly tasks?: Readonly<Record<string, string | null>>
  /** No tasks but those. */
  readonly only?: boolean
  readonly noTasks?: readonly string[]
  readonly letters?: readonly string[]
  readonly facts?: readonly string[]
  readonly clocks?: Readonly<Record<string, string | { readonly due?: string; readonly status?: string }>>
  readonly procedure?: string
  readonly status?: 'open' | 'closed' | 'incident'
  readonly outcome?: string
  readonly refused?: string
}

/** What people usually answer, form by form, and who is on every case of the folder. */
export interface UsualAnswers {
  readonly people: readonly JsonObject[]
  readonly forms: Readonly<Record<string, JsonObject>>
}

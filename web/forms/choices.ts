import type { Option, Source } from './field.ts'

/** What the fields of a form can name, as a case and its council have it. */
export interface Choices {
  readonly of: Readonly<Record<Source, readonly Option[]>>
  /** Those who may take a role that they are appointed to, by role; where a role is not here, anybody may. */
  readonly appointable: Readonly<Record<string, readonly Option[]>>
  /** Ids that there are already, by the letter of their numbers: the highest gives the next. */
  readonly numbers: Readonly<Record<string, number>>
  readonly points: readonly { readonly id: string; readonly text: string }[]
}

export const NO_CHOICES: Choices = {
  of: {
    people: [],
    'officers-and-people': [],
    'people-and-bodies': [],
    points: [],
    'open-actions': [],
    bodies: [],
    'bodies-and-us': [],
    teams: [],
    signatories: [],
    recommendations: [],
    invoices: [],
    settlements: [],
    adjustments: [],
  },
  appointable: {},
  numbers: {},
  points: [],
}

/** The highest number among ids such as `A1`, `A2`; 0 when there is none. */
export function highest(letter: string, ids: readonly string[]): number {
  return Math.max(0, ...ids.map((id) => Number(new RegExp(`^${letter}(\\d{1,6})$`).exec(id)?.[1] ?? 0)))
}

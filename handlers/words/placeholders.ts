import type { PlaceholderDescription } from '../../engine/index.ts'
import { COUNCIL_PLACEHOLDERS } from './placeholders/council.ts'
import { DAY_PLACEHOLDERS } from './placeholders/days.ts'
import { DECISION_PLACEHOLDERS } from './placeholders/decisions.ts'
import { OMBUDSMAN_PLACEHOLDERS } from './placeholders/ombudsman.ts'
import { PARTNER_PLACEHOLDERS } from './placeholders/partners.ts'
import type { Placeholder, Placeholders } from './placeholders/placeholder.ts'

/** Every gap that a letter of a procedure may have. A new one is one entry in the file of its kind. */
export const PLACEHOLDERS: Placeholders = {
  ...COUNCIL_PLACEHOLDERS,
  ...DAY_PLACEHOLDERS,
  ...DECISION_PLACEHOLDERS,
  ...OMBUDSMAN_PLACEHOLDERS,
  ...PARTNER_PLACEHOLDERS,
}

/** The placeholder of that name; undefined when there is none. */
export function placeholderNamed(name: string): Placeholder | undefined {
  return Object.hasOwn(PLACEHOLDERS, name) ? PLACEHOLDERS[name] : undefined
}

/** What the check of letters needs to know of each. */
export const PLACEHOLDER_DESCRIPTIONS: Readonly<Record<string, PlaceholderDescription>> = Object.fromEntries(
  Object.entries(PLACEHOLDERS).map(([name, { doc, sealed = false, conditionOnly = false }]) => [
    name,
    { doc, sealed, conditionOnly },
  ]),
)

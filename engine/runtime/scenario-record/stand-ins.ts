import { ageOn, registerOf, type Person } from '../../case/person.ts'
import type { JsonObject, PersonRow } from '../../store/rows.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { monthsAfter } from '../../values/months.ts'

/** What takes the place of whatever could tell who somebody is. The same value has the same stand-in all the time. */
export interface StandIns {
  /** Of a person, an action, a reference: whatever is named by an id that people choose. */
  readonly id: (id: string) => string
  /** A made-up person who is reached, and written to, in the same ways. */
  readonly person: (person: PersonRow) => JsonObject
  /**
   * A value that fits the schema: choices, days from the first day of the case on, and known codes stay; words, ids, days
   * before and amounts of money are replaced.
   */
  readonly value: (schema: unknown, value: unknown) => unknown
  readonly words: () => string
}

interface JsonSchema {
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly items?: unknown
  readonly properties?: Readonly<Record<string, unknown>>
  readonly oneOf?: readonly { readonly const?: unknown }[]
  readonly anyOf?: readonly { readonly const?: unknown }[]
}

/** Roles of people who are not the council's. */
const FROM_OUTSIDE: ReadonlySet<string> = new Set([
  'complainant',
  'child',
  'representative',
  'advocate',
  'interested-person',
  'partner',
  'provider',
  'other',
])

/** Numbers of points and of actions, as forms give them out: `P1`, `A2`. */
const NUMBERED = /^[A-Z]\d{1,3}$/
const IDS = /^\^\[(A-Za-z0-9|a-z)\]/
const CLOSED_FORMS = [/^\d{4}-Q[1-4]$/]
const DAYS: ReadonlySet<string> = new Set(['date', 'date-time', 'time'])
const BIRTH = /birth/i
/** Of whole pence or pounds; whether anything was paid stays, an amount tells a case from all others. */
const MONEY = /pence|pounds|payment|amount|sum|cost/i
const SOME_MONEY = 10_000

/**
 * @param people - Of the case: each gets `p1`, `p2` …, and the council's people `m1`, `m2` ….
 * @param known - Codes that stand for no person: of teams, partners, roles, choices of forms.
 * @param day - On which the case began: a person's age then decides in which words they are written to.
 */
export function makeStandIns(people: readonly PersonRow[], known: ReadonlySet<string>, day: LocalDate): StandIns {
  const ids = new Map<string, string>()
  const counts = new Map<string, number>()
  const next = (letter: string): string => {
    const count = (counts.get(letter) ?? 0) + 1
    counts.set(letter, count)
    return `${letter}${count}`
  }
  const inOrder = people.toSorted((one, other) => rank(one) - rank(other))
  for (const { id, role } of inOrder) ids.set(id, next(FROM_OUTSIDE.has(role) ? 'p' : 'm'))
  /** Texts too: one may name what another speaks of. */
  const texts = new Map<string, string>()
  let written = 0

  return { id, person, value, words }

  function id(given: string): string {
    const there = ids.get(given)
    if (there !== undefined) return there
    if (known.has(given) || NUMBERED.test(given)) return given
    const standIn = next('x')
    ids.set(given, standIn)
    return standIn
  }

  function words(): string {
    written += 1
    return `Made-up words ${written}.`
  }

  function person({ id: given, role, data }: PersonRow): JsonObject {
    const own = id(given)
    const number = own.replace(/\D/g, '').padStart(3, '0').slice(-3)
    const { contactPreference, adjustments = [], register, dateOfBirth } = data as Partial<Person>
    const { email, address, phone, language } = data as Partial<Person>
    const isOfAge = dateOfBirth === undefined || ageOn(dateOfBirth, day) >= 18
    const inWords = register ?? (dateOfBirth === undefined ? undefined : registerOf(data as unknown as Person, day))
    return {
      id: own,
      role,
      name: `Made-up person ${own}`,
      ...(email !== undefined && { email: `${own}@example.org` }),
      ...(address !== undefined && { address: [`${Number(number)} Made-up Street`, 'Anytown'] }),
      ...(phone !== undefined && { phone: `01632 960${number}` }),
      ...(language !== undefined && { language: 'pl' }),
      ...(inWords !== undefined && { register: isOfAge ? 'adult' : inWords }),
      contactPreference: contactPreference ?? 'email',
      adjustments,
    }
  }

  function value(schema: unknown, given: unknown): unknown {
    const { items, properties = {} } = (schema ?? {}) as JsonSchema
    if (Array.isArray(given)) return given.map((item) => value(items, item))
    if (typeof given === 'object' && given !== null) {
      return Object.fromEntries(
        Object.entries(given).map(([key, each]) => [key, standInOf(key, properties[key], each)]),
      )
    }
    return typeof given === 'string' ? text(schema ?? {}, given) : given
  }

  function standInOf(key: string, schema: unknown, given: unknown): unknown {
    if (BIRTH.test(key)) return bornInTheYear(given)
    return typeof given === 'number' && given > 0 && MONEY.test(key) ? SOME_MONEY : value(schema, given)
  }

  /** What happened before the case is of somebody's life: what stays is about when, and whether within a year. */
  function notExactly(given: string): string {
    const on = given.slice(0, 10)
    if (!isLocalDate(on) || on >= day) return given
    const aYearBefore = monthsAfter(day, -12)
    const firstOfMonth = `${on.slice(0, 7)}-01`
    const about = on < aYearBefore ? `${on.slice(0, 4)}-01-01` : firstOfMonth < aYearBefore ? aYearBefore : firstOfMonth
    return `${about}${given.slice(10)}`
  }

  function text(schema: JsonSchema, given: string): string {
    const { enum: choices = [], const: fixed, format = '', pattern = '', maxLength, oneOf = [], anyOf = [] } = schema
    const options = [...choices, fixed, ...[...oneOf, ...anyOf].map((one) => one.const)]
    if (options.includes(given) || given === '' || known.has(given)) return given
    if (DAYS.has(format)) return notExactly(given)
    if (CLOSED_FORMS.some((form) => form.test(given))) return given
    if (IDS.test(pattern)) return id(given)
    const standIn = texts.get(given) ?? words()
    texts.set(given, standIn)
    return standIn.slice(0, maxLength)
  }
}

/** Whoever complains first, then the others as they came. */
function rank({ role }: PersonRow): number {
  return role === 'complainant' ? 0 : 1
}

function bornInTheYear(day: unknown): unknown {
  return typeof day === 'string' ? `${day.slice(0, 4)}-01-01` : day
}

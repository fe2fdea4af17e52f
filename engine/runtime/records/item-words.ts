import type { Fact } from '../../case/fact.ts'
import type { Person } from '../../case/person.ts'
import type { Annotation } from '../../case/rectification.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { isLocalDate } from '../../values/local-date.ts'

/** One part of what is held: a label of ours, and what stands there. */
export interface ItemPart {
  readonly label: string
  readonly text: string
}

/** `responding-manager`, `dueOn`: Responding manager, Due on. */
export function inWords(code: string): string {
  const words = code
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Who somebody of a case is to the reader: themselves by name, everybody else by what they are. */
export function makeNaming(people: ReadonlyMap<string, Person>, subject: string): (id: string) => string | undefined {
  return (id) => {
    const person = people.get(id)
    if (person === undefined) return undefined
    return id === subject ? person.name : `the ${inWords(person.role).toLowerCase()}`
  }
}

/** Properties whose values name somebody by an id, which says nothing to the reader. */
const PEOPLE: ReadonlySet<string> = new Set(['person', 'owner', 'members', 'attendees', 'people', 'signatory'])
/** Words that stand as they were written. */
const WORDS = /\s/

/** What a fact carries, part by part. */
export function partsOfFact(fact: Fact, naming: (id: string) => string | undefined): readonly ItemPart[] {
  return partsOf(fact.data, naming)
}

export function partsOf(value: unknown, naming: (id: string) => string | undefined, key = ''): readonly ItemPart[] {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((each) => partsOf(each, naming, key))
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, each]) => partsOf(each, naming, PEOPLE.has(key) ? key : name))
  }
  return [{ label: inWords(key), text: textOf(value as string | number | boolean, naming, key) }]
}

function textOf(value: string | number | boolean, naming: (id: string) => string | undefined, key: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number')
    return key === 'pence' || key === 'payment' ? `£${(value / 100).toFixed(2)}` : String(value)
  const named = naming(value)
  if (named !== undefined) return named
  if (PEOPLE.has(key) && !WORDS.test(value)) return 'an officer'
  if (isLocalDate(value)) return dayInWords(value)
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(value) ? inWords(value) : value
}

/** What is held of a person as one of a case. */
export function partsOfPerson(person: Person): readonly ItemPart[] {
  const { name, role, email, phone, address, dateOfBirth, contactPreference, adjustments, language, register } = person
  return [
    { label: 'Name', text: name },
    { label: 'Part in the case', text: inWords(role) },
    ...(email === undefined ? [] : [{ label: 'E-mail address', text: email }]),
    ...(phone === undefined ? [] : [{ label: 'Telephone', text: phone }]),
    ...(address === undefined ? [] : [{ label: 'Address', text: address.join('\n') }]),
    ...(dateOfBirth === undefined ? [] : [{ label: 'Date of birth', text: dayInWords(dateOfBirth) }]),
    { label: 'Prefers to be reached by', text: inWords(contactPreference) },
    ...adjustments.map((each) => ({ label: 'Needs', text: inWords(each) })),
    ...(language === undefined ? [] : [{ label: 'Language', text: language }]),
    ...(register === undefined
      ? []
      : [{ label: 'Written to', text: `in words for ${register === 'child' ? 'a child' : 'an adult'}` }]),
  ]
}

/** What somebody said is wrong about an item stands with it. */
export function partsOfAnnotations(
  annotations: readonly Annotation[],
  naming: (id: string) => string | undefined,
): readonly ItemPart[] {
  return annotations.flatMap(({ on, person, field, statement, decision }) => [
    {
      label: `Said to be wrong on ${dayInWords(on)} by ${naming(person) ?? 'a person of the case'}${field === undefined ? '' : ` (${inWords(field).toLowerCase()})`}`,
      text: statement,
    },
    ...(decision === undefined
      ? [{ label: 'Decision', text: 'Nothing is decided about that yet' }]
      : [
          ...(decision.text === undefined
            ? []
            : [{ label: `Accepted on ${dayInWords(decision.on)}: what is right`, text: decision.text }]),
          {
            label:
              decision.outcome === 'accepted'
                ? 'Why it was accepted'
                : `Why it was not accepted on ${dayInWords(decision.on)}`,
            text: decision.reason,
          },
        ]),
  ])
}

import { APPOINTED_ROLES, PERSON_ROLES, type Officer, type Person, type TaskPage } from '../../engine/index.ts'
import type { Field, FormLayout, SimpleField } from '../forms/index.ts'

/**
 * Officers whom the answers name and who are not yet among the people of the case: they come in with the task. Their id
 * in the case is their user's.
 */
export function newPeople(
  { fields }: FormLayout,
  answers: Readonly<Record<string, unknown>>,
  { people, officers }: Pick<TaskPage, 'people' | 'officers'>,
): readonly Person[] {
  const known = new Set(people.map(({ id }) => id))
  const byId = new Map(officers.map((officer) => [officer.id, officer]))
  const named = new Map<string, string | undefined>()
  for (const { id, part } of fields.flatMap((field) => namedIn(field, answers[field.name]))) {
    if (!known.has(id) && byId.has(id) && named.get(id) === undefined) named.set(id, part)
  }
  return [...named].flatMap(([id, part]) => {
    const officer = byId.get(id)
    return officer === undefined ? [] : [personOf(officer, part)]
  })
}

interface NamedPerson {
  readonly id: string
  /** What they become in the case by being named. */
  readonly part: string | undefined
}

function namedIn(field: Field, value: unknown): readonly NamedPerson[] {
  if (field.kind === 'group') {
    return (Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : []).flatMap((row) =>
      field.fields.flatMap((each) => one(each, row[each.name], field.item === 'member' ? 'panel-member' : undefined)),
    )
  }
  if (field.kind === 'several-of') {
    const list = Array.isArray(value) && field.source === 'officers-and-people' ? (value as readonly unknown[]) : []
    return list.flatMap((id) => (typeof id === 'string' ? [{ id, part: undefined }] : []))
  }
  return field.kind === 'texts' ? [] : one(field, value, undefined)
}

function one(field: SimpleField, value: unknown, part: string | undefined): readonly NamedPerson[] {
  if (field.kind !== 'one-of' || typeof value !== 'string') return []
  const owns = field.name === 'owner' ? 'action-owner' : part
  return [{ id: value, part: field.appoints ?? owns }]
}

function personOf({ id, name, email, roles }: Officer, part: string | undefined): Person {
  const own = roles.filter(isPersonRole).find((role) => !APPOINTED_ROLES.has(role))
  return {
    id,
    role: part !== undefined && isPersonRole(part) ? part : (own ?? 'other'),
    name,
    ...(email !== null && { email }),
    contactPreference: 'email',
    adjustments: [],
  }
}

function isPersonRole(role: string): role is Person['role'] {
  return (PERSON_ROLES as readonly string[]).includes(role)
}

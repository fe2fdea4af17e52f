import type { Condition, FormLike, PropertySchema, Rule } from './field.ts'

type Answers = Readonly<Record<string, unknown>>

/** What must hold between the fields of an object: its own `if`, and those of its `allOf`. */
function rulesOf(schema: FormLike): readonly Rule[] {
  const own: readonly Rule[] = schema.if === undefined ? [] : [schema]
  return [...own, ...(schema.allOf ?? [])]
}

/** Fields that the schema asks for, as these answers stand. */
export function requiredBy(schema: FormLike, answers: Answers): ReadonlySet<string> {
  const from = rulesOf(schema).flatMap((rule) => branchOf(rule, answers)?.required ?? [])
  return new Set([...(schema.required ?? []), ...from])
}

/** Fields that the schema asks for in any case at all. */
export function everRequired(schema: FormLike): ReadonlySet<string> {
  const from = rulesOf(schema).flatMap(({ then, else: otherwise }) => [
    ...(then?.required ?? []),
    ...(otherwise?.required ?? []),
  ])
  return new Set([...(schema.required ?? []), ...from])
}

/** Fields that must not be there, as these answers stand. */
export function forbiddenBy(schema: FormLike, answers: Answers): ReadonlySet<string> {
  return new Set(
    rulesOf(schema).flatMap((rule) =>
      Object.entries(branchOf(rule, answers)?.properties ?? {}).flatMap(([name, property]) =>
        property === false ? [name] : [],
      ),
    ),
  )
}

/** The one condition under which a field may be there at all: asked for in `then`, not allowed in `else`. */
export function conditionFrom(schema: FormLike, name: string): Condition | undefined {
  for (const { if: condition, then, else: otherwise } of rulesOf(schema)) {
    if (otherwise?.properties?.[name] !== false || then?.required?.includes(name) !== true) continue
    const [only, ...more] = Object.entries(condition?.properties ?? {})
    const values = only === undefined || more.length > 0 ? undefined : valuesOf(only[1])
    if (only !== undefined && values !== undefined) return { field: only[0], equals: values }
  }
  return undefined
}

export function holds({ field, equals }: Condition, answers: Answers): boolean {
  return equals.includes(answers[field])
}

function branchOf({ if: condition, then, else: otherwise }: Rule, answers: Answers): FormLike | undefined {
  return condition === undefined || meets(condition, answers) ? then : otherwise
}

function meets({ properties = {}, required = [] }: FormLike, answers: Answers): boolean {
  return (
    required.every((name) => answers[name] !== undefined) &&
    Object.entries(properties).every(([name, property]) => {
      const value = answers[name]
      return value === undefined || (valuesOf(property)?.includes(value) ?? true)
    })
  )
}

function valuesOf(property: PropertySchema): readonly unknown[] | undefined {
  if (property === false) return []
  return property.const === undefined ? property.enum : [property.const]
}

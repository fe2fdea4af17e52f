import { labelOf } from './field-kinds.ts'
import type { FormShape, RuleShape } from './form-shape.ts'

interface Condition {
  readonly field: string
  readonly equals: unknown
}

/** Whether the question must be answered wherever it is asked. */
export function askedWhen({ required = [], allOf = [] }: FormShape, key: string): boolean {
  return required.includes(key) || allOf.some(({ then }) => then?.required?.includes(key) === true)
}

/** Writes down when the question must be answered, in place of what was said of it before. */
export function askWhen(form: FormShape, key: string, when: Condition | 'always' | 'never'): void {
  const without = (names: readonly string[] | undefined) => (names ?? []).filter((name) => name !== key)
  form.required = without(form.required)
  for (const rule of form.allOf ?? []) {
    for (const branch of [rule.then, rule.else]) {
      if (branch?.required?.includes(key) !== true) continue
      branch.required = without(branch.required)
      if (branch.required.length === 0) delete branch.required
    }
    if (when === 'never' && rule.then?.properties !== undefined) {
      const { [key]: _gone, ...properties } = rule.then.properties
      rule.then.properties = properties
    }
    for (const side of ['then', 'else'] as const) {
      const branch = rule[side]
      if (branch !== undefined && isEmpty(branch)) Object.assign(rule, { [side]: undefined })
    }
  }
  form.allOf = (form.allOf ?? []).filter(
    (rule) => rule.if === undefined || rule.then !== undefined || rule.else !== undefined,
  )
  if (when === 'always') form.required.push(key)
  else if (when !== 'never') requireIf(form, key, when)
  if (form.allOf.length === 0) delete form.allOf
}

function requireIf(form: FormShape, key: string, { field, equals }: Condition): void {
  const test = Array.isArray(equals) ? { enum: equals as unknown[] } : { const: equals }
  const condition = { properties: { [field]: test }, required: [field] }
  const rules = (form.allOf ??= [])
  const same = rules.find((rule) => JSON.stringify(rule.if) === JSON.stringify(condition))
  if (same === undefined) {
    rules.push({ if: condition, then: { required: [key] } })
    return
  }
  const branch = (same.then ??= {})
  branch.required = [...(branch.required ?? []), key]
}

function isEmpty(branch: NonNullable<RuleShape['then']>): boolean {
  return (Object.values(branch) as readonly unknown[]).every(
    (part) => part === undefined || (typeof part === 'object' && part !== null && Object.keys(part).length === 0),
  )
}

/** Questions that are asked, or must be answered in some way, by the answer to this one; in their words. */
export function conditionedOn(form: FormShape, key: string, value?: unknown): readonly string[] {
  const { display = {} } = form['x-redress']
  const isIt = (equals: unknown) => value === undefined || equalsOf(equals).includes(value)
  const shown = Object.entries(display).flatMap(([name, { conditionalOn }]) =>
    conditionalOn?.field === key && isIt(conditionalOn.equals) ? [name] : [],
  )
  const ruled = (form.allOf ?? []).flatMap((rule) => {
    const test = rule.if?.properties?.[key]
    if (test === undefined || !isIt(test.enum ?? test.const)) return []
    return [rule.then, rule.else].flatMap((branch) => [
      ...(branch?.required ?? []),
      ...Object.keys(branch?.properties ?? {}),
    ])
  })
  const names = [...new Set([...shown, ...ruled])].filter((name) => name !== key)
  return names.map((name) => `“${labelOf(form.properties[name] ?? { title: name })}”`)
}

export function equalsOf(equals: unknown): readonly unknown[] {
  return Array.isArray(equals) ? (equals as readonly unknown[]) : [equals]
}

/** `a, b and c`. */
export function namesIn(names: readonly string[]): string {
  const last = names.at(-1)
  return last === undefined || names.length === 1 ? (last ?? '') : `${names.slice(0, -1).join(', ')} and ${last}`
}

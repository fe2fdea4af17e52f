/* A form's file as edits see it: only what they look at has a type, everything else is carried along. */

export interface FormShape {
  $id: string
  title: string
  description?: string
  type?: string
  properties: Record<string, PropertyShape>
  required?: string[]
  allOf?: RuleShape[]
  'x-redress': RedressShape
}

export interface RedressShape {
  guidance?: string
  records?: RecordShape[]
  variables?: string[]
  display?: Record<string, DisplayShape>
}

export interface PropertyShape {
  type?: string
  title?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  'x-labels'?: Record<string, string>
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: PropertyShape & { properties?: Record<string, PropertyShape | false>; required?: string[] }
}

export interface DisplayShape {
  component: string
  hint?: string
  conditionalOn?: { field: string; equals: unknown }
  /** A heading that stands before the field. */
  section?: string
}

export interface RuleShape {
  if?: { properties?: Record<string, { const?: unknown; enum?: unknown[] }>; required?: string[] }
  then?: BranchShape
  else?: BranchShape
}

export interface BranchShape {
  required?: string[]
  properties?: Record<string, unknown>
}

export interface RecordShape {
  fact: string
  on?: string
  each?: string
  data?: Record<string, SourceShape>
  when?: { field: string; equals: unknown }
}

export type SourceShape = string | { const: unknown } | { variable: string }

/** The form in a text, to be changed in place; undefined where it is not shaped as a form. */
export function shapeOf(text: string): FormShape | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value) || typeof value['$id'] !== 'string' || typeof value['title'] !== 'string') return undefined
  const properties = value['properties'] ?? {}
  const redress = value['x-redress'] ?? {}
  if (!isObject(properties) || !Object.values(properties).every(isObject) || !isObject(redress)) return undefined
  if (!areWhole(value, redress)) return undefined
  value['properties'] = properties
  value['x-redress'] = redress
  return value as unknown as FormShape
}

function areWhole(form: Record<string, unknown>, redress: Record<string, unknown>): boolean {
  const { records = [], variables = [], display = {} } = redress
  const { required = [], allOf = [] } = form
  return (
    [records, variables, required, allOf].every(Array.isArray) &&
    (records as readonly unknown[]).every((each) => isObject(each) && typeof each['fact'] === 'string') &&
    (allOf as readonly unknown[]).every(isObject) &&
    isObject(display) &&
    Object.values(display).every(isObject)
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

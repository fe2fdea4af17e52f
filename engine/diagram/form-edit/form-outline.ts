import { labelOf, kindOf, type FieldKind } from './field-kinds.ts'
import { shapeOf, type FormShape, type PropertyShape, type RecordShape, type RuleShape } from './form-shape.ts'

/** A form as the person who edits it sees it. */
export interface FormOutline {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly guidance: string
  /** In the order in which they are asked. */
  readonly fields: readonly FieldOutline[]
  readonly records: readonly RecordShape[]
}

export interface FieldOutline {
  readonly key: string
  /** `list` for rows of several questions; `other` for what only can be looked at. */
  readonly kind: FieldKind | 'list' | 'other'
  readonly label: string
  readonly hint: string
  readonly required: 'always' | 'sometimes' | 'never'
  readonly options: readonly { readonly code: string; readonly label: string }[]
  /** Asked only where another question has one of these answers. */
  readonly shownWhen?: { readonly field: string; readonly equals: readonly unknown[] }
  readonly section: string
  /** Diagrams may decide by it. */
  readonly isVariable: boolean
  /** Questions of one row. */
  readonly inRow: readonly PartOutline[]
  /** Characters, of texts. */
  readonly longest?: number
}

/** What is asked for each entry of a list. */
export interface PartOutline {
  readonly key: string
  readonly label: string
  readonly hint: string
  readonly isRequired: boolean
}

/** The form in a file's text; undefined where it is not written as one. */
export function readOutline(text: string): FormOutline | undefined {
  const form = shapeOf(text)
  return form && outlineOf(form)
}

function outlineOf(form: FormShape): FormOutline {
  const redress = form['x-redress']
  return {
    id: form.$id,
    title: form.title,
    description: form.description ?? '',
    guidance: redress.guidance ?? '',
    fields: keysInOrder(form).flatMap((key) => {
      const property = form.properties[key]
      return property === undefined ? [] : [fieldOf(form, key, property)]
    }),
    records: redress.records ?? [],
  }
}

/** As pages show them: in the order of the display; one that it leaves out comes last. */
export function keysInOrder({ properties, 'x-redress': { display = {} } }: FormShape): readonly string[] {
  const shown = Object.keys(display).filter((key) => Object.hasOwn(properties, key))
  return [...shown, ...Object.keys(properties).filter((key) => !Object.hasOwn(display, key))]
}

function fieldOf(form: FormShape, key: string, property: PropertyShape): FieldOutline {
  const { display = {}, variables = [] } = form['x-redress']
  const own = display[key]
  const kind = kindOf(property, own?.component)
  const condition = own?.conditionalOn
  const labels = property['x-labels'] ?? {}
  const rows = Object.entries(property.items?.properties ?? {}).flatMap(([name, each]): [string, PropertyShape][] =>
    each === false ? [] : [[name, each]],
  )
  return {
    key,
    kind: kind ?? (rows.length > 0 ? 'list' : 'other'),
    label: labelOf(property),
    hint: own?.hint ?? property.description ?? '',
    required: requirement(form, key),
    options: (property.enum ?? []).map(String).map((code) => ({ code, label: labels[code] ?? code })),
    ...(condition !== undefined && {
      shownWhen: { field: condition.field, equals: [condition.equals].flat() },
    }),
    section: own?.section ?? '',
    isVariable: variables.includes(key),
    inRow: rows.map(([name, each]) => ({
      ...{ key: name, label: labelOf(each), hint: each.description ?? '' },
      isRequired: property.items?.required?.includes(name) === true,
    })),
    ...(property.type === 'string' && property.maxLength !== undefined && { longest: property.maxLength }),
  }
}

function requirement({ required = [], allOf = [] }: FormShape, key: string): FieldOutline['required'] {
  if (required.includes(key)) return 'always'
  const isAsked = ({ then, else: otherwise }: RuleShape) =>
    then?.required?.includes(key) === true || otherwise?.required?.includes(key) === true
  return allOf.some(isAsked) ? 'sometimes' : 'never'
}

import type { PropertyShape } from './form-shape.ts'

/** The questions that a form can be built of; each is a component of the GOV.UK Design System. */
export const FIELD_KINDS = {
  'short-text': { title: 'Short text', component: 'text' },
  'long-text': { title: 'Long text, of several lines', component: 'textarea' },
  date: { title: 'Date', component: 'date' },
  'yes-no': { title: 'Yes or no', component: 'radios' },
  choice: { title: 'One answer from a list', component: 'radios' },
  confirm: { title: 'A box that must be ticked', component: 'checkboxes' },
  number: { title: 'Whole number', component: 'text' },
  money: { title: 'Amount of money', component: 'text' },
  person: { title: 'A person of the case, or an officer', component: 'person' },
  lines: { title: 'Several short texts, one a line', component: 'textarea' },
  points: { title: 'Some of the points of complaint', component: 'checkboxes' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly component: string }>>

export type FieldKind = keyof typeof FIELD_KINDS

/** What can be asked for each entry of a list. */
export const PART_KINDS = ['short-text', 'long-text', 'date', 'yes-no', 'choice', 'number', 'money'] as const
export type PartKind = (typeof PART_KINDS)[number]

export function isFieldKind(text: string): text is FieldKind {
  return Object.hasOwn(FIELD_KINDS, text)
}

/** Characters of a short text. */
const SHORT = 200
const LONG = 20_000
const ID = '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$'

/** What an answer of that kind must be; the options of a choice are put in by whoever adds it. */
export function propertyOf(kind: FieldKind, title: string): PropertyShape {
  switch (kind) {
    case 'short-text':
      return { type: 'string', title, minLength: 1, maxLength: SHORT, pattern: '\\S' }
    case 'long-text':
      return { type: 'string', title, minLength: 1, maxLength: LONG, pattern: '\\S' }
    case 'date':
      return { type: 'string', format: 'date', title }
    case 'yes-no':
      return { type: 'boolean', title }
    case 'choice':
      return { type: 'string', enum: [], 'x-labels': {}, title }
    case 'confirm':
      return { type: 'boolean', const: true, title }
    case 'number':
      return { type: 'integer', minimum: 0, maximum: 1_000_000, title }
    case 'money':
      return { type: 'integer', minimum: 0, maximum: 1_000_000_000, title: `${title} in pence` }
    case 'person':
      return { type: 'string', pattern: ID, title }
    case 'lines':
      return {
        type: 'array',
        maxItems: 500,
        title,
        items: { type: 'string', minLength: 1, maxLength: SHORT, pattern: '\\S' },
      }
    case 'points':
      return { type: 'array', maxItems: 500, title, items: { type: 'string', pattern: ID } }
  }
}

/** What a question of a form is; undefined for a list of rows, and for what only our own forms have. */
export function kindOf(property: PropertyShape, component: string | undefined): FieldKind | undefined {
  const { type, format, title = '', items } = property
  if (property.enum !== undefined) return type === 'string' ? 'choice' : undefined
  switch (type) {
    case 'boolean':
      return property.const === true ? 'confirm' : 'yes-no'
    case 'integer':
      return /pence/i.test(title) ? 'money' : 'number'
    case 'string':
      if (format === 'date') return 'date'
      if (component === 'person') return 'person'
      return component === 'textarea' ? 'long-text' : 'short-text'
    case 'array':
      if (items?.type !== 'string') return undefined
      return component === 'textarea' ? 'lines' : 'points'
    default:
      return undefined
  }
}

/** A question as its title says it: pence are the file's business. */
export function labelOf({ title = '' }: PropertyShape): string {
  return title.replace(/,? in pence\?$/, '?').replace(/ in pence$/, '')
}

/** The title that a question of that kind has for a label. */
export function titleFor(kind: FieldKind | undefined, label: string): string {
  return kind === 'money' ? `${label} in pence` : label
}

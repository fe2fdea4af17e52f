import type {
  Condition,
  Display,
  Field,
  FormLayout,
  FormLike,
  Group,
  Option,
  PropertyOfSchema,
  SimpleField,
  Source,
} from './field.ts'
import { conditionFrom, everRequired } from './rules.ts'

/** A text longer than this may have several lines. */
const ONE_LINE = 200

/** The fields of a form, in its order. @throws RangeError for a property of a kind that no form has had so far. */
export function fieldsOf(schema: FormLike): FormLayout {
  const display = schema['x-redress']?.display ?? {}
  const asked = everRequired(schema)
  const names = Object.keys(schema.properties ?? {})
  // Fields stand in the order of the display; one that it leaves out comes last.
  const ordered = [
    ...Object.keys(display).filter((name) => names.includes(name)),
    ...names.filter((name) => !Object.hasOwn(display, name)),
  ]
  const guidance = schema['x-redress']?.guidance
  return {
    id: schema.$id ?? 'form',
    title: schema.title ?? '',
    ...(schema.description !== undefined && { description: schema.description }),
    ...(guidance !== undefined && { guidance }),
    fields: ordered.flatMap((name) => {
      const property = schema.properties?.[name]
      if (property === undefined || property === false) return []
      return [topField({ name, property, display: display[name], schema, optional: !asked.has(name) })]
    }),
    schema,
  }
}

interface Property {
  readonly name: string
  readonly property: PropertyOfSchema
  readonly display: Display | undefined
  readonly schema: FormLike
  readonly optional: boolean
}

function topField(from: Property): Field {
  const { name, property, display, schema } = from
  const condition = display?.conditionalOn
  const shownWhen =
    condition === undefined
      ? conditionFrom(schema, name)
      : { field: condition.field, equals: [condition.equals].flat() }
  const named = namedOf(from, shownWhen)
  if (property.type !== 'array') return simple(from, named)
  const items = property.items ?? {}
  if (items.type === 'object') return { ...named, ...listOf(name, property, items) }
  const source = LISTS[name]
  if (source !== undefined && display?.component !== 'textarea') return { ...named, kind: 'several-of', source }
  return { ...named, kind: 'texts', shortLines: (items.maxLength ?? Infinity) <= ONE_LINE }
}

/** A list of objects: a row each, or, where the objects only name things, boxes to tick. */
function listOf(name: string, property: PropertyOfSchema, items: PropertyOfSchema) {
  const properties = Object.entries(items.properties ?? {}).flatMap(([key, each]): [string, PropertyOfSchema][] =>
    each === false ? [] : [[key, each]],
  )
  const [only, ...more] = properties
  const boxes = only !== undefined && more.length === 0 ? TICKED[only[0]] : undefined
  if (only !== undefined && boxes !== undefined) return { kind: 'several-of', source: boxes, wrap: only[0] } as const
  const isAnswer = properties.some(([key]) => key === 'outcome' || key === 'body')
  return {
    kind: 'group',
    fields: properties.map(([key, each]) => rowField(name, key, each, items, isAnswer)),
    ...(isAnswer && items.properties?.['point'] !== undefined && { eachPoint: 'point' }),
    rows: Math.max(property.minItems ?? 0, 0),
    min: property.minItems ?? 0,
    max: property.maxItems ?? 500,
    item: ITEMS[name] ?? 'entry',
  } as const satisfies Group
}

function rowField(
  list: string,
  name: string,
  property: PropertyOfSchema,
  items: PropertyOfSchema,
  isAnswer: boolean,
): SimpleField {
  const optional = !everRequired(items).has(name)
  const from = { name, property, display: undefined, schema: items, optional }
  const named = namedOf(from, conditionFrom(items, name))
  const source = rowSource(list, name, isAnswer)
  if (source === undefined) return simple(from, named)
  return source.length === 1
    ? { ...named, kind: 'numbered', letter: source }
    : { ...named, kind: 'one-of', source: source as Source }
}

/** Where a row's own name comes from: a letter where it is a new number, a source where it names what there is. */
function rowSource(list: string, name: string, isAnswer: boolean): string | undefined {
  switch (name) {
    case 'point':
      return isAnswer || list.startsWith('amended') ? 'points' : 'P'
    case 'action':
      return list === 'done' || list === 'updates' ? 'open-actions' : 'A'
    case 'recommendation':
      return 'R'
    case 'settlement':
      return 'S'
    case 'owner':
      return 'people-and-bodies'
    case 'person':
      return 'officers-and-people'
    case 'body':
      return 'bodies-and-us'
    case 'to':
      return list === 'cascades' ? 'teams' : undefined
    default:
      return undefined
  }
}

function namedOf({ name, property, display, optional }: Property, shownWhen: Condition | undefined) {
  const hint = (display?.hint ?? property.description)?.replace(BY_HAND, '')
  const label = (property.title ?? name)
    .replace(/,? in pence\?$/, '?')
    .replace(/ in pence$/, '')
    .replace(/^Pence$/, 'How much')
  const isCode = hint !== undefined && /code (of|in)|The id of|council’s settings/.test(hint)
  return {
    name,
    label,
    optional,
    ...(hint !== undefined && hint !== '' && hint !== label && !isCode && { hint }),
    ...(shownWhen !== undefined && { shownWhen }),
    ...(display?.section !== undefined && { section: display.section }),
  }
}

/** What hints say of numbers that pages give by themselves. */
const BY_HAND = /^Give each (?:one )?the next number, such as [A-Z]\d+\.\s*/

type NamedPart = ReturnType<typeof namedOf>

function simple({ name, property, display, schema }: Property, named: NamedPart): SimpleField {
  if (property.enum !== undefined) {
    const options = optionsOf(property, display)
    const as = display?.component === 'select' || options.length > MOST_RADIOS ? 'select' : 'radios'
    return { ...named, kind: 'option', as, options }
  }
  switch (property.type) {
    case 'boolean':
      return { ...named, kind: property.const === true ? 'confirm' : 'yes-no' }
    case 'integer':
      return { ...named, kind: /pence/i.test(property.title ?? '') ? 'money' : 'number' }
    case 'string':
      break
    default:
      throw new RangeError(`${schema.$id ?? 'A form'}: ${name} is of a type that no page can show`)
  }
  if (property.format === 'date') return { ...named, kind: 'date' }
  const source = sourceOf(name, property, display)
  if (source !== undefined) {
    const appoints = appointedBy(schema, name)
    const isSelf = appoints === undefined && SELF.test(named.label)
    return { ...named, kind: 'one-of', source, ...(appoints !== undefined && { appoints }), ...(isSelf && { isSelf }) }
  }
  const { maxLength, minLength, pattern } = property
  const isLong = display === undefined ? (maxLength ?? Infinity) > ONE_LINE : display.component === 'textarea'
  return {
    ...named,
    kind: 'text',
    lines: isLong ? 'several' : 'one',
    ...(maxLength !== undefined && { maxLength }),
    mayBeEmpty: minLength === undefined && pattern === undefined,
  }
}

/** More options than that are a list to open. */
const MOST_RADIOS = 8

function optionsOf(property: PropertyOfSchema, display?: Display): readonly Option[] {
  const { enum: values = [], 'x-labels': labels = {} } = property
  const groupOf = new Map(
    Object.entries(display?.groups ?? {}).flatMap(([group, own]) => own.map((value) => [value, group] as const)),
  )
  return values.map(String).map((value) => {
    const group = groupOf.get(value)
    return { value, text: labels[value] ?? value, ...(group !== undefined && { group }) }
  })
}

function sourceOf(name: string, { pattern }: PropertyOfSchema, display: Display | undefined): Source | undefined {
  if (name === 'signatory') return 'signatories'
  if (display?.component === 'person') return ONLY_PEOPLE.has(name) ? 'people' : 'officers-and-people'
  const isCode = pattern === '^[a-z][a-z0-9-]{0,63}$'
  return isCode && (name === 'body' || name === 'leadBody') ? 'bodies' : undefined
}

/** Questions that people mostly answer with themselves. */
const SELF = /^Who (?:drafted|wrote|answers|decides|looked)\b/

/** Fields that name somebody who is in the case already. */
const ONLY_PEOPLE: ReadonlySet<string> = new Set(['nextOfKin', 'representative'])

/** The role that the person in that field is appointed to, by the fact that the form records. */
function appointedBy(schema: FormLike, name: string): string | undefined {
  const records = schema['x-redress']?.records ?? []
  for (const { fact, data = {} } of records) {
    const role = /^(.+)-appointed$/.exec(fact)?.[1]
    if (role !== undefined && data['person'] === name) return role
  }
  return undefined
}

/** Lists of names of things that are there. */
const LISTS: Readonly<Record<string, Source>> = {
  points: 'points',
  outstandingPoints: 'points',
  attendees: 'officers-and-people',
  bodies: 'bodies-and-us',
  adjustments: 'adjustments',
}

/** Lists whose objects hold only that name. */
const TICKED: Readonly<Record<string, Source>> = {
  invoice: 'invoices',
  settlement: 'settlements',
  recommendation: 'recommendations',
}

/** What one row of a list is called. */
const ITEMS: Readonly<Record<string, string>> = {
  decisions: 'decision',
  findings: 'finding',
  points: 'point',
  furtherPoints: 'point',
  newPoints: 'point',
  added: 'point',
  amendedPoints: 'point',
  amended: 'point',
  actions: 'action',
  agreed: 'action',
  done: 'action',
  updates: 'action',
  members: 'member',
  reasons: 'reason',
  learning: 'lesson',
  assignments: 'part',
  items: 'item',
  cascades: 'message',
  invoices: 'invoice',
  settlements: 'payment',
  costs: 'cost',
  recommendations: 'recommendation',
}

import { dayInWords } from '../values/day-in-words.ts'
import { isLocalDate } from '../values/local-date.ts'
import type { FormRecord, FormSchema, UncheckedFact } from './form.ts'
import type { LocalDate } from '../values/local-date.ts'

/*
 * What a form asks and none of its facts holds is kept as a note of the case, in words: nothing that somebody answered is
 * lost. Left out is what only steers the procedure, which its course shows, and what must be ticked before a task can be
 * done: that it was done says that it was ticked.
 */

interface Field {
  readonly title?: string
  readonly const?: unknown
  readonly 'x-labels'?: Readonly<Record<string, string>>
  readonly items?: Field
  readonly properties?: Readonly<Record<string, Field>>
}

/** Fields of which the answers are kept as a note, in the order of the form. */
export function fieldsKeptAsNote(schema: FormSchema): readonly string[] {
  const redress = schema['x-redress']
  const told = new Set([
    ...(redress?.records ?? []).flatMap((record) => sourcesOf(record, fieldsOf(schema))),
    ...(redress?.variables ?? []),
    ...Object.keys(redress?.byLink ?? {}),
  ])
  return Object.entries(fieldsOf(schema)).flatMap(([name, field]) =>
    told.has(name) || field.const !== undefined ? [] : [name],
  )
}

/** One note of what was answered and is held nowhere else; several where it is very long. */
export function keptAnswers(schema: FormSchema, answers: unknown, today: LocalDate): readonly UncheckedFact[] {
  const given = answers as Readonly<Record<string, unknown>>
  const lines = fieldsKeptAsNote(schema).flatMap((name) => {
    const field = fieldsOf(schema)[name]
    const said = inWords(field, given[name])
    return said === '' ? [] : [{ question: field?.title ?? name, said }]
  })
  if (lines.length === 0) return []
  const whole = lines.map(({ question, said }) => `${question} ${said}`).join('\n')
  const texts = whole.length <= LONGEST ? [whole] : lines.map(({ said }) => said.slice(0, LONGEST))
  return texts.map((text) => ({ type: 'note-recorded', on: today, data: { kind: 'internal', text, form: schema.$id } }))
}

/** Characters of a note. */
const LONGEST = 20_000

function fieldsOf(schema: FormSchema): Readonly<Record<string, Field>> {
  return schema.properties ?? {}
}

/** What stands in each item of a list is the item's, and not the field of that name. */
function sourcesOf(
  { on, when, each, data = {} }: FormRecord,
  fields: Readonly<Record<string, Field>>,
): readonly string[] {
  const ofItem = each === undefined ? {} : (fields[each]?.items?.properties ?? {})
  const named = Object.values(data).filter((source) => typeof source === 'string' && !Object.hasOwn(ofItem, source))
  return [on, when?.field, each, ...named].filter((name) => typeof name === 'string')
}

function inWords(field: Field | undefined, value: unknown): string {
  if (Array.isArray(value)) {
    const all = value.map((each) => inWords(field?.['x-labels'] === undefined ? field?.items : field, each))
    return all.filter((each) => each !== '').join('; ')
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  const said = value.trim()
  return field?.['x-labels']?.[said] ?? (isLocalDate(said) ? dayInWords(said) : said)
}

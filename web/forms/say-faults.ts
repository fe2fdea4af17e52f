import type { Fault } from '../../engine/index.ts'
import type { Choices } from './choices.ts'
import type { Field, FormLayout, Group, SimpleField } from './field.ts'
import { inRow, textAt, type Posted } from './posted.ts'
import type { Misread, ReadForm } from './read-answers.ts'
import { controlInRow, controlOf } from './show-form.ts'

/** A fault as the page says it. */
export interface ShownFault {
  readonly text: string
  /** To the control that must change. */
  readonly href: string
  /** The field whose message it is: `decisions-0-reason`. */
  readonly path: string
}

interface Read {
  readonly posted: Posted
  readonly choices: Choices
  readonly read: ReadForm
}

/**
 * The faults of a form in words, each leading to its input: those that the page saw while reading, and those of the
 * engine at other places. In the order of the form; one for each field.
 */
export function sayFaults(layout: FormLayout, shown: Read, faults: readonly Fault[]): readonly ShownFault[] {
  const { misread } = shown.read
  const seen = new Set(misread.map(({ at }) => at))
  const all = [
    ...misread.map((each) => ofMisread(layout, shown, each)),
    ...faults.filter(({ at }) => !seen.has(at)).map((each) => ofFault(layout, shown, each)),
  ]
  const first = new Map<string, ShownFault>()
  for (const each of all) if (each !== undefined && !first.has(each.path)) first.set(each.path, each)
  const order = layout.fields.map(({ name }) => name)
  const placeOf = ({ path }: ShownFault) => order.indexOf(path.split('-')[0] ?? '')
  return [...first.values()].sort((one, other) => placeOf(one) - placeOf(other))
}

interface Place {
  readonly field: Field | SimpleField
  readonly path: string
  readonly control: string
  /** `for point P1`; empty outside of lists. */
  readonly where: string
}

function placeOf(layout: FormLayout, { posted, choices, read }: Read, at: string): Place | undefined {
  const [, name = '', item = '', key = ''] = at.split('/')
  const field = layout.fields.find((each) => each.name === name)
  if (field === undefined) return undefined
  if (field.kind !== 'group' || item === '' || key === '') {
    return { field, path: name, control: controlOf(field, posted, choices), where: '' }
  }
  const row = read.rows[name]?.[Number(item)] ?? Number(item)
  const inside = field.fields.find((each) => each.name === key)
  if (inside === undefined) return undefined
  const where = ` for ${rowName(field, name, row, posted)}`
  return { field: inside, path: inRow(name, row, key), control: controlInRow(name, row, inside), where }
}

function rowName({ item, eachPoint, fields }: Group, list: string, row: number, posted: Posted): string {
  const named = eachPoint ?? fields.find(({ kind }) => kind === 'numbered')?.name
  const id = named === undefined ? '' : textAt(posted, inRow(list, row, named))
  return `${eachPoint === undefined ? item : 'point'} ${id === '' ? row + 1 : id}`
}

function ofMisread(layout: FormLayout, shown: Read, { at, kind, part }: Misread): ShownFault | undefined {
  const place = placeOf(layout, shown, at)
  if (place === undefined) return undefined
  const { field, path, where } = place
  const quoted = `“${field.label}”${where}`
  const control = part === undefined ? place.control : `${path}-${part}`
  switch (kind) {
    case 'not-a-date':
      return { text: `${quoted} must be a real date`, href: `#${control}`, path }
    case 'half-a-date':
      return { text: `${quoted} must include a ${part ?? 'day'}`, href: `#${control}`, path }
    case 'not-a-number':
      return { text: `${quoted} must be a whole number`, href: `#${control}`, path }
    case 'not-money':
      return { text: `${quoted} must be an amount of money, such as 250 or 250.50`, href: `#${control}`, path }
  }
}

function ofFault(layout: FormLayout, shown: Read, { at, message }: Fault): ShownFault | undefined {
  const place = placeOf(layout, shown, at)
  if (place === undefined) return undefined
  const { field, path, control, where } = place
  return { text: sentence(field, message, where), href: `#${control}`, path }
}

function sentence(field: Field, message: string, where: string): string {
  const quoted = `“${field.label}”`
  if (/must NOT have more than (\d+) characters/.test(message)) {
    const most = Number(/\d+/.exec(message)?.[0] ?? 0).toLocaleString('en-GB')
    return `${quoted}${where} must be ${most} characters or fewer`
  }
  if (message === 'boolean schema is false') return `${quoted}${where} does not go with your other answers`
  switch (field.kind) {
    case 'text':
    case 'texts':
      return `Enter ${inSentence(field.label, 'an answer to')}${where}`
    case 'number':
    case 'money':
      if (/^must be (>=|<=)/.test(message)) return `${quoted}${where} must be ${sizeOf(message, field.kind)}`
      return `Enter ${inSentence(field.label, 'an answer to')}${where}`
    case 'date':
      return message === 'is missing'
        ? `Enter a date for ${quoted}${where}`
        : `${quoted}${where} must be a day that ${inOrder(message)}`
    case 'yes-no':
      return message === 'is missing'
        ? `Select yes or no for ${quoted}${where}`
        : `${quoted}${where}: this answer does not go with your other answers`
    case 'confirm':
      return `Tick to confirm ${quoted}${where}`
    case 'option':
      return message === 'is missing'
        ? `Select ${inSentence(field.label, 'an answer to')}${where}`
        : `${quoted}${where}: this answer does not go with your other answers`
    case 'one-of':
    case 'numbered':
      return `Select ${inSentence(field.label, 'an answer to')}${where}`
    case 'several-of':
      return `Select at least one answer to ${quoted}`
    case 'group':
      return groupSentence(field, message)
  }
}

function groupSentence({ label, item, min }: Group & { readonly label: string }, message: string): string {
  if (message.startsWith('must contain')) return `Say of exactly one ${item} that they chair, under “${label}”`
  if (message.startsWith('must NOT have duplicate')) return `The same ${item} stands twice under “${label}”`
  if (message.startsWith('must NOT have more')) return `Remove what does not belong under “${label}”`
  return min > 1 ? `Add ${min} ${item}s under “${label}”` : `Add at least one ${item} under “${label}”`
}

/** A noun stands in the sentence; a question is quoted. */
function inSentence(label: string, before: string): string {
  if (!/^[A-Z][a-z]/.test(label)) return `${before} “${label}”`
  if (/\?$|\.$| if /.test(label) || /^(Who|What|Why|By|Say|How|Where|When|Which|Is|Did)\b/.test(label)) {
    return `${before} “${label}”`
  }
  return `the ${label[0]?.toLowerCase() ?? ''}${label.slice(1).replace(/ \(.*\)$/, '')}`
}

function sizeOf(message: string, kind: 'number' | 'money'): string {
  const value = Number(/-?\d+/.exec(message)?.[0] ?? 0)
  const shown = kind === 'money' ? `£${(value / 100).toLocaleString('en-GB')}` : value.toLocaleString('en-GB')
  return `${message.includes('>=') ? 'at least' : 'at most'} ${shown}`
}

/** `must be from 2026-01-05 to today` of a telephone call, for one. */
function inOrder(message: string): string {
  return message.replace(/^must be /, 'is ').replace(/^is not /, 'is not ')
}

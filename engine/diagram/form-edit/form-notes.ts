import { FACT_SCHEMAS, isFactType } from '../../case/index.ts'
import { factPhrase } from '../deadlines/index.ts'
import { readForm } from '../form-file.ts'
import { conditionedOn, equalsOf, namesIn } from './conditions.ts'
import { labelOf } from './field-kinds.ts'
import type { FormUses } from './form-operation.ts'
import { plainName } from './plain-name.ts'
import { shapeOf, type FormShape, type RecordShape, type SourceShape } from './form-shape.ts'
import { capital } from '../../values/capital.ts'

/** What stands against a form, or should be looked at. */
export interface FormNote {
  readonly level: 'error' | 'warning'
  readonly text: string
  /** The question that it is about. */
  readonly field?: string
}

/** Everything that can be said of a form by itself and by what uses it. */
export function notesOnForm(path: string, text: string, uses: FormUses): readonly FormNote[] {
  const { findings } = readForm({ path, text }, '')
  const read = findings.map(({ level, message }): FormNote => ({ level, text: message }))
  const form = shapeOf(text)
  if (form === undefined) return read
  return [...read, ...unknownAnswers(form), ...goingNowhere(form), ...twins(form), ...unused(uses)]
}

function unused({ steps }: FormUses): readonly FormNote[] {
  if (steps.length > 0) return []
  return [{ level: 'warning', text: 'No step has this form, so that nobody is asked it.' }]
}

/** Answers that the fact which records them does not know: completing the task would fail. */
function unknownAnswers(form: FormShape): readonly FormNote[] {
  return (form['x-redress'].records ?? []).flatMap(({ fact, data = {}, each, when }) => {
    const known = isFactType(fact) ? FACT_SCHEMAS[fact].properties : {}
    return Object.entries(data).flatMap(([property, source]): readonly FormNote[] => {
      const { enum: allowed } = (known[property] ?? {}) as { readonly enum?: readonly unknown[] }
      if (typeof source !== 'string' || allowed === undefined) return []
      const row = each === undefined ? undefined : form.properties[each]?.items?.properties?.[source]
      const asked = row === false || row === undefined ? form.properties[source] : row
      const only = when?.field === source ? equalsOf(when.equals) : undefined
      const strange = (asked?.enum ?? []).filter((code) => !allowed.includes(code) && (only?.includes(code) ?? true))
      if (asked === undefined || strange.length === 0) return []
      const answers = strange.map((code) => `“${asked['x-labels']?.[String(code)] ?? String(code)}”`)
      const text = `“${labelOf(asked)}” has the ${answers.length === 1 ? 'answer' : 'answers'} ${namesIn(answers)}, which cannot be recorded when ${factPhrase(fact)}.`
      return [{ level: 'warning', text, field: source }]
    })
  })
}

function goingNowhere(form: FormShape): readonly FormNote[] {
  const { records = [], variables = [] } = form['x-redress']
  return Object.entries(form.properties).flatMap(([key, property]) => {
    const isRecorded = records.some((record) => namedIn(record).includes(key))
    if (isRecorded || variables.includes(key) || conditionedOn(form, key).length > 0 || property.const === true)
      return []
    if (key === 'late') return []
    const text = `The answer to “${labelOf(property)}” goes on no record: no fact holds it, and no diagram can ask about it.`
    return [{ level: 'warning', text, field: key }]
  })
}

function twins({ properties }: FormShape): readonly FormNote[] {
  const labels = Object.values(properties).map(labelOf)
  const twice = [...new Set(labels.filter((label, index) => labels.indexOf(label) < index))]
  return twice.map((label) => ({ level: 'warning', text: `Two questions are called “${label}”.` }))
}

function namedIn({ on, each, when, data = {} }: RecordShape): readonly unknown[] {
  return [on, each, when?.field, ...Object.values(data)]
}

/** A fact that a form records, as sentences of which the first says what it is. */
export interface RecordInWords {
  readonly title: string
  readonly lines: readonly string[]
}

export function recordInWords(
  form: FormShape,
  { fact, on = 'today', each, data = {}, when }: RecordShape,
): RecordInWords {
  const label = (key: string) => {
    const row = each === undefined ? undefined : form.properties[each]?.items?.properties?.[key]
    return `“${labelOf((row === false ? undefined : row) ?? form.properties[key] ?? { title: key })}”`
  }
  const answer = (key: string, value: unknown) => {
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    return `“${form.properties[key]?.['x-labels']?.[String(value)] ?? String(value)}”`
  }
  const given = Object.entries(data).map(
    ([property, source]) => `${capital(plainName(property))}: ${said(source, label)}.`,
  )
  return {
    title: `${capital(factPhrase(fact))}.`,
    lines: [
      ...(when === undefined
        ? []
        : [
            `Only where ${label(when.field)} is ${equalsOf(when.equals)
              .map((value) => answer(when.field, value))
              .join(' or ')}.`,
          ]),
      ...(each === undefined ? [] : [`Once for each entry under ${label(each)}.`]),
      `Day: ${on === 'today' ? 'the day on which the form is completed' : `the answer to ${label(on)}`}.`,
      ...given,
    ],
  }
}

function said(source: SourceShape, label: (key: string) => string): string {
  if (typeof source === 'string') return `the answer to ${label(source)}`
  if ('variable' in source) return `what the case has as ${plainName(source.variable)}`
  const { const: value } = source
  if (Array.isArray(value))
    return value.length === 0 ? 'nothing' : value.map((each) => `“${plainName(String(each))}”`).join(', ')
  return typeof value === 'boolean' ? (value ? 'always yes' : 'always no') : `always “${plainName(String(value))}”`
}

/** The form in a text as `recordInWords` needs it, with what it records; nothing where it is no form. */
export function recordsInWords(text: string): readonly RecordInWords[] {
  const form = shapeOf(text)
  return form === undefined ? [] : (form['x-redress'].records ?? []).map((record) => recordInWords(form, record))
}

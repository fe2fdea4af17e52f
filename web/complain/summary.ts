import { isChoice, many, one, type Asking, type Field, type Simple } from './question.ts'
import { shortDay } from '../frame/index.ts'
import { isLocalDate } from '../../engine/index.ts'
import { stepsFor } from './journey.ts'

/** A part of the answers, with a row for each. */
export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
}

interface Row {
  readonly question: string
  /** A line each. */
  readonly answer: readonly string[]
  readonly path: string
}

const SECTIONS: readonly { readonly title: string; readonly forChild: string; readonly paths: readonly string[] }[] = [
  {
    title: 'About this',
    forChild: 'About this',
    paths: ['kind', 'who-for', 'service', 'them', 'authority', 'team', 'nhs', 'consent'],
  },
  {
    title: 'What happened',
    forChild: 'What went wrong',
    paths: ['what-happened', 'when', 'late', 'points', 'outcome-wanted'],
  },
  {
    title: 'About you',
    forChild: 'About you',
    paths: ['reply', 'name', 'support', 'contact', 'phone', 'address', 'advocate'],
  },
  { title: 'Files', forChild: 'Files', paths: ['evidence'] },
]

/** Every answer in words, with the page on which it can be changed. */
export function answersInWords(asking: Asking, files: readonly string[]): readonly Section[] {
  const steps = stepsFor(asking.answers)
  return SECTIONS.map(({ title, forChild, paths }) => ({
    title: asking.isChild ? forChild : title,
    rows: steps
      .filter(({ path }) => paths.includes(path))
      .flatMap((step): readonly Row[] => {
        if ('page' in step) return rowsOf(step.page(asking).fields, step.path, asking)
        if (step.path === 'evidence') return [{ question: 'Your files', answer: files, path: step.path }]
        return [{ question: 'Other things that went wrong', answer: many(asking.answers, 'points'), path: step.path }]
      }),
  })).filter(({ rows }) => rows.length > 0)
}

function rowsOf(fields: readonly Field[], path: string, { answers }: Asking): readonly Row[] {
  return fields.flatMap((each): readonly Row[] => {
    if (!isChoice(each)) return [{ question: each.label, answer: wordsOf(each, one(answers, each.name)), path }]
    const chosen = each.options.filter(({ value }) => many(answers, each.name).includes(value))
    const revealed = chosen.flatMap(({ reveals = [] }) => reveals)
    return [
      { question: each.label, answer: chosen.map(({ text }) => text), path },
      ...revealed
        .filter(({ name }) => one(answers, name) !== '')
        .map((simple) => ({ question: simple.label, answer: wordsOf(simple, one(answers, simple.name)), path })),
    ]
  })
}

function wordsOf({ kind, options = [] }: Simple, value: string): readonly string[] {
  if (value === '') return []
  if (kind === 'date') return [isLocalDate(value) ? shortDay(value) : value]
  if (kind === 'select') return options.filter((option) => option.value === value).map(({ text }) => text)
  return value.split('\n')
}

import type { PageParts } from '../../api/index.ts'
import {
  capital,
  FACT_SCHEMAS,
  FACT_TYPES,
  factPhrase,
  isFactType,
  NotFoundError,
  plainName,
  type FactType,
  type FieldOutline,
  type RecordShape,
  type SourceShape,
} from '../../engine/index.ts'
import { field, redirect, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import type { FormLike } from '../forms/index.ts'
import { asking } from './field-edits.ts'
import { FORM, formChange, withForm, type FormAsked } from './form-asked.ts'
import { answerQuestion, askQuestion, oneOf, said, type Question } from './question.ts'

const RECORDS = `${FORM}/records`

/** `…/records`: what goes on record when a form is completed, and out of which answers. */
export function addFormRecordPages(area: Area, parts: PageParts): void {
  area.staff('get', `${RECORDS}/add`, 'edit-procedures', async (ask) => {
    const form = await withForm(parts, ask)
    return askQuestion(form.asked, choosing(form))
  })
  area.staff('post', `${RECORDS}/add`, 'edit-procedures', async (ask) => {
    const form = await withForm(parts, ask)
    const fact = field(ask.body, 'fact')
    if (!isFactType(fact)) return answerQuestion(parts, ask, form.asked, choosing(form), () => ({ refused: NONE }))
    const each = field(ask.body, 'each')
    return redirect(`${form.at}/records/new?fact=${fact}${each === '' ? '' : `&each=${encodeURIComponent(each)}`}`)
  })
  area.staff('get', `${RECORDS}/:index`, 'edit-procedures', async (ask) => {
    const form = await withForm(parts, ask)
    return askQuestion(form.asked, recording(form, ask).question)
  })
  area.staff('post', `${RECORDS}/:index`, 'edit-procedures', (ask) => record(parts, ask))
  area.staff('get', `${RECORDS}/:index/remove`, 'edit-procedures', async (ask) => {
    const form = await withForm(parts, ask)
    return askQuestion(form.asked, forgetting(form, ask))
  })
  area.staff('post', `${RECORDS}/:index/remove`, 'edit-procedures', async (ask) => {
    const form = await withForm(parts, ask)
    const index = Number(ask.params['index'])
    return answerQuestion(parts, ask, form.asked, forgetting(form, ask), () =>
      formChange(form, { do: 'remove-record', index }, { what: 'a fact no longer recorded', to: form.at }),
    )
  })
}

const NONE = 'Choose a fact from the list.'

function choosing({ outline, at }: FormAsked): Question {
  const lists = outline.fields
    .filter(({ kind }) => kind === 'list')
    .map(({ key, label }) => ({ value: key, text: label }))
  const facts = FACT_TYPES.map((type) => ({ value: type, text: capital(factPhrase(type)) }))
  return {
    title: 'What goes on record?',
    about: `Form “${outline.title}”`,
    back: at,
    intro: ['Time limits start and end by facts, and reports and auditors read them.'],
    schema: {
      ...asking(
        {
          fact: oneOf(
            'Fact',
            facts.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
          ),
          ...(lists.length > 0 && {
            each: oneOf('For each entry of which list?', lists, 'Once for the whole form, if you choose nothing.'),
          }),
        },
        ['fact'],
      ),
      'x-redress': { display: { fact: { component: 'select' }, each: { component: 'select' } } },
    },
    button: 'Continue',
  }
}

interface Recording {
  readonly question: Question
  readonly fact: FactType
  readonly index: number | 'new'
  readonly before: RecordShape | undefined
  /** The list for each of whose entries it is recorded. */
  readonly each: string | undefined
}

/** @throws NotFoundError for a fact that the form does not record. */
function recording({ outline, at }: FormAsked, { params, query }: StaffAsk): Recording {
  const index = params['index'] === 'new' ? 'new' : Number(params['index'])
  const before = index === 'new' ? undefined : outline.records[index]
  const each = index === 'new' ? outline.fields.find(({ key }) => key === field(query, 'each'))?.key : before?.each
  const fact = index === 'new' ? field(query, 'fact') : before?.fact
  if (!isFactType(fact)) throw new NotFoundError('fact of the form', String(params['index']))
  return {
    ...{ fact, index, before, each },
    question: {
      title: 'What goes on record, and out of which answers',
      about: `Form “${outline.title}”`,
      back: at,
      intro: [`${capital(factPhrase(fact))}.`],
      schema: schemaOf(fact, outline.fields, before, each),
      answers: answersOf(before),
      ...(index === 'new' && { button: 'Record this as well' }),
    },
  }
}

/** A select for each thing that the fact holds. Fixed values stay as the file has them. */
function schemaOf(
  fact: FactType,
  fields: readonly FieldOutline[],
  before: RecordShape | undefined,
  each: string | undefined,
): FormLike {
  const { properties, required } = FACT_SCHEMAS[fact]
  const rows = fields.find(({ key }) => key === each)?.inRow ?? []
  const questions = [
    ...rows.map(({ key, label }) => ({ value: key, text: `${label} (of each entry)` })),
    ...fields.map(({ key, label }) => ({ value: key, text: label })),
  ]
  const days = fields.filter(({ kind }) => kind === 'date').map(({ key, label }) => ({ value: key, text: label }))
  const conditions = fields.flatMap(({ key, kind, label, options }) =>
    (kind === 'yes-no' ? YES_NO : options.map(({ code, label: text }) => ({ code, label: text }))).map((option) => ({
      value: `${key}=${option.code}`,
      text: `“${label}” is “${option.label}”`,
    })),
  )
  const kept = before?.when === undefined || typeof before.when.equals !== 'object' ? [] : [KEPT]
  const all: Record<string, object> = {
    _when: oneOf('When is it recorded?', [...kept, ...conditions], 'Always, if you choose nothing.'),
    _on: oneOf('On which day did it happen?', days, 'The day on which the form is completed, if you choose nothing.'),
  }
  const display: Record<string, { component: string }> = { when_: { component: 'select' } }
  for (const [name, schema] of Object.entries(properties)) {
    const source = before?.data?.[name]
    const fixed =
      source !== undefined && typeof source !== 'string'
        ? [{ value: KEPT.value, text: `As it is: ${fixedWords(source)}` }]
        : []
    const allowed = (schema as { readonly enum?: readonly unknown[] }).enum ?? []
    const always = allowed.map((value) => ({
      value: `=${String(value)}`,
      text: `Always “${plainName(String(value))}”`,
    }))
    all[`data_${name}`] = oneOf(`${capital(plainName(name))} comes from`, [...fixed, ...questions, ...always])
    display[`data_${name}`] = { component: 'select' }
  }
  const { _when, _on, ...data } = all
  return {
    ...asking(
      { ...data, ...(_on && days.length > 0 && { on_: _on }), ...(_when && conditions.length > 0 && { when_: _when }) },
      required.map((name) => `data_${name}`),
    ),
    'x-redress': { display: { ...display, on_: { component: 'select' }, when_: { component: 'select' } } },
  }
}

const YES_NO = [
  { code: 'true', label: 'Yes' },
  { code: 'false', label: 'No' },
]
const KEPT = { value: '_kept', text: 'As it is: several answers' }

function fixedWords(source: Exclude<SourceShape, string>): string {
  return 'variable' in source ? plainName(source.variable) : JSON.stringify(source.const)
}

function answersOf(before: RecordShape | undefined): Readonly<Record<string, unknown>> {
  if (before === undefined) return {}
  const { on, when, data = {} } = before
  const condition =
    when &&
    (typeof when.equals === 'object' ? KEPT.value : `${when.field}=${JSON.stringify(when.equals).replaceAll('"', '')}`)
  return {
    ...(on !== undefined && on !== 'today' && { on_: on }),
    ...(condition !== undefined && { when_: condition }),
    ...Object.fromEntries(
      Object.entries(data).map(([name, source]) => [`data_${name}`, typeof source === 'string' ? source : KEPT.value]),
    ),
  }
}

async function record(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const form = await withForm(parts, ask)
  const { question, fact, index, before, each } = recording(form, ask)
  return answerQuestion(parts, ask, form.asked, question, (answers) => {
    const made = recordOf(fact, answers, form, { before, each })
    const operation =
      index === 'new'
        ? ({ do: 'add-record', record: made } as const)
        : ({ do: 'change-record', index, record: made } as const)
    return formChange(form, operation, { what: `when ${factPhrase(fact)}`, to: form.at })
  })
}

function recordOf(
  fact: FactType,
  answers: Readonly<Record<string, unknown>>,
  { outline }: FormAsked,
  { before, each }: Pick<Recording, 'before' | 'each'>,
): RecordShape {
  const data = Object.keys(FACT_SCHEMAS[fact].properties).flatMap((name): [string, SourceShape][] => {
    const value = said(answers, `data_${name}`)
    const was = before?.data?.[name]
    if (value === '') return []
    if (value === KEPT.value) return was === undefined ? [] : [[name, was]]
    return [[name, value.startsWith('=') ? { const: value.slice(1) } : value]]
  })
  const condition = said(answers, 'when_')
  const [key = '', code = ''] = condition.split('=')
  const isYesNo = outline.fields.find((each) => each.key === key)?.kind === 'yes-no'
  const when =
    condition === ''
      ? undefined
      : condition === KEPT.value
        ? before?.when
        : { field: key, equals: isYesNo ? code === 'true' : code }
  return {
    fact,
    on: said(answers, 'on_') === '' ? 'today' : said(answers, 'on_'),
    ...(each !== undefined && { each }),
    data: Object.fromEntries(data),
    ...(when !== undefined && { when }),
  }
}

function forgetting({ outline, at }: FormAsked, { params }: StaffAsk): Question {
  const record_ = outline.records[Number(params['index'])]
  if (record_ === undefined) throw new NotFoundError('fact of the form', String(params['index']))
  return {
    title: 'No longer record this',
    about: `Form “${outline.title}”`,
    back: at,
    intro: [`${capital(factPhrase(record_.fact))}.`, 'Time limits that start or end by it may run on.'],
    schema: asking({}),
    button: 'Do not record it',
    warning: true,
  }
}

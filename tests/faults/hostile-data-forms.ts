import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { calendarOf, InvalidVariablesError, localDate, withDays } from '../../engine/index.ts'
import { makeForm, type FormSchema } from '../../engine/runtime/form.ts'
import { GOVUK, MOJ, VIEWS } from '../../web/frame/where.ts'
import { fieldsOf, NO_CHOICES, postedFrom, readAnswers, showForm, type FormLike } from '../../web/forms/index.ts'
import { mischiefIn } from '../support/hostile.ts'
import { wouldPost } from '../support/html-form.ts'
import { WORKED_OUT } from './hostile-data-payloads.ts'
import { withPayloads, type Schema, type Words } from './hostile-data-words.ts'

const TODAY = localDate('2026-03-02')
const TEMPLATE = '{% from "forms/fields.njk" import formFields %}{{ formFields(form) }}'
const PEOPLE = [{ value: 'p1', text: 'Jordan Reed' }]
const CHOICES = {
  ...NO_CHOICES,
  points: [{ id: 'P1', text: 'Nobody came.' }],
  of: { ...NO_CHOICES.of, people: PEOPLE, 'officers-and-people': PEOPLE, 'people-and-bodies': PEOPLE },
}

interface Filed {
  readonly name: string
  readonly schema: FormSchema & FormLike & Schema
  readonly usual: Readonly<Record<string, unknown>>
}

/**
 * Every form of every procedure that comes with Redress, as a page and as it is answered: until each of its texts has been
 * each payload, or so many times.
 *
 * @returns how many times a form was filled in.
 */
export function formsTake(words: Words, times: number, faults: string[]): number {
  const environment = nunjucks.configure([VIEWS, GOVUK, MOJ], { autoescape: true, trimBlocks: true })
  const page = new nunjucks.Template(TEMPLATE, environment)
  let filled = 0
  for (const { name, schema, usual } of everyForm()) {
    const form = makeForm(schema)
    const layout = fieldsOf(schema)
    for (let time = 0; time < times; time += 1) {
      const before = words.pairs().written
      const answers = answered(form, schema, usual, words, name)
      if (answers === undefined) break
      filled += 1
      const kept = JSON.stringify([form.read(answers, TODAY).facts, answers])
      for (const text of words.pending()) {
        if (!kept.includes(JSON.stringify(text).slice(1, -1)))
          faults.push(`${name}: a text is not kept as it was typed`)
      }
      words.keep()
      const html = page.render({
        form: showForm(layout, { posted: postedFrom(layout, answers), choices: CHOICES, messages: new Map() }),
      })
      faults.push(...mischiefIn(html).map((each) => `${name} as a page: ${each}`))
      if (html.includes(WORKED_OUT)) faults.push(`${name} as a page: something was worked out`)
      readAnswers(layout, wouldPost(html))
      if (words.pairs().written === before) break
    }
  }
  return filled
}

/** The usual answers with payloads in all texts that the form then takes. */
function answered(
  form: ReturnType<typeof makeForm>,
  schema: Schema,
  usual: Readonly<Record<string, unknown>>,
  words: Words,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const without = new Set<string>()
  for (let tries = 0; tries < 4; tries += 1) {
    const answers = withPayloads(schema, usual, words, name, without)
    try {
      form.read(answers, TODAY)
      return answers
    } catch (error) {
      if (!(error instanceof InvalidVariablesError)) throw error
      words.forget()
      for (const { at } of error.faults) without.add(at.split('/')[1] ?? '')
    }
  }
  return undefined
}

function everyForm(): readonly Filed[] {
  return readdirSync('processes', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join('processes', entry.name, 'forms')))
    .flatMap(({ name: procedure }) => {
      const { forms } = JSON.parse(readFileSync(join('processes', procedure, 'usual-answers.json'), 'utf8')) as {
        readonly forms: Readonly<Record<string, object>>
      }
      return readdirSync(join('processes', procedure, 'forms')).map((file): Filed => {
        const schema = JSON.parse(readFileSync(join('processes', procedure, 'forms', file), 'utf8')) as Filed['schema']
        const usual = withDays(forms[schema.$id] ?? {}, TODAY, calendarOf('children-act')) as Filed['usual']
        return { name: `${procedure} ${schema.$id}`, schema, usual }
      })
    })
}

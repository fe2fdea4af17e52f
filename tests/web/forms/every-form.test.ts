import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import nunjucks from 'nunjucks'
import { calendarOf, InvalidVariablesError, localDate, withDays } from '../../../engine/index.ts'
import { makeForm, type FormSchema } from '../../../engine/runtime/form.ts'
import { GOVUK, MOJ, VIEWS } from '../../../web/frame/where.ts'
import {
  fieldsOf,
  NO_CHOICES,
  postedFrom,
  readAnswers,
  sayFaults,
  showForm,
  type Posted,
} from '../../../web/forms/index.ts'
import { controlsIn, doubleIds, withoutLabel, wouldPost } from '../../support/html-form.ts'

const PROCESSES = 'processes'
const TODAY = localDate('2026-03-02')
const environment = nunjucks.configure([VIEWS, GOVUK, MOJ], { autoescape: true, trimBlocks: true })
const TEMPLATE = '{% from "forms/fields.njk" import formFields %}{{ formFields(form) }}'

interface FiledForm {
  readonly procedure: string
  readonly schema: FormSchema
  readonly usual: Readonly<Record<string, unknown>> | undefined
}

const FORMS: readonly FiledForm[] = readdirSync(PROCESSES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: procedure }) => {
    const folder = join(PROCESSES, procedure, 'forms')
    if (!existsSync(folder)) return []
    const usual = JSON.parse(readFileSync(join(PROCESSES, procedure, 'usual-answers.json'), 'utf8')) as {
      readonly forms: Readonly<Record<string, object>>
    }
    return readdirSync(folder).map((file) => {
      const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as FormSchema
      const answers = usual.forms[schema.$id]
      const days = answers && withDays(answers, TODAY, calendarOf('children-act'))
      return { procedure, schema, usual: days as FiledForm['usual'] }
    })
  })

const choices = {
  ...NO_CHOICES,
  points: [
    { id: 'P1', text: 'Nobody came.' },
    { id: 'P2', text: 'Nobody said why.' },
  ],
  of: {
    ...NO_CHOICES.of,
    people: [{ value: 'p1', text: 'Jordan Reed' }],
    'officers-and-people': [{ value: 'm1', text: 'Moira Kent' }],
    'people-and-bodies': [{ value: 'm1', text: 'Moira Kent' }],
  },
}

function shown(schema: FormSchema, posted: Posted, messages: ReadonlyMap<string, string> = new Map()): string {
  const form = showForm(fieldsOf(schema), { posted, choices, messages })
  return environment.renderString(TEMPLATE, { form })
}

describe('Every form of every procedure, as a page', () => {
  it('there are many', () => {
    expect(FORMS.length).to.be.above(150)
  })

  for (const { procedure, schema, usual } of FORMS) {
    describe(`${procedure} ${schema.$id}`, () => {
      const layout = fieldsOf(schema)

      it('shows each input with one label, and no id twice', () => {
        const html = shown(schema, {})
        expect(withoutLabel(html)).to.deep.equal([])
        expect(doubleIds(html)).to.deep.equal([])
        expect(html).not.to.include('undefined')
        expect(controlsIn(html).every(({ name, tag }) => name !== '' || tag === 'button')).to.equal(true)
      })

      if (usual !== undefined) {
        it('gives back the usual answers that it shows', () => {
          const html = shown(schema, postedFrom(layout, usual))
          const { answers, misread } = readAnswers(layout, wouldPost(html))
          expect(misread).to.deep.equal([])
          expect(withoutNothing(answers)).to.deep.equal(withoutNothing(usual))
          expect(() => makeForm(schema).read(answers, TODAY)).not.to.throw()
        })
      }

      it('leads each fault of an empty post to an input', () => {
        const posted = wouldPost(shown(schema, {}))
        const read = readAnswers(layout, posted)
        const faults = sayFaults(layout, { posted, choices, read }, faultsOf(schema, read.answers))
        const html = shown(schema, posted, new Map(faults.map(({ path, text }) => [path, text])))
        const ids = controlsIn(html).map(({ id }) => id)
        for (const { href, text } of faults) {
          expect(ids, text).to.include(href.slice(1))
          expect(html).to.include('govuk-error-message')
        }
        const unsaid = faultsOf(schema, read.answers).length > 0 && faults.length === 0
        expect(unsaid, 'a fault that no message tells').to.equal(false)
      })
    })
  }
})

/** An empty list that nobody asks for is as if it were not there. */
function withoutNothing(answers: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null && !isEmptyList(value)))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function faultsOf(schema: FormSchema, answers: unknown) {
  try {
    makeForm(schema).read(answers, TODAY)
    return []
  } catch (error) {
    if (error instanceof InvalidVariablesError) return error.faults
    throw error
  }
}

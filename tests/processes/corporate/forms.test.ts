import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { filesOf } from '../../../api/service.ts'
import { DEADLINE_RULES, FACT_SCHEMAS, isFactType } from '../../../engine/index.ts'
import { readProcedureFolder } from '../../../engine/diagram/procedure-folder.ts'
import { compileSchema } from '../../../engine/schema.ts'

interface Field {
  readonly title?: string
  readonly enum?: readonly string[]
  readonly 'x-labels'?: Readonly<Record<string, string>>
  readonly items?: { readonly properties: Readonly<Record<string, Field>> }
}
interface FormJson {
  readonly $id: string
  readonly description: string
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, Field>>
  readonly 'x-redress': {
    readonly records: readonly { readonly fact: string; readonly data?: object }[]
    readonly display: Readonly<Record<string, { readonly conditionalOn?: { readonly field: string } }>>
  }
}

for (const id of ['corporate', 'learning']) {
  const folder = `processes/${id}`
  const { procedure, findings } = await readProcedureFolder(filesOf(folder), `${folder}/`)
  const forms = procedure.forms.map(({ schema }) => schema as unknown as FormJson)
  const { forms: usual } = JSON.parse(readFileSync(`${folder}/usual-answers.json`, 'utf8')) as {
    forms: Readonly<Record<string, unknown>>
  }

  describe(`the forms of ${id}`, () => {
    it('are read without a fault', () => {
      expect(findings).to.deep.equal([])
    })
    for (const form of forms) {
      describe(form.$id, () => {
        it('asks in words, with a title for every field and option', () => {
          expect(form.description).to.match(/\.$/)
          for (const [name, field] of everyField(form.properties)) {
            expect(field.title, name).to.be.a('string').and.not.equal('')
            if (field.enum) expect(Object.keys(field['x-labels'] ?? {}), name).to.deep.equal(field.enum)
          }
        })
        it('shows every field, and those that hang on another after it', () => {
          const order = Object.keys(form.properties)
          const { display } = form['x-redress']
          expect(Object.keys(display)).to.deep.equal(order)
          for (const [name, { conditionalOn }] of Object.entries(display)) {
            if (conditionalOn) expect(order.indexOf(conditionalOn.field), name).to.be.within(0, order.indexOf(name) - 1)
          }
        })
        it('records no property that its fact does not have', () => {
          for (const { fact, data = {} } of form['x-redress'].records) {
            if (!isFactType(fact)) throw new Error(`${fact} is no fact`)
            expect(Object.keys(FACT_SCHEMAS[fact].properties)).to.include.members(Object.keys(data))
          }
        })
        if (usual[form.$id] !== undefined) {
          it('takes the usual answer, misses what it requires, and takes nothing else', () => {
            const check = compileSchema(form)
            const days = JSON.stringify(usual[form.$id]).replaceAll(/\$today(\+\d+w?d)?/g, '2026-06-01')
            const answers = JSON.parse(days) as Readonly<Record<string, unknown>>
            expect(check(answers)).to.deep.equal([])
            for (const field of form.required) {
              const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== field))
              expect(check(rest).map(({ at }) => at)).to.include(`/${field}`)
            }
            expect(check({ ...answers, unasked: true })).to.have.length(1)
          })
        }
      })
    }
  })
}

describe('lists that forms share', () => {
  const form = (name: string) =>
    JSON.parse(readFileSync(`processes/learning/forms/${name}.json`, 'utf8')) as unknown as FormJson
  const options = (name: string, list: string, field: string) =>
    form(name).properties[list]?.items?.properties[field]?.enum

  it('areas and root causes of learning are the same wherever they are asked for', () => {
    const areas = options('learning-record', 'learning', 'area')
    expect(areas).to.include.members(['communication', 'delay', 'other'])
    expect(options('learning-agenda', 'items', 'area')).to.deep.equal(areas)
    expect(options('learning-cascade', 'cascades', 'area')).to.deep.equal(areas)
    const causes = options('learning-record', 'learning', 'rootCause')
    expect(options('learning-agenda', 'items', 'rootCause')).to.deep.equal(causes)
  })

  it('every time limit that can be late can be explained when a case is closed', () => {
    const duties = DEADLINE_RULES.filter(({ nature }) => nature === 'duty').map(({ id }) => id)
    expect(options('learning-explain-lateness', 'reasons', 'rule')).to.have.members(duties)
  })
})

function everyField(properties: Readonly<Record<string, Field>>): readonly (readonly [string, Field])[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    [name, field] as const,
    ...everyField(field.items?.properties ?? {}),
  ])
}

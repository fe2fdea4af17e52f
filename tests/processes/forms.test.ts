import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { filesOf } from '../../api/service.ts'
import { FACT_SCHEMAS, isFactType } from '../../engine/case/index.ts'
import { admitHere } from '../../engine/diagram/admit.ts'
import { readProcedureFolder } from '../../engine/diagram/procedure-folder.ts'
import { localDate, withDays } from '../../engine/index.ts'
import { calendarOf } from '../../engine/law/index.ts'
import { compileSchema } from '../../engine/schema.ts'

/*
 * What every form must have, procedure by procedure; the usual answers of the scenarios are the good answers. The
 * children's forms have a test of their own beside their diagrams.
 */
const FOLDERS = ['adult-social-care', 'public-health', 'ombudsman']

interface FormJson {
  readonly $id: string
  readonly description: string
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, FieldJson>>
  readonly 'x-redress': {
    readonly records: readonly { readonly fact: string; readonly data: object }[]
    readonly display: Readonly<
      Record<string, { readonly component: string; readonly conditionalOn?: { readonly field: string } }>
    >
  }
}
interface FieldJson {
  readonly title?: string
  readonly enum?: readonly string[]
  readonly 'x-labels'?: Readonly<Record<string, string>>
}

const COMPONENTS = ['radios', 'checkboxes', 'text', 'textarea', 'date', 'select', 'person', 'points', 'file']

for (const folder of FOLDERS) {
  const path = `processes/${folder}`
  const { procedure, findings } = await readProcedureFolder(filesOf(path), `${path}/`)
  const own = procedure.forms.filter(({ path: file }) => file.startsWith('forms/'))
  const forms = own.map(({ schema }) => schema as unknown as FormJson)
  const usual = JSON.parse(readFileSync(`${path}/usual-answers.json`, 'utf8')) as {
    readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const answersTo = (form: string) =>
    withDays(usual.forms[form] ?? {}, localDate('2026-01-05'), calendarOf('adult-social-care'))

  describe(`the forms of ${folder}`, () => {
    it('are read without a fault, and each is used by a step', () => {
      expect(findings).to.deep.equal([])
      const used = procedure.diagrams.flatMap(({ path: file, xml }) =>
        [...(admitHere(xml, { file, plain: true }).diagram?.main.nodes.values() ?? [])].flatMap(
          ({ redress }) => redress.form ?? [],
        ),
      )
      const files = readdirSync(`${path}/forms`).map((file) => file.replace('.json', ''))
      expect(files.filter((file) => !used.includes(file))).to.deep.equal([])
    })

    for (const form of forms) {
      const { $id, required, properties, 'x-redress': redress } = form
      it(`${$id} asks in words, shows every field, and records what its facts have`, () => {
        expect(form.description).to.match(/\.$/)
        for (const [name, field] of Object.entries(properties)) {
          expect(field.title, name).to.be.a('string').and.not.equal('')
          if (field.enum) expect(Object.keys(field['x-labels'] ?? {}), name).to.deep.equal(field.enum)
        }
        const order = Object.keys(properties)
        expect(Object.keys(redress.display)).to.deep.equal(order)
        for (const [name, { component, conditionalOn }] of Object.entries(redress.display)) {
          expect(COMPONENTS).to.include(component)
          if (conditionalOn) expect(order.indexOf(conditionalOn.field), name).to.be.within(0, order.indexOf(name) - 1)
        }
        for (const { fact, data } of redress.records) {
          if (!isFactType(fact)) throw new Error(`${fact} is no fact`)
          expect(Object.keys(FACT_SCHEMAS[fact].properties)).to.include.members(Object.keys(data))
          expect(Object.keys(data)).to.include.members(FACT_SCHEMAS[fact].required)
        }
      })
      it(`${$id} takes the usual answer, and misses every field that it requires`, () => {
        const check = compileSchema(form)
        const answers = answersTo($id)
        expect(check(answers)).to.deep.equal([])
        for (const field of required) {
          const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== field))
          const missed = check(rest).map(({ at }) => at)
          expect(missed, field).to.include(`/${field}`)
        }
        expect(check({ ...answers, unasked: true })).to.have.length(1)
      })
    }
  })

  if (folder !== 'adult-social-care') continue
  describe('what the forms for adults refuse', () => {
    for (const { form, wrong, because } of [
      { form: 'adult-oral-resolution', wrong: { resolvedOn: undefined }, because: 'put right on a day' },
      { form: 'adult-check', wrong: { checkOutcome: 'excluded' }, because: 'an exclusion has its ground' },
      {
        form: 'adult-check',
        wrong: { representative: 'suitable' },
        because: 'a representative is suitable for a reason',
      },
      {
        form: 'adult-check',
        wrong: { representative: 'not-suitable' },
        because: 'nobody unsuitable makes a complaint',
      },
      {
        form: 'adult-decide-late',
        wrong: { lateComplaint: 'do-not-consider' },
        because: 'with both limbs it is considered',
      },
      {
        form: 'adult-grade-risk',
        wrong: { grade: 'extreme', earlyResolution: true },
        because: 'extreme risk is investigated',
      },
      { form: 'adult-appoint-investigator', wrong: { declaredIndependent: false }, because: 'a declaration is needed' },
      { form: 'adult-share-with-provider', wrong: { redacted: false }, because: 'what is about others is taken out' },
      { form: 'adult-extend', wrong: { agreedByComplainant: false }, because: 'more time needs agreement' },
      { form: 'adult-extend', wrong: { until: undefined }, because: 'more time has a new day' },
      { form: 'adult-sign', wrong: { signatory: undefined }, because: 'a signature is somebody’s' },
      {
        form: 'adult-draft',
        wrong: { decisions: [{ point: 'P1', outcome: 'upheld', reason: 'Yes.', remedy: 'payment' }] },
        because: 'a payment has a sum',
      },
    ]) {
      it(`${form} refuses ${JSON.stringify(wrong)}: ${because}`, () => {
        const schema = forms.find(({ $id }) => $id === form)
        const given = Object.entries({ ...answersTo(form), ...wrong }).filter(([, value]) => value !== undefined)
        expect(compileSchema(schema ?? {})(Object.fromEntries(given))).not.to.deep.equal([])
      })
    }
  })
}

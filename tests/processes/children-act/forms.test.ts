import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { FACT_SCHEMAS, isFactType } from '../../../engine/case/index.ts'
import { compileSchema } from '../../../engine/schema.ts'
import { ANSWERS } from './answers.ts'
import { FOLDER, MODELS, PROCEDURE, READING } from './files.ts'

/** What the tests read of a form's JSON. */
interface FormJson {
  readonly $id: string
  readonly title: string
  readonly description: string
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, FieldJson>>
  readonly 'x-redress': {
    readonly records: readonly { readonly fact: string; readonly data: object }[]
    readonly variables: readonly string[]
    readonly display: Readonly<
      Record<string, { readonly component: string; readonly conditionalOn?: { readonly field: string } }>
    >
  }
}
interface FieldJson {
  readonly type: string
  readonly title?: string
  readonly enum?: readonly string[]
  readonly 'x-labels'?: Readonly<Record<string, string>>
}

const forms = PROCEDURE.forms.map(({ schema }) => schema as unknown as FormJson)
const COMPONENTS = ['radios', 'checkboxes', 'text', 'textarea', 'date', 'select', 'person', 'points', 'file']

describe('the forms of children-act', () => {
  it('are read without a fault: valid schemas, known facts with all they must carry, known fields', () => {
    expect(READING.findings).to.deep.equal([])
  })
  it('are all read, and each is used by a step of the diagrams', () => {
    const files = readdirSync(`${FOLDER}/forms`).map((file) => file.replace('.json', ''))
    const used = [...MODELS.values()].flatMap(({ nodes }) =>
      [...nodes.values()].flatMap(({ redress }) => redress.form ?? []),
    )
    expect(forms.map(({ $id }) => $id)).to.have.members(files)
    expect(files.filter((file) => !used.includes(file))).to.deep.equal([])
  })

  for (const form of forms) {
    const { $id, required, properties, 'x-redress': redress } = form
    describe($id, () => {
      const check = compileSchema(form)
      const answers = ANSWERS[$id] ?? {}

      it('asks in words: a title and an explanation, and a title for every field and option', () => {
        expect(form.description).to.match(/\.$/)
        for (const [name, field] of Object.entries(properties)) {
          expect(field.title, name).to.be.a('string').and.not.equal('')
          if (field.enum) expect(Object.keys(field['x-labels'] ?? {}), name).to.deep.equal(field.enum)
        }
      })
      it('shows every field, and those that hang on another after it', () => {
        const order = Object.keys(properties)
        expect(Object.keys(redress.display)).to.deep.equal(order)
        for (const [name, { component, conditionalOn }] of Object.entries(redress.display)) {
          expect(COMPONENTS).to.include(component)
          if (conditionalOn) expect(order.indexOf(conditionalOn.field), name).to.be.within(0, order.indexOf(name) - 1)
        }
      })
      it('takes a good answer, and misses every field that it requires', () => {
        expect(check(answers)).to.deep.equal([])
        for (const field of required) {
          const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== field))
          expect(
            check(rest).map(({ at }) => at),
            field,
          ).to.include(`/${field}`)
        }
        expect(check({ ...answers, unasked: true })).to.have.length(1)
      })
      it('records no property that its fact does not have', () => {
        for (const { fact, data } of redress.records) {
          if (!isFactType(fact)) throw new Error(`${fact} is no fact`)
          const { properties: known, required: needed } = FACT_SCHEMAS[fact]
          expect(Object.keys(known)).to.include.members(Object.keys(data))
          expect(Object.keys(data)).to.include.members(needed)
        }
      })
    })
  }

  for (const { form, wrong, because } of [
    {
      form: 'extend-stage-1',
      wrong: { ground: 'holiday' },
      because: 'Stage 1 is extended on two grounds only',
    },
    { form: 'extend-stage-1', wrong: { until: undefined }, because: 'an extension has a new date' },
    {
      form: 'appoint-independent-person',
      wrong: { notSpouse: false },
      because: 'a spouse of an officer is not independent',
    },
    {
      form: 'appoint-investigating-officer',
      wrong: { declaredIndependent: false },
      because: 'a declaration is needed',
    },
    {
      form: 'decide-late-complaint',
      wrong: { lateComplaint: 'do-not-consider' },
      because: 'with both limbs met it is considered',
    },
    {
      form: 'decide-eligibility',
      wrong: { representative: 'suitable' },
      because: 'the decision on a representative has a reason',
    },
    {
      form: 'decide-eligibility',
      wrong: { representative: 'not-suitable', representativeReason: 'A conflict.' },
      because: 'an unsuitable representative cannot make an eligible complaint',
    },
    {
      form: 'answer-stage-1',
      wrong: { decisions: [{ point: 'P1', outcome: 'upheld', reason: 'Yes.', remedy: 'payment' }] },
      because: 'a payment has a sum',
    },
    { form: 'answer-stage-1', wrong: { late: true }, because: 'a late answer has a reason' },
    { form: 'adjudicate', wrong: { decisions: undefined }, because: 'a decision decides the points' },
    { form: 'record-learning', wrong: { learnt: false }, because: 'nothing to learn has a reason' },
    { form: 'decide-deferral', wrong: { deferral: 'parts' }, because: 'a deferral of parts names the points' },
  ]) {
    it(`${form} refuses ${JSON.stringify(wrong)}: ${because}`, () => {
      const schema = forms.find(({ $id }) => $id === form)
      const given = Object.entries({ ...ANSWERS[form], ...wrong }).filter(([, value]) => value !== undefined)
      expect(compileSchema(schema ?? {})(Object.fromEntries(given))).not.to.deep.equal([])
    })
  }

  it('appoint-panel wants three members of whom exactly one chairs', () => {
    const check = compileSchema(forms.find(({ $id }) => $id === 'appoint-panel') ?? {})
    const member = (person: string, chairs: boolean) => ({ person, independent: true, chairs })
    const withMembers = (...members: readonly object[]) => check({ ...ANSWERS['appoint-panel'], members })
    expect(withMembers(member('a', true), member('b', false), member('c', false))).to.deep.equal([])
    expect(withMembers(member('a', true), member('b', false))).not.to.deep.equal([])
    expect(withMembers(member('a', true), member('b', true), member('c', false))).not.to.deep.equal([])
    expect(withMembers(member('a', false), member('b', false), member('c', false))).not.to.deep.equal([])
  })
})

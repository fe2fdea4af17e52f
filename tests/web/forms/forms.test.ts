import { expect } from 'chai'
import {
  changeRows,
  fieldsOf,
  NO_CHOICES,
  postedFrom,
  readAnswers,
  sayFaults,
  showForm,
  type FormLike,
  type Posted,
} from '../../../web/forms/index.ts'

const form = (properties: FormLike['properties'], rest: Partial<FormLike> = {}): FormLike => ({
  $id: 'a-form',
  title: 'A form',
  type: 'object',
  ...(properties !== undefined && { properties }),
  ...rest,
})

const choices = {
  ...NO_CHOICES,
  points: [
    { id: 'P1', text: 'One' },
    { id: 'P2', text: 'Two' },
  ],
}

describe('A date that somebody types', () => {
  const layout = fieldsOf(form({ on: { type: 'string', format: 'date', title: 'By when' } }))
  const examples: readonly { parts: readonly [string, string, string]; gives?: string; says?: string; to?: string }[] =
    [
      { parts: ['5', '1', '2026'], gives: '2026-01-05' },
      { parts: ['05', '01', '2026'], gives: '2026-01-05' },
      { parts: [' 5 ', 'January', '2026'], gives: '2026-01-05' },
      { parts: ['', '', ''] },
      { parts: ['31', '2', '2026'], says: '“By when” must be a real date', to: '#on-day' },
      { parts: ['29', '2', '2025'], says: '“By when” must be a real date', to: '#on-day' },
      { parts: ['5', '', '2026'], says: '“By when” must include a month', to: '#on-month' },
      { parts: ['5', '1', '26'], says: '“By when” must be a real date', to: '#on-year' },
      { parts: ['x', '1', '2026'], says: '“By when” must be a real date', to: '#on-day' },
    ]
  for (const { parts, gives, says, to } of examples) {
    it(`${parts.join(' / ')} → ${gives ?? says ?? 'nothing'}`, () => {
      const [day, month, year] = parts
      const posted = { 'on-day': day, 'on-month': month, 'on-year': year }
      const read = readAnswers(layout, posted)
      expect(read.answers['on']).to.equal(gives)
      const [fault] = sayFaults(layout, { posted, choices, read }, [])
      expect(fault?.text).to.equal(says)
      expect(fault?.href).to.equal(to)
    })
  }
})

describe('An amount of money', () => {
  const layout = fieldsOf(form({ pence: { type: 'integer', minimum: 1, title: 'How much, in pence?' } }))
  for (const { typed, pence } of [
    { typed: '250', pence: 25_000 },
    { typed: '£1,250.50', pence: 125_050 },
    { typed: '0.07', pence: 7 },
    { typed: '12.5', pence: undefined },
    { typed: 'ten', pence: undefined },
  ]) {
    it(`${typed} is ${pence ?? 'none'}`, () => {
      const read = readAnswers(layout, { pence: typed })
      expect(read.answers['pence']).to.equal(pence)
      expect(read.misread.length).to.equal(pence === undefined ? 1 : 0)
    })
  }
  it('is asked in pounds, and shown again in pounds', () => {
    expect(layout.fields[0]?.label).to.equal('How much?')
    expect(postedFrom(layout, { pence: 125_050 })).to.deep.equal({ pence: '1250.50' })
  })
})

describe('Fields that only some answers ask for', () => {
  const layout = fieldsOf(
    form(
      {
        late: { type: 'boolean', title: 'Is this late?' },
        why: { type: 'string', minLength: 1, maxLength: 900, title: 'Say why' },
      },
      { required: ['late'], 'x-redress': { display: display({ why: { field: 'late', equals: true } }) } },
    ),
  )
  it('are left out when they are hidden, though a browser sends them', () => {
    expect(readAnswers(layout, { late: 'no', why: 'An old answer' }).answers).to.deep.equal({ late: false })
    expect(readAnswers(layout, { late: 'yes', why: 'Illness' }).answers).to.deep.equal({ late: true, why: 'Illness' })
  })
  it('say without scripts when they count', () => {
    const shown = showForm(layout, { posted: {}, choices, messages: new Map() }).fields[1]
    expect(shown?.when).to.deep.equal({
      name: 'late',
      values: 'yes',
      words: 'Only if you answered “Yes” to “Is this late?”',
    })
  })
})

describe('A list with a row for each point', () => {
  const layout = fieldsOf(
    form(
      {
        decisions: {
          type: 'array',
          minItems: 1,
          title: 'Decisions',
          items: {
            type: 'object',
            required: ['point', 'outcome'],
            properties: {
              point: { type: 'string', title: 'Point' },
              outcome: { type: 'string', enum: ['upheld', 'not-upheld'], title: 'Finding' },
            },
          },
        },
      },
      { required: ['decisions'] },
    ),
  )
  const posted: Posted = {
    'decisions-rows': '2',
    'decisions-0-point': 'P1',
    'decisions-1-point': 'P2',
    'decisions-1-outcome': 'upheld',
  }
  it('tells of the point that was left empty', () => {
    const read = readAnswers(layout, posted)
    expect(read.answers).to.deep.equal({ decisions: [{ point: 'P1' }, { point: 'P2', outcome: 'upheld' }] })
    const faults = sayFaults(layout, { posted, choices, read }, [{ at: '/decisions/0/outcome', message: 'is missing' }])
    expect(faults).to.deep.equal([
      { text: 'Select the finding for point P1', href: '#decisions-0-outcome', path: 'decisions-0-outcome' },
    ])
  })
  it('can leave a point out, and take it in again', () => {
    const left = changeRows(layout, posted, 'remove:decisions:0', choices)?.posted ?? {}
    expect(readAnswers(layout, left).answers).to.deep.equal({ decisions: [{ point: 'P2', outcome: 'upheld' }] })
    const back = changeRows(layout, left, 'add:decisions', choices)?.posted ?? {}
    expect(back['decisions-rows']).to.equal('2')
  })
  it('a button that is none of its own changes nothing', () => {
    for (const button of ['remove:decisions:7', 'add:nothing', 'check', 'remove:decisions:x']) {
      expect(changeRows(layout, posted, button, choices), button).to.equal(undefined)
    }
  })
})

function display(conditions: Readonly<Record<string, { field: string; equals: unknown }>>) {
  return {
    late: { component: 'radios' },
    ...Object.fromEntries(
      Object.entries(conditions).map(([name, conditionalOn]) => [name, { component: 'textarea', conditionalOn }]),
    ),
  }
}

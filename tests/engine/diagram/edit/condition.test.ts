import { expect } from 'chai'
import {
  checkFeel,
  conditionWords,
  evaluateFeel,
  readCondition,
  writeCondition,
  type VariableChoice,
} from '../../../../engine/diagram/index.ts'
import { shippedDiagrams } from './shipped.ts'

const VARIABLES: readonly VariableChoice[] = [
  {
    name: 'finding',
    title: 'Finding',
    type: 'option',
    options: [
      { code: 'upheld', title: 'Upheld' },
      { code: 'partly', title: 'Partly upheld' },
    ],
  },
  { name: 'upheld', title: 'Is it upheld?', type: 'boolean', options: [] },
  { name: 'rounds', title: 'Rounds', type: 'number', options: [] },
  { name: 'day', title: 'Day', type: 'date', options: [] },
  { name: 'points', title: 'Points', type: 'list', options: [] },
]

const SAID: readonly (readonly [feel: string, written: string, words: string])[] = [
  ['upheld', 'upheld = true', '‘Is it upheld?’ is yes'],
  ['= not(upheld)', 'upheld = false', '‘Is it upheld?’ is no'],
  ['(upheld = true)', 'upheld = true', '‘Is it upheld?’ is yes'],
  ['finding = "upheld"', 'finding = "upheld"', '‘Finding’ is Upheld'],
  ['finding != "upheld"', 'finding != "upheld"', '‘Finding’ is not Upheld'],
  ['not(finding = "upheld")', 'finding != "upheld"', '‘Finding’ is not Upheld'],
  [
    '=finding in ("upheld", "partly")',
    'finding in ("upheld", "partly")',
    '‘Finding’ is one of Upheld or Partly upheld',
  ],
  ['finding in ("upheld")', 'finding in ("upheld")', '‘Finding’ is one of Upheld'],
  [
    'finding = "upheld" or finding = "partly"',
    'finding in ("upheld", "partly")',
    '‘Finding’ is one of Upheld or Partly upheld',
  ],
  [
    'not(finding in ("upheld", "partly"))',
    'not(finding in ("upheld", "partly"))',
    '‘Finding’ is none of Upheld or Partly upheld',
  ],
  ['finding = null', 'finding = null', '‘Finding’ has no answer'],
  ['not(finding = null)', 'finding != null', '‘Finding’ has an answer'],
  ['rounds = -2', 'rounds = -2', '‘Rounds’ is -2'],
  ['rounds in (1, 2)', 'rounds in (1, 2)', '‘Rounds’ is one of 1 or 2'],
  ['rounds < 2', 'rounds < 2', '‘Rounds’ is less than 2'],
  ['rounds >= 2.5', 'rounds >= 2.5', '‘Rounds’ is at least 2.5'],
  ['day < "2026-06-01"', 'day < "2026-06-01"', '‘Day’ is before Monday 1 June 2026'],
  ['day >= "2026-06-01"', 'day >= "2026-06-01"', '‘Day’ is on or after Monday 1 June 2026'],
  ['count(points) = 0', 'count(points) = 0', '‘Points’ has no entries'],
  ['count(points) > 0', 'count(points) > 0', '‘Points’ has entries'],
  ['list contains(points, "care")', 'list contains(points, "care")', '‘Points’ has among its entries care'],
  [
    'upheld and (rounds > 1 and finding = "partly")',
    'upheld = true and rounds > 1 and finding = "partly"',
    '‘Is it upheld?’ is yes, and ‘Rounds’ is more than 1, and ‘Finding’ is Partly upheld',
  ],
  ['upheld or rounds > 1', 'upheld = true or rounds > 1', '‘Is it upheld?’ is yes, or ‘Rounds’ is more than 1'],
  ['new_one = "a \\"b\\""', 'new_one = "a \\"b\\""', '‘new_one’ is a "b"'],
  ['when < "2026-06-01"', 'when < "2026-06-01"', '‘when’ is before Monday 1 June 2026'],
]

/** Values with which both must come to the same. */
const TRIALS: readonly Readonly<Record<string, unknown>>[] = [
  { upheld: true, finding: 'upheld', rounds: -2, day: '2026-05-31', points: [], new_one: 'a "b"', when: '2026-01-01' },
  {
    upheld: false,
    finding: 'partly',
    rounds: 2,
    day: '2026-06-01',
    points: ['care'],
    new_one: 'a',
    when: '2027-01-01',
  },
  { upheld: true, finding: null, rounds: 3, day: '2026-06-02', points: ['x'], new_one: '', when: '2026-06-01' },
]

describe('conditions in words', () => {
  for (const [feel, written, words] of SAID) {
    it(`${feel}: ${words}`, () => {
      const plain = readCondition(feel)
      expect(plain && writeCondition(plain)).to.equal(written)
      expect(readCondition(written)).to.deep.equal(plain)
      expect(plain && conditionWords(VARIABLES, plain)).to.equal(words)
      expect(checkFeel(written, 'condition')).to.deep.equal([])
      for (const trial of TRIALS) {
        const [one, other] = [feel, written].map((text) => evaluateFeel(text, trial))
        if (one?.ok === true) expect(other).to.deep.equal(one)
      }
    })
  }

  for (const feel of [
    '',
    'true',
    'upheld and rounds > 1 or rounds < 0',
    '(upheld or rounds > 1) and finding = "partly"',
    'count(points) = 1',
    'finding = other',
    'rounds + 1 > 2',
    'rounds between 1 and 5',
    'rounds in [1..5]',
    'finding = "upheld" or',
    'day < date("2026-06-01")',
    'not(rounds < 2)',
    'some point in points satisfies point = "care"',
    'points[1] = "care"',
    'finding < null',
  ]) {
    it(`${feel === '' ? 'nothing' : feel}: only FEEL can say it`, () => {
      expect(readCondition(feel)).to.equal(undefined)
    })
  }

  it('say every condition of the diagrams that we ship', () => {
    const said = [...shippedDiagrams().values()].flatMap((xml) =>
      [...xml.matchAll(/<bpmn:conditionExpression[^>]*>([^<]*)</g)].map(([, text = '']) =>
        text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<'),
      ),
    )
    expect(said).to.have.length.above(150)
    expect(said.filter((text) => readCondition(text) === undefined)).to.deep.equal([])
  })

  for (const [why, tests] of [
    ['a name with a space', [{ variable: 'a b', operator: 'is', values: [1] }]],
    ['nothing to compare with', [{ variable: 'a', operator: 'less', values: [] }]],
    ['no test', []],
  ] as const) {
    it(`cannot be written with ${why}`, () => {
      expect(() => writeCondition({ join: 'and', tests })).to.throw(RangeError)
    })
  }
})

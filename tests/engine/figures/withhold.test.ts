import { expect } from 'chai'
import { withheld, type Adding, type Printed } from '../../../engine/index.ts'
import { randomFrom } from '../law/facts.ts'

const AT_MOST = 4
const isSmall = (value: number) => value > 0 && value <= AT_MOST
const counted = (id: string, value: number): Printed => ({
  id,
  value,
  as: isSmall(value) ? 'small' : 'plain',
  atMost: AT_MOST,
})
/** One row of numbers and what they add up to. */
function row(...values: readonly number[]): {
  readonly printed: readonly Printed[]
  readonly addings: readonly Adding[]
} {
  const parts = values.map((value, index) => counted(`p${index + 1}`, value))
  const sum = values.reduce((all, value) => all + value, 0)
  return {
    printed: [...parts, counted('whole', sum)],
    addings: [{ whole: 'whole', parts: parts.map(({ id }) => id) }],
  }
}

const EXAMPLES: readonly (readonly [why: string, values: readonly number[], left: readonly string[]])[] = [
  ['nothing is small', [5, 10, 20], []],
  ['nought is shown: it says nothing of anybody', [0, 10, 20], []],
  [
    'the one small number would be the whole without the others, so the smallest of them goes too',
    [3, 10, 20],
    ['p1', 'p2'],
  ],
  ['two small numbers guard each other', [3, 2, 20], ['p1', 'p2']],
  ['but not two that can only be 1 each', [1, 1, 20], ['p1', 'p2', 'p3']],
  ['or that can only be 4 each', [4, 4, 20], ['p1', 'p2', 'p3']],
  ['alone with its whole, the whole goes', [3, 0, 0], ['p1', 'whole']],
]

describe('withheld', () => {
  for (const [why, values, left] of EXAMPLES) {
    it(`${values.join(' + ')}: ${why}`, () => {
      const { printed, addings } = row(...values)
      expect([...withheld(printed, addings)].sort()).to.deep.equal(left)
    })
  }

  it('guards what nobody prints but anybody can work out: 3 of 20 who are left when 17 of 20 are shown', () => {
    const printed: readonly Printed[] = [
      counted('part', 17),
      counted('whole', 20),
      { id: 'rest', value: 3, as: 'small-unsaid' },
    ]
    expect([...withheld(printed, [{ whole: 'whole', parts: ['part', 'rest'] }])]).to.deep.equal(['part'])
  })

  it('never leaves out what is open to all', () => {
    const printed: readonly Printed[] = [counted('a', 3), { id: 'b', value: 9, as: 'open' }, counted('whole', 12)]
    expect([...withheld(printed, [{ whole: 'whole', parts: ['a', 'b'] }])]).to.deep.equal(['a', 'whole'])
  })

  it('takes no sum of what there is not', () => {
    expect(() => withheld([], [{ whole: 'a', parts: [] }])).to.throw(RangeError)
  })

  it('leaves no number that is left out to be worked out, whatever is shown: 400 tables, each tried by brute force', () => {
    const random = randomFrom(20)
    const upTo = (most: number) => Math.floor(random() * (most + 1))
    for (let n = 0; n < 400; n += 1) {
      const { printed, addings } = aTable(upTo(2) + 1, upTo(2) + 1, () => upTo(random() < 0.5 ? 4 : 12), random() < 0.5)
      const left = withheld(printed, addings)
      for (const { id, value, as } of printed)
        if (as === 'small') expect(left.has(id), `${n}: ${id} is ${value}`).to.equal(true)
      for (const id of left) {
        expect(couldBeAnother(id, printed, addings, left), `table ${n}: ${id} can be worked out`).to.equal(true)
      }
    }
  })
})

/** A table with its totals; some with a figure besides that is a part of one of its cells, and the rest of that. */
function aTable(
  rows: number,
  columns: number,
  draw: () => number,
  withPart: boolean,
): { readonly printed: readonly Printed[]; readonly addings: readonly Adding[] } {
  const numbers = Array.from({ length: rows }, () => Array.from({ length: columns }, draw))
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  const name = (r: number | string, c: number | string) => `${r}/${c}`
  const printed: Printed[] = []
  const addings: Adding[] = []
  numbers.forEach((values, r) => {
    values.forEach((value, c) => printed.push(counted(name(r, c), value)))
    printed.push(counted(name(r, 'all'), sum(values)))
    addings.push({ whole: name(r, 'all'), parts: values.map((_, c) => name(r, c)) })
  })
  const totals = Array.from({ length: columns }, (_, c) => sum(numbers.map((values) => values[c]!)))
  totals.forEach((value, c) => {
    printed.push(counted(name('all', c), value))
    addings.push({ whole: name('all', c), parts: numbers.map((_, r) => name(r, c)) })
  })
  printed.push(counted('all', sum(totals)))
  addings.push(
    { whole: 'all', parts: totals.map((_, c) => name('all', c)) },
    { whole: 'all', parts: numbers.map((_, r) => name(r, 'all')) },
  )
  if (withPart) {
    const whole = numbers[0]![0]!
    const part = Math.floor(whole / 2)
    const rest = whole - part
    printed.push(counted('part', part), { id: 'rest', value: rest, as: isSmall(rest) ? 'small-unsaid' : 'unsaid' })
    addings.push({ whole: name(0, 0), parts: ['part', 'rest'] })
  }
  return { printed, addings }
}

/**
 * Whether some other numbers fit all that is shown, and differ in this one. Readers know what is small, and which numbers
 * were left out for it. Tries every number near the true one; written without a thought of how `withheld` searches.
 */
function couldBeAnother(
  id: string,
  printed: readonly Printed[],
  addings: readonly Adding[],
  left: ReadonlySet<string>,
): boolean {
  const unknown = printed.filter((each) => left.has(each.id) || each.as === 'unsaid' || each.as === 'small-unsaid')
  const choices = new Map<string, readonly number[]>(
    unknown.map((each) => {
      const near = [0, 1, -1, 2, -2].map((by) => each.value + by)
      const [least, most] =
        each.as === 'small' ? [1, AT_MOST] : each.as === 'plain' ? [AT_MOST + 1, Infinity] : [0, Infinity]
      const known = each.id === id ? near.filter((value) => value !== each.value) : near
      return [each.id, known.filter((value) => value >= least && value <= most)]
    }),
  )
  const values = new Map(printed.filter((each) => !choices.has(each.id)).map((each) => [each.id, each.value]))
  const isBroken = ({ whole, parts }: Adding): boolean => {
    if (!values.has(whole) || parts.some((part) => !values.has(part))) return false
    return parts.reduce((sum, part) => sum + values.get(part)!, 0) !== values.get(whole)
  }
  const order = [id, ...[...choices.keys()].filter((other) => other !== id)]
  const solve = (at: number): boolean => {
    const next = order[at]
    if (next === undefined) return true
    const touched = addings.filter(({ whole, parts }) => whole === next || parts.includes(next))
    for (const value of choices.get(next)!) {
      values.set(next, value)
      if (!touched.some(isBroken) && solve(at + 1)) return true
    }
    values.delete(next)
    return false
  }
  return solve(0)
}

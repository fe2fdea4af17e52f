import { expect } from 'chai'
import { always } from '../../../../../engine/diagram/rules/reading/always.ts'
import { daysIn } from '../../../../../engine/diagram/rules/reading/durations.ts'
import { comparisonsIn, variablesIn } from '../../../../../engine/diagram/rules/reading/expressions.ts'
import { loopsOf, reachableFrom } from '../../../../../engine/diagram/rules/reading/reach.ts'
import type { FlowNode } from '../../../../../engine/index.ts'
import { aModel } from '../../../../support/diagrams/model.ts'

describe('daysIn', () => {
  for (const [text, days] of [
    ['P10D', 10],
    ['P2W', 14],
    ['P1M', 31],
    ['P1Y', 366],
    ['PT36H', 1.5],
    ['P1DT12H', 1.5],
    ['R3/P2D', 2],
    ['R/2026-04-01T09:00/PT12H', 0.5],
    ['duration("P3D")', 3],
    ['2026-04-01T09:00', 0],
    ['', 0],
  ] as const) {
    it(`${text || 'nothing'} → ${days}`, () => {
      expect(daysIn(text)).to.be.closeTo(days, 1e-9)
    })
  }
})

describe('variablesIn', () => {
  for (const [text, names] of [
    ['upheld', ['upheld']],
    ['finding = "upheld" and not(byChild)', ['finding', 'byChild']],
    ['string length(reason) > 2', ['reason']],
    ['count(points) > 3 or points = null', ['points']],
    ['loopCounter < 3', []],
    ['"upheld" = finding', ['finding']],
  ] as const) {
    it(`${text} → ${names.join(', ')}`, () => {
      expect(variablesIn(text)).to.deep.equal(names)
    })
  }
})

describe('comparisonsIn', () => {
  for (const [text, comparisons] of [
    ['a = "x"', [{ variable: 'a', equal: true, values: ['x'] }]],
    ['a != "x"', [{ variable: 'a', equal: false, values: ['x'] }]],
    ['"x" = a', [{ variable: 'a', equal: true, values: ['x'] }]],
    ['a = true', [{ variable: 'a', equal: true, values: [true] }]],
    ['a in ("x", "y")', [{ variable: 'a', equal: true, values: ['x', 'y'] }]],
    [String.raw`a = "x \"y\""`, [{ variable: 'a', equal: true, values: ['x "y"'] }]],
    ['a > 3', []],
  ] as const) {
    it(text, () => {
      expect(comparisonsIn(text)).to.deep.equal(comparisons)
    })
  }
})

describe('always', () => {
  const gains = { start: ['s'], at: ({ name }: FlowNode) => (name === '' ? [] : [name]) }
  const at = (id: string, ...lines: readonly string[]) =>
    [...(always(aModel(...lines), gains).before(id) ?? ['unreached'])].sort().join('')

  for (const { lines, node, held, because } of [
    { lines: ['start > a > end'], node: 'end', held: 'as', because: 'one after the other' },
    { lines: ['start > x1 > a > x2 > end', 'x1 > b > x2'], node: 'x2', held: 's', because: 'only what both ways hold' },
    {
      lines: ['start > p1 > a > p2 > end', 'p1 > b > p2'],
      node: 'p2',
      held: 'abs',
      because: 'a parallel join waits for both',
    },
    { lines: ['start > x1 > a > x2 > end', 'x2 > x1'], node: 'a', held: 's', because: 'the first time round counts' },
    {
      lines: ['start > x1 > a > x2 > b > end', 'x2 > x1'],
      node: 'b',
      held: 'as',
      because: 'a loop holds what it began with',
    },
    { lines: ['start > a > end', 'lost > end2'], node: 'end2', held: 'unreached', because: 'nothing leads there' },
  ]) {
    it(`${lines.join(' | ')}: ${because}`, () => {
      expect(at(node, ...lines)).to.equal(held)
    })
  }
})

describe('reachableFrom and loopsOf', () => {
  const model = aModel('start > x1 > a > x2 > b > end', 'x2 > x1')

  it('follows flows, the start itself included', () => {
    expect([...reachableFrom(model, ['x2'])].sort()).to.deep.equal(['a', 'b', 'end', 'x1', 'x2'])
  })

  it('finds each loop once', () => {
    expect(loopsOf(model).map((loop) => loop.map(({ id }) => id))).to.deep.equal([['x1', 'a', 'x2']])
  })

  it('finds a step that leads to itself', () => {
    expect(loopsOf(aModel('start > a > a > end')).map((loop) => loop.map(({ id }) => id))).to.deep.equal([['a']])
  })
})

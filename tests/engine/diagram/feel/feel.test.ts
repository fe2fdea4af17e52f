import { expect } from 'chai'
import { checkFeel, evaluateFeel, literalsComparedWith, variablesOf } from '../../../../engine/diagram/feel/index.ts'

describe('checkFeel: conditions that may run', () => {
  const examples = [
    'upheld = true',
    '= outcome = "upheld"',
    'outcome in ("upheld", "partly-upheld")',
    'outcome in ["upheld", "partly-upheld"]',
    'not(panelRequested) and count(points) > 0',
    'age in [0..17]',
    'age in ([0..4], > 90)',
    'if child then advocate = "offered" else true',
    'some point in points satisfies point.upheld = true',
    'count(points[status = "open"]) > 0',
    'points[1].upheld',
    'date(receivedOn) < date("2026-04-01")',
    'x instance of number',
    'x between 1 and 3',
    'panelRequested',
    'a = 1 // the first',
  ]
  for (const expression of examples) {
    it(expression, () => expect(checkFeel(expression, 'condition')).to.deep.equal([]))
  }
})

describe('checkFeel: what is refused', () => {
  const examples: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    ['  = ', /empty/],
    ['a +', /breaks off/],
    ['"a', /cannot be read from/],
    ['${a}', /cannot be read from/],
    [`a = "${'x'.repeat(500)}"`, /506 characters long/],
    ['matches(x, "(a+)+$")', /'matches' cannot be used/],
    ['replace(x, "a", "b") = "b"', /'replace'/],
    ['split(x, "a")[1] = "b"', /'split'/],
    ['get value(a, "constructor")', /'get value'/],
    ['get/**/value(a, "constructor")', /'get value'/],
    ['today() > date("2026-01-01")', /'today'/],
    ['sort(xs, function(x, y) x < y) = xs', /'sort'/],
    ['(matches)(x, "a")', /named directly/],
    ['[matches][1](x, "a")', /named directly/],
    ['{f: matches}.f(x, "a")', /named directly/],
    ['a.matches("x")', /named directly/],
    ['f(1)(2)', /named directly/],
    ['some i in [1..1000000] satisfies i > 5', /never through a range/],
    ['some i in 1..1000000 satisfies i > 5', /never through a range/],
    ['count(for i in [1, 2] return i) = 2', /never through a range/],
    ['every a in xs, b in xs satisfies a = b', /once is enough/],
    ['some a in xs satisfies some b in xs satisfies a = b', /once is enough/],
    ['count(xs[count(xs[item > 1]) > 1]) > 1', /once is enough/],
    ['[1..1000000][1] = 1', /can only follow 'in'/],
    ['> 5', /can only follow 'in'/],
    ['{a: concatenate(xs, xs), b: concatenate(a, a)}.b = xs', /braces/],
    ['function(x) x', /cannot be defined/],
    ['a.constructor = 1', /'constructor'/],
    ['__proto__ = 1', /'__proto__'/],
    ['not upheld', /no variable's name has spaces/],
    ['`a b` = 1', /cannot be read/],
    ['outcome', /^$/],
    ['"upheld"', /a text, never true or false/],
    ['1 + 1', /a number/],
    ['[1]', /a list/],
    ['count(xs)', /a value, never/],
    ['null', /nothing/],
  ]
  for (const [expression, problem] of examples) {
    it(expression.slice(0, 60) || 'nothing at all', () => {
      expect(checkFeel(expression, 'condition').join('\n')).to.match(problem)
    })
  }
  it('lets a value be what a condition may not', () => {
    for (const expression of ['1 + 1', '"a"', '[1, 2]', 'count(xs)', '{a: 1}', 'for x in xs return x + 1']) {
      expect(checkFeel(expression, 'value')).to.deep.equal([])
    }
  })
})

describe('evaluateFeel', () => {
  const variables = {
    outcome: 'upheld',
    n: 3,
    none: null,
    child: true,
    xs: [1, 2, 3],
    points: [{ open: true }, { open: false }],
    on: '2026-04-01',
  }
  const examples: readonly (readonly [string, unknown])[] = [
    ['outcome = "upheld"', true],
    ['= outcome = "upheld"', true],
    ['=outcome', 'upheld'],
    ['outcome in ("partly", "upheld")', true],
    ['n in [1..5]', true],
    ['not(child)', false],
    ['none = null', true],
    ['none > 1', null],
    ['n + 1', 4],
    ['xs[item > 1]', [2, 3]],
    ['count(points[open = true])', 1],
    ['for x in xs return x * 2', [2, 4, 6]],
    ['some p in points satisfies p.open', true],
    ['date(on) + duration("P1D")', '2026-04-02'],
    ['date and time("2026-04-01T10:00:00@Europe/London")', '2026-04-01T10:00:00'],
    ['duration("P3D")', 'P3D'],
    ['{a: 1}', { a: 1 }],
  ]
  for (const [expression, value] of examples) {
    it(`${expression} is ${JSON.stringify(value)}, asked twice`, () => {
      expect(evaluateFeel(expression, variables)).to.deep.equal({ ok: true, value })
      expect(evaluateFeel(expression, variables)).to.deep.equal({ ok: true, value })
    })
  }

  const failures: readonly (readonly [string, RegExp])[] = [
    ['missing = 1', /The variable 'missing' has no value yet\. The expression is: missing = 1/],
    ['child or missing', /'missing'/],
    ['points[missing = 1]', /'missing'/],
    ['toString = 1', /'toString'/],
    ['outcome.length = 6', /no 'length'/],
    ['n + "a"', /wrong kind/],
    ['outcome(1)', /cannot be used/],
    ['matches(outcome, "a")', /cannot be used/],
    ['a +', /breaks off/],
    ['x in [1..', /./],
  ]
  for (const [expression, message] of failures) {
    it(`${expression} fails`, () => {
      const result = evaluateFeel(expression, variables)
      expect(result.ok ? '' : result.message).to.match(message)
    })
  }

  const long = Array.from({ length: 60_000 }, (_, n) => n)
  const costly: readonly (readonly [string, number])[] = [
    ['count(xs) > 0', 60_000],
    ['some x in xs satisfies list contains(xs, x + 1)', 1_000],
    ['count(xs[count(xs) = 1]) = 0', 1_000],
    ['string length(string(for x in xs return xs))', 1_000],
    ['count(for x in xs return distinct values(xs))', 100],
    ['count(distinct values(flatten(for x in xs return xs)))', 40],
  ]
  for (const [expression, n] of costly) {
    it(`${expression} does not run over ${n} items`, () => {
      const result = evaluateFeel(expression, { xs: long.slice(0, n) })
      expect(result.ok ? '' : result.message).to.match(/^The lists that it reads are too long for it\. The expression/)
      expect(evaluateFeel(expression, { xs: [1, 2, 3] }).ok).to.be.true
    })
  }

  it('never puts a value in its message', () => {
    const secret = 'Sam Smith'
    for (const expression of [
      'name + 1',
      'name.first',
      'name > 1 and name + 1',
      'date(name) + 1',
      'number(name) + 1',
    ]) {
      expect(JSON.stringify(evaluateFeel(expression, { name: secret }))).not.to.contain('Sam')
    }
  })

  it('answers anew when a value changes, also inside a list', () => {
    const results = [[1], [1, 2]].map((list) => evaluateFeel('count(list) > 1', { list }))
    expect(results).to.deep.equal([
      { ok: true, value: false },
      { ok: true, value: true },
    ])
  })

  it('tells a text from the number that reads the same', () => {
    expect(evaluateFeel('v instance of number', { v: 1 })).to.deep.equal({ ok: true, value: true })
    expect(evaluateFeel('v instance of number', { v: '1' })).to.deep.equal({ ok: true, value: false })
  })

  it('reads own properties only, and calls no function that is handed in', () => {
    const inherited = Object.create({ hidden: 1 }) as Record<string, unknown>
    expect(evaluateFeel('hidden = 1', inherited).ok).to.be.false
    expect(evaluateFeel('f(1)', { f: () => 1 }).ok).to.be.false
  })

  it('gives data that cannot be changed', () => {
    const result = evaluateFeel('xs', variables)
    expect(result.ok && Object.isFrozen(result.value)).to.be.true
  })
})

describe('variablesOf', () => {
  const examples: readonly (readonly [string, readonly string[]])[] = [
    ['a = 1 and b.c = a', ['a', 'b']],
    ['count(xs) > limit', ['xs', 'limit']],
    ['xs[item > 1 and y]', ['xs']],
    ['some p in points satisfies p.x = q', ['points', 'q']],
    ['x instance of string', ['x']],
    ['"text" = "a"', []],
    ['a +', ['a']],
  ]
  for (const [expression, names] of examples) {
    it(expression, () => expect(variablesOf(expression)).to.deep.equal(names))
  }
})

describe('literalsComparedWith', () => {
  const examples: readonly (readonly [string, readonly string[]])[] = [
    ['outcome = "upheld"', ['outcome:upheld']],
    ['"upheld" != outcome', ['outcome:upheld']],
    ['outcome in ("a", "b")', ['outcome:a', 'outcome:b']],
    ['outcome in ["a", "b"]', ['outcome:a', 'outcome:b']],
    ['list contains(grounds, "late")', ['grounds:late']],
    ['a = "x" and b = "y"', ['a:x', 'b:y']],
    ['if a = "x" then b = "y" else c', ['a:x', 'b:y']],
    ['n = 1', []],
    ['name = upper case("x")', []],
  ]
  for (const [expression, pairs] of examples) {
    it(expression, () => {
      expect(literalsComparedWith(expression).map(({ variable, literal }) => `${variable}:${literal}`)).to.deep.equal(
        pairs,
      )
    })
  }
})

import { checkFeel, evaluateFeel } from '../../engine/diagram/index.ts'
import type { Experiment } from './experiment.ts'
import { layTraces } from './hostile-diagrams-traces.ts'

/** One expression is in hand long before this; the machine may be busy with others. */
const LIMIT_MS = 2_000
const LONG = Array.from({ length: 200_000 }, (_, n) => n)
const WORDS = 'ab'.repeat(5_000)

const times = (count: number, text: string) => text.repeat(count)
const around = (count: number, before: string, inside: string, after: string) =>
  before.repeat(count) + inside + after.repeat(count)

/** Expressions that ask for more than anybody has, by the way in which they do. */
const CORPUS: Readonly<Record<string, readonly string[]>> = {
  nesting: [
    around(245, '(', '1', ')'),
    around(245, '[', '1', ']'),
    around(80, '{a:', '1', '}'),
    around(100, 'not(', 'true', ')'),
    around(50, 'reverse(', 'xs', ')'),
    `${times(490, '-')}1`,
    `${times(35, 'if true then ')}1${times(35, ' else 2')}`,
    `1${times(240, '+1')}`,
    `true${times(60, ' and true')}`,
    `xs${times(120, '[1]')}`,
    `a${times(245, '.a')}`,
    times(250, '(('),
    times(250, '[['),
    `"${times(240, '\\\\')}`,
  ],
  ranges: [
    'count(1..1000000000) > 0',
    '[1..1000000000][1] = 1',
    'count(for i in 1..1000000000 return i) > 0',
    'some i in 1..1000000000 satisfies i < 0',
    'every i in [1..1000000000] satisfies i > 0',
    'n in [1..1000000000]',
    'n in (1..1000000000)',
    'for i in 0..1e9 return for j in 0..1e9 return i',
  ],
  recursion: [
    '{f: function(x) f(x)}.f(1)',
    'function(f) f(f)',
    'for i in 1..10 return partial',
    'for i in xs return partial[-1]',
    'sort(xs, function(x, y) x < y)[1]',
  ],
  quantifiers: [
    'some a in xs, b in xs, c in xs, d in xs satisfies a = b',
    'some a in xs satisfies some b in xs satisfies some c in xs satisfies a = c',
    'every a in xs satisfies count(xs[item = a]) > 1',
    'count(for a in xs return for b in xs return [a, b])',
    'some a in xs satisfies list contains(xs, -1)',
    'xs[count(xs[item > 1]) > 1][1]',
    'count(xs[count(xs) = -1])',
  ],
  growth: [
    'string length(string(for x in xs return xs))',
    'string join(for x in xs return string(xs))',
    'count(for x in xs return concatenate(xs, xs, xs, xs))',
    'count(flatten(for x in xs return xs))',
    'count(distinct values(flatten(for x in xs return xs)))',
    'count(for x in xs return distinct values(xs))',
    'count(for x in xs return union(xs, xs, xs, xs, xs, xs, xs))',
    `{a: concatenate(xs, xs), b: concatenate(a, a), c: concatenate(b, b)}.c`,
    `string length(${around(20, 'upper case(', 'words', ')')})`,
    `string length(words${times(60, '+words')})`,
    'count(concatenate(xs, xs, xs, xs, xs, xs, xs, xs, xs, xs))',
    'count(union(xs, xs))',
    'count(distinct values(xs))',
    'median(xs)',
    'count(index of(xs, 1))',
    'count(remove(xs, 1))',
    'count(insert before(xs, 1, 0))',
  ],
  patterns: [
    'matches(words, "^(a+)+$")',
    'replace(words, "(a*)*b", "")',
    'split(words, "(a|aa)+$")[1]',
    'extract(words, "(.*)*x")',
    'substring(words, -1000000000, 1000000000)',
    'contains(words, words)',
    'substring after(words, "abababababababababababababababababababx")',
  ],
  numbers: [
    '9**9**9**9**9',
    '1e308 * 1e308',
    'decimal(1/3, 1000000000)',
    'round up(1/3, 999999999)',
    'modulo(1e308, 1e-308)',
    'product(xs)',
    '0/0',
    times(490, '9'),
  ],
  time: [
    'date("9999999999-01-01")',
    'date("2026-01-01") + duration("P999999999Y")',
    'duration("P99999999999999D") * 99999999',
    'date and time("2026-01-01T00:00:00@Nowhere/Else")',
    'week of year(date("0000-00-00"))',
    'years and months duration(date("0001-01-01"), date("9999-12-31"))',
  ],
  reach: [
    'xs.constructor',
    'words.constructor.constructor("return 1")()',
    'get value(xs, "constructor")',
    'context put({}, "__proto__", 1)',
    '`constructor`',
    '{"__proto__": {redressTrace: true}}',
    'toString',
    'now() > date("2026-01-01")',
  ],
}

/** Expressions that would take hours or all memory. */
export const FEEL_DOS: Experiment = {
  name: 'feel-dos',
  promises: ['P24', 'S9'],
  hypothesis:
    'an expression is refused when it is written, or ends soon over whatever it reads, or is refused for what it reads',
  fault:
    'deep nesting, ranges of a billion, functions that call themselves, quantifiers in each other, lists and texts that grow, regular expressions; over one item, a thousand, 200,000',
  databases: ['sqlite'],
  async run() {
    const traces = await layTraces()
    const faults: string[] = []
    const counts = { expressions: 0, 'refused as written': 0, evaluations: 0, 'refused over what they read': 0 }
    let slowest = 0
    for (const [family, expressions] of Object.entries(CORPUS)) {
      for (const expression of expressions) {
        counts.expressions += 1
        const began = performance.now()
        const problems = checkFeel(expression, 'value')
        const checked = performance.now() - began
        slowest = Math.max(slowest, checked)
        if (checked > LIMIT_MS) faults.push(`${family}: ${expression} was looked at for ${Math.round(checked)} ms`)
        if (problems.length > 0) counts['refused as written'] += 1
        for (const length of [1, 1_000, LONG.length]) {
          const from = performance.now()
          const result = evaluateFeel(expression, { xs: LONG.slice(0, length), words: WORDS, n: 5, a: {} })
          const took = performance.now() - from
          slowest = Math.max(slowest, took)
          counts.evaluations += 1
          if (took > LIMIT_MS) faults.push(`${family}: ${expression} over ${length} took ${Math.round(took)} ms`)
          if (problems.length > 0 && result.ok) faults.push(`${family}: ${expression} ran though it is refused`)
          if (problems.length === 0 && !result.ok && length > 1) counts['refused over what they read'] += 1
        }
      }
    }
    faults.push(...traces.touched())
    await traces.close()
    return { held: faults.length === 0, counts: { ...counts, 'slowest ms': Math.round(slowest) }, faults }
  },
}

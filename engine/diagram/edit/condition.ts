import { childrenOf, nameOf, treeOf, withoutEquals, type FeelNode } from '../feel/syntax.ts'

/** What is asked of one answer. `before` and the like are of days, `less` and the like of numbers; FEEL writes them alike. */
export type TestOperator =
  | ('is' | 'is-not' | 'one-of' | 'none-of')
  | ('less' | 'at-most' | 'more' | 'at-least')
  | ('empty' | 'known')
  /** Of lists. */
  | ('no-entries' | 'some-entries' | 'contains')

/** A day is its ISO text. */
export type ConditionValue = string | number | boolean

/** One thing that must hold: `grade is low`. */
export interface ConditionTest {
  readonly variable: string
  readonly operator: TestOperator
  /** One, several for `one-of` and `none-of`, none for those that ask nothing further. */
  readonly values: readonly ConditionValue[]
}

/** A condition that can be said in words: tests all of which must hold, or any of which is enough. */
export interface PlainCondition {
  readonly join: 'and' | 'or'
  readonly tests: readonly ConditionTest[]
}

/** One that says more than that, in FEEL. */
export interface WrittenCondition {
  readonly text: string
}

const NAME = /^[A-Za-z_]\w*$/

const SIGNS = { is: '=', 'is-not': '!=', less: '<', 'at-most': '<=', more: '>', 'at-least': '>=' } as const

const OPERATORS: ReadonlyMap<string, TestOperator> = new Map(
  Object.entries(SIGNS).map(([operator, sign]) => [sign, operator as TestOperator]),
)

/** The condition in FEEL. @throws RangeError for a name or a number of values that cannot be. */
export function writeCondition({ join, tests }: PlainCondition): string {
  if (tests.length === 0) throw new RangeError('A condition asks something')
  return tests.map(writeTest).join(` ${join} `)
}

function writeTest({ variable, operator, values }: ConditionTest): string {
  if (!NAME.test(variable)) throw new RangeError(`‘${variable}’ is no name that a question can ask about.`)
  if (operator === 'empty') return `${variable} = null`
  if (operator === 'known') return `${variable} != null`
  if (operator === 'no-entries') return `count(${variable}) = 0`
  if (operator === 'some-entries') return `count(${variable}) > 0`
  const all = values.map((value) => JSON.stringify(value))
  const [first] = all
  if (first === undefined) throw new RangeError(`Say with what ‘${variable}’ is compared.`)
  switch (operator) {
    case 'contains':
      return `list contains(${variable}, ${first})`
    case 'one-of':
      return `${variable} in (${all.join(', ')})`
    case 'none-of':
      return `not(${variable} in (${all.join(', ')}))`
    default:
      return `${variable} ${SIGNS[operator]} ${first}`
  }
}

/** The condition in parts; undefined where it says what only FEEL can say. */
export function readCondition(feel: string): PlainCondition | undefined {
  const text = withoutEquals(feel)
  const [top, ...more] = childrenOf(treeOf(text))
  if (top === undefined || more.length > 0) return undefined
  const root = unwrapped(top)
  const join = root.name === 'Disjunction' ? 'or' : 'and'
  const parts = partsOf(root, join === 'or' ? 'Disjunction' : 'Conjunction')
  const tests = parts.map((part) => readTest(part, text))
  if (!tests.every((each) => each !== undefined)) return undefined
  const merged = tests.reduce<readonly ConditionTest[]>(mergeInto(join), [])
  return { join: merged.length === 1 ? 'and' : join, tests: merged }
}

function unwrapped(node: FeelNode): FeelNode {
  if (node.name !== 'ParenthesizedExpression') return node
  const inner = childrenOf(node).find(({ name }) => name !== '(' && name !== ')')
  return inner === undefined ? node : unwrapped(inner)
}

/** What stands beside `and`, or beside `or`, brackets of the same kind opened. */
function partsOf(node: FeelNode, kind: 'Conjunction' | 'Disjunction'): readonly FeelNode[] {
  const own = unwrapped(node)
  if (own.name !== kind) return [own]
  return childrenOf(own)
    .filter(({ name }) => name !== 'and' && name !== 'or')
    .flatMap((part) => partsOf(part, kind))
}

/** `x = 1 or x = 2` is one of two; `x != 1 and x != 2` none of them. */
function mergeInto(join: 'and' | 'or') {
  const [many, one] = join === 'or' ? (['one-of', 'is'] as const) : (['none-of', 'is-not'] as const)
  return (tests: readonly ConditionTest[], test: ConditionTest): readonly ConditionTest[] => {
    const last = tests.at(-1)
    const fits = (each: ConditionTest) => each.operator === many || each.operator === one
    if (last?.variable !== test.variable || !fits(last) || !fits(test)) return [...tests, test]
    const values = [...new Set([...last.values, ...test.values])]
    return [...tests.slice(0, -1), { variable: test.variable, operator: many, values }]
  }
}

function readTest(node: FeelNode, text: string): ConditionTest | undefined {
  const part = unwrapped(node)
  switch (part.name) {
    case 'VariableName':
      return test(nameOf(part, text), 'is', [true])
    case 'FunctionInvocation':
      return readCall(part, text)
    case 'Comparison':
      return readComparison(part, text)
    default:
      return undefined
  }
}

function readCall(node: FeelNode, text: string): ConditionTest | undefined {
  const [callee, , parameters] = childrenOf(node)
  const [first, second, ...more] = parameters === undefined ? [] : childrenOf(parameters)
  if (callee === undefined || first === undefined || more.length > 0) return undefined
  const name = nameOf(callee, text)
  if (name === 'list contains' && second !== undefined && first.name === 'VariableName') {
    const value = valueOf(second, text)
    return value === undefined ? undefined : test(nameOf(first, text), 'contains', [value])
  }
  if (name !== 'not' || second !== undefined) return undefined
  const inner = readTest(first, text)
  return inner && opposite(inner)
}

/** What holds where the test does not; undefined where that is no test of its own. */
function opposite({ variable, operator, values }: ConditionTest): ConditionTest | undefined {
  const [value] = values
  if (operator === 'is' && typeof value === 'boolean') return test(variable, 'is', [!value])
  const other = OPPOSITES[operator]
  return other && { variable, operator: other, values }
}

const OPPOSITES: Readonly<Partial<Record<TestOperator, TestOperator>>> = {
  ...{ is: 'is-not', 'is-not': 'is', 'one-of': 'none-of', 'none-of': 'one-of', empty: 'known', known: 'empty' },
  ...{ 'no-entries': 'some-entries', 'some-entries': 'no-entries' },
}

function readComparison(node: FeelNode, text: string): ConditionTest | undefined {
  const [left, sign, ...rest] = childrenOf(node)
  if (left === undefined || sign === undefined) return undefined
  if (sign.name === 'in') return readAmong(left, rest, text)
  const operator = sign.name === 'CompareOp' ? OPERATORS.get(text.slice(sign.from, sign.to)) : undefined
  const [right, ...more] = rest
  if (operator === undefined || right === undefined || more.length > 0) return undefined
  if (left.name === 'FunctionInvocation') return readCount(left, operator, valueOf(right, text), text)
  if (left.name !== 'VariableName') return undefined
  const variable = nameOf(left, text)
  if (right.name === 'null') {
    if (operator !== 'is' && operator !== 'is-not') return undefined
    return test(variable, operator === 'is' ? 'empty' : 'known', [])
  }
  const value = valueOf(right, text)
  return value === undefined ? undefined : test(variable, operator, [value])
}

function readAmong(left: FeelNode, rest: readonly FeelNode[], text: string): ConditionTest | undefined {
  const tests = rest.flatMap((each) => (each.name === 'PositiveUnaryTests' ? childrenOf(each) : [each]))
  const values = tests
    .filter(({ name }) => name !== '(' && name !== ')')
    .map((each) => {
      const [only, ...more] = childrenOf(each)
      return only === undefined || more.length > 0 ? undefined : valueOf(unwrapped(only), text)
    })
  const known = values.flatMap((value) => (value === undefined ? [] : [value]))
  if (left.name !== 'VariableName' || known.length === 0 || known.length < values.length) return undefined
  return test(nameOf(left, text), 'one-of', known)
}

function readCount(
  call: FeelNode,
  operator: TestOperator,
  value: ConditionValue | undefined,
  text: string,
): ConditionTest | undefined {
  const [callee, , parameters] = childrenOf(call)
  const [list, ...more] = parameters === undefined ? [] : childrenOf(parameters)
  if (callee === undefined || nameOf(callee, text) !== 'count') return undefined
  if (list?.name !== 'VariableName' || more.length > 0 || value !== 0) return undefined
  if (operator === 'is') return test(nameOf(list, text), 'no-entries', [])
  return operator === 'more' || operator === 'is-not' ? test(nameOf(list, text), 'some-entries', []) : undefined
}

function test(variable: string, operator: TestOperator, values: readonly ConditionValue[]): ConditionTest | undefined {
  return NAME.test(variable) ? { variable, operator, values } : undefined
}

function valueOf(node: FeelNode, text: string): ConditionValue | undefined {
  const written = text.slice(node.from, node.to)
  if (!['StringLiteral', 'NumericLiteral', 'BooleanLiteral'].includes(node.name)) return undefined
  try {
    const value: unknown = JSON.parse(written)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}

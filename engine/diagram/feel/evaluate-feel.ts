import { evaluate } from 'feelin'
import { checkFeel } from './check-feel.ts'
import { costOf, extentOf } from './cost-of-feel.ts'
import { variablesOf } from './names-in-feel.ts'
import { plainValue } from './plain-value.ts'
import { treeOf, withoutEquals } from './syntax.ts'

export type FeelResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

/** What is worked out once for each expression. */
interface Prepared {
  readonly text: string
  readonly problem: string | undefined
  /** Variables that must be there. */
  readonly required: readonly string[]
  /** Those, and names that may be a variable's or a list item's. */
  readonly readable: readonly string[]
  /** The power of what it reads with which its work grows. */
  readonly work: number
  /** Results by the values read. */
  readonly results: Map<string, FeelResult>
}

const MOST_EXPRESSIONS = 2_000
const MOST_RESULTS = 200
/** Characters; a longer text of values is not worth keeping. */
const LONGEST_KEY = 400
/** Values read for one result, and looked at for it, one as often as it is: some tenths of a second. */
const MOST_READ = 50_000
const MOST_WORK = 500_000

const prepared = new Map<string, Prepared>()

/**
 * The value of an expression, or why it has none.
 *
 * Strict: a variable that is not there, and every warning of the interpreter, is a failure, never a silent `null`. Reads
 * own properties of `variables` only. The same expression over the same values is answered from memory. The value is plain
 * frozen data (see `plainValue`).
 *
 * The message names variables and quotes the expression; it never holds a variable's value.
 */
export function evaluateFeel(expression: string, variables: Readonly<Record<string, unknown>>): FeelResult {
  const plan = prepare(expression)
  if (plan.problem !== undefined) return failure(plan.text, plan.problem)
  for (const name of plan.required) {
    if (!Object.hasOwn(variables, name) || variables[name] === undefined) {
      return failure(plan.text, `The variable '${name}' has no value yet.`)
    }
  }
  const key = keyOf(plan.readable, variables)
  const known = plan.results.get(key)
  if (known) return known
  const result = run(plan, variables)
  if (key.length <= LONGEST_KEY) remember(plan.results, key, result, MOST_RESULTS)
  return result
}

function prepare(expression: string): Prepared {
  const known = prepared.get(expression)
  if (known) return known
  const text = withoutEquals(expression)
  const [problem] = checkFeel(text, 'value')
  const plan: Prepared = {
    text,
    problem,
    required: problem === undefined ? variablesOf(text) : [],
    readable: problem === undefined ? variablesOf(text, { optional: true }) : [],
    work: problem === undefined ? costOf(treeOf(text), text).work : 0,
    results: new Map(),
  }
  remember(prepared, expression, plan, MOST_EXPRESSIONS)
  return plan
}

function run({ text, readable, work }: Prepared, variables: Readonly<Record<string, unknown>>): FeelResult {
  try {
    const read = readable.filter((name) => Object.hasOwn(variables, name))
    const extent = read.reduce((sum, name) => sum + extentOf(variables[name]), 0)
    if (extent > MOST_READ || extent ** work > MOST_WORK) {
      return failure(text, 'The lists that it reads are too long for it.')
    }
    const context = Object.fromEntries(read.map((name) => [name, copy(variables[name])]))
    const { value, warnings } = evaluate(text, context)
    const [warning] = warnings
    if (warning) return failure(text, reasonOf(warning.type, text.slice(warning.position.from, warning.position.to)))
    const plain = plainValue(value)
    return plain === undefined ? failure(text, 'It gives no plain value.') : { ok: true, value: plain }
  } catch {
    return failure(text, 'It cannot be worked out.')
  }
}

/** Plain data only, with no prototype's properties and no functions. */
function copy(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as unknown) : value
}

function keyOf(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let key = ''
  for (const name of names) key += `${Object.hasOwn(variables, name) ? JSON.stringify(variables[name]) : ''}\n`
  return key
}

function reasonOf(type: string, place: string): string {
  switch (type) {
    case 'NO_VARIABLE_FOUND':
      return `The variable '${place}' has no value yet.`
    case 'NO_CONTEXT_ENTRY_FOUND':
    case 'NO_PROPERTY_FOUND':
      return `There is no '${place}' in what stands before it.`
    case 'NOT_COMPARABLE':
      return `'${place}' compares values of two kinds.`
    case 'INVALID_TYPE':
    case 'INVALID_ARGUMENTS':
      return `'${place}' is given a value of the wrong kind.`
    default:
      return `'${place}' cannot be worked out.`
  }
}

function failure(text: string, reason: string): FeelResult {
  return { ok: false, message: `${reason} The expression is: ${text.slice(0, 200)}` }
}

/** Keeps the newest `most` entries or so: at the limit the older half goes. */
function remember<Value>(cache: Map<string, Value>, key: string, value: Value, most: number): void {
  if (cache.size >= most) for (const old of [...cache.keys()].slice(0, most / 2)) cache.delete(old)
  cache.set(key, value)
}

import { parseUnaryTests } from 'feelin'
import { InvalidValueError } from '../../errors.ts'
import { localDate } from '../../values/local-date.ts'
import { childrenOf, descendantsOf, nameOf, type FeelNode } from '../feel/syntax.ts'
import type { CellTest, CellValue, TestItem, ValueType } from './table.ts'

export type CellReading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string }

/** Characters. */
const LONGEST = 500
/** Characters; a case keeps each on record. */
const LONGEST_TEXT = 200

/** Types whose values can be compared and stand in ranges. */
const ORDERED: ReadonlySet<ValueType> = new Set(['number', 'date'])

const TYPE_WORDS: Readonly<Record<ValueType, string>> = {
  string: 'a text in double quotes',
  boolean: 'true or false',
  number: 'a number',
  date: 'a day, as date("2026-01-31")',
}

/** Thrown and caught in this file only. */
class Unreadable extends Error {}

/**
 * The test in an input cell, by a list of what is allowed, on feelin's syntax tree.
 *
 * Narrower than FEEL on purpose: no function, no variable, no arithmetic. So a test needs no interpreter, cannot fail, and
 * whether a row can ever match can be told from the table alone.
 *
 * @param longest - characters
 */
export function readTest(text: string, type: ValueType, longest = LONGEST): CellReading<CellTest> {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return { ok: true, value: 'any' }
  return attempt(
    trimmed,
    (tree) => {
      const negated = childrenOf(tree).some(({ name }) => name === 'not')
      const lists = childrenOf(tree).filter(({ name }) => name === 'PositiveUnaryTests')
      const [list] = lists
      if (list === undefined || lists.length > 1 || childrenOf(tree).length !== (negated ? 4 : 1)) {
        throw new Unreadable(`It is no list of tests. ${hintFor(type)}`)
      }
      return { not: negated, items: childrenOf(list).map((test) => itemOf(test, trimmed, type)) }
    },
    longest,
  )
}

/** The value in an output cell. */
export function readValue(text: string, type: ValueType): CellReading<CellValue> {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return { ok: false, problem: `It is empty. Write ${TYPE_WORDS[type]}.` }
  return attempt(trimmed, (tree) => {
    const [list, ...more] = childrenOf(tree)
    const [test, ...others] = list === undefined ? [] : childrenOf(list)
    const literal = test?.firstChild
    if (list?.name !== 'PositiveUnaryTests' || more.length > 0 || others.length > 0 || !literal) {
      throw new Unreadable(`It is not one value. Write ${TYPE_WORDS[type]}.`)
    }
    return literalOf(literal, trimmed, type)
  })
}

function attempt<Value>(text: string, read: (tree: FeelNode) => Value, longest = LONGEST): CellReading<Value> {
  if (text.length > longest) {
    return { ok: false, problem: `It is ${text.length} characters long; at most ${longest} are read.` }
  }
  try {
    const tree = parseUnaryTests(text, {}, undefined).topNode
    const broken = descendantsOf(tree).find(({ type }) => type.isError)
    if (broken) throw new Unreadable(brokenAt(text, broken))
    return { ok: true, value: read(tree) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.message }
    throw error
  }
}

function brokenAt(text: string, { from }: FeelNode): string {
  const rest = text.slice(from, from + 20).trim()
  return rest === '' ? 'It breaks off: something is missing at its end.' : `It cannot be read from '${rest}' on.`
}

function itemOf(test: FeelNode, text: string, type: ValueType): TestItem {
  const [inner] = childrenOf(test)
  if (!inner) throw new Unreadable(`It is no test. ${hintFor(type)}`)
  if (inner.name !== 'SimplePositiveUnaryTest') return { value: literalOf(inner, text, type) }
  if (!ORDERED.has(type)) {
    throw new Unreadable(`It compares, and only numbers and days can be greater or less. ${hintFor(type)}`)
  }
  const [first, second] = childrenOf(inner)
  if (first?.name === 'Interval') return intervalOf(first, text, type)
  if (first?.name !== 'CompareOp' || !second) throw new Unreadable(`It is no test. ${hintFor(type)}`)
  const value = literalOf(second, text, type)
  switch (text.slice(first.from, first.to)) {
    case '<':
      return { to: { value, included: false } }
    case '<=':
      return { to: { value, included: true } }
    case '>':
      return { from: { value, included: false } }
    case '>=':
      return { from: { value, included: true } }
    default:
      throw new Unreadable(`Write the value alone for 'equal', and not(…) for 'not equal'.`)
  }
}

function intervalOf(interval: FeelNode, text: string, type: ValueType): TestItem {
  const [open, low, , high, close] = childrenOf(interval)
  if (!open || !low || !high || !close) throw new Unreadable(`It is no range. ${hintFor(type)}`)
  const [from, to] = [literalOf(low, text, type), literalOf(high, text, type)]
  // Other readers of FEEL take such a range for one that runs backwards.
  if (from > to)
    throw new Unreadable(`The range ${shown(text.slice(interval.from, interval.to))} ends before it begins.`)
  return {
    from: { value: from, included: open.name === '[' },
    to: { value: to, included: close.name === ']' },
  }
}

function literalOf(node: FeelNode, text: string, type: ValueType): CellValue {
  const written = text.slice(node.from, node.to)
  const [value, found] = valueOf(node, written)
  if (found !== type) throw new Unreadable(`${shown(written)} is not ${TYPE_WORDS[type]}.`)
  return value
}

function valueOf(node: FeelNode, written: string): readonly [CellValue, ValueType] {
  switch (node.name) {
    case 'StringLiteral':
      return [textIn(written), 'string']
    case 'NumericLiteral': {
      const number = Number(written.replace(/\s/g, ''))
      if (!Number.isFinite(number)) throw new Unreadable(`${shown(written)} is not a number that can be counted with.`)
      return [number, 'number']
    }
    case 'BooleanLiteral':
      return [written === 'true', 'boolean']
    case 'DateTimeLiteral':
      return [dayIn(written), 'date']
    case 'FunctionInvocation': {
      const name = node.firstChild ? written.slice(0, node.firstChild.to - node.from) : written
      throw new Unreadable(`The function '${name}' cannot be used in a table.`)
    }
    case 'VariableName':
      throw new Unreadable(`'${nameOf(node, written)}' is a name. Put a text in double quotes.`)
    case 'null':
      throw new Unreadable("'null' is no value here: each input has a value before the table is asked.")
    default:
      throw new Unreadable(`${shown(written)} is not a plain value.`)
  }
}

function textIn(written: string): string {
  if (written.length > LONGEST_TEXT)
    throw new Unreadable(`${shown(written)} is longer than ${LONGEST_TEXT} characters.`)
  try {
    return String(JSON.parse(written))
  } catch {
    throw new Unreadable(`${shown(written)} holds a sign that cannot stand in a text.`)
  }
}

function dayIn(written: string): string {
  const day = /^(?:date\(\s*"(\d{4}-\d\d-\d\d)"\s*\)|@"(\d{4}-\d\d-\d\d)")$/.exec(written)
  try {
    return localDate(day?.[1] ?? day?.[2] ?? '')
  } catch (error) {
    if (error instanceof InvalidValueError) throw new Unreadable(`${shown(written)} is not ${TYPE_WORDS.date}.`)
    throw error
  }
}

function hintFor(type: ValueType): string {
  switch (type) {
    case 'string':
      return 'Write "one", "one","other" or not("one").'
    case 'boolean':
      return 'Write true or false.'
    case 'number':
      return 'Write 3, >= 3, [1..5] or a list of these.'
    case 'date':
      return 'Write date("2026-01-31"), >= date("2026-01-31") or a range of days.'
  }
}

function shown(written: string): string {
  return `'${written.slice(0, 40)}'`
}

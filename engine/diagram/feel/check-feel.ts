import { FUNCTIONS } from './functions.ts'
import {
  childrenOf,
  descendantsOf,
  isCallee,
  isTypeName,
  nameOf,
  treeOf,
  withoutEquals,
  type FeelNode,
} from './syntax.ts'

/** Characters. */
const LONGEST = 500

const ITERATIONS: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression'])
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Every kind of node that we know to be harmless; what a later parser may add is refused until somebody has looked. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['Expression', 'ParenthesizedExpression', 'Disjunction', 'Conjunction', 'Comparison', 'CompareOp', 'between'],
  ...[
    'ArithmeticExpression',
    'ArithOp',
    'IfExpression',
    'InstanceOfExpression',
    'Type',
    'QualifiedName',
    'SpecialType',
  ],
  ...[
    'ForExpression',
    'QuantifiedExpression',
    'InExpressions',
    'InExpression',
    'IterationContext',
    'Name',
    'Identifier',
  ],
  ...['VariableName', 'PathExpression', 'PathName', 'FilterExpression', 'FunctionInvocation', 'PositionalParameters'],
  ...[
    'NamedParameters',
    'NamedParameter',
    'ParameterName',
    'NumericLiteral',
    'StringLiteral',
    'BooleanLiteral',
    'null',
  ],
  ...['DateTimeLiteral', 'DateTimeConstructor', 'AtLiteral', 'List', 'Context', 'ContextEntry', 'Key', 'Interval'],
  ...['PositiveUnaryTest', 'PositiveUnaryTests', 'SimplePositiveUnaryTest', 'LineComment', 'BlockComment'],
  ...['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'instance', 'of'],
  ...['(', ')', '[', ']', '{', '}', '.', '..', '<', '>', '?', 'date', 'time', 'duration', 'days', 'years', 'months'],
])

const NEVER_BOOLEAN: ReadonlyMap<string, string> = new Map([
  ['NumericLiteral', 'a number'],
  ['ArithmeticExpression', 'a number or a text'],
  ['StringLiteral', 'a text'],
  ['List', 'a list'],
  ['Context', 'a group of values'],
  ['ForExpression', 'a list'],
  ['DateTimeLiteral', 'a date, a time or a duration'],
  ['null', 'nothing'],
])

/**
 * What is wrong with an expression, each in a plain sentence; empty when it may run.
 *
 * Decided on feelin's syntax tree, by a list of what is allowed. An expression that passes ends in a time that grows with
 * its length and with the lists it reads, and calls nothing but the functions of `FUNCTIONS`.
 */
export function checkFeel(expression: string, kind: 'condition' | 'value'): readonly string[] {
  const text = withoutEquals(expression)
  if (text === '') return ['It is empty.']
  if (text.length > LONGEST) return [`It is ${text.length} characters long; at most ${LONGEST} are read.`]
  const tree = treeOf(text)
  const nodes = descendantsOf(tree)
  const broken = nodes.find(({ type }) => type.isError)
  if (broken) return [syntaxProblem(text, broken)]
  const problems = nodes.flatMap((node) => problemsOf(node, text))
  if (problems.length === 0 && kind === 'condition') problems.push(...neverBoolean(tree, text))
  return [...new Set(problems)]
}

function syntaxProblem(text: string, { from }: FeelNode): string {
  const rest = text.slice(from, from + 20).trim()
  return rest === '' ? 'It breaks off: something is missing at its end.' : `It cannot be read from '${rest}' on.`
}

function problemsOf(node: FeelNode, text: string): readonly string[] {
  switch (node.name) {
    case 'VariableName':
      return isTypeName(node) ? [] : nameProblems(node, text)
    case 'PathName':
    case 'Key':
    case 'Name':
      return forbidden(text.slice(node.from, node.to))
    case 'FunctionInvocation':
      return node.firstChild?.name === 'VariableName' ? [] : ['Only a function that is named directly can be called.']
    case 'ForExpression':
    case 'QuantifiedExpression':
      return iterationProblems(node)
    case 'FilterExpression':
      return childrenOf(node).slice(1).some(iterates)
        ? ['A list is gone through inside another one; once is enough.']
        : []
    case 'Interval':
    case 'SimplePositiveUnaryTest':
      return isTestOfIn(node) ? [] : ["A range or a bare comparison such as '> 5' can only follow 'in'."]
    case 'ContextEntry':
      return descendantsOf(node).some(({ name }) => name === 'VariableName')
        ? ['A group of values in braces can hold numbers, texts, true and false only.']
        : []
    case 'FunctionDefinition':
      return ['A function cannot be defined here.']
    default:
      return KNOWN.has(node.name) || insideDefinition(node)
        ? []
        : [`'${node.name}' is not a form of expression that runs here.`]
  }
}

function nameProblems(node: FeelNode, text: string): readonly string[] {
  const name = nameOf(node, text)
  if (isCallee(node)) {
    return FUNCTIONS.has(name)
      ? []
      : [`The function '${name}' cannot be used; these can: ${[...FUNCTIONS.keys()].join(', ')}.`]
  }
  if (name.includes(' ')) return [`'${name}' is read as one name, and no variable's name has spaces.`]
  return forbidden(name)
}

function forbidden(name: string): readonly string[] {
  return FORBIDDEN_NAMES.has(name) ? [`The name '${name}' is not allowed.`] : []
}

function iterationProblems(node: FeelNode): readonly string[] {
  const inner = descendantsOf(node)
  const sources = inner.filter(({ name }) => name === 'IterationContext').map(childrenOf)
  const named = sources.every((source) => source.length === 1 && source.every(isPath))
  return [
    ...(named ? [] : ["'for', 'some' and 'every' can only go through a list that has a name, never through a range."]),
    ...(sources.length > 1 || inner.slice(1).some(iterates)
      ? ['A list is gone through inside another one; once is enough.']
      : []),
  ]
}

function isPath(node: FeelNode): boolean {
  return (
    node.name === 'VariableName' ||
    (node.name === 'PathExpression' && node.firstChild !== null && isPath(node.firstChild))
  )
}

/** Whether the node, or one below it, does something for each item of a list. A plain index, `list[1]`, does not. */
function iterates(node: FeelNode): boolean {
  return descendantsOf(node).some(
    ({ name, lastChild }) => ITERATIONS.has(name) && lastChild?.prevSibling?.name !== 'NumericLiteral',
  )
}

function isTestOfIn(node: FeelNode): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'Comparison') return true
    if (!['SimplePositiveUnaryTest', 'PositiveUnaryTest', 'PositiveUnaryTests'].includes(at.name)) return false
  }
  return false
}

function insideDefinition(node: FeelNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.name === 'FunctionDefinition') return true
  return false
}

function neverBoolean(tree: FeelNode, text: string): readonly string[] {
  const top = childrenOf(tree).find(({ name }) => !name.endsWith('Comment'))
  if (!top) return ['It is empty.']
  const callee = top.name === 'FunctionInvocation' ? top.firstChild : null
  const what =
    NEVER_BOOLEAN.get(top.name) ?? (callee && FUNCTIONS.get(nameOf(callee, text)) === 'other' ? 'a value' : undefined)
  return what === undefined ? [] : [`It gives ${what}, never true or false.`]
}

import {
  boundNames,
  childrenOf,
  descendantsOf,
  isCallee,
  isInsideFilter,
  isTypeName,
  nameOf,
  treeOf,
  withoutEquals,
  type FeelNode,
} from './syntax.ts'

/**
 * The variables that an expression reads, in the order of their first use, each once.
 *
 * In `list[status = "open"]` the name `status` may be a property of the item or a variable; it is counted among the
 * variables only with `optional`.
 */
export function variablesOf(expression: string, options: { readonly optional?: boolean } = {}): readonly string[] {
  const text = withoutEquals(expression)
  const names = descendantsOf(treeOf(text)).filter((node) => {
    if (node.name !== 'VariableName' || isCallee(node) || isTypeName(node)) return false
    if (isInsideFilter(node) && (options.optional !== true || nameOf(node, text) === 'item')) return false
    return !boundNames(node, text).has(nameOf(node, text))
  })
  return [...new Set(names.sort((one, other) => one.from - other.from).map((node) => nameOf(node, text)))]
}

/** Each text that an expression compares with a variable: `outcome = "upheld"`, `outcome in ("upheld", "partly")`. */
export function literalsComparedWith(
  expression: string,
): readonly { readonly variable: string; readonly literal: string }[] {
  const text = withoutEquals(expression)
  return descendantsOf(treeOf(text)).flatMap((node) => {
    const [variable, literals] = comparedIn(node, text)
    if (variable?.name !== 'VariableName') return []
    return literals.map((literal) => ({ variable: nameOf(variable, text), literal: textOf(literal, text) }))
  })
}

function comparedIn(node: FeelNode, text: string): readonly [FeelNode | undefined, readonly FeelNode[]] {
  const children = childrenOf(node)
  if (node.name === 'Comparison') {
    const strings = descendantsOf(node).filter(isText)
    return [children.find(({ name }) => name === 'VariableName'), strings.filter((string) => belongsTo(string, node))]
  }
  const callee = node.name === 'FunctionInvocation' ? children[0] : undefined
  const parameters = children.find(({ name }) => name === 'PositionalParameters')
  if (!callee || !parameters || nameOf(callee, text) !== 'list contains') return [undefined, []]
  const [list, item] = childrenOf(parameters)
  return [list, item && isText(item) ? [item] : []]
}

/** Whether a text is an operand of the comparison itself, or in a list or bracket that is one. */
function belongsTo(string: FeelNode, comparison: FeelNode): boolean {
  const between = [
    'List',
    'PositiveUnaryTest',
    'PositiveUnaryTests',
    'SimplePositiveUnaryTest',
    'ParenthesizedExpression',
  ]
  for (let at = string.parent; at; at = at.parent) {
    if (at.name === 'Comparison') return at.from === comparison.from && at.to === comparison.to
    if (!between.includes(at.name)) return false
  }
  return false
}

function isText(node: FeelNode): boolean {
  return node.name === 'StringLiteral'
}

function textOf(literal: FeelNode, expression: string): string {
  const quoted = expression.slice(literal.from, literal.to)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}

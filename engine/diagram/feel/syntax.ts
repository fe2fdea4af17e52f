import { parseExpression } from 'feelin'

/** A node of feelin's syntax tree. */
export type FeelNode = ReturnType<typeof parseExpression>['topNode']

/** Diagrams drawn for other engines put `=` before an expression; it means nothing here. */
export function withoutEquals(expression: string): string {
  return expression.replace(/^\s*=/, '').trim()
}

/** The tree of an expression, faults and all: a fault is a node whose type `isError`. */
export function treeOf(expression: string): FeelNode {
  return parseExpression(expression, {}, undefined).topNode
}

export function childrenOf(node: FeelNode): readonly FeelNode[] {
  const children: FeelNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** The node and everything below it, parents first. */
export function descendantsOf(node: FeelNode): readonly FeelNode[] {
  const found = [node]
  for (const at of found) found.push(...childrenOf(at))
  return found
}

/** The name that a `VariableName` means: `string   length` is `string length`. */
export function nameOf(node: FeelNode, expression: string): string {
  const words = childrenOf(node).filter(({ name }) => name === 'Identifier')
  return words.map(({ from, to }) => expression.slice(from, to)).join(' ') || expression.slice(node.from, node.to)
}

/** Whether a `VariableName` is the name of a function that is called there. */
export function isCallee(node: FeelNode): boolean {
  const parent = node.parent
  return parent?.name === 'FunctionInvocation' && parent.firstChild?.from === node.from
}

/** Whether a `VariableName` is a type's name, as in `x instance of string`. */
export function isTypeName(node: FeelNode): boolean {
  return node.parent?.name === 'QualifiedName'
}

/** The conditions in square brackets (`list[…]`) that the node stands in. Inside, a name may be a property of the item. */
export function isInsideFilter(node: FeelNode): boolean {
  for (let at: FeelNode = node; at.parent; at = at.parent) {
    if (at.parent.name === 'FilterExpression' && at.from !== at.parent.from) return true
  }
  return false
}

/** Names that `for`, `some` and `every` around the node bring in. */
export function boundNames(node: FeelNode, expression: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (let at = node.parent; at; at = at.parent) {
    if (at.name !== 'ForExpression' && at.name !== 'QuantifiedExpression') continue
    for (const { name, from, to, parent } of descendantsOf(at)) {
      if (name === 'Name' && parent?.name === 'InExpression') names.add(expression.slice(from, to))
    }
  }
  return names
}

import { childrenOf, isCallee, nameOf, type FeelNode } from './syntax.ts'

/** Functions that hold each item of their lists against each other, or copy a list for each. */
const SQUARE: ReadonlySet<string> = new Set(['distinct values', 'union', 'flatten'])

/** Powers of how much an expression reads: how long its value can be, and how much work it can take. */
export interface FeelCost {
  readonly size: number
  readonly work: number
}

/**
 * How the work of an expression grows with what it reads: 0 where it reads nothing, 1 where it goes over a list once, 2 where
 * it goes over it for each of its items, and so on. A bound: never too low.
 */
export function costOf(node: FeelNode, text: string): FeelCost {
  const costs = childrenOf(node).map((child) => costOf(child, text))
  const size = Math.max(0, ...costs.map((cost) => cost.size))
  const work = Math.max(size, ...costs.map((cost) => cost.work))
  switch (node.name) {
    case 'VariableName':
      return isCallee(node) ? { size: 0, work: 0 } : { size: 1, work: 1 }
    case 'ForExpression':
      // A list of what each item gives.
      return { size: size + 1, work: work + 1 }
    case 'QuantifiedExpression':
      return { size: 0, work: work + 1 }
    case 'FilterExpression': {
      const [list, ...conditions] = costs
      const each = Math.max(0, ...conditions.map((cost) => cost.work))
      return { size: list?.size ?? 0, work: Math.max(work, (list?.size ?? 0) + each) }
    }
    case 'FunctionInvocation': {
      const callee = node.firstChild
      return callee && SQUARE.has(nameOf(callee, text)) ? { size, work: Math.max(work, 2 * size) } : { size, work }
    }
    default:
      return { size, work }
  }
}

/** How many values there are in it, lists and groups gone through; a long text counts for more than one. */
export function extentOf(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / 100)
  if (typeof value !== 'object' || value === null) return 1
  let extent = 1
  for (const inner of Object.values(value)) extent += extentOf(inner)
  return extent
}

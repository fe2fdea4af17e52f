import { variablesOf } from '../../feel/index.ts'
import type { ProcedureModel } from '../../procedure-model.ts'
import { isActivity, isEvent, named, namedFlow } from './elements.ts'

/** A FEEL text of the diagram, with the place where it is read. */
export interface Expression {
  readonly text: string
  /** The element that carries it: a flow or a node. */
  readonly element: string
  /** As a message names that element. */
  readonly where: string
  /** The node at which it is evaluated, and whether on entering or on leaving it. */
  readonly node: string
  readonly on: 'entering' | 'leaving'
}

/** Every FEEL text of a process: conditions of flows and events, loops, timers. */
export function expressionsOf(model: ProcedureModel): readonly Expression[] {
  const flows = [...model.flows.values()].flatMap((flow): Expression[] =>
    flow.condition === undefined
      ? []
      : [{ text: flow.condition, element: flow.id, where: namedFlow(flow), node: flow.source, on: 'leaving' }],
  )
  const nodes = [...model.nodes.values()].flatMap((node) => {
    const at = { element: node.id, where: named(node), node: node.id }
    const entering = isEvent(node) ? eventTexts(node.event) : []
    const leaving: (string | undefined)[] = []
    if (isActivity(node) && node.loop?.kind === 'standard') leaving.push(node.loop.condition)
    if (isActivity(node) && node.loop?.kind === 'multi-instance') {
      entering.push(node.loop.cardinality, node.loop.collection)
      leaving.push(node.loop.completionCondition)
    }
    return [
      ...entering.flatMap((text): Expression[] => (text === undefined ? [] : [{ ...at, text, on: 'entering' }])),
      ...leaving.flatMap((text): Expression[] => (text === undefined ? [] : [{ ...at, text, on: 'leaving' }])),
    ]
  })
  return [...flows, ...nodes]
}

function eventTexts(event: {
  readonly kind: string
  readonly condition?: string
  readonly timer?: object
}): (string | undefined)[] {
  if (event.condition !== undefined) return [event.condition]
  const text = event.timer !== undefined && 'text' in event.timer ? String(event.timer.text) : ''
  return text.startsWith('=') ? [text.slice(1)] : []
}

/** Names that a repeated activity gives of itself. */
const OF_THE_ENGINE = new Set([
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
])

/** The variables of the case that a FEEL text reads, each once. Of `panel.chair` it is `panel`. */
export function variablesIn(text: string): readonly string[] {
  return variablesOf(text).filter((name) => !OF_THE_ENGINE.has(name))
}

/** A variable compared with fixed values. */
export interface Comparison {
  readonly variable: string
  readonly equal: boolean
  readonly values: readonly (string | boolean)[]
}

const VALUE = String.raw`"(?:[^"\\]|\\.)*"|true|false`
const AFTER = new RegExp(String.raw`([A-Za-z_][\w.]*)\s*(!?=)\s*(${VALUE})`, 'g')
const BEFORE = new RegExp(String.raw`(${VALUE})\s*(!?=)\s*([A-Za-z_][\w.]*)`, 'g')
const AMONG = new RegExp(String.raw`([A-Za-z_][\w.]*)\s+in\s*[([]((?:\s*(?:${VALUE})\s*,?)+)[)\]]`, 'g')

/** Every `variable = "value"`, `"value" = variable` and `variable in ("a", "b")` of a FEEL text. */
export function comparisonsIn(text: string): readonly Comparison[] {
  const one = (variable = '', sign = '', value = ''): Comparison => ({
    variable,
    equal: sign === '=',
    values: [read(value)],
  })
  return [
    ...[...text.matchAll(AFTER)].map(([, variable, sign, value]) => one(variable, sign, value)),
    ...[...text.matchAll(BEFORE)].map(([, value, sign, variable]) => one(variable, sign, value)),
    ...[...text.matchAll(AMONG)].map(([, variable = '', list = '']) => ({
      variable,
      equal: true,
      values: [...list.matchAll(new RegExp(VALUE, 'g'))].map(([value]) => read(value)),
    })),
  ]
}

function read(value: string): string | boolean {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value === 'true'
}

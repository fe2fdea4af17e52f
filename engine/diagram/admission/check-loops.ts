import { checkFeel } from '../feel/index.ts'
import type { ActivityNode, Loop, ProcedureModel } from '../procedure-model.ts'
import { caution, refusal, type Remark } from './remark.ts'

const MOST = 1_000
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]*$/u
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', 'loopCounter'])

/** Loops and multi-instance activities, and what a call activity calls. */
export function checkLoops(model: ProcedureModel): readonly Remark[] {
  return [...model.nodes.values()].flatMap((node) => {
    if (!('boundaries' in node)) return []
    return [...(node.loop ? checkLoop(node.id, node.loop) : []), ...checkCall(node, model)]
  })
}

export function checkLoop(id: string, loop: Loop): readonly Remark[] {
  return loop.kind === 'standard' ? checkStandard(id, loop) : checkMultiInstance(id, loop)
}

function checkStandard(id: string, { condition, maximum }: Extract<Loop, { kind: 'standard' }>): readonly Remark[] {
  if (condition === undefined && maximum === undefined) {
    const message = 'The loop would never end: it has neither a condition nor a maximum.'
    return [refusal(id, 'endless-loop', message, 'Give it a condition under which it goes on, or a maximum.')]
  }
  return [
    ...(maximum === undefined || (Number.isInteger(maximum) && maximum >= 1 && maximum <= MOST)
      ? []
      : [tooMany(id, String(maximum))]),
    ...feel(id, 'loop condition', condition, 'condition'),
  ]
}

function checkMultiInstance(id: string, loop: Extract<Loop, { kind: 'multi-instance' }>): readonly Remark[] {
  const { cardinality, collection, elementVariable, completionCondition } = loop
  const faults = [
    ...feel(id, 'number of instances', cardinality, 'value'),
    ...feel(id, 'collection', collection, 'value'),
    ...feel(id, 'completion condition', completionCondition, 'condition'),
  ]
  if (cardinality === undefined && collection === undefined) {
    const message = 'It says neither how many instances there are nor over which list they go.'
    faults.push(
      refusal(id, 'no-cardinality', message, 'Give it a number (loopCardinality) or a list (redress:collection).'),
    )
  }
  const literal = /^=?\s*(-?[\d.]+)\s*$/.exec(cardinality ?? '')?.[1]
  if (
    literal !== undefined &&
    !(Number.isInteger(Number(literal)) && Number(literal) >= 0 && Number(literal) <= MOST)
  ) {
    faults.push(tooMany(id, literal))
  }
  if (elementVariable !== undefined && (!VARIABLE.test(elementVariable) || FORBIDDEN.has(elementVariable))) {
    const message = `'${elementVariable.slice(0, 80)}' cannot be the name of the item's variable.`
    faults.push(refusal(id, 'bad-value', message, 'Use letters, digits and _ only, beginning with a letter.'))
  }
  return faults
}

function tooMany(id: string, number: string): Remark {
  const message = `It would run ${number} times; whole numbers up to ${MOST} are possible.`
  return refusal(id, 'too-many-instances', message, 'Choose a smaller whole number.')
}

function feel(id: string, what: string, expression: string | undefined, kind: 'condition' | 'value'): Remark[] {
  if (expression === undefined) return []
  return checkFeel(expression, kind).map((problem) =>
    refusal(
      id,
      'bad-condition',
      `Its ${what} cannot be used: ${expression.slice(0, 100)}. ${problem}`,
      'Write it as FEEL.',
    ),
  )
}

function checkCall(node: ActivityNode, model: ProcedureModel): readonly Remark[] {
  if (node.type !== 'callActivity') return []
  if (node.calledElement === undefined) {
    return [
      refusal(
        node.id,
        'no-called-process',
        'It names no process to call.',
        'Put the id of the process into calledElement.',
      ),
    ]
  }
  if (node.calledElement !== model.id) return []
  const message = `It calls ${model.id}, the process that it stands in, which may go on without end.`
  return [caution(node.id, 'calls-itself', message, 'Draw a loop, or make sure that a condition ends the calls.')]
}

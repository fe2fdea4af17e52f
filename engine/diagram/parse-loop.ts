import { childOf, expressionOf, flagOf, idOf, isA, numberOf, textOf, type ModdleElement } from './moddle.ts'
import { present } from './parse-redress.ts'
import type { Loop } from './procedure-model.ts'

/** How often an activity runs; undefined for once. */
export function loopOf(activity: ModdleElement): Loop | undefined {
  const loop = childOf(activity, 'loopCharacteristics')
  if (!loop) return undefined
  if (isA(loop, 'bpmn:StandardLoopCharacteristics')) {
    return {
      kind: 'standard',
      testBefore: flagOf(loop, 'testBefore'),
      ...present({ maximum: numberOf(loop, 'loopMaximum'), condition: expressionOf(loop, 'loopCondition') }),
    }
  }
  return {
    kind: 'multi-instance',
    sequential: flagOf(loop, 'isSequential'),
    ...present({
      cardinality: expressionOf(loop, 'loopCardinality'),
      collection: textOf(loop, 'redress:collection') ?? itemNameOf(childOf(loop, 'loopDataInputRef')),
      elementVariable: textOf(loop, 'redress:elementVariable') ?? itemNameOf(childOf(loop, 'inputDataItem')),
      completionCondition: expressionOf(loop, 'completionCondition'),
    }),
  }
}

/** A data item is the variable of its name, or of its id where it has no name. */
function itemNameOf(item: ModdleElement | undefined): string | undefined {
  return item && (textOf(item, 'name') ?? (idOf(item) || undefined))
}

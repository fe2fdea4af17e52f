import type { VariableChoice } from '../choices.ts'
import type { Loop } from '../procedure-model.ts'
import { readCondition } from './condition.ts'
import { conditionWords } from './condition-words.ts'

/** How often an activity is gone through: `For each of ‘Bodies’ (bodies), at once`. */
export function loopWords(variables: readonly VariableChoice[], loop: Loop | undefined): string {
  if (loop === undefined) return 'Once'
  const said = (text: string) => {
    const plain = readCondition(text)
    return plain === undefined ? text : conditionWords(variables, plain)
  }
  if (loop.kind === 'standard') {
    const most = loop.maximum === undefined ? '' : `${loop.maximum} times at most`
    const again = loop.condition === undefined ? '' : `as long as ${said(loop.condition)}`
    return `Again and again, ${[again, most].filter((each) => each !== '').join(', ')}`
  }
  const { sequential, collection, cardinality, elementVariable, completionCondition } = loop
  const list = variables.find(({ name }) => name === collection)
  const how =
    collection === undefined
      ? `${cardinality ?? '?'} times`
      : `For each of ${list === undefined ? collection : `‘${list.title}’`}`
  const called = elementVariable === undefined ? '' : ` (each called ${elementVariable})`
  const until = completionCondition === undefined ? '' : `, until ${said(completionCondition)}`
  return `${how}${called}, ${sequential ? 'one after another' : 'at once'}${until}`
}

import { FACT_SCHEMAS, isFactType } from '../../case/index.ts'
import { plainName } from './plain-name.ts'
import type { FormEditing, FormOperation, Refusal } from './form-operation.ts'
import type { RecordShape } from './form-shape.ts'

type RecordOperation = Extract<FormOperation, { do: 'add-record' | 'change-record' | 'remove-record' }>

const MOST_RECORDS = 30

/** What goes on record when the form is completed. */
export function editRecord({ form }: FormEditing, operation: RecordOperation): Refusal {
  const records = (form['x-redress'].records ??= [])
  if (operation.do === 'add-record') {
    if (records.length >= MOST_RECORDS) return `A form records at most ${MOST_RECORDS} facts.`
    const misfit = misfitOf(operation.record)
    if (misfit === undefined) records.push(inOrder(operation.record))
    return misfit
  }
  if (records[operation.index] === undefined) return 'The form records no such fact.'
  if (operation.do === 'remove-record') {
    records.splice(operation.index, 1)
    return undefined
  }
  const misfit = misfitOf(operation.record)
  if (misfit === undefined) records[operation.index] = inOrder(operation.record)
  return misfit
}

/** What the reader of forms would say in the words of a file. */
function misfitOf({ fact, data = {} }: RecordShape): Refusal {
  if (!isFactType(fact)) return `There is no fact “${fact}”.`
  const missing = FACT_SCHEMAS[fact].required.find((property) => !Object.hasOwn(data, property))
  return missing === undefined ? undefined : `Say where “${plainName(missing)}” comes from.`
}

function inOrder({ fact, on, each, data, when }: RecordShape): RecordShape {
  return {
    fact,
    ...(on !== undefined && { on }),
    ...(each !== undefined && { each }),
    ...(data !== undefined && { data }),
    ...(when !== undefined && { when }),
  }
}

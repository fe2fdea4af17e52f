import { InvalidVariablesError, type Fault } from '../errors.ts'
import { compileSchema, type Check } from '../schema.ts'
import { isLocalDate } from '../values/local-date.ts'
import { DECISION_SCHEMAS } from './fact-schemas/decisions.ts'
import { NOTE_SCHEMAS } from './fact-schemas/notes.ts'
import { OTHER_ROUTE_SCHEMAS } from './fact-schemas/other-routes.ts'
import { RECEIPT_SCHEMAS } from './fact-schemas/receipt.ts'
import { STAGE_SCHEMAS } from './fact-schemas/stages.ts'
import type { FactSchema } from './fact-schemas/parts.ts'
import type { FactType, NewFact } from './fact.ts'

/** The JSON Schema of what each fact carries. A fact type without one does not compile. */
export const FACT_SCHEMAS: Readonly<Record<FactType, FactSchema>> = {
  ...RECEIPT_SCHEMAS,
  ...STAGE_SCHEMAS,
  ...DECISION_SCHEMAS,
  ...OTHER_ROUTE_SCHEMAS,
  ...NOTE_SCHEMAS,
}

export const FACT_TYPES = Object.keys(FACT_SCHEMAS) as readonly FactType[]

export function isFactType(text: unknown): text is FactType {
  return typeof text === 'string' && Object.hasOwn(FACT_SCHEMAS, text)
}

/**
 * A fact from outside (a form, the API, a handler), once its type is known, its day exists and its data fit.
 *
 * Says nothing of whether the case allows it; that is `decide`.
 *
 * @throws InvalidVariablesError with every fault.
 */
export function checkNewFact(value: unknown): NewFact {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidVariablesError('The fact', [{ at: '', message: 'must be an object' }])
  }
  const { type, on, data, ...rest } = value as Readonly<Record<string, unknown>>
  const what = isFactType(type) ? `The fact ${type}` : 'The fact'
  const faults: Fault[] = Object.keys(rest).map((name) => ({ at: `/${name}`, message: 'is not part of a fact' }))
  if (!isLocalDate(on)) faults.push({ at: '/on', message: 'must be a day written YYYY-MM-DD' })
  if (!isFactType(type)) faults.push({ at: '/type', message: 'is not a type of fact' })
  else faults.push(...checkOf(type)(data).map(({ at, message }) => ({ at: `/data${at}`, message })))
  if (faults.length > 0) throw new InvalidVariablesError(what, faults)
  return { type, on, data } as NewFact
}

/** Compiling all schemas takes a while, so each is compiled when it is first asked for. */
const compiled = new Map<FactType, Check>()

function checkOf(type: FactType): Check {
  const check = compiled.get(type) ?? compileSchema(FACT_SCHEMAS[type])
  compiled.set(type, check)
  return check
}

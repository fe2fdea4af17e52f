import { InvalidVariablesError, type Fault } from '../../../errors.ts'
import { asRecord, type Content } from '../surroundings.ts'
import { variablesOf } from '../variables-of.ts'
import type { ScenarioAction, ScenarioStep } from './scenario-step.ts'

type ActionName = Exclude<ScenarioAction['do'], 'at'>

/** What may stand beside each action's own key, `nth` and `at` aside. */
const BESIDE: Readonly<Record<ActionName, readonly string[]>> = {
  start: [],
  complete: ['variables'],
  job: ['variables'],
  throw: ['error'],
  escalate: ['code'],
  message: ['variables'],
  signal: ['variables'],
  fire: [],
  advance: [],
  set: [],
  cancel: [],
  retry: ['variables'],
}
const ACTIONS = Object.keys(BESIDE) as readonly ActionName[]

/**
 * A `steps.json`, read. Keys that it does not know are faults: a misspelt one would otherwise be passed over.
 *
 * @throws InvalidVariablesError with every fault, each with its place (`/3/complete`).
 */
export function parseSteps(value: unknown): readonly ScenarioStep[] {
  const faults: Fault[] = []
  if (!Array.isArray(value)) {
    throw new InvalidVariablesError('The steps', [{ at: '', message: 'must be a list of steps' }])
  }
  const steps = value.map((entry: unknown, index) => parseStep(entry, `/${index}`, faults))
  if (faults.length > 0) throw new InvalidVariablesError('The steps', faults)
  return steps.filter((step) => step !== null)
}

function parseStep(entry: unknown, at: string, faults: Fault[]): ScenarioStep | null {
  const step = asRecord(entry)
  const fault = (where: string, message: string): null => {
    faults.push({ at: `${at}${where}`, message })
    return null
  }
  if (step === undefined) return fault('', 'must be an object such as {"complete":"elementId"}')

  const named = ACTIONS.filter((name) => Object.hasOwn(step, name))
  const [name] = named
  if (named.length > 1) return fault('', `says more than one thing to do: ${named.join(', ')}`)
  if (name === undefined && !Object.hasOwn(step, 'at')) return fault('', `must say one of: ${ACTIONS.join(', ')}`)

  const known = ['nth', 'at', ...(name === undefined ? [] : [name, ...BESIDE[name]])]
  for (const key of Object.keys(step)) {
    if (!known.includes(key)) fault(`/${key}`, `is not known here; there may be ${known.join(', ')}`)
  }
  const { nth, at: moment } = step
  if (nth !== undefined && !(Number.isInteger(nth) && Number(nth) >= 1)) return fault('/nth', 'must be 1, 2, 3 …')
  if (moment !== undefined && typeof moment !== 'string')
    return fault('/at', 'must be a moment such as 2026-01-05T09:00')
  const action = name === undefined ? ({ do: 'at' } as const) : actionOf(name, step, fault)
  if (action === null) return null
  return {
    ...action,
    ...(nth !== undefined && { nth: Number(nth) }),
    ...(moment !== undefined && { at: moment }),
  }
}

function actionOf(
  name: ActionName,
  step: Content,
  fault: (where: string, message: string) => null,
): ScenarioAction | null {
  const beside = (key: string): string | null => {
    const text = step[key]
    return typeof text === 'string' && text !== '' ? text : fault(`/${key}`, 'must be a text')
  }
  if (name === 'start') return startOf(step, fault)
  if (name === 'set') {
    return asRecord(step['set'])
      ? { do: 'set', variables: variablesOf(step['set']) }
      : fault('/set', 'must be an object')
  }
  if (step['variables'] !== undefined && asRecord(step['variables']) === undefined) {
    return fault('/variables', 'must be an object')
  }
  const target = beside(name)
  if (target === null) return null
  const variables = variablesOf(step['variables'])
  switch (name) {
    case 'complete':
    case 'job':
    case 'retry':
      return { do: name, element: target, variables }
    case 'throw': {
      const error = beside('error')
      return error === null ? null : { do: name, element: target, error }
    }
    case 'escalate': {
      const code = beside('code')
      return code === null ? null : { do: name, element: target, code }
    }
    case 'message':
      return { do: name, message: target, variables }
    case 'signal':
      return { do: name, signal: target, variables }
    case 'advance':
      return { do: name, by: target }
    case 'fire':
    case 'cancel':
      return { do: name, element: target }
  }
}

function startOf(step: Content, fault: (where: string, message: string) => null): ScenarioAction | null {
  const start = asRecord(step['start'])
  if (start === undefined) return fault('/start', 'must be an object, {} at least')
  for (const key of Object.keys(start)) {
    if (!['variables', 'message', 'signal'].includes(key)) fault(`/start/${key}`, 'is not known here')
  }
  const { variables, message, signal } = start
  if (variables !== undefined && asRecord(variables) === undefined)
    return fault('/start/variables', 'must be an object')
  if (message !== undefined && typeof message !== 'string') return fault('/start/message', 'must be a text')
  if (signal !== undefined && typeof signal !== 'string') return fault('/start/signal', 'must be a text')
  return {
    do: 'start',
    variables: variablesOf(variables),
    ...(message !== undefined && { message }),
    ...(signal !== undefined && { signal }),
  }
}

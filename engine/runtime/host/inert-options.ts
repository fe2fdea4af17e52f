import { NotExecutableError } from './not-executable-error.ts'
import { asRecord, textAt } from './surroundings.ts'

/** In place of bpmn-engine's expressions: gives every text back as it stands. Conditions are FEEL, and the core's. */
export const expressions = {
  resolveExpression: (template: string): string => template,
  isExpression: (): boolean => false,
  hasExpression: (): boolean => false,
}

/** In place of bpmn-engine's scripts: refuses the first one it is shown. */
export const scripts = {
  /** @throws NotExecutableError when the element carries a script. */
  register(element: unknown): undefined {
    const { id, type, behaviour } = asRecord(element) ?? {}
    const part = asRecord(behaviour)
    const condition = asRecord(part?.['conditionExpression'])
    const script = textAt(part, 'scriptFormat') ?? textAt(part, 'script') ?? textAt(condition, 'language')
    if (type !== 'bpmn:ScriptTask' && script === undefined && asRecord(part?.['script']) === undefined) return
    const name = typeof id === 'string' ? id : 'the process'
    throw refusal(name)
  },
  /** None, so that what asks for one goes without. bpmn-engine's types know no such answer; its own scripts give it too. */
  getScript: () => undefined as never,
}

/** In place of bpmn-engine's timers: arms nothing. Timers are data in the token state, and rows in the store. */
export const timers = {
  executing: [] as readonly never[],
  register: () => ({ setTimeout: unarmed, clearTimeout: nothing }),
  setTimeout: unarmed,
  clearTimeout: nothing,
}

/**
 * Options for `new Engine({ ...inertOptions, source, elements: redressElements })`: with them nothing in a diagram is
 * evaluated but FEEL in the token core, no script runs, and no timer fires by itself.
 */
export const inertOptions = { expressions, scripts, timers }

function refusal(element: string): NotExecutableError {
  const remedy = 'Use a service task, or a condition in FEEL.'
  return new NotExecutableError(element, [{ element, message: 'Scripts are not run.', remedy }])
}

/** Describes a timer that nothing will fire. */
function unarmed(callback: CallableFunction, delay: number) {
  return { callback, delay, timerId: 'unarmed', expireAt: new Date(NaN), timerRef: null }
}

function nothing(): void {
  return undefined
}

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
    throw new NotExecutableError(name, [
      { element: name, message: 'Scripts are not run.', remedy: 'Use a service task, or a condition in FEEL.' },
    ])
  },
  getScript: (): undefined => undefined,
}

/** In place of bpmn-engine's timers: arms nothing. Timers are data in the token state, and rows in the store. */
export const timers = {
  executing: [] as readonly never[],
  register: () => ({ setTimeout: nothing, clearTimeout: nothing }),
  setTimeout: nothing,
  clearTimeout: nothing,
}

/**
 * Options for `new Engine({ ...inertOptions, source, elements: redressElements })`: with them nothing in a diagram is
 * evaluated but FEEL in the token core, no script runs, and no timer fires by itself.
 */
export const inertOptions = { expressions, scripts, timers }

function nothing(): undefined {
  return undefined
}

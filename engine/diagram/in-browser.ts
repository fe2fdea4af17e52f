/** What the editor of diagrams takes into the browser: checked there by the same code as on the server. */
import redress from './redress.moddle.json' with { type: 'json' }

export type * from './choices.ts'
export * from './edit/in-words.ts'
export { checkFeel, literalsComparedWith, variablesOf } from './feel/index.ts'
export type * from './finding.ts'
export { inspect, type InspectionOptions } from './inspect.ts'
export { registryFromPlain, type PlainRegistry } from './plain-registry.ts'
export { silentRules } from './self-test/index.ts'

/** The moddle descriptor of what Redress adds to BPMN. */
export const REDRESS_MODDLE: object = redress
export { capital } from '../values/capital.ts'

/** The token core inside bpmn-engine: for any user of it, and for the runtime's own commands. */
export { hostStep, prepare, type HostedDefinition, type HostedProcess } from './host.ts'
export { inertOptions } from './inert-options.ts'
export { NotExecutableError, type Obstacle } from './not-executable-error.ts'
export { redressElements } from './redress-elements.ts'

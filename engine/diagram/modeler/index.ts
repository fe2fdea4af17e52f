/** What passes between us and Camunda Modeler, a desktop editor that a process owner may prefer. */
export { elementTemplates, type ElementTemplate } from './element-templates.ts'
export { fromModeler } from './from-modeler.ts'

import { readFileSync } from 'node:fs'
import { admitHere, type AdmissionOptions, type Finding } from '../../../engine/diagram/index.ts'

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:redress="urn:redress:bpmn:1"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
].join(' ')

/** A file with that content. */
export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<definitions ${NAMESPACES} id="d" targetNamespace="t">${content}</definitions>`
}

/** A file with one executable process `p` of that content, and root elements beside it. */
export function aProcess(content: string, beside = ''): string {
  return definitions(`${beside}<process id="p" isExecutable="true">${content}</process>`)
}

/** `s → t → e` around a piece that stands beside it: a user task with id `t` on the way. */
export function aTask(task = '<userTask id="t"/>', more = '', beside = ''): string {
  return aProcess(`<startEvent id="s"/>${flow('s', 't')}${task}${flow('t', 'e')}<endEvent id="e"/>${more}`, beside)
}

/** The flow `<source>_<target>`. */
export function flow(source: string, target: string, condition?: string): string {
  const inner = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`
  return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inner}</sequenceFlow>`
}

export function everyElement(): string {
  return readFileSync(new URL('../../fixtures/admission/every-element.bpmn', import.meta.url), 'utf8')
}

export function findingsIn(xml: string, options: Partial<AdmissionOptions> = {}): readonly Finding[] {
  return admitHere(xml, { file: 'a.bpmn', ...options }).findings
}

/** `element what` of each finding, for tables. */
export function found(xml: string, options: Partial<AdmissionOptions> = {}): readonly string[] {
  return findingsIn(xml, options).map(({ element, rule }) => `${element} ${rule.replace('admission/', '')}`)
}

import type { Flow, Step } from './draw.ts'

/** Steps as the fixtures use them, with the documentation that every task needs. */
const LOCAL = 'Local practice\nDo it as the form says.'

export const start = (id = 'ev_received', name = 'Complaint received'): Step => ({ id, kind: 'startEvent', name })

export const end = (id: string, name: string, outcome?: string): Step => ({
  id,
  kind: 'endEvent',
  name,
  ...(outcome === undefined ? {} : { attributes: { 'redress:outcome': outcome } }),
})

/** A user task of the complaints manager, without a deadline unless `more` says otherwise. */
export function user(id: string, name: string, form: string | undefined, more: Partial<UserTask> = {}): Step {
  const { role = 'complaints-manager', noDeadline = 'Done while the complainant is on the telephone', deadline } = more
  return {
    id,
    kind: 'userTask',
    name,
    documentation: more.documentation ?? LOCAL,
    attributes: {
      ...(role === null ? {} : { 'redress:role': role }),
      ...(form === undefined ? {} : { 'redress:form': form }),
      ...(noDeadline === null || deadline !== undefined ? {} : { 'redress:noDeadline': noDeadline }),
    },
    ...(deadline === undefined ? {} : { extensions: deadline }),
  }
}

interface UserTask {
  readonly role: string | null
  readonly noDeadline: string | null
  readonly deadline: string
  readonly documentation: string
}

export function service(
  id: string,
  name: string,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
): Step {
  const given = Object.entries(parameters).map(([key, value]) => `<redress:parameter name="${key}" value="${value}" />`)
  return {
    id,
    kind: 'serviceTask',
    name,
    documentation: LOCAL,
    attributes: { 'redress:action': action },
    ...(given.length === 0 ? {} : { extensions: given.join('') }),
  }
}

export const gateway = (id: string, name = ''): Step => ({ id, kind: 'exclusiveGateway', name })

export const timer = (id: string, name: string, what: string): Step => ({
  id,
  kind: 'intermediateCatchEvent',
  name,
  definition: timing(id, what),
})

/** A timer on the border of a task that lets the task go on, and the lateness notice it leads to. */
export function lateness(
  task: string,
  rule: string,
  row = 1,
): { readonly steps: readonly Step[]; readonly flows: readonly Flow[] } {
  const key = `${task.replace('task_', '')}_${rule.replace(/^.*\./, '').replaceAll('-', '_')}`
  const steps: readonly Step[] = [
    {
      id: `ev_late_${key}`,
      kind: 'boundaryEvent',
      name: 'Legal deadline passed',
      attachedTo: task,
      attributes: { cancelActivity: 'false' },
      definition: timing(`ev_late_${key}`, legal(rule, 'breach')),
    },
    { ...service(`task_tell_${key}`, 'Tell the complainant about the delay', 'send-lateness-notice', { rule }), row },
    { ...end(`ev_told_${key}`, 'Complainant told about the delay'), row },
  ]
  return { steps, flows: ways(`ev_late_${key} > task_tell_${key} > ev_told_${key}`) }
}

function timing(id: string, what: string): string {
  const inner = what.startsWith('<redress:') ? `<bpmn:extensionElements>${what}</bpmn:extensionElements>` : what
  return `<bpmn:timerEventDefinition id="timer_${id}">${inner}</bpmn:timerEventDefinition>`
}

export const lasting = (duration: string) =>
  `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration>`

export const legal = (rule: string, at = 'due') => `<redress:deadline rule="${rule}" at="${at}" />`

export const local = (workingDays: number, startedBy: string, metBy: string, calendar = 'children-act') =>
  `<redress:deadline local="our-target" title="Our own target" workingDays="${workingDays}" calendar="${calendar}" startedBy="${startedBy}" metBy="${metBy}" at="due" />`

/** `a > b > c`: the flows between them. */
export function ways(text: string): readonly Flow[] {
  const ids = text.split('>').map((id) => id.trim())
  return ids.slice(1).map((target, index) => way(ids[index] ?? '', target))
}

export function way(source: string, target: string, more: Omit<Partial<Flow>, 'source' | 'target'> = {}): Flow {
  return { id: `flow_${source}_to_${target}`, source, target, ...more }
}

import { DECIDE, type ActionDescription } from '../finding.ts'
import type { ActivityNode, DeadlineBinding, FlowNode, ProcedureModel } from '../procedure-model.ts'
import { namesInList, nearestNames } from '../nearest-names.ts'
import { caution, refusal, type Remark, type Setting } from './remark.ts'

/** Every name that stands for something outside the diagram: action, role, form, deadline rule, calendar, fact, process. */
export function checkRegistry(model: ProcedureModel, setting: Setting): readonly Remark[] {
  return [...model.nodes.values()].flatMap((node) => [
    ...checkCall(node, setting),
    ...(setting.registry && !setting.plain ? checkNames(node, setting.registry) : []),
  ])
}

type Names = NonNullable<Setting['registry']>

function checkCall(node: FlowNode, { diagram, registry, plain }: Setting): readonly Remark[] {
  if (node.type !== 'callActivity' || node.calledElement === undefined) return []
  const called = node.calledElement
  if (called === diagram.main.id || diagram.others.has(called) || registry?.processes.has(called) === true) return []
  const message = `It calls the process '${called}', which is not in this file${registry ? ' or procedure' : ''}.`
  const remedy = 'Correct calledElement, or add a diagram with that process.'
  return [
    registry && !plain
      ? refusal(node.id, 'unknown-process', message, remedy)
      : caution(node.id, 'unknown-process', message, remedy),
  ]
}

function checkNames(node: FlowNode, registry: Names): readonly Remark[] {
  const { id, redress } = node
  const { role, form } = redress
  return [
    ...(role === undefined || registry.roles.has(role) ? [] : [unknown(id, 'role', role, registry.roles)]),
    ...(form === undefined || registry.forms.has(form) ? [] : [unknown(id, 'form', form, registry.forms.keys())]),
    ...('boundaries' in node ? checkAction(node, registry) : []),
    ...deadlinesOf(node).flatMap((deadline) => checkDeadline(id, deadline, registry)),
  ]
}

function checkAction(
  node: ActivityNode,
  { actions, letters = new Map(), decisions = new Map() }: Names,
): readonly Remark[] {
  const { action, parameters = {} } = node.redress
  if (action === undefined) {
    if (node.type !== 'serviceTask' && node.type !== 'businessRuleTask' && node.type !== 'sendTask') return []
    const remedy = `Name a registered action with redress:action: ${namesInList(actions.keys())}.`
    return [refusal(node.id, 'no-action', 'It names no action, so nothing would be done.', remedy)]
  }
  const description = actions.get(action)
  if (!description) return [unknown(node.id, 'action', action, actions.keys())]
  const letter = description.letters && parameters['letter']
  const decision = action === DECIDE ? parameters['decision'] : undefined
  return [
    ...checkParameters(node.id, parameters, description),
    ...(letter === undefined || letters.has(letter) ? [] : [unknown(node.id, 'letter', letter, letters.keys())]),
    ...(decision === undefined || decisions.has(decision)
      ? []
      : [unknown(node.id, 'decision table', decision, decisions.keys(), 'decision')]),
  ]
}

function checkParameters(
  id: string,
  given: Readonly<Record<string, string>>,
  { name, parameters, options = {} }: ActionDescription,
): readonly Remark[] {
  const missing = Object.keys(parameters).filter((key) => parameters[key] === true && !Object.hasOwn(given, key))
  const strange = Object.keys(given).filter((key) => !Object.hasOwn(parameters, key))
  return [
    ...missing.map((key) => {
      const message = `The action '${name}' needs the parameter '${key}'.`
      return refusal(id, 'missing-parameter', message, `Add <redress:parameter name="${key}" value="…"/> to it.`)
    }),
    ...strange.map((key) =>
      unknown(id, `parameter of the action '${name}'`, key, Object.keys(parameters), 'parameter'),
    ),
    ...Object.entries(given).flatMap(([key, value]) => {
      const known = Object.hasOwn(options, key) ? (options[key] ?? []) : [value]
      return known.includes(value) ? [] : [unknown(id, `value of '${key}'`, value, known, 'value')]
    }),
  ]
}

function deadlinesOf(node: FlowNode): readonly DeadlineBinding[] {
  const timer = 'event' in node && node.event.kind === 'timer' ? node.event.timer : undefined
  if (timer?.kind === 'deadline') return [timer.deadline]
  return node.redress.deadline ? [node.redress.deadline] : []
}

function checkDeadline(id: string, { rule, local }: DeadlineBinding, registry: Names): readonly Remark[] {
  const { deadlineRules, calendars, factTypes } = registry
  return [
    ...(rule === undefined || deadlineRules.has(rule)
      ? []
      : [unknown(id, 'deadline rule', rule, deadlineRules.keys())]),
    ...(local && local.calendar !== '' && !calendars.has(local.calendar)
      ? [unknown(id, 'calendar', local.calendar, calendars)]
      : []),
    ...[local?.startedBy ?? '', ...(local?.metBy ?? '').split(' ')]
      .filter((fact) => fact !== '' && !factTypes.has(fact))
      .map((fact) => unknown(id, 'fact', fact, factTypes)),
  ]
}

function unknown(id: string, what: string, name: string, known: Iterable<string>, rule = what): Remark {
  const message = `There is no ${what} '${name.slice(0, 80)}'.`
  return refusal(
    id,
    `unknown-${rule.replace(' ', '-')}`,
    message,
    `Use one of these, or add it: ${nearestNames(name, known)}.`,
  )
}

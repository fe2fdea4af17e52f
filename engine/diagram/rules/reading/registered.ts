import {
  DECIDE,
  type ActionDescription,
  type DeadlineRuleDescription,
  type DecisionDescription,
  type FormDescription,
  type Registry,
  type VariableDescription,
} from '../../finding.ts'
import type { FlowNode } from '../../procedure-model.ts'

export function formAt(node: FlowNode, registry: Registry): FormDescription | undefined {
  return node.redress.form === undefined ? undefined : registry.forms.get(node.redress.form)
}

export function actionAt(node: FlowNode, registry: Registry): ActionDescription | undefined {
  const action = node.redress.action === undefined ? undefined : registry.actions.get(node.redress.action)
  return action?.letters === undefined ? action : withLetter(action, node, registry)
}

/** What the action does when it writes the letter that the step names. */
function withLetter(action: ActionDescription, { redress }: FlowNode, { letters }: Registry): ActionDescription {
  const letter = letters?.get(redress.parameters?.['letter'] ?? '')
  if (letter === undefined) return action
  const { id, records, contents, needs, toPartner } = letter
  const sent = records === 'notice-sent' ? `notice:${redress.parameters?.['kind'] ?? id}` : records
  const also = redress.parameters?.['also']
  const sends = [sent, also].filter((each) => each !== undefined)
  return { ...action, sends, contents, needs: [...action.needs, ...needs], toPartner }
}

/** The decision table that a step asks. */
export function decisionAt({ redress }: FlowNode, { decisions }: Registry): DecisionDescription | undefined {
  return redress.action === DECIDE ? decisions?.get(redress.parameters?.['decision'] ?? '') : undefined
}

/** The facts and notices that a step leaves behind: what its form records, what its action sends. */
export function leftBy(node: FlowNode, registry: Registry): readonly string[] {
  return [...(formAt(node, registry)?.records ?? []), ...(actionAt(node, registry)?.sends ?? [])]
}

/** The variables that a step sets for the gateways after it. */
export function setBy(node: FlowNode, registry: Registry): Readonly<Record<string, VariableDescription>> {
  const called = node.type === 'callActivity' ? { outcome: { type: 'option' } as const } : {}
  return {
    ...called,
    ...formAt(node, registry)?.variables,
    ...actionAt(node, registry)?.variables,
    ...decisionAt(node, registry)?.outputs,
  }
}

/** Whether a form asks for something of that kind, by the name of a field. */
export function asksFor(form: FormDescription, what: RegExp): boolean {
  return form.fields.some((field) => what.test(field))
}

/** Whether a deadline rule comes from law, a code or guidance, and not from a habit or policy that the council may change. */
export function isBinding({ clause }: DeadlineRuleDescription): boolean {
  return !/\b(practice|policy|protocols?)\b/i.test(clause)
}

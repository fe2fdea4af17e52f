import type { Registry, VariableDescription } from '../finding.ts'
import type { FlowNode, SequenceFlow } from '../procedure-model.ts'
import { flowsAt, isGateway, named, namedFlow, processesOf } from './reading/elements.ts'
import { comparisonsIn } from './reading/expressions.ts'
import { variablesKnown } from './reading/variables.ts'
import type { DiagramRule, Fault } from './rule.ts'

/** A decision that reads as a question with named answers can be checked by whoever owns it. */
export const gatewaysAreQuestions: DiagramRule = {
  id: 'gateways-are-questions',
  about: 'A gateway is a question, its ways out are the answers, and one of them is always taken.',
  check: (diagram, { registry }) =>
    processesOf(diagram).flatMap((model) =>
      [...model.nodes.values()]
        .filter(
          ({ type, outgoing }) => (type === 'exclusiveGateway' || type === 'inclusiveGateway') && outgoing.length > 1,
        )
        .flatMap((node) => faultsOf(node, flowsAt(model, node.outgoing), registry)),
    ),
}

function faultsOf(node: FlowNode, ways: readonly SequenceFlow[], registry: Registry): readonly Fault[] {
  const unasked: Fault = {
    element: node.id,
    message: `${named(node)} is not a question.`,
    remedy: 'Name it as a question that ends in a question mark, such as “Is the complaint upheld?”.',
  }
  const incomplete: Fault = {
    element: node.id,
    message: `${named(node)} has no default way, and its conditions may leave a case with none to take.`,
    remedy: 'Mark one way as the default, or give every option a way of its own.',
  }
  const unnamed = ways
    .filter(({ name }) => name.trim() === '')
    .map((flow): Fault => ({
      element: flow.id,
      message: `${namedFlow(flow)} leaves ${node.id} and is not named as an answer.`,
      remedy: 'Name it with the answer that it stands for, such as “Upheld”.',
    }))
  return [
    ...(node.name.trim().endsWith('?') ? [] : [unasked]),
    ...unnamed,
    ...(hasDefault(node) || isExhaustive(ways, registry) ? [] : [incomplete]),
  ]
}

function hasDefault(node: FlowNode): boolean {
  return isGateway(node) && node.default !== undefined
}

/** Whether the conditions name every option of one variable, or both true and false. */
function isExhaustive(ways: readonly SequenceFlow[], registry: Registry): boolean {
  const answers = ways.map(({ condition }) => answersOf(condition?.trim() ?? ''))
  const [variable] = answers.map((answer) => answer?.variable)
  if (variable === undefined || answers.some((answer) => answer?.variable !== variable)) return false
  const named = new Set(answers.flatMap((answer) => answer?.values ?? []))
  return variablesKnown(registry)
    .filter(({ name }) => name === variable)
    .some(
      ({ description }) =>
        optionsOf(description).length > 0 && optionsOf(description).every((option) => named.has(option)),
    )
}

function optionsOf({ type, options }: VariableDescription): readonly (string | boolean)[] {
  return type === 'boolean' ? [true, false] : (options ?? [])
}

/** The one variable that a plain condition tests, and the values for which it holds. */
function answersOf(
  condition: string,
): { readonly variable: string; readonly values: readonly (string | boolean)[] } | undefined {
  const bare = /^(not\s*\(\s*)?([A-Za-z_]\w*)\s*\)?$/.exec(condition)
  if (bare?.[2] !== undefined) return { variable: bare[2], values: [bare[1] === undefined] }
  const comparisons = comparisonsIn(condition)
  const [first] = comparisons
  const bareOfTexts = condition.replaceAll(/"[^"]*"/g, '')
  if (first === undefined || /\band\b|\bnot\b/.test(bareOfTexts) || comparisons.some(({ equal }) => !equal))
    return undefined
  if (comparisons.some(({ variable }) => variable !== first.variable)) return undefined
  return { variable: first.variable, values: comparisons.flatMap(({ values }) => values) }
}

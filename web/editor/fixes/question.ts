import { isA, nameOf, type Drawn } from '../bpmn.ts'
import { capital, conditionWords, readCondition, valueWords, variableOf } from '../../../engine/diagram/in-browser.ts'
import { feelOf } from '../panel/gateway.ts'
import type { Choices } from '../page-data.ts'
import type { Fix, Fixer } from './index.ts'

const isGateway = (element: Drawn): boolean => isA(element, 'bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway')

/** A gateway without a question, and a way out of one without an answer, are named by what decides. */
export const fixQuestion: Fixer = (element, { edit, choices }) => {
  if (isA(element, 'bpmn:SequenceFlow')) {
    if (nameOf(element) !== '') return []
    const name = answerOf(element, choices)
    return [
      {
        label: `Call the answer “${name}”`,
        apply: () => {
          edit.set(element, { name })
        },
      },
    ]
  }
  if (!isGateway(element) || nameOf(element).trim().endsWith('?')) return []
  const name = questionOf(element, choices)
  return name === ''
    ? []
    : [
        {
          label: `Ask “${name}”`,
          apply: () => {
            edit.set(element, { name })
          },
        },
      ]
}

/** The way without a condition becomes the one for all other cases; where each has one, the last. */
export const fixDefault: Fixer = (element, { edit }): readonly Fix[] => {
  const gateway = isGateway(element) ? element : element.source
  if (gateway === undefined || !isGateway(gateway) || gateway.businessObject.get('default') !== undefined) return []
  const flow = gateway.outgoing.find((way) => feelOf(way) === '') ?? gateway.outgoing.at(-1)
  if (flow === undefined) return []
  const to = nameOf(flow) === '' ? (flow.target === undefined ? '' : nameOf(flow.target)) : nameOf(flow)
  return [
    {
      label: `In all other cases: “${to}”`,
      apply: () => {
        edit.together(() => {
          edit.set(gateway, { default: flow.businessObject })
          edit.condition(flow, '')
        })
      },
    },
  ]
}

function questionOf(gateway: Drawn, { variables }: Choices): string {
  const name = nameOf(gateway).trim()
  if (name !== '') return `${name.replace(/[.:!]$/, '')}?`
  const asked = gateway.outgoing
    .map((flow) => readCondition(feelOf(flow))?.tests[0]?.variable)
    .find((each) => each !== undefined)
  const title = variables.find((variable) => variable.name === asked)?.title
  return title === undefined ? '' : `${title.replace(/[.?]$/, '')}?`
}

function answerOf(flow: Drawn, { variables }: Choices): string {
  const condition = readCondition(feelOf(flow))
  if (condition === undefined)
    return flow.source?.businessObject.get('default') === flow.businessObject ? 'Otherwise' : 'Yes'
  const [test, ...more] = condition.tests
  if (test === undefined || more.length > 0 || test.operator.endsWith('-not'))
    return conditionWords(variables, condition)
  const variable = variableOf(variables, test)
  return (
    test.values.map((value) => capital(valueWords(variable, value))).join(' or ') ||
    conditionWords(variables, condition)
  )
}

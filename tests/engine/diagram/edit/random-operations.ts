import type { Diagram, DiagramOperation, FlowNode, StepPlace } from '../../../../engine/diagram/index.ts'
import { oneOf, type Dice } from './dice.ts'

/** Any operation on any place of the diagram; many of them make no sense there, and are refused. */
export function anyOperation({ main }: Diagram, dice: Dice): DiagramOperation {
  const nodes = [...main.nodes.values()]
  const flows = [...main.flows.values()]
  const node = () => oneOf(nodes, dice).id
  const of = (kind: (node: FlowNode) => boolean) => {
    const some = nodes.filter(kind)
    return some.length === 0 ? node() : oneOf(some, dice).id
  }
  const way = () => oneOf(flows, dice).id
  const answer = () => {
    const some = flows.filter(({ name }) => name !== '')
    return some.length === 0 ? way() : oneOf(some, dice).id
  }
  const where = (): StepPlace => [{ after: node() }, { way: way() }, { beside: node() }][dice(3)] ?? { after: node() }
  const name = oneOf(['Look again', 'Ask the team what happened, and when', 'Café?', 'Tell them'], dice)
  const words = { clause: 'Local practice', guidance: 'As it says.' }
  const task = of(({ type }) => type === 'userTask')
  switch (dice(20)) {
    case 0:
    case 1:
      return {
        ...{ do: 'add-task', where: where(), name, role: 'complaints-manager', form: 'some-form', ...words },
        deadline:
          dice(2) === 0 ? { rule: 'children-act.stage-1-answer', at: 'due' } : { because: 'because it is quick' },
      }
    case 2:
      return {
        do: 'add-action',
        where: where(),
        name,
        action: 'notify-staff',
        parameters: { role: 'advocate' },
        ...words,
      }
    case 3:
    case 4:
      return {
        ...{ do: 'add-question', where: where(), name: 'Is it so?', ...words },
        answers: [
          {
            name: 'Yes',
            condition: { join: 'and', tests: [{ variable: 'isSo', operator: 'is', values: [dice(2) === 0] }] },
          },
          { name: 'No' },
        ],
      }
    case 5:
      return { do: 'add-stage', where: where(), name, process: 'some-process', ...words }
    case 6:
      return { do: 'add-end', where: where(), name: 'Enough', outcome: 'enough', ...words }
    case 7:
      return { do: 'rename', element: dice(4) === 0 ? way() : node(), name }
    case 8:
      return { do: 'set-deadline', element: task, deadline: { rule: 'children-act.panel-report', at: 'due' } }
    case 9:
      return { do: 'set-words', element: node(), ...words }
    case 10:
      return {
        ...{ do: 'add-answer', question: of(({ type }) => type === 'exclusiveGateway'), to: node() },
        answer: { name: 'Perhaps', condition: { text: 'isSo != true or count(points) > 2' } },
      }
    case 11:
      return { do: 'remove-answer', way: answer() }
    case 12:
      return { do: 'lead', way: dice(2) === 0 ? answer() : way(), to: node() }
    case 13:
    case 14:
      return { do: 'delete', element: node(), ...(dice(2) === 0 && { keep: way() }) }
    case 15:
    case 16:
      return { do: 'move', element: node(), direction: dice(2) === 0 ? 'up' : 'down' }
    case 17:
    case 18:
      return { do: 'add-lateness', element: task }
    default:
      return dice(4) === 0 ? { do: 'lay-out' } : { do: 'remove-lateness', element: task }
  }
}

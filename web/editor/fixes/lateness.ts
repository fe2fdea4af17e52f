import { nameOf, type Drawn } from '../bpmn.ts'
import { deadlineOf } from '../panel/deadline.ts'
import type { Fixer, FixParts } from './index.ts'

/** The action that tells the complainant that a day has passed, and why. */
const NOTICE = 'send-lateness-notice'
/** Working days until they are told again. */
const AGAIN = 10

/**
 * What tells the complainant when a day of the law has passed: a group of its own, below everything else, that the breach
 * starts beside the work, with the notice in it.
 */
export const fixLateness: Fixer = (element, parts) => {
  const rule = deadlineOf(element)?.rule
  if (typeof rule !== 'string' || !parts.choices.actions.some(({ code }) => code === NOTICE)) return []
  return [
    {
      label: 'Add what tells the complainant when it is late',
      apply: () => {
        parts.edit.together(() => {
          draw(rule, element, parts)
        })
      },
    },
  ]
}

function draw(rule: string, bound: Drawn, { diagram, edit, choices }: FixParts): void {
  const modeling = diagram.get('modeling')
  const factory = diagram.get('elementFactory')
  const root = diagram.get('canvas').getRootElement()
  const clause = choices.deadlines
    .find(({ code }) => code === rule)
    ?.sentence.match(/\(([^()]*(?:\([^()]*\))?[^()]*)\)\.?$/)?.[1]
  const law = clause ?? 'Local practice'
  const shapes = diagram
    .get('elementRegistry')
    .getAll()
    .filter((each) => each !== root && each.parent === root && each.waypoints === undefined)
  const bottom = Math.max(0, ...shapes.map(({ y, height }) => y + height))
  const left = Math.min(...shapes.map(({ x }) => x))
  const [width, height] = [420, 160]
  const group = modeling.createShape(
    factory.createShape({ type: 'bpmn:SubProcess', triggeredByEvent: true, isExpanded: true, width, height }),
    { x: left + width / 2, y: bottom + 60 + height / 2 },
    root,
  )
  // bpmn-js draws a start of its own into a new group
  const own = (group.children ?? []).filter((child) => child.waypoints === undefined)
  if (own.length > 0) modeling.removeElements(own)
  const middle = group.y + height / 2
  const start = modeling.createShape(
    factory.createShape({
      type: 'bpmn:StartEvent',
      eventDefinitionType: 'bpmn:TimerEventDefinition',
      isInterrupting: false,
    }),
    { x: group.x + 60, y: middle },
    group,
  )
  const [timer] = start.businessObject.get('eventDefinitions') as [Parameters<typeof edit.extend>[1]]
  edit.extend(start, timer, 'redress:Deadline', [{ rule, at: 'breach', repeat: AGAIN }])
  const tell = modeling.appendShape(
    start,
    factory.createShape({ type: 'bpmn:ServiceTask' }),
    { x: group.x + 210, y: middle },
    group,
  )
  edit.set(tell, { 'redress:action': NOTICE })
  edit.extend(tell, tell.businessObject, 'redress:Parameter', [{ name: 'rule', value: rule }])
  const end = modeling.appendShape(
    tell,
    factory.createShape({ type: 'bpmn:EndEvent' }),
    { x: group.x + 360, y: middle },
    group,
  )
  const what = choices.deadlines.find(({ code }) => code === rule)?.title.replace(/ \((?:[^()]|\([^()]*\))*\)$/, '')
  const late = `${what ?? nameOf(bound)}: late`
  for (const [each, name, guidance] of [
    [group, late, 'The complainant is told each time.'],
    [start, `${late}, day passed`, `On the day after the last day, and again every ${AGAIN} working days.`],
    [tell, 'Tell the complainant we are late', 'Says sorry, why, and when it will be done.'],
    [end, 'Complainant told that we are late', 'The notice is out.'],
  ] as const) {
    edit.set(each, { name })
    edit.document(each, `${law}\n${guidance}`)
  }
}

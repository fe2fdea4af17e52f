import { childOf, isA, textOf, type Drawn, type Moddle } from '../bpmn.ts'
import { conditionFields } from './condition.ts'
import { fieldset, radioField, selectField, textField, tickField } from './fields.ts'
import type { PanelParts, Part } from './part.ts'

const MULTI = 'bpmn:MultiInstanceLoopCharacteristics'
const STANDARD = 'bpmn:StandardLoopCharacteristics'

/** How often an activity is gone through: once, for each entry of a list, a number of times, again and again. */
export const repeat: Part = (element, parts) => {
  if (!isA(element, 'bpmn:Activity') || element.businessObject.get('triggeredByEvent') === true) return []
  const { edit, readOnly } = parts
  const loop = childOf(element.businessObject, 'loopCharacteristics')
  const kind = kindOf(loop)
  return [
    radioField({
      id: 'panel-repeat',
      label: 'How often',
      value: kind,
      choices: [
        { code: 'once', title: 'Once' },
        { code: 'each', title: 'For each entry of a list' },
        { code: 'times', title: 'A number of times' },
        { code: 'again', title: 'Again and again' },
      ],
      readOnly,
      change: (value) => {
        edit.together(() => {
          if (value === 'once') edit.loop(element, undefined)
          else if (value === 'again') edit.expression(element, standardOf(element, parts), 'loopCondition', '')
          else startMulti(element, value, parts)
        })
      },
    }),
    ...(loop === undefined || kind === 'once'
      ? []
      : [kind === 'again' ? again(element, loop, parts) : many(element, loop, kind, parts)]),
  ]
}

function kindOf(loop: Moddle | undefined): 'once' | 'each' | 'times' | 'again' {
  if (loop === undefined) return 'once'
  if (loop.$type === STANDARD) return 'again'
  return childOf(loop, 'loopCardinality') === undefined ? 'each' : 'times'
}

function standardOf(element: Drawn, { edit }: PanelParts): Moddle {
  const made = edit.make(STANDARD, { loopMaximum: 10 })
  edit.loop(element, made)
  return made
}

function startMulti(element: Drawn, kind: string, { edit, choices }: PanelParts): void {
  const list = choices.variables.find(({ type }) => type === 'list')?.name ?? ''
  const made = edit.make(MULTI, {
    isSequential: true,
    ...(kind === 'each' && list !== '' && { 'redress:collection': list }),
  })
  edit.loop(element, made)
  if (kind === 'times') edit.expression(element, made, 'loopCardinality', '2')
}

function many(element: Drawn, loop: Moddle, kind: 'each' | 'times', parts: PanelParts): HTMLElement {
  const { edit, choices, readOnly, fault } = parts
  const text = (id: string, label: string, property: string, hint: string) =>
    textField({
      ...{ id, label, hint, readOnly },
      value: textOf(loop, property),
      change: (value) => {
        edit.put(element, loop, { [property]: value === '' ? undefined : value })
      },
    })
  const lists = choices.variables
    .filter(({ type }) => type === 'list')
    .map(({ name, title }) => ({ code: name, title }))
  return fieldset(
    kind === 'each' ? 'For each entry' : 'A number of times',
    ...(kind === 'each'
      ? [
          textField({
            id: 'panel-repeat-list',
            label: 'Which list',
            hint: 'Its name, such as points, or an expression (FEEL).',
            error: fault(element.id, 'admission/no-cardinality', 'admission/bad-condition'),
            value: textOf(loop, 'redress:collection'),
            offers: lists,
            readOnly,
            change: (value) => {
              edit.put(element, loop, { 'redress:collection': value === '' ? undefined : value })
            },
          }),
          text('panel-repeat-called', 'What one entry is called in there', 'redress:elementVariable', 'Such as body.'),
        ]
      : [
          textField({
            id: 'panel-repeat-times',
            label: 'How many times',
            hint: 'A whole number, or an expression (FEEL).',
            error: fault(element.id, 'admission/too-many-instances', 'admission/bad-condition'),
            value: bodyOf(loop, 'loopCardinality'),
            readOnly,
            change: (value) => {
              edit.expression(element, loop, 'loopCardinality', value)
            },
          }),
        ]),
    selectField({
      id: 'panel-repeat-order',
      label: 'In which order',
      value: loop.get('isSequential') === true ? 'in-turn' : 'at-once',
      choices: [
        { code: 'in-turn', title: 'One after another' },
        { code: 'at-once', title: 'All at once' },
      ],
      readOnly,
      change: (value) => {
        edit.put(element, loop, { isSequential: value === 'in-turn' })
      },
    }),
    ...untilFields(element, loop, 'completionCondition', 'It ends before all are done', parts),
  )
}

function again(element: Drawn, loop: Moddle, parts: PanelParts): HTMLElement {
  const { edit, readOnly, fault } = parts
  return fieldset(
    'Again and again',
    textField({
      id: 'panel-repeat-most',
      label: 'How many times at most',
      error: fault(element.id, 'admission/endless-loop', 'admission/too-many-instances'),
      value: textOf(loop, 'loopMaximum'),
      inputmode: 'numeric',
      width: 4,
      readOnly,
      change: (value) => {
        edit.put(element, loop, { loopMaximum: /^\d+$/.test(value) ? Number(value) : undefined })
      },
    }),
    tickField({
      id: 'panel-repeat-first',
      label: 'Look whether it holds before the first time as well',
      ticked: loop.get('testBefore') === true,
      readOnly,
      change: (ticked) => {
        edit.put(element, loop, { testBefore: ticked })
      },
    }),
    ...untilFields(element, loop, 'loopCondition', 'As long as', parts),
  )
}

function untilFields(
  element: Drawn,
  loop: Moddle,
  property: string,
  label: string,
  parts: PanelParts,
): readonly HTMLElement[] {
  const feel = bodyOf(loop, property)
  const set = (text: string) => {
    parts.edit.expression(element, loop, property, text)
  }
  const never = {
    code: 'never',
    title: 'Nothing is asked',
    chosen: feel === '',
    choose: () => {
      set('')
    },
  }
  return conditionFields(
    { id: 'panel-repeat-until', label, about: 'of how often', feel, change: set, instead: never },
    parts,
  )
}

export function bodyOf(holder: Moddle, property: string): string {
  const expression = childOf(holder, property)
  return expression === undefined ? '' : textOf(expression, 'body').trim()
}

import { isA, nameOf, type Drawn } from '../bpmn.ts'
import { h, place } from '../dom.ts'
import { wordsOf } from '../words.ts'
import { deadline } from './deadline.ts'
import { stops, waitsUntil } from './event.ts'
import { answers, flowAnswer } from './gateway.ts'
import { law, name, outcome, stage } from './name.ts'
import type { PanelParts, Part } from './part.ts'
import { repeat } from './repeat.ts'
import { link, sign } from './sign.ts'
import { action } from './service-task.ts'
import { takesBack } from './taking-back.ts'
import { form, who } from './user-task.ts'
import { wayTo } from './way-to.ts'

export type { PanelParts } from './part.ts'

/** In the order in which one asks: what, who, with what, until when, why. */
const PARTS: readonly Part[] = [
  ...[name, who, sign, takesBack, link, waitsUntil, stops, form, action, stage, repeat, deadline],
  ...[answers, flowAnswer, outcome, law, wayTo],
]

export interface Panel {
  /** Shows an element, or the diagram as a whole; what had the focus keeps it. */
  show(element: Drawn): void
  /** Brings the keyboard to a field of the panel, or to its first. */
  focus(field?: string): void
}

/** What one element says, in plain words. */
export function makePanel(parts: PanelParts): Panel {
  const body = place('editor-panel')
  const heading = place('editor-panel-heading')
  let shown: Drawn | undefined

  return {
    show(element) {
      const isSame = shown?.businessObject === element.businessObject
      const focused = isSame && body.contains(document.activeElement) ? document.activeElement : null
      const open = isSame ? [...body.querySelectorAll('details')].map((each) => each.open) : []
      shown = element
      heading.textContent = titleOf(element)
      const fields = PARTS.flatMap((part) => part(element, parts))
      const reference = h('p', { class: 'govuk-hint redress-editor__reference' }, `Reference: ${element.id}`)
      body.replaceChildren(...fields, ...(isA(element, 'bpmn:Process') ? [] : [reference]))
      body.querySelectorAll('details').forEach((each, index) => {
        each.open = open[index] ?? false
      })
      if (focused !== null && focused.id !== '') document.getElementById(focused.id)?.focus()
    },
    focus(field = 'panel-name') {
      document.getElementById(field)?.focus()
    },
  }
}

function titleOf(element: Drawn): string {
  const kind = KINDS.find(([type]) => isA(element, type))?.[1] ?? wordsOf(element.type.replace(/^.*:/, ''))
  const called = nameOf(element)
  return called === '' ? kind : `${kind}: ${called}`
}

const KINDS: readonly (readonly [type: string, words: string])[] = [
  ['bpmn:UserTask', 'Step'],
  ['bpmn:BusinessRuleTask', 'Decision table'],
  ['bpmn:ServiceTask', 'Automatic step'],
  ['bpmn:SendTask', 'Automatic step'],
  ['bpmn:CallActivity', 'Stage'],
  ['bpmn:SubProcess', 'Group of steps'],
  ['bpmn:Activity', 'Step'],
  ['bpmn:ExclusiveGateway', 'Question'],
  ['bpmn:InclusiveGateway', 'Question'],
  ['bpmn:ParallelGateway', 'Several ways at once'],
  ['bpmn:StartEvent', 'Start'],
  ['bpmn:EndEvent', 'End'],
  ['bpmn:Event', 'Event'],
  ['bpmn:SequenceFlow', 'Way'],
  ['bpmn:Process', 'Whole diagram'],
]

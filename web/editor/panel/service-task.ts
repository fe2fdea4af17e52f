import { isA, textOf, type Drawn } from '../bpmn.ts'
import { button, h } from '../dom.ts'
import { extensionsOf } from '../edit.ts'
import type { ParameterChoice } from '../page-data.ts'
import { fieldset, selectField, textField } from './fields.ts'
import type { PanelParts, Part } from './part.ts'

const PARAMETER = 'redress:Parameter'

/** What happens by itself: the action, and what it needs to know. */
export const action: Part = (element, parts) => {
  if (!isA(element, 'bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask')) return []
  const { edit, choices, readOnly, fault } = parts
  const chosen = textOf(element.businessObject, 'redress:action')
  const found = choices.actions.find(({ code }) => code === chosen)
  const given = parametersOf(element)
  const needed = found?.parameters ?? []
  const unasked = [...given].filter(([name]) => needed.every(({ code }) => code !== name))
  const leave = (code: string) => {
    write(element, parts, new Map([...given].filter(([name]) => name !== code)))
  }
  return [
    selectField({
      id: 'panel-action',
      label: 'What happens by itself',
      hint: found?.says === undefined ? 'One of the things that the service can do without anybody.' : `${found.says}.`,
      error: fault(element.id, 'admission/no-action', 'admission/unknown-action'),
      value: chosen,
      none: 'Choose what happens',
      choices: choices.actions,
      readOnly,
      change: (value) => {
        const known = new Set(choices.actions.find(({ code }) => code === value)?.parameters.map(({ code }) => code))
        edit.together(() => {
          edit.set(element, { 'redress:action': value })
          write(element, parts, new Map([...given].filter(([name]) => known.has(name))))
        })
      },
    }),
    ...(needed.length === 0
      ? []
      : [fieldset('What it needs to know', ...needed.map((parameter) => field(element, parameter, given, parts)))]),
    ...unasked.map(([code, value]) => unaskedField(code, value, leave, readOnly)),
  ]
}

/** What the action has no use for, from another tool: it can only be taken out. */
function unaskedField(code: string, value: string, leave: (code: string) => void, readOnly: boolean): HTMLElement {
  const said = h(
    'p',
    { class: 'govuk-body-s' },
    `“${code}” is said to be “${value}”, which this action does not ask for.`,
  )
  const out = button(`Take “${code}” out`, () => {
    leave(code)
  })
  return readOnly ? said : h('div', {}, said, out)
}

function field(
  element: Drawn,
  { code, title, required, of, options, hint }: ParameterChoice,
  given: ReadonlyMap<string, string>,
  parts: PanelParts,
): HTMLElement {
  const { choices, readOnly, fault } = parts
  const value = given.get(code) ?? ''
  const change = (next: string) => {
    const all = new Map(given)
    if (next === '') all.delete(code)
    else all.set(code, next)
    write(element, parts, all)
  }
  const missing =
    required && value === ''
      ? (fault(element.id, 'admission/missing-parameter') ?? `Choose or write the ${title.toLowerCase()}`)
      : undefined
  const common = {
    id: `panel-parameter-${code}`,
    label: required ? title : `${title} (optional)`,
    error: of === 'letter' ? (fault(element.id, 'admission/unknown-letter') ?? missing) : missing,
    ...(hint !== undefined && { hint }),
    value,
    readOnly,
    change,
  }
  if (options !== undefined) {
    return selectField({ ...common, none: required ? `Choose the ${title.toLowerCase()}` : 'None', choices: options })
  }
  if (of === undefined) return textField(common)
  const from = {
    role: choices.roles,
    letter: choices.letters,
    deadline: choices.deadlines,
    decision: choices.decisions,
  }
  return selectField({
    ...common,
    none: required ? `Choose a ${of === 'decision' ? 'table' : of}` : 'None',
    choices: from[of],
  })
}

export function parametersOf(element: Drawn): ReadonlyMap<string, string> {
  return new Map(
    extensionsOf(element.businessObject, PARAMETER).map((each) => [textOf(each, 'name'), textOf(each, 'value')]),
  )
}

function write(element: Drawn, { edit }: PanelParts, all: ReadonlyMap<string, string>): void {
  edit.extend(
    element,
    element.businessObject,
    PARAMETER,
    [...all].map(([name, value]) => ({ name, value })),
  )
}

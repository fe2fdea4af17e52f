import type { ConditionTest, ConditionValue, VariableChoice } from '../../../engine/diagram/in-browser.ts'
import { h } from '../dom.ts'
import type { Choice } from '../page-data.ts'
import { fieldset, selectField, textField, tickField } from './fields.ts'

/** What stands there at first. */
export function emptyOf({ type, options }: VariableChoice): ConditionValue {
  if (type === 'boolean') return true
  if (type === 'number') return 1
  return type === 'date' ? '2026-04-01' : (options[0]?.code ?? '')
}

/** With what an answer is compared: a list of its options, yes or no, or a text. */
export function valueField(
  id: string,
  variable: VariableChoice,
  { operator, values }: ConditionTest,
  set: (values: readonly ConditionValue[]) => void,
  readOnly: boolean,
): HTMLElement {
  const { type, options, title } = variable
  const isMany = operator === 'one-of' || operator === 'none-of'
  if (type === 'boolean') {
    return selectField({
      id,
      label: 'Compared with',
      value: String(values[0]),
      choices: [
        { code: 'true', title: 'Yes' },
        { code: 'false', title: 'No' },
      ],
      readOnly,
      change: (value) => {
        set([value === 'true'])
      },
    })
  }
  if (options.length > 0 && isMany) return tickFields(id, title, options, values, set, readOnly)
  if (options.length > 0) {
    return selectField({
      id,
      label: 'Compared with',
      value: String(values[0]),
      choices: options,
      readOnly,
      change: (value) => {
        set([value])
      },
    })
  }
  const wrong = type === 'number' && values.some((value) => typeof value !== 'number')
  return textField({
    id,
    label: 'Compared with',
    hint: type === 'date' ? 'A day, as 2026-04-01.' : isMany ? 'With commas between.' : 'A value.',
    value: values.join(', '),
    error: wrong ? 'Write a number' : undefined,
    readOnly,
    change: (value) => {
      const texts = isMany ? value.split(/\s*,\s*/).filter((text) => text !== '') : [value]
      set(texts.map((text) => (type === 'number' && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text)))
    },
  })
}

function tickFields(
  id: string,
  title: string,
  options: readonly Choice[],
  values: readonly ConditionValue[],
  set: (values: readonly ConditionValue[]) => void,
  readOnly: boolean,
): HTMLElement {
  const ticks = options.map(({ code, title: label }, index) =>
    tickField({
      id: `${id}-${index + 1}`,
      label,
      ticked: values.includes(code),
      readOnly,
      change: (ticked) => {
        const next = ticked ? [...values, code] : values.filter((each) => each !== code)
        set(next.length === 0 ? values : next)
      },
    }),
  )
  return fieldset(`Answers of “${title}”`, h('div', {}, ...ticks))
}

import { isChoice, many, one, type Answers, type Fault, type Field, type Option, type Simple } from './question.ts'

/** Fields with what was answered and what is wrong, as the template shows them. */
export function shownFields(fields: readonly Field[], answers: Answers, faults: readonly Fault[]): readonly object[] {
  return fields.map((each) => {
    if (!isChoice(each)) return shown(each, answers, faults)
    const chosen = many(answers, each.name)
    return {
      ...each,
      ...faultOf(each.name, faults),
      options: each.options.map((option: Option) => ({
        ...option,
        checked: chosen.includes(option.value),
        ...(option.reveals !== undefined && {
          reveals: option.reveals.map((simple) => shown(simple, answers, faults)),
        }),
      })),
    }
  })
}

function shown(simple: Simple, answers: Answers, faults: readonly Fault[]): object {
  const value = one(answers, simple.name)
  const [year = '', month = '', day = ''] = simple.kind === 'date' ? value.split('-') : []
  const counted = simple.kind === 'textarea' && (simple.max === undefined || simple.max >= 10_000)
  return {
    ...simple,
    ...faultOf(simple.name, faults),
    value,
    counted,
    ...(simple.kind === 'textarea' && { max: simple.max ?? 10_000 }),
    ...(simple.kind === 'date' && { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }),
    ...(simple.kind === 'select' && {
      options: simple.options?.map((option) => ({ ...option, selected: option.value === value })),
    }),
  }
}

function faultOf(name: string, faults: readonly Fault[]): object {
  const fault = faults.find((each) => each.name === name)
  return fault === undefined ? {} : { fault: fault.text }
}

/** The list at the top of the page: each leads to its field. */
export function summaryOf(fields: readonly Field[], faults: readonly Fault[]): readonly object[] {
  const simple = fields.flatMap((each): readonly Simple[] =>
    isChoice(each) ? each.options.flatMap(({ reveals = [] }) => reveals) : [each],
  )
  const dates = new Set(simple.flatMap(({ kind, name }) => (kind === 'date' ? [name] : [])))
  return faults.map(({ name, text }) => ({ text, href: `#${dates.has(name) ? `${name}-day` : name}` }))
}

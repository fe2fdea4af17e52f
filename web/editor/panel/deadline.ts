import { isA, textOf, type Drawn, type Moddle } from '../bpmn.ts'
import { h } from '../dom.ts'
import { eventDefinitionOf, extensionsOf } from '../edit.ts'
import { codeOf } from '../words.ts'
import { fieldset, radioField, selectField, textField } from './fields.ts'
import type { PanelParts, Part } from './part.ts'
import { FIRST_TIME, setTime, timeFields, timeOf } from './timer.ts'

const DEADLINE = 'redress:Deadline'
// prettier-ignore
const NAMES = ['rule', 'local', 'title', 'workingDays', 'calendar', 'startedBy', 'metBy', 'onlyWhere', 'at', 'before', 'repeat'] as const
type Name = (typeof NAMES)[number]
type Values = Readonly<Partial<Record<Name, string | number | undefined>>>

/** Where the deadline of an element stands: of a timer in what the event waits for. */
export function deadlineHolder(element: Drawn): Moddle | undefined {
  if (isA(element, 'bpmn:UserTask')) return element.businessObject
  const definition = isA(element, 'bpmn:CatchEvent') ? eventDefinitionOf(element) : undefined
  if (definition?.$type !== 'bpmn:TimerEventDefinition') return undefined
  return extensionsOf(element.businessObject, DEADLINE).length > 0 ? element.businessObject : definition
}

export function deadlineOf(element: Drawn): Values | undefined {
  const holder = deadlineHolder(element)
  const found = holder && extensionsOf(holder, DEADLINE)[0]
  if (found === undefined) return undefined
  return Object.fromEntries(
    NAMES.map((name) => [name, found.get(name)] as const).filter(
      ([, value]) => typeof value === 'string' || typeof value === 'number',
    ),
  )
}

/** Until when, or when a timer goes off: a time limit of the law, a target of the council, or both. */
export const deadline: Part = (element, parts) => {
  const holder = deadlineHolder(element)
  if (holder === undefined) return []
  const { edit, choices, readOnly, fault } = parts
  const isTask = isA(element, 'bpmn:UserTask')
  const now = deadlineOf(element)
  const reason = isTask ? textOf(element.businessObject, 'redress:noDeadline') : ''
  const write = (values: Values | undefined, noDeadline = '') => {
    edit.together(() => {
      if (isTask && textOf(element.businessObject, 'redress:noDeadline') !== noDeadline) {
        edit.set(element, { 'redress:noDeadline': noDeadline })
      }
      edit.extend(element, holder, DEADLINE, values === undefined ? [] : [withoutEmpty(values)])
    })
  }
  const time = isTask || now !== undefined ? undefined : timeOf(holder)
  const kind = time === undefined ? kindOf(now, reason) : 'time'
  const change = (values: Values) => {
    write({ ...now, ...values })
  }
  return [
    radioField({
      id: 'panel-deadline',
      label: isTask ? 'Deadline' : 'When',
      ...(isTask && { hint: 'By when it must be done.' }),
      error: fault(
        element.id,
        ...['user-task-has-deadline', 'deadline-within-statute', 'deadline-names-its-start', 'no-raw-days-in-timers'],
        ...['no-long-timers', 'admission/bad-deadline', 'admission/unknown-deadline-rule', 'admission/no-time'],
      ),
      value: kind,
      choices: [
        { code: 'law', title: 'A time limit of the law' },
        { code: 'local', title: 'A target of the council’s own' },
        { code: 'both', title: 'A target where the law sets no date' },
        isTask ? { code: 'none', title: 'No deadline, because …' } : { code: 'time', title: 'A time of its own' },
      ],
      readOnly,
      change: (next) => {
        edit.together(() => {
          if (next === 'time') {
            write(undefined)
            setTime(element, eventDefinitionOf(element) ?? holder, FIRST_TIME, parts)
            return
          }
          if (time !== undefined) setTime(element, holder, undefined, parts)
          if (next === 'none') write(undefined, reason === '' ? 'because ' : reason)
          else write(startOf(next, now, element, parts))
        })
      },
    }),
    ...(time === undefined ? [] : timeFields(element, holder, parts)),
    ...(kind === 'law' || kind === 'both' ? [lawField(now, change, parts)] : []),
    ...(kind === 'local' || kind === 'both' ? [targetFields(now, change, parts)] : []),
    ...(kind === 'none'
      ? [
          textField({
            id: 'panel-no-deadline',
            label: 'Why it has no deadline',
            hint: 'Begin with “because”.',
            value: reason,
            rows: 2,
            readOnly,
            change: (value) => {
              write(undefined, value)
            },
          }),
        ]
      : []),
    ...(isTask || now === undefined ? [] : [momentFields(now, change, parts)]),
    ...(kind === 'law' || kind === 'both' ? [sentenceOf(String(now?.rule ?? ''), choices.deadlines)] : []),
    ...(now === undefined ? [] : [daysLink(element, parts)]),
  ]
}

function kindOf(now: Values | undefined, reason: string): 'law' | 'local' | 'both' | 'none' | '' {
  if (now === undefined) return reason === '' ? '' : 'none'
  if (now.local === undefined) return 'law'
  return now.rule === undefined ? 'local' : 'both'
}

/** What stands there when another kind is chosen: what was there is kept as far as it fits. */
function startOf(kind: string, now: Values | undefined, element: Drawn, { choices }: PanelParts): Values {
  const moment = isA(element, 'bpmn:UserTask') ? {} : { at: now?.at ?? 'due', before: now?.before, repeat: now?.repeat }
  const law = { rule: now?.rule ?? choices.deadlines[0]?.code }
  const target = {
    local: now?.local ?? codeOf(element.id, '-'),
    title: now?.title ?? textOf(element.businessObject, 'name'),
    workingDays: now?.workingDays ?? 10,
    calendar: now?.calendar ?? choices.calendars[0]?.code,
    startedBy: now?.startedBy ?? choices.facts[0]?.code,
    metBy: now?.metBy ?? choices.facts[0]?.code,
    onlyWhere: now?.onlyWhere,
  }
  return withoutEmpty({
    ...(kind === 'local' ? {} : law),
    ...(kind === 'law' ? {} : target),
    ...moment,
  })
}

function lawField(now: Values | undefined, change: (values: Values) => void, { choices, readOnly }: PanelParts) {
  return selectField({
    id: 'panel-deadline-rule',
    label: 'Time limit',
    value: String(now?.rule ?? ''),
    choices: choices.deadlines,
    readOnly,
    change: (rule) => {
      change({ rule })
    },
  })
}

function targetFields(now: Values | undefined, change: (values: Values) => void, { choices, readOnly }: PanelParts) {
  const startedBy = selectField({
    id: 'panel-deadline-startedBy',
    label: 'Counted from',
    value: String(now?.startedBy ?? ''),
    choices: choices.facts,
    readOnly,
    change: (value) => {
      // What only one fact says is not asked of another.
      change({ startedBy: value, onlyWhere: undefined })
    },
  })
  const [met = '', orMet = '', ...orElse] = String(now?.metBy ?? '').split(' ')
  const meet = (facts: readonly string[]) => {
    change({ metBy: [...new Set(facts)].filter((each) => each !== '').join(' ') })
  }
  const only = choices.facts.find(({ code }) => code === now?.startedBy)?.parts ?? []
  return fieldset(
    'The council’s target',
    textField({
      id: 'panel-deadline-days',
      label: 'Working days',
      value: String(now?.workingDays ?? ''),
      inputmode: 'numeric',
      width: 4,
      error: /^[1-9]\d*$/.test(String(now?.workingDays ?? '')) ? undefined : 'Write a whole number of working days',
      readOnly,
      change: (value) => {
        change({ workingDays: Number.isNaN(Number(value)) ? 0 : Math.trunc(Number(value)) })
      },
    }),
    startedBy,
    ...(only.length === 0 && now?.onlyWhere === undefined
      ? []
      : [
          selectField({
            id: 'panel-deadline-onlyWhere',
            label: 'Only where',
            value: String(now?.onlyWhere ?? ''),
            none: 'Whatever is said then',
            choices: only,
            readOnly,
            change: (value) => {
              change({ onlyWhere: value === '' ? undefined : value })
            },
          }),
        ]),
    selectField({
      id: 'panel-deadline-metBy',
      label: 'Met when',
      value: met,
      choices: choices.facts,
      readOnly,
      change: (value) => {
        meet([value, orMet, ...orElse])
      },
    }),
    selectField({
      id: 'panel-deadline-orMetBy',
      label: 'Or when',
      value: orMet,
      none: 'Nothing else',
      choices: choices.facts,
      readOnly,
      change: (value) => {
        meet([met, value, ...orElse])
      },
    }),
    selectField({
      id: 'panel-deadline-calendar',
      label: 'Working days of',
      value: String(now?.calendar ?? ''),
      choices: choices.calendars,
      readOnly,
      change: (calendar) => {
        change({ calendar })
      },
    }),
    textField({
      id: 'panel-deadline-title',
      label: 'What is due, in words',
      value: String(now?.title ?? ''),
      readOnly,
      change: (title) => {
        change({ title })
      },
    }),
    h('p', { class: 'govuk-hint' }, `Kept under “${now?.local ?? ''}”, which stays: cases that run go by it.`),
  )
}

function momentFields(now: Values, change: (values: Values) => void, { readOnly }: PanelParts): HTMLElement {
  const at = now.at ?? 'due'
  const days = (id: 'before' | 'repeat', label: string) =>
    textField({
      id: `panel-deadline-${id}`,
      label,
      value: String(now[id] ?? ''),
      inputmode: 'numeric',
      width: 4,
      readOnly,
      change: (value) => {
        const number = Math.trunc(Number(value))
        change({ [id]: value === '' || Number.isNaN(number) ? undefined : number })
      },
    })
  return fieldset(
    'On which day',
    selectField({
      id: 'panel-deadline-at',
      label: 'It goes off',
      value: String(at),
      choices: [
        { code: 'warning', title: 'Some days before the last day' },
        { code: 'due', title: 'On the last day' },
        { code: 'breach', title: 'When the last day has passed' },
      ],
      readOnly,
      change: (value) => {
        change({ at: value })
      },
    }),
    ...(at === 'warning' ? [days('before', 'Working days before')] : []),
    ...(at === 'breach' ? [days('repeat', 'And again after so many working days (optional)')] : []),
  )
}

function sentenceOf(rule: string, deadlines: PanelParts['choices']['deadlines']): HTMLElement {
  const sentence = deadlines.find(({ code }) => code === rule)?.sentence ?? ''
  return h('p', { class: 'govuk-body-s redress-editor__under' }, sentence)
}

function daysLink({ id }: Drawn, { daysPage }: PanelParts): HTMLElement {
  const link = h(
    'a',
    { class: 'govuk-link', href: daysPage(id) },
    'See it on real days, Easter and Christmas among them',
  )
  return h('p', { class: 'govuk-body-s' }, link)
}

function withoutEmpty(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
}

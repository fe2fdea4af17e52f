import {
  readTimer,
  SPAN_UNITS,
  writeTimer,
  type PlainTimer,
  type SpanUnit,
} from '../../../engine/diagram/in-browser.ts'
import type { Drawn, Moddle } from '../bpmn.ts'
import { fieldset, selectField, textField } from './fields.ts'
import type { PanelParts } from './part.ts'
import { bodyOf } from './repeat.ts'

const PROPERTIES = { duration: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' } as const
type Kind = keyof typeof PROPERTIES
const KINDS = Object.keys(PROPERTIES) as readonly Kind[]
const TIMES = [
  { code: 'duration', title: 'Some time after it begins to wait' },
  { code: 'date', title: 'On a day' },
  { code: 'cycle', title: 'Again and again' },
] as const

/** The time of its own that a timer has, and no deadline. */
export function timeOf(definition: Moddle): { readonly kind: Kind; readonly text: string } | undefined {
  const kind = KINDS.find((each) => bodyOf(definition, PROPERTIES[each]) !== '')
  return kind && { kind, text: bodyOf(definition, PROPERTIES[kind]) }
}

export function setTime(
  element: Drawn,
  definition: Moddle,
  time: { kind: Kind; text: string } | undefined,
  { edit }: PanelParts,
): void {
  for (const kind of KINDS) edit.expression(element, definition, PROPERTIES[kind], kind === time?.kind ? time.text : '')
}

export const FIRST_TIME = { kind: 'duration', text: 'PT1H' } as const

/** A time in words; what cannot be said so stands as it is written. */
export function timeFields(element: Drawn, definition: Moddle, parts: PanelParts): readonly HTMLElement[] {
  const time = timeOf(definition)
  if (time === undefined) return []
  const { readOnly } = parts
  const write = (timer: PlainTimer) => {
    parts.edit.together(() => {
      setTime(element, definition, writeTimer(timer), parts)
    })
  }
  const plain = readTimer(time)
  return [
    fieldset(
      'A time of its own',
      selectField({
        id: 'panel-time-kind',
        label: 'When',
        value: time.kind,
        choices: TIMES,
        readOnly,
        change: (kind) => {
          write(FIRST_OF[kind as Kind])
        },
      }),
      ...(plain === undefined ? [] : plainFields(plain, write, readOnly)),
      textField({
        id: 'panel-time-text',
        label: 'As it is written',
        hint: 'ISO 8601, or an expression (FEEL) that begins with =.',
        value: time.text,
        readOnly,
        change: (text) => {
          parts.edit.together(() => {
            setTime(element, definition, { kind: time.kind, text: text === '' ? time.text : text }, parts)
          })
        },
      }),
    ),
  ]
}

const FIRST_OF: Readonly<Record<Kind, PlainTimer>> = {
  duration: { kind: 'duration', after: { count: 1, unit: 'hours' } },
  date: { kind: 'date', day: '2027-04-01', time: '09:00' },
  cycle: { kind: 'cycle', every: { count: 1, unit: 'hours' }, times: 3 },
}

function plainFields(plain: PlainTimer, write: (timer: PlainTimer) => void, readOnly: boolean): readonly HTMLElement[] {
  if (plain.kind === 'date')
    return momentFields(
      plain,
      (moment) => {
        write({ kind: 'date', ...moment })
      },
      readOnly,
    )
  const span = plain.kind === 'duration' ? plain.after : plain.every
  const set = (next: typeof span) => {
    write(plain.kind === 'duration' ? { kind: 'duration', after: next } : { ...plain, every: next })
  }
  return [
    number(
      'panel-time-count',
      plain.kind === 'duration' ? 'How long' : 'Every',
      span.count,
      (count) => {
        set({ ...span, count: count ?? span.count })
      },
      readOnly,
    ),
    selectField({
      id: 'panel-time-unit',
      label: 'Of what',
      value: span.unit,
      choices: SPAN_UNITS.map((unit) => ({ code: unit, title: unit.charAt(0).toUpperCase() + unit.slice(1) })),
      readOnly,
      change: (unit) => {
        set({ ...span, unit: unit as SpanUnit })
      },
    }),
    ...(plain.kind === 'cycle'
      ? [
          number(
            'panel-time-times',
            'How often in all (empty: without end)',
            plain.times,
            (times) => {
              const { times: _, ...rest } = plain
              write(times === undefined ? rest : { ...rest, times })
            },
            readOnly,
          ),
        ]
      : []),
  ]
}

function number(
  id: string,
  label: string,
  value: number | undefined,
  change: (value: number | undefined) => void,
  readOnly: boolean,
): HTMLElement {
  return textField({
    ...{ id, label, readOnly, inputmode: 'numeric', width: 4 },
    value: value === undefined ? '' : String(value),
    change: (text) => {
      change(/^[1-9]\d*$/.test(text) ? Number(text) : undefined)
    },
  })
}

function momentFields(
  { day, time }: { readonly day: string; readonly time?: string },
  change: (moment: { readonly day: string; readonly time?: string }) => void,
  readOnly: boolean,
): readonly HTMLElement[] {
  return [
    textField({
      ...{ id: 'panel-time-day', label: 'Day', hint: 'As 2027-04-01.', value: day, width: 10, readOnly },
      change: (value) => {
        change({ day: value, ...(time !== undefined && { time }) })
      },
    }),
    textField({
      ...{
        id: 'panel-time-clock',
        label: 'Time of day',
        hint: 'As 09:00, in London.',
        value: time ?? '',
        width: 4,
        readOnly,
      },
      change: (value) => {
        change({ day, ...(value !== '' && { time: value }) })
      },
    }),
  ]
}

import type { Payload } from './hostile-data-payloads.ts'

/** What a field for words takes. */
export interface Room {
  /** Signs that fit. */
  readonly most: number
  /** Whether a line break or another sign that controls machines is refused. */
  readonly oneLine: boolean
  /** Payloads of these alone, one at a time. */
  readonly family?: string
}

/** Hands out payloads so that each comes into each field in the end, and remembers what was written where. */
export interface Words {
  readonly all: readonly Payload[]
  /** Text for a field; the name is the same each time the field is filled in. */
  next(field: string, room: Room): string
  /** Texts that were taken, with the field. */
  readonly written: readonly (readonly [field: string, text: string])[]
  /** A form was taken (or refused): what `next` gave since counts from now on (or is forgotten). */
  keep(): void
  forget(): void
  /** What `next` gave since. */
  pending(): readonly string[]
  /** Pairs of a field and a payload that have been written, and how many there are. */
  readonly pairs: () => {
    readonly written: number
    readonly all: number
    readonly fields: number
    readonly used: number
  }
}

const CONTROL = /\p{Cc}/u
/** Between payloads that share a field. */
const GAP = 1

/** @param together - Payloads that may share one field, at most. */
export function makeWords(all: readonly Payload[], together: number): Words {
  const fields = new Map<
    string,
    { readonly room: Room; readonly fits: readonly Payload[]; at: number; kept: Set<string> }
  >()
  const written: (readonly [string, string])[] = []
  let pending: {
    readonly field: string
    readonly text: string
    readonly marks: readonly string[]
    readonly from: number
  }[] = []
  let start = 0

  const fieldOf = (name: string, room: Room) => {
    const known = fields.get(name)
    if (known !== undefined) return known
    const fits = all.filter(
      ({ text, family }) =>
        text.length <= room.most &&
        !(room.oneLine && CONTROL.test(text)) &&
        (room.family === undefined || family === room.family),
    )
    const field = { room, fits, at: start % Math.max(1, fits.length), kept: new Set<string>() }
    fields.set(name, field)
    return field
  }

  return {
    all,
    written,
    next(name, room) {
      const field = fieldOf(name, room)
      const chosen: Payload[] = []
      let length = 0
      for (
        let tries = 0;
        tries < field.fits.length && chosen.length < (room.family === undefined ? together : 1);
        tries += 1
      ) {
        const payload = field.fits[(field.at + tries) % field.fits.length]
        if (payload === undefined || length + GAP + payload.text.length > room.most) break
        chosen.push(payload)
        length += GAP + payload.text.length
      }
      const from = field.at
      field.at = (from + chosen.length) % Math.max(1, field.fits.length)
      start += chosen.length
      const text = chosen.map((each) => each.text).join(room.oneLine ? ' ' : '\n')
      pending.push({ field: name, text, marks: chosen.map(({ mark }) => mark), from })
      return text
    },
    keep() {
      for (const { field, text, marks } of pending) {
        written.push([field, text])
        for (const mark of marks) fields.get(field)?.kept.add(mark)
      }
      pending = []
    },
    forget() {
      for (const { field, from } of pending.toReversed()) {
        const known = fields.get(field)
        if (known !== undefined) known.at = from
      }
      start -= pending.reduce((sum, { marks }) => sum + marks.length, 0)
      pending = []
    },
    pending: () => pending.map(({ text }) => text),
    pairs() {
      const known = [...fields.values()].filter(({ kept }) => kept.size > 0)
      return {
        fields: known.length,
        written: known.reduce((sum, { kept }) => sum + kept.size, 0),
        all: known.reduce((sum, { fits }) => sum + fits.length, 0),
        used: new Set(known.flatMap(({ kept }) => [...kept])).size,
      }
    },
  }
}

/** As much of JSON Schema as our forms and our API use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema | false>>
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** Patterns that ask for no more than that there be words, and those that ask for them in one line. */
const WORDS = new Set(['\\S', undefined])
const ONE_LINE = new Set([
  '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
  '^(?=.*\\S)[^\\u0000-\\u001f\\u007f]+$',
  '^[^\\u0000-\\u001f\\u007f]+$',
])

/** What a field takes where it is one for words of the writer's own; undefined where it is not. */
export function roomIn(schema: Schema, usual = 20_000): Room | undefined {
  const { type, enum: choices, const: fixed, format, pattern, maxLength = usual } = schema
  if (type !== 'string' || choices !== undefined || fixed !== undefined || format !== undefined) return undefined
  if (WORDS.has(pattern)) return { most: maxLength, oneLine: false }
  return ONE_LINE.has(pattern ?? '') ? { most: maxLength, oneLine: true } : undefined
}

/**
 * Answers with payloads in place of each text of the writer's own.
 *
 * @param offered - Fields that stand empty are filled in as well, but for those.
 */
export function withPayloads(
  schema: Schema,
  answers: Readonly<Record<string, unknown>>,
  words: Pick<Words, 'next'>,
  where: string,
  offered: ReadonlySet<string>,
): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...answers }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property === false) continue
    const field = `${where} ${name}`
    const room = roomIn(property)
    const given = answers[name]
    if (room !== undefined) {
      if (given !== undefined || !offered.has(name)) filled[name] = words.next(field, room)
    } else if (Array.isArray(given) && property.items !== undefined) {
      const { items } = property
      const itemRoom = roomIn(items)
      filled[name] = given.map((item: unknown) =>
        itemRoom !== undefined
          ? words.next(field, itemRoom)
          : typeof item === 'object' && item !== null
            ? withPayloads(items, item as Readonly<Record<string, unknown>>, words, field, NOTHING)
            : item,
      )
    }
  }
  return filled
}

const NOTHING: ReadonlySet<string> = new Set()

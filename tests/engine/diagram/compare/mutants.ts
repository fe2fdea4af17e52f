/** One thing changed in a file: what kind of thing it was, where it stood, and the text with it changed. */
export interface Mutant {
  /** `userTask@name`, `forms properties/…/title`; equal kinds are sampled together. */
  readonly kind: string
  /** Ids of the elements around it, the nearest first. */
  readonly around: readonly string[]
  readonly text: () => string
}

const TAG = /<(\/?)([\w:]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g
const ATTRIBUTE = /\s([\w:.-]+)="([^"]*)"/g

/** Each attribute with another value and without it, each text with another, each element without it. */
export function xmlMutants(xml: string): readonly Mutant[] {
  const mutants: Mutant[] = []
  const open: { name: string; id: string; start: number; inner: number }[] = []
  for (const tag of xml.matchAll(TAG)) {
    const [whole, closing, name = '', attributes = '', empty] = tag
    const start = tag.index
    if (closing === '/') {
      const own = open.pop()!
      const around = [own.id, ...open.map(({ id }) => id).toReversed()].filter((id) => id !== '')
      const text = xml.slice(own.inner, start)
      if (!text.includes('<') && text.trim() !== '') {
        mutants.push({
          kind: `${name}#`,
          around,
          text: () => `${xml.slice(0, own.inner)}${otherText(text)}${xml.slice(start)}`,
        })
      }
      const end = start + whole.length
      if (open.length > 0)
        mutants.push({ kind: `-${name}`, around, text: () => xml.slice(0, own.start) + xml.slice(end) })
      continue
    }
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1] ?? /\sbpmnElement="([^"]*)"/.exec(attributes)?.[1] ?? ''
    const around = [id, ...open.map((each) => each.id).toReversed()].filter((each) => each !== '')
    const from = start + 1 + name.length
    for (const found of attributes.matchAll(ATTRIBUTE)) {
      const [pair, key = '', value = ''] = found
      if (key.startsWith('xmlns')) continue
      const at = from + found.index
      const put = (text: string) => xml.slice(0, at) + text + xml.slice(at + pair.length)
      mutants.push({ kind: `${name}@${key}`, around, text: () => put(` ${key}="${otherValue(value)}"`) })
      if (!MEANT_ANYWAY.has(`${name}@${key}=${value}`))
        mutants.push({ kind: `-${name}@${key}`, around, text: () => put('') })
    }
    if (empty === '/') {
      if (open.length > 0)
        mutants.push({ kind: `-${name}`, around, text: () => xml.slice(0, start) + xml.slice(start + whole.length) })
    } else open.push({ name, id, start, inner: start + whole.length })
  }
  return mutants
}

/** To leave these out says the same. */
const MEANT_ANYWAY: ReadonlySet<string> = new Set([
  'bpmn:startEvent@isInterrupting=true',
  'bpmn:boundaryEvent@cancelActivity=true',
])

function otherValue(value: string): string {
  if (value === 'true') return 'false'
  if (value === 'false') return 'true'
  if (/^-?\d+(\.\d+)?$/.test(value)) return String(Number(value) + 7)
  return `${value}x`
}

function otherText(text: string): string {
  return /^\s*-\s*$/.test(text) ? '"x"' : text.includes('"') ? text.replace('"', '"x') : `${text.trimEnd()} x`
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Each leaf with another value, each key and each item without it, each list the other way round. */
export function jsonMutants(source: string): readonly Mutant[] {
  const mutants: Mutant[] = []
  const whole = JSON.parse(source) as Json
  walk(whole, [])
  return mutants

  function mutant(what: string, path: readonly string[], change: (json: Json) => void): void {
    mutants.push({
      kind: `${what} ${path.map((step, index) => (/^\d+$/.test(step) || NAMED.has(path[index - 1] ?? '') ? '*' : step)).join('/')}`,
      around: path.filter((_, index) => path[index - 1] === 'properties').toReversed(),
      text() {
        const copy = structuredClone(whole)
        change(copy)
        return JSON.stringify(copy, null, 2)
      },
    })
  }

  function walk(value: Json, path: readonly string[]): void {
    const key = path.at(-1) ?? ''
    if (path.length > 0)
      mutant('-', path, (copy) => {
        remove(at(copy, path.slice(0, -1)), key)
      })
    if (Array.isArray(value)) {
      if (new Set(value.map((each) => JSON.stringify(each))).size > 1 && !SETS.has(key))
        mutant('order of', path, (copy) => {
          ;(at(copy, path) as Json[]).reverse()
        })
      for (const [index, each] of value.entries()) walk(each, [...path, String(index)])
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) walk(each, [...path, name])
    } else
      mutant('other', path, (copy) => {
        put(at(copy, path.slice(0, -1)), key, other(value))
      })
  }
}

/** Keys of a person's choosing stand below these. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'x-labels', 'display', 'data', 'startVariables', 'forms'])
/** Lists whose order says nothing; the order of what must hold together neither. */
const SETS: ReadonlySet<string> = new Set([
  'required',
  'allOf',
  'variables',
  'records',
  'legalBasis',
  'scenarios',
  'options',
])

function at(json: Json, path: readonly string[]): Json {
  return path.reduce<Json>((inner, step) => (inner as Record<string, Json>)[step]!, json)
}

function remove(holder: Json, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else Reflect.deleteProperty(holder as object, key)
}

function put(holder: Json, key: string, value: Json): void {
  ;(holder as Record<string, Json>)[key] = value
}

function other(value: Json): Json {
  if (typeof value === 'boolean') return !value
  return typeof value === 'number' ? value + 7 : `${typeof value === 'string' ? value : ''}x`
}

/** Each line of words with another word, and without it. */
export function letterMutants(text: string): readonly Mutant[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index): Mutant[] => {
    if (line.trim() === '' || line === '---') return []
    const kind = /^(\w+):/.exec(line)?.[1] ?? (line.startsWith('#') ? 'part' : 'words')
    const withLine = (own: readonly string[]) =>
      [...lines.slice(0, index), ...own, ...lines.slice(index + 1)].join('\n')
    return [
      {
        kind: `letter ${kind}`,
        around: [],
        text: () => withLine([kind === 'contents' ? line.replace('[', '[other-content, ') : `${line} x`]),
      },
      { kind: `- letter ${kind}`, around: [], text: () => withLine([]) },
    ]
  })
}

/** Numbers from 0 to `sides` - 1, the same for the same seed. */
export function diceOf(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

/** Some of each kind while there are kinds, the rarest mutants as likely as the others. */
export function sampled<Kind extends Mutant>(
  mutants: readonly Kind[],
  count: number,
  dice: (sides: number) => number,
): readonly Kind[] {
  const kinds = new Map<string, Kind[]>()
  for (const mutant of mutants) kinds.set(mutant.kind, [...(kinds.get(mutant.kind) ?? []), mutant])
  const taken: Kind[] = []
  while (taken.length < count && kinds.size > 0) {
    const waiting = [...kinds.keys()]
    while (taken.length < count && waiting.length > 0) {
      const [kind = ''] = waiting.splice(dice(waiting.length), 1)
      const own = kinds.get(kind) ?? []
      taken.push(...own.splice(dice(own.length), 1))
      if (own.length === 0) kinds.delete(kind)
    }
  }
  return taken
}

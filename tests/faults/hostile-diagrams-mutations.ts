import type { Prng } from '../support/random-process/prng.ts'

type Mutation = (xml: string, prng: Prng) => string

const SIGNS = ['<', '>', '"', '&', '\u0000', '${', ' ', 'x', ']]>', '<!--', '&#x0;', '<![CDATA[', '\uFFFF']
const VALUES = ['', 'true', '0', '-1', '1e9', '__proto__', 'constructor', 'x y', '= 1', 'xs', 'R/PT0S', 'P1D', 'a.b.c']
const TEXTS = [
  '',
  'P10WD',
  'R/PT0S',
  'a ==',
  '1',
  'true',
  '= x',
  '2026-02-30',
  'matches(a,"b")',
  '1000',
  '['.repeat(99),
]
const NAMES = [
  'task',
  'userTask',
  'serviceTask',
  'subProcess',
  'endEvent',
  'startEvent',
  'boundaryEvent',
  'exclusiveGateway',
  'parallelGateway',
  'intermediateThrowEvent',
  'callActivity',
  'process',
  'sequenceFlow',
]

/** Ways to spoil a file: by its letters, its attributes, its elements, its texts. */
const MUTATIONS: readonly Mutation[] = [
  (xml, { below, pick }) => {
    const at = below(xml.length)
    return xml.slice(0, at) + pick(SIGNS) + xml.slice(at + below(3))
  },
  (xml, { below }) => {
    const at = below(xml.length)
    return xml.slice(0, at) + xml.slice(at + 1 + below(200))
  },
  (xml, { below }) => {
    const [from, to] = [below(xml.length), below(xml.length)]
    return xml.slice(0, to) + xml.slice(from, from + below(300)) + xml.slice(to)
  },
  (xml, prng) => withAttribute(xml, prng, (values) => prng.pick(values)),
  (xml, prng) => withAttribute(xml, prng, () => prng.pick(VALUES)),
  (xml, { below, pick, chance }) => {
    const opening = pick([...xml.matchAll(/<([\w:]+)[^<>]*>/g)])
    const [whole, name = ''] = opening
    const end = whole.endsWith('/>')
      ? opening.index + whole.length
      : xml.indexOf(`</${name}>`, opening.index) + name.length + 3
    const element = xml.slice(opening.index, end)
    if (chance(0.5)) return xml.slice(0, opening.index) + xml.slice(end)
    const to = xml.indexOf('<', below(xml.length))
    return xml.slice(0, Math.max(to, 0)) + element + xml.slice(Math.max(to, 0))
  },
  (xml, { pick }) => xml.replaceAll(new RegExp(`(</?(?:bpmn:)?)${pick(NAMES)}\\b`, 'g'), `$1${pick(NAMES)}`),
  (xml, { pick }) => {
    const texts = [...xml.matchAll(/>([^<>]*\S[^<>]*)</g)]
    if (texts.length === 0) return xml
    const text = pick(texts)
    return xml.slice(0, text.index + 1) + pick(TEXTS) + xml.slice(text.index + text[0].length - 1)
  },
]

function withAttribute(xml: string, { pick }: Prng, change: (values: readonly string[]) => string): string {
  const attributes = [...xml.matchAll(/ [\w:]+="([^"]*)"/g)]
  const chosen = pick(attributes)
  const value = chosen[1] ?? ''
  const at = chosen.index + chosen[0].length - 1 - value.length
  return xml.slice(0, at) + change(attributes.map(([, other]) => other ?? '')) + xml.slice(at + value.length)
}

/** One of them, spoilt once or several times. */
export function spoilt(sources: readonly string[], prng: Prng): string {
  let xml = prng.pick(sources)
  for (let n = prng.below(4); n >= 0 && xml.length > 10; n -= 1) {
    try {
      xml = prng.pick(MUTATIONS)(xml, prng)
    } catch (error) {
      // Nothing of that kind is left in it.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return xml
}

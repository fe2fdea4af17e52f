import { capital } from '../../values/capital.ts'
import type { Change, Differences } from './change.ts'
import { DEADLINE, deadlineSaid } from './deadline-sentences.ts'
import { DEFINITIONS, readItems, type DiagramItem, type DiagramSide } from './diagram-items.ts'
import { kindInWords, nameOf, nodeInWords, NODE_WORDS, whereIs } from './diagram-names.ts'
import { inReadingOrder } from './diagram-order.ts'
import { allInWords, deadlineAt, saidOf, type Version } from './diagram-sentences.ts'
import { documentationSaid } from './documentation-sentences.ts'
import { factsChanged, pairsOf, type FactChange, type Pair } from './item.ts'
import { layoutDifference } from './layout-difference.ts'
import { quoted } from './plain-words.ts'
import type { Said } from './said.ts'
import { asChange } from './as-change.ts'
import { outOfOrder } from './word-difference.ts'

/** Two versions of one BPMN file. */
export interface DiagramPair {
  readonly file: string
  readonly before: Version
  readonly after: Version
  /** Where a step that is not in this diagram any more is now, and where one that is new in it was. */
  readonly goneTo?: (id: string) => string | undefined
  readonly cameFrom?: (id: string) => { readonly item: DiagramItem; readonly name: string } | undefined
}

/** Everything that two versions of a diagram do not have in common; what only its drawing shows stands apart. */
export function compareDiagram(pair: DiagramPair): Differences {
  const { before, after } = renamed(pair)
  const [olds, news] = [inReadingOrder(before.side), inReadingOrder(after.side)]
  const pairs = pairsOf(olds, news)
  const told = toldWithSteps(pairs)
  const changes = pairs.flatMap((each) => (told.has(each) ? [] : changesOf(each, { ...pair, before, after })))
  const notation = pairs.flatMap(({ was, now }) => {
    if (was === undefined || now === undefined || sameNotation(was, now)) return []
    return [capital(nameOf(after.side, now))]
  })
  return { changes, notation, layout: layoutDifference(before.side, after.side) }
}

function changesOf(each: Pair<DiagramItem>, pair: DiagramPair): readonly Change[] {
  const { was, now } = each
  if (was === undefined && now !== undefined) return added(now, pair)
  if (was !== undefined && now === undefined) return [removed(was, pair)]
  if (was === undefined || now === undefined) return []
  return differences(was, now, pair)
}

function added(now: DiagramItem, pair: DiagramPair): readonly Change[] {
  const { after, cameFrom } = pair
  const moved = cameFrom?.(now.key)
  if (moved?.item.type === now.type) {
    const text = `moved here from the diagram ${quoted(moved.name)}`
    const said: Said = { subject: 'step', kind: 'moved', text, was: moved.name, now: nameOf(after.side, now) }
    const lane = now.facts.get('lane')
    const facts = new Map([...moved.item.facts, ...(lane === undefined ? [] : [['lane', lane] as const])])
    if (lane === undefined) facts.delete('lane')
    return [inPlace(said, now, pair), ...differences({ ...moved.item, facts, parent: now.parent }, now, pair)]
  }
  const details = allInWords(now, after)
  const text = isFlow(now)
    ? `${capital(nameOf(after.side, now))} added${leadsTo(after.side, now)}`
    : `${capital(kindInWords(now.type))} ${plainName(now)} added${between(after.side, now)}`
  const said: Said = {
    subject: subjectOf(now),
    kind: 'added',
    text,
    alone: true,
    now: details === '' ? 'new' : details,
  }
  return [inPlace(said, now, pair)]
}

function removed(was: DiagramItem, pair: DiagramPair): Change {
  const { before, goneTo } = pair
  const to = goneTo?.(was.key)
  const details = allInWords(was, before)
  const name = isFlow(was) ? capital(nameOf(before.side, was)) : `${capital(kindInWords(was.type))} ${plainName(was)}`
  const said: Said =
    to !== undefined
      ? { subject: 'step', kind: 'moved', text: `${name} moved to the diagram ${quoted(to)}`, alone: true, now: to }
      : {
          subject: subjectOf(was),
          kind: 'removed',
          text: `${name} removed${isFlow(was) ? leadsTo(before.side, was, 'it led to') : between(before.side, was, 'it stood')}`,
          alone: true,
          was: details === '' ? 'there' : details,
        }
  return asChange(said, {
    file: pair.file,
    element: was.element,
    where: whereIs(before.side, was, before.naming),
    subjectName: '',
    ...clause(said, was),
  })
}

function differences(was: DiagramItem, now: DiagramItem, pair: DiagramPair): readonly Change[] {
  const { before, after } = pair
  const facts = [...factsChanged({ was, now }), ...structural(was, now)]
  const deadlines = new Map<string, FactChange[]>()
  const documentation = facts.filter(({ fact }) => DOCUMENTATION.test(fact))
  const said: Said[] = []
  for (const fact of facts) {
    const place = DEADLINE.exec(fact.fact)?.[1]
    if (place !== undefined) deadlines.set(place, [...(deadlines.get(place) ?? []), fact])
    else if (!DOCUMENTATION.test(fact.fact)) said.push(say(fact, pair))
  }
  for (const [place, changes] of deadlines)
    said.push(...deadlineSaid(deadlineAt(was, place), deadlineAt(now, place), changes))
  if (documentation.length > 0) said.push(...documentationSaid(documentationOf(was), documentationOf(now)))
  const order = orderOfWays(was, before.side, now, after.side)
  return [...said, ...order].map((each) => inPlace(each, now, pair, was))
}

const DOCUMENTATION = /^documentation(\[\d+\])?\/(#|)$/

function say(change: FactChange, { before, after }: DiagramPair): Said {
  const said = saidOf(change, before, after)
  if (said !== undefined) return said
  const { fact, was, now } = change
  return { subject: 'unknown', text: fact, ...(was !== undefined && { was }), ...(now !== undefined && { now }) }
}

function structural(was: DiagramItem, now: DiagramItem): readonly FactChange[] {
  return [
    ...(was.element === now.element ? [] : [{ fact: '@id', was: was.element, now: now.element }]),
    ...(was.type === now.type ? [] : [{ fact: 'type', was: kindInWords(was.type), now: kindInWords(now.type) }]),
    ...(was.parent === now.parent ? [] : [{ fact: 'parent', was: was.parent, now: now.parent }]),
  ]
}

function documentationOf({ facts }: DiagramItem): string {
  return [...facts]
    .flatMap(([fact, value]) => (fact.endsWith('#') && DOCUMENTATION.test(fact) ? [value] : []))
    .join('\n\n')
}

/** Answers are tried in their order. */
function orderOfWays(was: DiagramItem, before: DiagramSide, now: DiagramItem, after: DiagramSide): readonly Said[] {
  const ways = (side: DiagramSide, { key }: DiagramItem) => side.outgoing.get(key) ?? []
  const keys = (side: DiagramSide, item: DiagramItem) => ways(side, item).map(({ key }) => key)
  if (outOfOrder(keys(before, was), keys(after, now)).size === 0) return []
  const names = (side: DiagramSide, item: DiagramItem) =>
    ways(side, item)
      .map(({ facts }) => {
        const name = facts.get('@name') ?? ''
        return name === '' ? nodeInWords(side, facts.get('@targetRef') ?? '') : quoted(name)
      })
      .join(', ')
  const [old, recent] = [names(before, was), names(after, now)]
  return [
    { subject: 'condition', text: `its ways on are tried in another order: ${old} → ${recent}`, was: old, now: recent },
  ]
}

function inPlace(said: Said, item: DiagramItem, pair: DiagramPair, was?: DiagramItem): Change {
  const { file, before, after } = pair
  const old = said.subject === 'name' && was?.facts.has('@name') === true ? was : undefined
  const own =
    old !== undefined
      ? nameOf(before.side, old)
      : isFlow(item)
        ? wayInWords(said, item, pair, was)
        : nameOf(after.side, item)
  const name = item.key === DEFINITIONS ? 'the file' : item.type === 'process' ? `the process ${own}` : own
  const isMessage = item.parent === '' && item.type !== 'process' && item.key !== DEFINITIONS
  return asChange(said, {
    file,
    element: item.element,
    where:
      item.key === DEFINITIONS
        ? file
        : isMessage
          ? `${capital(kindInWords(item.type))} ${plainName(item)}`
          : whereIs(after.side, item, after.naming),
    subjectName: name,
    ...clause(said, item, was),
  })
}

/** A way by the end that it has kept. */
function wayInWords({ text }: Said, now: DiagramItem, { before, after }: DiagramPair, was?: DiagramItem): string {
  const isNamed = (now.facts.get('@name') ?? '') !== ''
  if (was === undefined || isNamed) return nameOf(after.side, now)
  if (text.startsWith('leads to'))
    return `the way on from ${nodeInWords(after.side, now.facts.get('@sourceRef') ?? '')}`
  if (text.startsWith('comes from')) return `the way to ${nodeInWords(after.side, now.facts.get('@targetRef') ?? '')}`
  return nameOf(before.side, was)
}

/** Changes of these leave what the law rules as it is. */
const BESIDE_LAW: ReadonlySet<string> = new Set(['name', 'guidance', 'note', 'unknown'])

/** The clause that a step rests on, in either version; what is only local practice rests on none. */
function clause(said: Said, ...items: readonly (DiagramItem | undefined)[]): { readonly clause?: string } {
  if (BESIDE_LAW.has(said.subject)) return {}
  const found = items.flatMap((item) => item?.facts.get('documentation/#')?.split('\n')[0] ?? []).find(isOfLaw)
  return found === undefined ? {} : { clause: found }
}

function isOfLaw(line: string): boolean {
  return line.trim() !== '' && !/^local practice/i.test(line.trim())
}

function isFlow({ type }: DiagramItem): boolean {
  return type === 'sequenceFlow'
}

function subjectOf(item: DiagramItem): Said['subject'] {
  if (isFlow(item)) return item.facts.get('@name') === undefined ? 'way' : 'condition'
  if (item.type === 'lane') return 'who'
  if (item.type === 'textAnnotation' || item.type === 'association' || item.type === 'group') return 'note'
  return item.type in NODE_WORDS || item.type === 'process' ? 'step' : 'event'
}

function plainName(item: DiagramItem): string {
  const name = item.facts.get('@name')
  return name === undefined || name === '' ? `(${item.element})` : quoted(name)
}

function leadsTo(side: DiagramSide, flow: DiagramItem, verb = 'it leads to'): string {
  return (flow.facts.get('@name') ?? '') === ''
    ? ''
    : `; ${verb} ${nodeInWords(side, flow.facts.get('@targetRef') ?? '')}`
}

function between(side: DiagramSide, item: DiagramItem, verb = ''): string {
  const from = side.incoming.get(item.key)?.[0]?.facts.get('@sourceRef')
  const to = side.outgoing.get(item.key)?.[0]?.facts.get('@targetRef')
  const at = item.facts.get('@attachedToRef')
  const before = verb === '' ? '' : `; ${verb}`
  if (at !== undefined) return `${before} at ${nodeInWords(side, at)}`
  const places = [
    ...(from === undefined ? [] : [`after ${nodeInWords(side, from)}`]),
    ...(to === undefined ? [] : [`before ${nodeInWords(side, to)}`]),
  ]
  return places.length === 0 ? '' : `${verb === '' ? ',' : before} ${places.join(' and ')}`
}

/**
 * Ways that say nothing of their own are told with the step that came or went at their end, and messages with the event
 * that names them.
 */
function toldWithSteps(pairs: readonly Pair<DiagramItem>[]): ReadonlySet<Pair<DiagramItem>> {
  const came = new Set(pairs.flatMap(({ was, now }) => (was === undefined && now !== undefined ? [now.key] : [])))
  const went = new Set(pairs.flatMap(({ was, now }) => (now === undefined && was !== undefined ? [was.key] : [])))
  return new Set(
    pairs.filter(({ was, now }) => {
      if (was !== undefined && now !== undefined) return false
      const item = now ?? was
      return item !== undefined && isFlow(item) && isBare(item) && touches(item, now === undefined ? went : came)
    }),
  )
}

function touches({ facts }: DiagramItem, keys: ReadonlySet<string>): boolean {
  return ['@sourceRef', '@targetRef'].some((end) => keys.has(facts.get(end) ?? ''))
}

function isBare({ facts }: DiagramItem): boolean {
  return [...facts.keys()].every((fact) => fact === '@sourceRef' || fact === '@targetRef')
}

function sameNotation(was: DiagramItem, now: DiagramItem): boolean {
  return factsChanged({ was: { ...was, facts: was.notation }, now: { ...now, facts: now.notation } }).length === 0
}

/** A way between the same steps, or the only process of a file, is the same thing though its identifier is another. */
function renamed({ before, after }: DiagramPair): Pick<DiagramPair, 'before' | 'after'> {
  const [olds, news] = [before.side.items, after.side.items]
  const gone = [...olds.values()].filter(({ key }) => !news.has(key))
  const names = new Map<string, string>()
  for (const now of [...news.values()].filter(({ key }) => !olds.has(key))) {
    const was = gone.filter((item) => item.type === now.type && !names.has(item.key) && isSameThing(item, now))
    if (was.length === 1 && was[0] !== undefined) names.set(was[0].key, now.key)
  }
  if (names.size === 0) return { before, after }
  return { before: { ...before, side: readItems(before.side.root, names) }, after }
}

function isSameThing(was: DiagramItem, now: DiagramItem): boolean {
  if (was.type === 'process') return true
  if (!isFlow(was)) return false
  return ['@sourceRef', '@targetRef'].every((end) => was.facts.get(end) === now.facts.get(end))
}

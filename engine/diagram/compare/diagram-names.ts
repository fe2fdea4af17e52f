import { codeInWords, keyInWords, quoted } from './plain-words.ts'
import type { DiagramItem, DiagramSide } from './diagram-items.ts'

/** What the files of a procedure call the things that its diagrams name by code. */
export interface Naming {
  readonly roles: ReadonlyMap<string, string>
  readonly forms: ReadonlyMap<string, string>
  readonly letters: ReadonlyMap<string, string>
  readonly tables: ReadonlyMap<string, string>
  readonly processes: ReadonlyMap<string, string>
}

/** Elements that a case comes to, as a person calls them. */
export const NODE_WORDS: Readonly<Record<string, string>> = {
  task: 'step',
  manualTask: 'step',
  userTask: 'task',
  serviceTask: 'step done by the service',
  sendTask: 'step done by the service',
  receiveTask: 'step that waits for a message',
  scriptTask: 'script',
  businessRuleTask: 'decision by table',
  callActivity: 'stage',
  subProcess: 'part',
  transaction: 'part',
  adHocSubProcess: 'part',
  startEvent: 'beginning',
  endEvent: 'end',
  intermediateCatchEvent: 'waiting point',
  intermediateThrowEvent: 'announcement',
  boundaryEvent: 'event at a step',
  exclusiveGateway: 'question',
  inclusiveGateway: 'question with several answers',
  parallelGateway: 'fork or meeting of ways',
  eventBasedGateway: 'wait for whatever comes first',
  complexGateway: 'question',
}

const OTHER_WORDS: Readonly<Record<string, string>> = {
  process: 'process',
  sequenceFlow: 'way',
  lane: 'lane',
  message: 'message',
  signal: 'signal',
  error: 'error',
  escalation: 'escalation',
  textAnnotation: 'note',
  association: 'line to a note',
  group: 'frame around steps',
  participant: 'pool',
  messageFlow: 'line of messages',
  collaboration: 'pools',
}

export function kindInWords(type: string): string {
  return NODE_WORDS[type] ?? OTHER_WORDS[type] ?? keyInWords(type)
}

/** A thing of a diagram in words; what has no name is told by what stands before or after it. */
export function nameOf(side: DiagramSide, item: DiagramItem): string {
  const name = item.facts.get('@name') ?? ''
  if (item.type === 'definitions') return 'the file'
  if (item.type === 'sequenceFlow') return wayOf(side, item)
  if (name !== '') return quoted(name.replaceAll(/\s+/g, ' '))
  const [leads] = (side.incoming.get(item.key) ?? []).map((flow) => neighbour(side, flow, '@sourceRef'))
  const [follows] = (side.outgoing.get(item.key) ?? []).map((flow) => neighbour(side, flow, '@targetRef'))
  const place =
    follows !== undefined ? ` before ${quoted(follows)}` : leads !== undefined ? ` after ${quoted(leads)}` : ''
  if (item.type in NODE_WORDS) return `the ${unnamedGateway(side, item)}${place}`
  if (item.type === 'textAnnotation') return `the note ${quoted(item.facts.get('text/#') ?? '')}`
  return `the ${kindInWords(item.type)} ${item.element}`
}

function unnamedGateway(side: DiagramSide, { type, key }: DiagramItem): string {
  const parts = (side.outgoing.get(key) ?? []).length > 1
  if (type === 'parallelGateway') return parts ? 'start of work side by side' : 'end of the work side by side'
  if (type === 'exclusiveGateway' || type === 'inclusiveGateway') return parts ? 'parting of ways' : 'meeting of ways'
  return kindInWords(type)
}

/** The nearest thing with a name, past places where ways only meet. */
function neighbour(side: DiagramSide, flow: DiagramItem, end: '@sourceRef' | '@targetRef'): string | undefined {
  const seen = new Set<string>()
  let at: DiagramItem | undefined = flow
  while (at !== undefined && !seen.has(at.key)) {
    seen.add(at.key)
    const node: DiagramItem | undefined = side.items.get(at.facts.get(end) ?? '')
    const name = node?.facts.get('@name')
    if (node === undefined || (name !== undefined && name !== '')) return name
    at = (end === '@targetRef' ? side.outgoing : side.incoming).get(node.key)?.[0]
  }
  return undefined
}

/** `the answer “Yes” of “Is it late?”`, `the way from “Draft” to “Sign”`. */
function wayOf(side: DiagramSide, flow: DiagramItem): string {
  const name = flow.facts.get('@name') ?? ''
  const source = endOf(side, flow, '@sourceRef')
  if (name !== '') return `the answer ${quoted(name)} of ${source}`
  return `the way from ${source} to ${endOf(side, flow, '@targetRef')}`
}

/** The step at an end of a way, in words. */
export function endOf(side: DiagramSide, flow: DiagramItem, end: '@sourceRef' | '@targetRef'): string {
  return nodeInWords(side, flow.facts.get(end) ?? '')
}

export function nodeInWords(side: DiagramSide, id: string): string {
  const node = side.items.get(id)
  return node === undefined || node.type === 'sequenceFlow' ? `‘${id}’` : nameOf(side, node)
}

/** `Stage 1 · Write the response`. */
export function whereIs(side: DiagramSide, item: DiagramItem, naming: Naming): string {
  const process = side.items.get(item.process)
  const name = process?.facts.get('@name') ?? naming.processes.get(item.process) ?? ''
  const outer = name === '' ? codeInWords(item.process) : name
  if (item.type === 'process') return outer
  const step = item.type === 'sequenceFlow' ? side.items.get(item.facts.get('@sourceRef') ?? '') : item
  const own = step === undefined ? item.element : withoutQuotes(nameOf(side, step))
  return outer === '' ? own : `${outer} · ${own}`
}

function withoutQuotes(text: string): string {
  const plain = /^“([^“”]*)”$/.exec(text)?.[1] ?? text
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

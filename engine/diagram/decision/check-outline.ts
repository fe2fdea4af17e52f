import { refusal, type Remark } from '../admission/remark.ts'
import { MODELER } from '../admission/xml-names.ts'
import type { XmlAttribute, XmlElement } from '../scan-xml.ts'

export const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/'

/** Layout, how wide a column is shown, and XML's own: passed over wherever it stands. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'https://www.omg.org/spec/DMN/20191111/DMNDI/',
  'http://www.omg.org/spec/DMN/20180521/DC/',
  'http://www.omg.org/spec/DMN/20180521/DI/',
  'http://bpmn.io/schema/dmn/biodi/2.0',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
])

interface Outline {
  /** The elements that it may stand in. */
  readonly inside: readonly string[]
  readonly attributes: readonly string[]
  /** At most one in the same element. */
  readonly once?: boolean
}

/** What a table is made of. Fail-closed: a name that is not here is refused. */
const OUTLINE: Readonly<Record<string, Outline>> = {
  definitions: {
    inside: [],
    attributes: ['id', 'name', 'namespace', 'exporter', 'exporterVersion', 'expressionLanguage'],
  },
  decision: { inside: ['definitions'], attributes: ['id', 'name', 'label'] },
  description: { inside: ['decision', 'rule', 'definitions'], attributes: [], once: true },
  variable: { inside: ['decision'], attributes: ['id', 'name', 'label', 'typeRef'], once: true },
  decisionTable: { inside: ['decision'], attributes: ['id', 'hitPolicy', 'outputLabel', 'label'], once: true },
  input: { inside: ['decisionTable'], attributes: ['id', 'label'] },
  inputExpression: { inside: ['input'], attributes: ['id', 'typeRef', 'expressionLanguage', 'label'], once: true },
  inputValues: { inside: ['input'], attributes: ['id', 'expressionLanguage', 'label'], once: true },
  output: { inside: ['decisionTable'], attributes: ['id', 'label', 'name', 'typeRef'] },
  outputValues: { inside: ['output'], attributes: ['id', 'expressionLanguage', 'label'], once: true },
  annotation: { inside: ['decisionTable'], attributes: ['name'] },
  rule: { inside: ['decisionTable'], attributes: ['id', 'label'] },
  inputEntry: { inside: ['rule'], attributes: ['id', 'expressionLanguage', 'label'] },
  outputEntry: { inside: ['rule'], attributes: ['id', 'expressionLanguage', 'label', 'typeRef'] },
  annotationEntry: { inside: ['rule'], attributes: [] },
  text: {
    inside: ['inputExpression', 'inputValues', 'outputValues', 'inputEntry', 'outputEntry', 'annotationEntry'],
    attributes: [],
    once: true,
  },
}

const ID = /^[A-Za-z][\w.-]{0,99}$/

/** What stands against the elements and attributes of a DMN file, before the parser sees it. */
export function checkOutline(elements: readonly XmlElement[]): readonly Remark[] {
  const [root] = elements
  if (!root) return []
  if (root.local !== 'definitions' || root.namespace !== DMN) {
    const message = `The file begins with <${root.name}> of '${root.namespace}', not with <definitions> of DMN 1.3 ('${DMN}').`
    return [refusal(root.place, 'not-dmn', message, 'Export the table as DMN 1.3 XML.')]
  }
  return [
    ...elements.flatMap((element) => [
      ...checkElement(element),
      ...element.attributes.flatMap((attribute) => checkAttribute(element, attribute)),
    ]),
    ...checkOnce(elements),
    ...checkIds(elements),
    ...checkCount(elements),
  ]
}

function checkElement(element: XmlElement): readonly Remark[] {
  const { name, local, namespace, parent, place } = element
  if (PASSED_OVER.has(namespace)) return []
  const outline = Object.hasOwn(OUTLINE, local) ? OUTLINE[local] : undefined
  if (namespace !== DMN || outline === undefined) {
    const message = `<${name}> at ${place} is no part of a decision table that we know.`
    return [
      refusal(ownerOf(element), 'unknown-element', message, 'Delete it, or say that part with rows of the table.'),
    ]
  }
  if (parent === undefined || outline.inside.includes(parent.local)) return []
  const message = `<${name}> at ${place} cannot stand in <${parent.name}>.`
  return [refusal(ownerOf(element), 'unknown-element', message, `It belongs into <${outline.inside.join('> or <')}>.`)]
}

function checkAttribute(element: XmlElement, { name, local, namespace, value }: XmlAttribute): readonly Remark[] {
  if (element.namespace !== DMN || PASSED_OVER.has(namespace)) return []
  if (namespace === MODELER && element.local === 'definitions') return []
  const outline = Object.hasOwn(OUTLINE, element.local) ? OUTLINE[element.local] : undefined
  if (outline === undefined) return []
  if (namespace !== '' || !outline.attributes.includes(local)) {
    const message = `<${element.name}> at ${element.place} has the attribute ${name}, which does nothing here.`
    return [refusal(ownerOf(element), 'unknown-attribute', message, 'Delete it, or correct its name.')]
  }
  if (local === 'expressionLanguage' && !/\bfeel\/?$/i.test(value)) {
    const message = `<${element.name}> at ${element.place} names the language '${value.slice(0, 80)}'.`
    return [
      refusal(ownerOf(element), 'code', message, 'Delete the attribute; tests are FEEL, and no table carries code.'),
    ]
  }
  return []
}

function checkOnce(elements: readonly XmlElement[]): readonly Remark[] {
  const seen = new Map<XmlElement, Set<string>>()
  return elements.flatMap((element) => {
    const { parent, local, namespace, name, place } = element
    if (parent === undefined || namespace !== DMN || OUTLINE[local]?.once !== true) return []
    const known = seen.get(parent) ?? new Set()
    seen.set(parent, known)
    if (!known.has(local)) {
      known.add(local)
      return []
    }
    const message = `<${parent.name}> has a second <${name}> at ${place}.`
    return [refusal(ownerOf(element), 'unknown-element', message, 'Delete one of the two.')]
  })
}

function checkIds(elements: readonly XmlElement[]): readonly Remark[] {
  const seen = new Set<string>()
  return elements.flatMap((element) => {
    const id = idOf(element)
    if (element.namespace !== DMN) return []
    if (id === undefined) {
      if (element.local !== 'rule' && element.local !== 'decision') return []
      const message = `<${element.name}> at ${element.place} has no id.`
      return [
        refusal(ownerOf(element), 'missing-id', message, 'Give it one that stays the same: cases keep it on record.'),
      ]
    }
    if (!ID.test(id)) {
      const remedy = 'Begin with a letter from A to Z; go on with letters, digits, _ - or . and at most 100 in all.'
      return [refusal(element.place, 'bad-id', `'${id.slice(0, 80)}' cannot be an id.`, remedy)]
    }
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [refusal(id, 'duplicate-id', `The id '${id}' is there twice.`, 'Give one of the two another id.')]
  })
}

function checkCount(elements: readonly XmlElement[]): readonly Remark[] {
  const decisions = elements.filter(({ local, namespace }) => local === 'decision' && namespace === DMN)
  const [first, second] = decisions
  if (first === undefined) {
    return [refusal('1:1', 'no-decision', 'The file holds no decision.', 'Add a decision with a table.')]
  }
  if (second === undefined) return []
  const message = `The file holds ${decisions.length} decisions.`
  return [refusal(ownerOf(second), 'several-decisions', message, 'Put each into a file of its own.')]
}

/** The id of the nearest element that has one, or its place. */
function ownerOf(element: XmlElement): string {
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const id = idOf(at)
    if (id !== undefined && ID.test(id)) return id
  }
  return element.place
}

function idOf({ attributes }: XmlElement): string | undefined {
  return attributes.find(({ name }) => name === 'id')?.value
}

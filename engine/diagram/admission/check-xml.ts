import type { XmlAttribute, XmlElement } from '../scan-xml.ts'
import { REDRESS_NAMESPACE } from '../moddle.ts'
import { checkRedress } from './check-redress.ts'
import { idIn, ownerOf } from './owner.ts'
import { caution, refusal, type Remark } from './remark.ts'
import {
  BOOLEANS,
  BPMN,
  KNOWN,
  MODELER,
  NAMESPACES,
  ONLY_VALUE,
  PASSED_OVER,
  UNEXECUTED,
  WITH_ID,
} from './xml-names.ts'

const EXPRESSION = /\$\{|#\{|\{\{/
const ID = /^[A-Za-z_][\w.-]{0,199}$/
/** Names that every object has; as a key they would be found where nothing was put. */
const FORBIDDEN: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])

/** What can be said of the file element by element, before anything is made of it. */
export function checkXml(elements: readonly XmlElement[], plain: boolean): readonly Remark[] {
  const [root] = elements
  if (root && (root.namespace !== BPMN || root.local !== 'definitions')) {
    const whose = root.namespace === '' ? 'no namespace' : `the namespace '${root.namespace}'`
    const message = `The file begins with <${root.name}> of ${whose}, not with <definitions> of BPMN 2.0 ('${BPMN}').`
    return [refusal(root.place, 'not-bpmn', message, 'Export the diagram as BPMN 2.0 XML.')]
  }
  return [
    ...elements.flatMap((element) => [
      ...checkName(element, plain),
      ...checkId(element),
      ...element.attributes.flatMap((attribute) => checkAttribute(element, attribute, plain)),
      ...checkTexts(element, plain),
    ]),
    ...checkDuplicates(elements),
    ...checkSeveralDefinitions(elements),
    ...checkRedress(elements),
  ]
}

function checkName(element: XmlElement, plain: boolean): readonly Remark[] {
  const { name, local, namespace } = element
  const owner = ownerOf(element)
  if (namespace === BPMN) {
    const remedy = UNEXECUTED[local]
    if (Object.hasOwn(UNEXECUTED, local) && remedy !== undefined) {
      return [refusal(owner, 'unexecutable', `<${name}> is not executed.`, remedy)]
    }
    if (KNOWN.has(local)) return []
    if (plain && PASSED_OVER.has(local)) {
      return [caution(owner, 'passed-over', `<${name}> does nothing here.`, 'Delete it, or leave it to other tools.')]
    }
    const message = `<${name}> at ${element.place} is not an element of BPMN that we know.`
    return [refusal(owner, 'unknown-element', message, 'Delete it, or draw that part with other elements.')]
  }
  if (isOurs(namespace)) return []
  return [foreign(owner, `The element <${name}>`, namespace, plain)]
}

/** Whether we read what is of that namespace. */
function isOurs(namespace: string): boolean {
  return NAMESPACES.has(namespace) || namespace === REDRESS_NAMESPACE
}

function foreign(owner: string, subject: string, namespace: string, plain: boolean): Remark {
  const message = `${subject} belongs to another product ('${namespace}') and does nothing here.`
  const remedy = 'Delete it; say what it stands for with the redress: elements and attributes.'
  return plain ? caution(owner, 'foreign', message, remedy) : refusal(owner, 'foreign', message, remedy)
}

function checkId(element: XmlElement): readonly Remark[] {
  const id = idIn(element)
  if (id === undefined) {
    if (element.namespace !== BPMN || !WITH_ID.has(element.local)) return []
    const message = `<${element.name}> at ${element.place} has no id.`
    return [refusal(ownerOf(element), 'missing-id', message, 'Give it an id that stays the same in later versions.')]
  }
  if (FORBIDDEN.has(id)) {
    return [refusal(id, 'bad-id', `The id '${id}' is not allowed.`, 'Choose another one, such as task_check_details.')]
  }
  if (ID.test(id)) return []
  const message = `'${id.slice(0, 80)}' cannot be an id.`
  const remedy = 'Begin with a letter from A to Z; go on with letters, digits, _ - or . and at most 200 in all.'
  return [refusal(ownerOf(element), 'bad-id', message, remedy)]
}

function checkAttribute(element: XmlElement, attribute: XmlAttribute, plain: boolean): readonly Remark[] {
  const { name, local, namespace, value } = attribute
  const owner = ownerOf(element)
  if (namespace !== '') {
    if (isOurs(namespace)) return []
    if (namespace === MODELER && element.local === 'definitions') return []
    return [foreign(owner, `The attribute ${name}`, namespace, plain)]
  }
  if (element.namespace !== BPMN) return []
  if (local === 'implementation' && !(plain && value.startsWith('##'))) {
    const message = `It names an implementation, '${value.slice(0, 80)}'.`
    return [refusal(owner, 'code', message, 'Delete the attribute; name a registered action with redress:action.')]
  }
  if (['language', 'scriptFormat', 'scriptLanguage'].includes(local) && !(plain && isFeel(attribute))) {
    const message = `It names a ${local}, '${value.slice(0, 80)}'.`
    return [refusal(owner, 'code', message, 'Delete the attribute; expressions are FEEL, and no diagram carries code.')]
  }
  if (BOOLEANS.has(local) && value !== 'true' && value !== 'false') {
    return [
      refusal(
        owner,
        'bad-value',
        `The attribute ${name} is '${value.slice(0, 80)}'.`,
        `Write ${name}="true" or ${name}="false".`,
      ),
    ]
  }
  if (local === 'loopMaximum' && !/^\d{1,9}$/.test(value)) {
    const message = `The attribute ${name} is '${value.slice(0, 80)}'.`
    return [refusal(owner, 'bad-value', message, 'Write a whole number.')]
  }
  const only = ONLY_VALUE[local]
  if (!Object.hasOwn(ONLY_VALUE, local) || only === undefined || value === only) return []
  const message = `The attribute ${name}="${value.slice(0, 80)}" is not executed.`
  return [
    refusal(
      owner,
      'unexecutable',
      message,
      local === 'instantiate' ? 'Use a message start event.' : `Only ${name}="${only}" is.`,
    ),
  ]
}

/** An expression that says to be what it is here anyway, such as `language="https://www.omg.org/spec/DMN/20191111/FEEL/"`. */
function isFeel({ local, value }: XmlAttribute): boolean {
  return local === 'language' && /\bfeel\/?$/i.test(value)
}

/**
 * Text in which another engine would look for code: refused wherever it stands, so that nobody ever runs it.
 *
 * But in plain BPMN, what belongs to another product is passed over with a caution, whatever it holds.
 */
function checkTexts(element: XmlElement, plain: boolean): readonly Remark[] {
  if (plain && !isOurs(element.namespace)) return []
  const attributes = element.attributes.filter(
    ({ name, namespace }) => name !== 'id' && (namespace === '' || !plain || isOurs(namespace)),
  )
  const texts = [element.text, ...attributes.map(({ value }) => value)]
  const forbidden = texts.find((text) => FORBIDDEN.has(text.trim()))
  if (forbidden !== undefined) {
    const message = `<${element.name}> at ${element.place} names '${forbidden.trim()}', which is not allowed as a name.`
    return [refusal(ownerOf(element), 'bad-id', message, 'Choose another name.')]
  }
  const found = texts.map((text) => EXPRESSION.exec(text)?.[0]).find((sign) => sign !== undefined)
  if (found === undefined) return []
  const message = `<${element.name}> at ${element.place} holds '${found}', which begins code in other engines.`
  return [
    refusal(
      ownerOf(element),
      'code',
      message,
      'Write conditions as FEEL, without such signs, and texts as plain words.',
    ),
  ]
}

function checkDuplicates(elements: readonly XmlElement[]): readonly Remark[] {
  const first = new Map<string, XmlElement>()
  return elements.flatMap((element) => {
    const id = idIn(element)
    if (id === undefined) return []
    const other = first.get(id)
    if (!other) {
      first.set(id, element)
      return []
    }
    const message = `The id '${id}' is at ${other.place} (<${other.name}>) and again at ${element.place} (<${element.name}>).`
    return [refusal(id, 'duplicate-id', message, 'Give one of the two another id.')]
  })
}

function checkSeveralDefinitions(elements: readonly XmlElement[]): readonly Remark[] {
  const seen = new Set<XmlElement>()
  return elements.flatMap((element) => {
    const { parent } = element
    if (
      element.namespace !== BPMN ||
      !element.local.endsWith('EventDefinition') ||
      parent?.local === 'definitions' ||
      !parent
    )
      return []
    if (!seen.has(parent)) {
      seen.add(parent)
      return []
    }
    const message = 'The event has more than one event definition.'
    return [
      refusal(
        ownerOf(element),
        'several-event-definitions',
        message,
        'Draw one event for each, behind a gateway or as boundaries.',
      ),
    ]
  })
}

import { literalsComparedWith, variablesOf } from '../feel/index.ts'
import { diagramTitle } from '../diagram-title.ts'
import { scanXml, type XmlElement } from '../scan-xml.ts'
import type { FormUses } from './form-operation.ts'
import { labelOf } from './field-kinds.ts'
import { shapeOf } from './form-shape.ts'

interface File {
  readonly path: string
  readonly text: string
}

const LIMITS = { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }

/** What one diagram or decision table asks of a form. */
interface Asked {
  readonly steps: readonly { readonly form: string; readonly words: string }[]
  readonly variables: readonly { readonly name: string; readonly by: string }[]
  readonly options: readonly { readonly name: string; readonly code: string; readonly by: string }[]
}

/**
 * What of a procedure goes by each of its forms: the steps that have it, and the questions, conditions, loops, decision
 * tables and other forms that ask about its answers. Forms by their ids.
 */
export function usesOfForms(files: readonly File[]): (formId: string) => FormUses {
  const asked = files.flatMap(({ path, text }) => {
    if (path.endsWith('.bpmn')) return [inDiagram(path, text)]
    if (path.endsWith('.dmn')) return [inTable(path, text)]
    return /(^|\/)forms\/[^/]+\.json$/.test(path) ? [inForm(text)] : []
  })
  const variables = asked.flatMap((each) => each.variables)
  const options = asked.flatMap((each) => each.options)
  return (formId) => ({
    steps: unique(asked.flatMap(({ steps }) => steps.flatMap(({ form, words }) => (form === formId ? [words] : [])))),
    fields: grouped(variables.map(({ name, by }) => [name, by])),
    options: grouped(options.map(({ name, code, by }) => [`${name} ${code}`, by])),
  })
}

function inDiagram(path: string, xml: string): Asked {
  const { elements } = scanXml(xml, LIMITS)
  const diagram = diagramTitle(path, elements)
  const byId = new Map(elements.map((element) => [plain(element, 'id'), element]))
  const nameOf = (element: XmlElement) => namedIn(element, byId)
  const read = elements.flatMap((element) => {
    const expression = element.local === 'conditionExpression' || element.local === 'completionCondition'
    const collection = attribute(element, 'collection')
    const by = `${nameOf(element)} in ${diagram}`
    return [
      ...(expression ? [{ text: element.text, by }] : []),
      ...(collection === undefined ? [] : [{ text: collection, by }]),
      ...['onlyWhere', 'when'].flatMap((name) => {
        const text = attribute(element, name)
        return text === undefined ? [] : [{ text, by }]
      }),
    ]
  })
  return {
    steps: elements.flatMap((element) => {
      const form = attribute(element, 'form')
      return form === undefined ? [] : [{ form, words: `${nameOf(element)} in ${diagram}` }]
    }),
    variables: read.flatMap(({ text, by }) => variablesOf(text).map((name) => ({ name, by }))),
    options: read.flatMap(({ text, by }) =>
      literalsComparedWith(text).map(({ variable, literal }) => ({ name: variable, code: literal, by })),
    ),
  }
}

function inTable(path: string, xml: string): Asked {
  const { elements } = scanXml(xml, LIMITS)
  const by = `the table ${(path.split('/').at(-1) ?? path).replace(/\.dmn$/, '')}`
  const inputs = elements.filter(({ local, parent }) => local === 'text' && parent?.local === 'inputExpression')
  const entries = (rule: XmlElement) =>
    elements.filter(({ local, parent }) => local === 'inputEntry' && parent === rule)
  const rules = elements.filter(({ local }) => local === 'rule')
  return {
    steps: [],
    variables: inputs.map(({ text }) => ({ name: text.trim(), by })),
    options: rules.flatMap((rule) =>
      entries(rule).flatMap((entry, index) => {
        const name = inputs[index]?.text.trim() ?? ''
        const cell = elements.find(({ local, parent }) => local === 'text' && parent === entry)?.text ?? ''
        return [...cell.matchAll(/"([^"]*)"/g)].map(([, code = '']) => ({ name, code, by }))
      }),
    ),
  }
}

/** A form may record a variable of the process that asks. */
function inForm(text: string): Asked {
  const form = shapeOf(text)
  const sources = (form?.['x-redress'].records ?? []).flatMap(({ data = {} }) => Object.values(data))
  const by = `the form “${form?.title ?? ''}”`
  const variables = sources.flatMap((source) =>
    typeof source === 'object' && 'variable' in source ? [{ name: source.variable, by }] : [],
  )
  return { steps: [], variables, options: [] }
}

/** The step or question as people know it: what leaves a gateway is that gateway's question. */
function namedIn(element: XmlElement, byId: ReadonlyMap<string | undefined, XmlElement>): string {
  for (let at: XmlElement | undefined = element; at !== undefined && at.local !== 'process'; at = at.parent) {
    const from = at.local === 'sequenceFlow' ? byId.get(plain(at, 'sourceRef')) : undefined
    const name = (from && plain(from, 'name')) ?? plain(at, 'name')
    if (name !== undefined) return `“${name}”`
  }
  return `“${plain(element, 'id') ?? 'a step without a name'}”`
}

function plain({ attributes }: XmlElement, name: string): string | undefined {
  const value = attributes.find((each) => each.name === name)?.value.trim() ?? ''
  return value === '' ? undefined : value
}

function attribute({ attributes }: XmlElement, local: string): string | undefined {
  return attributes.find((each) => each.name === `redress:${local}`)?.value
}

function grouped(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const [key, by] of pairs) {
    const list = found.get(key) ?? []
    if (!list.includes(by)) list.push(by)
    found.set(key, list)
  }
  return Object.fromEntries(found)
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}

/** What codes are called, by question: for whoever shows them outside of their form. */
export function codeLabels(files: readonly File[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const found: Record<string, Record<string, string>> = {}
  for (const { path, text } of files) {
    if (!/(^|\/)forms\/[^/]+\.json$/.test(path)) continue
    for (const [key, { 'x-labels': labels }] of Object.entries(shapeOf(text)?.properties ?? {})) {
      if (labels !== undefined) found[key] = { ...labels, ...found[key] }
    }
  }
  return found
}

/** What questions are called, by key; the first form that asks one names it. */
export function questionLabels(files: readonly File[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { path, text } of files) {
    if (!/(^|\/)forms\/[^/]+\.json$/.test(path)) continue
    for (const [key, property] of Object.entries(shapeOf(text)?.properties ?? {})) found[key] ??= labelOf(property)
  }
  return found
}

import { childOf, childrenOf, isA, newElement, readModdle, type ModdleElement } from '../moddle.ts'
import { writeCanonical } from '../edit/canonical.ts'
import { readProperty, type Said } from './properties.ts'

/** What Camunda Modeler writes for its own engine. */
const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn'

/**
 * A diagram as Camunda Modeler sends it, in our words and written as we write: what was chosen in one of our element
 * templates becomes role, form, action, parameters, deadline or outcome; the Modeler's marks of templates go. Anything
 * else of another product stays, and is refused by name where diagrams are checked.
 *
 * A text that our parser cannot read without a warning comes back as it is.
 */
export async function fromModeler(xml: string): Promise<string> {
  const { definitions, warnings } = readModdle(xml)
  if (definitions === undefined || warnings.length > 0) return xml
  const prefix = Object.entries(definitions.$attrs)
    .find(([name, uri]) => name.startsWith('xmlns:') && uri === CAMUNDA)?.[0]
    .slice('xmlns:'.length)
  if (prefix !== undefined) {
    for (const element of flowElementsIn(definitions)) translate(element, prefix)
    for (const process of childrenOf(definitions, 'rootElements')) withoutMarks(process, prefix)
  }
  return writeCanonical(definitions)
}

/** Marks of the Modeler and of its engine's housekeeping; none says anything of the procedure. */
const MARKS = ['modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon', 'historyTimeToLive', 'versionTag']

function withoutMarks({ $attrs }: ModdleElement, prefix: string): void {
  for (const mark of MARKS) Reflect.deleteProperty($attrs, `${prefix}:${mark}`)
}

function translate(element: ModdleElement, prefix: string): void {
  withoutMarks(element, prefix)
  const extensions = childOf(element, 'extensionElements')
  if (extensions === undefined) return
  const said: Exclude<Said, undefined>[] = []
  const kept = childrenOfExtensions(extensions).filter((value) => {
    if (value.$type !== `${prefix}:properties`) return true
    const properties = value.$children ?? []
    const read = properties.map(({ name, value: chosen }) => readProperty(name ?? '', chosen ?? ''))
    said.push(...read.filter((each) => each !== undefined))
    // Properties that are not ours stay, so that the checks can name them.
    return read.some((each) => each === undefined)
  })
  if (said.length === 0) return
  const given = said.filter(({ value }) => value.trim() !== '')
  for (const { kind, name, value } of given) if (kind === 'attribute') element.set(`redress:${name}`, value)
  const parameters = given.filter(({ kind }) => kind === 'parameter')
  const deadline = given.filter(({ kind }) => kind === 'deadline')
  const replaced = new Set([
    ...(parameters.length > 0 ? ['redress:Parameter'] : []),
    ...(deadline.length > 0 && timerOf(element) === undefined ? ['redress:Deadline'] : []),
  ])
  setExtensions(element, [
    ...kept.filter(({ $type }) => !replaced.has($type)),
    ...parameters.map(({ name, value }) => newElement('redress:Parameter', { name, value })),
  ])
  if (deadline.length > 0) {
    const made = newElement(
      'redress:Deadline',
      Object.fromEntries(deadline.map(({ name, value }) => [name, typed(name, value)])),
    )
    const timer = timerOf(element)
    if (timer === undefined)
      setExtensions(element, [...childrenOfExtensions(childOf(element, 'extensionElements')), made])
    else setExtensions(timer, [made])
  }
}

/** Working days are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['workingDays', 'before', 'repeat'])

function typed(name: string, value: string): string | number {
  return NUMBERS.has(name) && /^\d+$/.test(value.trim()) ? Number(value) : value
}

/** An element as the parser gives it, also one of a namespace that it does not know. */
interface Extension {
  readonly $type: string
  readonly $children?: readonly { readonly name?: string; readonly value?: string }[]
}

function childrenOfExtensions(extensions: ModdleElement | undefined): readonly Extension[] {
  const values: unknown = extensions?.get('values')
  return Array.isArray(values) ? (values as readonly Extension[]) : []
}

function setExtensions(element: ModdleElement, values: readonly Extension[]): void {
  if (values.length === 0) {
    element.set('extensionElements', undefined)
    return
  }
  const extensions = newElement('bpmn:ExtensionElements', { values })
  Object.assign(extensions, { $parent: element })
  for (const value of values) Object.assign(value, { $parent: extensions })
  element.set('extensionElements', extensions)
}

function timerOf(element: ModdleElement): ModdleElement | undefined {
  if (!isA(element, 'bpmn:CatchEvent')) return undefined
  return childrenOf(element, 'eventDefinitions').find((definition) => isA(definition, 'bpmn:TimerEventDefinition'))
}

function flowElementsIn(scope: ModdleElement): readonly ModdleElement[] {
  const inside = [...childrenOf(scope, 'rootElements'), ...childrenOf(scope, 'flowElements')]
  return inside.flatMap((each) => [...(isA(each, 'bpmn:FlowElement') ? [each] : []), ...flowElementsIn(each)])
}

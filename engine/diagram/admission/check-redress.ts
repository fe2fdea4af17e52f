import { REDRESS_NAMESPACE } from '../moddle.ts'
import type { XmlElement } from '../scan-xml.ts'
import { ownerOf } from './owner.ts'
import { refusal, type Remark } from './remark.ts'

const MOMENTS: readonly string[] = ['warning', 'due', 'breach']
const NUMBERS: readonly string[] = ['workingDays', 'before', 'repeat']
const HOLDERS = /Task$|^task$|^callActivity$|^subProcess$|^transaction$|Event$|^timerEventDefinition$/

/** The `redress:` elements as they are written: values that the parser would pass over, elements twice or out of place. */
export function checkRedress(elements: readonly XmlElement[]): readonly Remark[] {
  const seen = new Map<XmlElement | undefined, Set<string>>()
  return elements
    .filter(({ namespace }) => namespace === REDRESS_NAMESPACE)
    .flatMap((element) => {
      const before = seen.get(element.parent) ?? new Set()
      seen.set(element.parent, before)
      const key =
        element.local === 'parameter' ? `the parameter '${valueOf(element, 'name') ?? ''}'` : `<${element.name}>`
      const owner = ownerOf(element)
      const again = before.has(key)
        ? [refusal(owner, `bad-${element.local}`, `It has ${key} twice.`, 'Delete one of the two.')]
        : []
      before.add(key)
      return [
        ...again,
        ...checkPlace(element),
        ...(element.local === 'deadline' ? checkDeadline(element) : checkParameter(element)),
      ]
    })
}

function checkPlace(element: XmlElement): readonly Remark[] {
  const holder = element.parent?.parent
  if (element.parent?.local === 'extensionElements' && holder && HOLDERS.test(holder.local)) return []
  const message = `<${element.name}> at ${element.place} does nothing where it stands.`
  return [
    refusal(
      ownerOf(element),
      'misplaced',
      message,
      'Put it into the extension elements of a task, an event or its timer.',
    ),
  ]
}

function checkDeadline(element: XmlElement): readonly Remark[] {
  const owner = ownerOf(element)
  const at = valueOf(element, 'at')
  const where = valueOf(element, 'onlyWhere')
  const wrong = NUMBERS.filter((name) => !/^\d{1,4}$/.test(valueOf(element, name) ?? '1'))
  return [
    ...(at === undefined || MOMENTS.includes(at)
      ? []
      : [refusal(owner, 'bad-deadline', `The deadline is for '${at}'.`, `Set at to one of: ${MOMENTS.join(', ')}.`)]),
    ...(where === undefined || /^[A-Za-z]+=[A-Za-z0-9-]+$/.test(where)
      ? []
      : [
          refusal(
            owner,
            'bad-deadline',
            `The deadline starts only where '${where}'.`,
            'Write a property of the starting fact and its value: grade=low.',
          ),
        ]),
    ...wrong.map((name) => {
      const message = `The deadline's ${name} is '${valueOf(element, name) ?? ''}'.`
      return refusal(owner, 'bad-deadline', message, 'Write a whole number of working days.')
    }),
  ]
}

function checkParameter(element: XmlElement): readonly Remark[] {
  if (element.local !== 'parameter' || (valueOf(element, 'name') ?? '') !== '') return []
  return [
    refusal(ownerOf(element), 'bad-parameter', 'A parameter has no name.', 'Give it the name that the action knows.'),
  ]
}

function valueOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value.trim()
}

import type { FactType } from '../case/index.ts'
import type { ActionDescription, LetterDescription } from './finding.ts'
import { REDRESS_NAMESPACE } from './moddle.ts'
import { scanXml, type XmlElement } from './scan-xml.ts'

/** The notice itself, or the letter on day 20 that opens stage 2 because stage 1 is late. */
export const LATENESS_NOTICES: ReadonlySet<string> = new Set<FactType>([
  'lateness-notice-sent',
  'stage-2-right-notified',
  'adult-period-missed-notified',
])

/**
 * Rules of which some diagram of the procedure tells the complainant when they are missed: an event sub-process that the
 * breach of the rule starts beside the work, and that sends such a notice. A stage may be called from the diagram that
 * watches its time limit.
 */
export function rulesToldWhenLate(
  diagrams: readonly { readonly xml: string }[],
  actions: ReadonlyMap<string, ActionDescription>,
  letters: ReadonlyMap<string, LetterDescription>,
): ReadonlySet<string> {
  return new Set(
    diagrams.flatMap(({ xml }) => {
      const { elements } = scanXml(xml, { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 })
      const telling = new Set(
        elements.filter((element) => tells(element, elements, actions, letters)).map(({ parent }) => parent),
      )
      return elements.flatMap((element) => {
        const rule = breachOf(element)
        const start = ancestor(element, 'startEvent')
        if (rule === undefined || start === undefined || valueOf(start, 'isInterrupting') !== 'false') return []
        return telling.has(start.parent) ? [rule] : []
      })
    }),
  )
}

function breachOf(element: XmlElement): string | undefined {
  if (element.namespace !== REDRESS_NAMESPACE || element.local !== 'deadline') return undefined
  return valueOf(element, 'at') === 'breach' ? valueOf(element, 'rule') : undefined
}

/** A step whose action sends a notice of lateness, also by a letter of the procedure. */
function tells(
  element: XmlElement,
  elements: readonly XmlElement[],
  actions: ReadonlyMap<string, ActionDescription>,
  letters: ReadonlyMap<string, LetterDescription>,
): boolean {
  const name = valueOf(element, 'redress:action')
  const action = name === undefined ? undefined : actions.get(name)
  if (action === undefined) return false
  if (action.letters === undefined) return action.sends.some((sent) => LATENESS_NOTICES.has(sent))
  const parameter = elements.find(
    (each) => each.local === 'parameter' && valueOf(each, 'name') === 'letter' && each.parent?.parent === element,
  )
  const letter = letters.get((parameter && valueOf(parameter, 'value')) ?? '')
  return [letter?.records ?? []].flat().some((fact) => LATENESS_NOTICES.has(fact))
}

function ancestor({ parent }: XmlElement, local: string): XmlElement | undefined {
  for (let at = parent; at !== undefined; at = at.parent) if (at.local === local) return at
  return undefined
}

function valueOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value.trim()
}

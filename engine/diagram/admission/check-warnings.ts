import { idOf, type ModdleElement, type ModdleWarning } from '../moddle.ts'
import { caution, refusal, type Remark } from './remark.ts'
import { DESCRIBING } from './xml-names.ts'

/** Faults of the outline that the parser stumbles over again, in words of its own. */
const SAID_BEFORE: ReadonlySet<string> = new Set([
  'unknown-element',
  'duplicate-id',
  'bad-id',
  'unexecutable',
  'foreign',
])

/**
 * Every warning of the parser, as a refusal: what it does not understand, nobody has checked. In plain BPMN a reference to
 * a type or a description may lead nowhere, as in `itemSubjectRef="xsd:string"`; no step hangs on it.
 */
export function checkWarnings(
  warnings: readonly ModdleWarning[],
  before: readonly Remark[],
  plain: boolean,
): readonly Remark[] {
  const alreadySaid = before.some(({ what }) => SAID_BEFORE.has(what))
  return warnings.flatMap((warning) => {
    const element = nearestId(warning.element)
    const property = (warning.property ?? '').replace(/^bpmn:/, '')
    if (warning.message.startsWith('unresolved reference')) {
      const message = `Its ${property} is '${warning.value ?? ''}', and no element has that id.`
      const say = plain && DESCRIBING.has(property) ? caution : refusal
      return [say(element, 'dangling-reference', message, 'Draw that connection again, or delete it.')]
    }
    if (warning.message.startsWith('unknown attribute')) {
      const message = `The attribute ${property} is not known on this kind of element.`
      return [refusal(element, 'unknown-attribute', message, 'Delete it, or correct its name.')]
    }
    return alreadySaid && warning.message.startsWith('unparsable content') ? [] : [unreadable(warning.message)]
  })
}

/** The parser's own words, with its `line` and `column`, which count from 0. */
function unreadable(text: string): Remark {
  const [, line, column] = /line: (\d+)\s+column: (\d+)/.exec(text) ?? []
  const place = line === undefined || column === undefined ? '1:1' : `${Number(line) + 1}:${Number(column) + 1}`
  const what = text.split('\n')[0] ?? text
  const reason = /nested error: (.*)/.exec(text)?.[1]
  const message = `The parser could not read this: ${what}${reason === undefined ? '' : ` (${reason})`}.`
  return refusal(place, 'unreadable', message, 'Delete that part, or export the file again from the tool that drew it.')
}

function nearestId(element: ModdleElement | undefined): string {
  for (let at = element; at; at = at.$parent) if (idOf(at) !== '') return idOf(at)
  return '1:1'
}

import type { Finding, Registry } from './finding.ts'
import { remarksOnDiagram, remarksOnFile, remarksOnText, type Remark } from './admission/index.ts'
import { readModdle } from './moddle.ts'
import { parseDiagram } from './parse.ts'
import { LARGEST, LIMITS } from './parseable.ts'
import type { Diagram } from './procedure-model.ts'
import { scanXml } from './scan-xml.ts'

export interface AdmissionOptions {
  /** The file's name, for the findings. */
  readonly file: string
  /** Any standard BPMN file: roles, forms, deadlines and actions are not asked for, other products' attributes ignored. */
  readonly plain?: boolean
  /** What the diagram may name. Without it, names of actions, roles, forms and the like are not looked up. */
  readonly registry?: Registry
}

export interface Admission {
  /** Absent when there is an error among the findings. */
  readonly diagram?: Diagram
  readonly findings: readonly Finding[]
}

const MOST_FINDINGS = 200

/**
 * Reads a diagram, or says everything that stands against it. Fail-closed: what we do not know is refused.
 *
 * Works in the calling thread; `readDiagram` does the same in another one, under limits of time and memory.
 */
export function admitHere(xml: string, options: AdmissionOptions): Admission {
  const { diagram, remarks } = admit(xml, options)
  const findings = distinct(remarks)
    .slice(0, MOST_FINDINGS)
    .map(({ element, what, level, message, remedy }) => ({
      file: options.file,
      element,
      rule: `admission/${what}`,
      level,
      message,
      remedy,
    }))
  const isRefused = findings.some(({ level }) => level === 'error')
  return diagram === undefined || isRefused ? { findings } : { diagram, findings }
}

/** Whether the text is too long to be looked at; worth asking before it is handed to another thread. */
export function tooLarge(xml: string): Remark | undefined {
  if (xml.length <= LARGEST && new TextEncoder().encode(xml).length <= LARGEST) return undefined
  return {
    element: '1:1',
    what: 'too-large',
    level: 'error',
    message: `The file is larger than ${LARGEST / 1024} KiB.`,
    remedy: 'Split the procedure into stages, each in its own file.',
  }
}

function admit(
  xml: string,
  { plain = false, registry }: AdmissionOptions,
): { readonly diagram?: Diagram; readonly remarks: readonly Remark[] } {
  const large = tooLarge(xml)
  if (large) return { remarks: [large] }
  const { elements, fault } = scanXml(xml, LIMITS)
  const onText = remarksOnText(elements, plain)
  if (fault) {
    const { rule: what, place: element, message, remedy } = fault
    return { remarks: [{ element, what, level: 'error', message, remedy }, ...onText] }
  }
  if (onText.some(({ what }) => what === 'not-bpmn')) return { remarks: onText }
  const { definitions, warnings } = readModdle(xml)
  if (!definitions) return { remarks: [...onText, UNREADABLE] }
  const onFile = remarksOnFile(definitions, warnings, onText, plain)
  const diagram = parseDiagram(definitions, plain)
  if (!diagram) return { remarks: [...onText, ...onFile] }
  const onDiagram = remarksOnDiagram({ diagram, plain, registry })
  return { diagram, remarks: withoutConsequences([...onText, ...onFile, ...onDiagram]) }
}

const UNREADABLE: Remark = {
  element: '1:1',
  what: 'unreadable',
  level: 'error',
  message: 'The BPMN parser could not read the file to its end.',
  remedy: 'Export the file again from the tool that drew it, as BPMN 2.0 XML.',
}

/** Faults that leave steps or flows out of the model. */
const LEAVES_GAPS: ReadonlySet<string> = new Set([
  ...['duplicate-id', 'missing-id', 'bad-id', 'dangling-reference', 'dangling-flow', 'dangling-link'],
  ...['unknown-element', 'unexecutable', 'unreadable'],
])

/** Where the model has gaps, what lies behind them cannot be reached; to say so of each step would hide the cause. */
function withoutConsequences(remarks: readonly Remark[]): readonly Remark[] {
  if (!remarks.some(({ what }) => LEAVES_GAPS.has(what))) return remarks
  return remarks.filter(({ what }) => what !== 'unreachable')
}

/** Two checks may come upon the same fault in the same words. */
function distinct(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [`${remark.element} ${remark.what} ${remark.message}`, remark])).values()]
}

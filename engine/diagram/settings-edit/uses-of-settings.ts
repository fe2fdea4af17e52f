import { BPMN } from '../admission/xml-names.ts'
import { diagramTitle } from '../diagram-title.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import { scanXml, type XmlElement } from '../scan-xml.ts'

const LIMITS = { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }
/** Of the procedure itself, not of one that it uses. */
const OWN = /^[^/]+\.bpmn$/

/** A diagram of the procedure's own. */
export interface OwnDiagram {
  readonly file: string
  /** `“More time for Stage 1”`, or the file's name. */
  readonly title: string
  /** Ids of its processes. */
  readonly processes: readonly string[]
  /** Steps, here and in procedures that are used, that call one of them: `“Stage 1” in “Children’s complaint”`. */
  readonly calledBy: readonly string[]
}

interface ReadDiagram {
  readonly path: string
  readonly title: string
  readonly elements: readonly XmlElement[]
}

export function ownDiagrams(files: readonly ProcedureFile[]): readonly OwnDiagram[] {
  const all = readAll(files)
  return all
    .filter(({ path }) => OWN.test(path))
    .map(({ path, title, elements }) => {
      const processes = elements.filter(isProcess).flatMap((element) => valueOf(element, 'id') ?? [])
      return { file: path, title, processes, calledBy: callersOf(all, path, new Set(processes)) }
    })
}

/** Steps of the procedure's own diagrams that are a role's, or that tell it something. */
export function stepsOfRole(files: readonly ProcedureFile[], role: string): readonly string[] {
  return readAll(files.filter(({ path }) => OWN.test(path))).flatMap(({ title, elements }) =>
    elements.flatMap((element) => {
      if (valueOf(element, 'redress:role') === role) return [`${nameOf(element)} in ${title}`]
      const tells =
        element.local === 'parameter' && valueOf(element, 'name') === 'role' && valueOf(element, 'value') === role
      const step = element.parent?.parent
      return tells && step !== undefined ? [`${nameOf(step)} in ${title}`] : []
    }),
  )
}

/** Every id in the diagrams, so that a new one is none of them. */
export function idsIn(files: readonly ProcedureFile[]): readonly string[] {
  return readAll(files).flatMap(({ elements }) => elements.flatMap((element) => valueOf(element, 'id') ?? []))
}

function readAll(files: readonly ProcedureFile[]): readonly ReadDiagram[] {
  return files
    .filter(({ path }) => path.endsWith('.bpmn'))
    .map(({ path, text }) => {
      const { elements } = scanXml(text, LIMITS)
      return { path, title: diagramTitle(path, elements), elements }
    })
}

function callersOf(diagrams: readonly ReadDiagram[], own: string, processes: ReadonlySet<string>): readonly string[] {
  return diagrams
    .filter(({ path }) => path !== own)
    .flatMap(({ title, elements }) =>
      elements
        .filter((element) => processes.has(valueOf(element, 'calledElement') ?? ''))
        .map((element) => `${nameOf(element)} in ${title}`),
    )
}

function isProcess({ local, namespace }: XmlElement): boolean {
  return local === 'process' && namespace === BPMN
}

function nameOf(element: XmlElement): string {
  return `“${valueOf(element, 'name') ?? valueOf(element, 'id') ?? 'a step without a name'}”`
}

function valueOf({ attributes }: XmlElement, name: string): string | undefined {
  const value = attributes.find((attribute) => attribute.name === name)?.value.trim() ?? ''
  return value === '' ? undefined : value
}

import type { ProcedureFile } from '../procedure-folder.ts'
import type { FileKind } from './change.ts'
import { readItems, type DiagramSide } from './diagram-items.ts'
import type { Naming } from './diagram-names.ts'
import { isObject, listAt, objectAt, readJson, textAt, type JsonObject } from './json-facts.ts'
import { readXml, type XmlNode } from './xml-tree.ts'

/** One version of a procedure, each file read when it is first asked for. */
export interface ProcedureSide {
  readonly files: ReadonlyMap<string, string>
  readonly naming: Naming
  /** Undefined where the file is not there or cannot be read. */
  readonly diagram: (path: string) => DiagramSide | undefined
  readonly xml: (path: string) => XmlNode | string
  readonly json: (path: string) => JsonObject | undefined
}

const KINDS: readonly (readonly [RegExp, FileKind])[] = [
  [/(^|\/)procedure\.json$/, 'settings'],
  [/\.bpmn$/, 'diagram'],
  [/\.dmn$/, 'table'],
  [/(^|\/)forms\/[^/]+\.json$/, 'form'],
  [/(^|\/)letters\/[^/]+\.(txt|docx)$/, 'letter'],
  [/(\.scenarios\.json|(^|\/)usual-answers\.json)$/, 'scenarios'],
]

export function kindOf(path: string): FileKind {
  return KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other'
}

export function readSide(files: readonly ProcedureFile[]): ProcedureSide {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const trees = new Map<string, XmlNode | string>()
  const sides = new Map<string, DiagramSide | undefined>()
  const jsons = new Map<string, JsonObject | undefined>()
  const side: ProcedureSide = {
    files: texts,
    get naming() {
      naming ??= namingOf(side)
      return naming
    },
    xml: (path) => remembered(trees, path, () => readXml(texts.get(path) ?? '')),
    diagram: (path) =>
      remembered(sides, path, () => {
        const root = side.xml(path)
        return typeof root === 'string' ? undefined : readItems(root)
      }),
    json: (path) =>
      remembered(jsons, path, () => {
        const value = readJson(texts.get(path) ?? '')
        return isObject(value) ? value : undefined
      }),
  }
  let naming: Naming | undefined
  return side
}

function remembered<Value>(known: Map<string, Value>, path: string, read: () => Value): Value {
  const found = known.get(path)
  if (found !== undefined || known.has(path)) return found as Value
  const value = read()
  known.set(path, value)
  return value
}

function namingOf(side: ProcedureSide): Naming {
  const paths = [...side.files.keys()]
  const of = (kind: FileKind) => paths.filter((path) => kindOf(path) === kind)
  const roles = of('settings').flatMap((path) => listAt(side.json(path) ?? {}, 'roles'))
  return {
    roles: new Map(roles.flatMap((role) => (isObject(role) ? [[textAt(role, 'code'), textAt(role, 'title')]] : []))),
    forms: new Map(of('form').map((path) => [baseOf(path), textAt(side.json(path) ?? {}, 'title')])),
    letters: new Map(
      of('letter')
        .filter(isText)
        .map((path) => [baseOf(path), letterTitle(side.files.get(path) ?? '')]),
    ),
    tables: new Map(of('table').map((path) => [baseOf(path), tableTitle(side.xml(path))])),
    processes: new Map(
      of('diagram').flatMap((path) =>
        [...(side.diagram(path)?.items.values() ?? [])]
          .filter(({ type }) => type === 'process')
          .map(({ key, facts }): [string, string] => [key, facts.get('@name') ?? key]),
      ),
    ),
  }
}

const isText = (path: string) => path.endsWith('.txt')

/** The file's name without its ending. */
export function baseOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '')
}

function letterTitle(text: string): string {
  return /^title:\s*(.*)$/m.exec(text)?.[1]?.trim() ?? ''
}

function tableTitle(root: XmlNode | string): string {
  if (typeof root === 'string') return ''
  return root.children.find(({ name }) => name === 'decision')?.attributes.get('name') ?? ''
}

/** What the file is about; its name where it does not say. */
export function titleOf(side: ProcedureSide, path: string): string {
  const title = ownTitle(side, path)
  return title === '' ? baseOf(path) : title
}

function ownTitle(side: ProcedureSide, path: string): string {
  switch (kindOf(path)) {
    case 'diagram': {
      const items = [...(side.diagram(path)?.items.values() ?? [])]
      return items.find(({ type }) => type === 'process')?.facts.get('@name') ?? ''
    }
    case 'form':
      return textAt(side.json(path) ?? {}, 'title')
    case 'letter':
      return side.naming.letters.get(baseOf(path)) ?? ''
    case 'table':
      return side.naming.tables.get(baseOf(path)) ?? ''
    case 'settings':
      return path === 'procedure.json' ? 'The procedure' : textAt(side.json(path) ?? {}, 'title')
    case 'scenarios':
      if (path.endsWith('usual-answers.json')) return 'Usual answers'
      return `Scenarios: ${baseOf(path).replace('.scenarios', '')}`
    case 'other':
      return path
  }
}

/** Paths of all files of either version in the procedure's reading order: its settings, its diagrams as they call each other, what these use. */
export function readingOrder(before: ProcedureSide, after: ProcedureSide): readonly string[] {
  const paths = [...new Set([...after.files.keys(), ...before.files.keys()])].toSorted()
  const places = placesOf(after, placesOf(before, new Map()))
  const rank = (path: string) => [path.startsWith('uses/') ? 1 : 0, ORDER.indexOf(kindOf(path))] as const
  return paths.toSorted((one, other) => {
    const [[oneUse, oneKind], [otherUse, otherKind]] = [rank(one), rank(other)]
    if (oneUse !== otherUse) return oneUse - otherUse
    if (oneKind !== otherKind) return oneKind - otherKind
    return (places.get(one) ?? Number.MAX_SAFE_INTEGER) - (places.get(other) ?? Number.MAX_SAFE_INTEGER)
  })
}

const ORDER: readonly FileKind[] = ['settings', 'diagram', 'form', 'letter', 'table', 'scenarios', 'other']
const NAMED: readonly (readonly [fact: string, folder: string, ending: string])[] = [
  ['@redress:form', 'forms/', '.json'],
  ['extensionElements/redress:parameter[letter]/@value', 'letters/', '.txt'],
]

/** Walks the diagrams from the one at which a case begins, each call where it is met, and notes what they name. */
function placesOf(side: ProcedureSide, others: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const diagrams = [...side.files.keys()].filter((path) => kindOf(path) === 'diagram')
  const homes = new Map(
    diagrams.flatMap((path) =>
      [...(side.diagram(path)?.items.values() ?? [])]
        .filter(({ type }) => type === 'process')
        .map(({ key }): [string, string] => [key, path]),
    ),
  )
  const places = new Map<string, number>()
  const settings = side.json('procedure.json') ?? objectAt({}, '')
  walk(homes.get(textAt(settings, 'main')))
  for (const path of diagrams) walk(path)
  for (const path of others.keys()) if (!places.has(path)) places.set(path, places.size)
  return places

  function walk(path: string | undefined): void {
    if (path === undefined || places.has(path)) return
    places.set(path, places.size)
    for (const { facts } of side.diagram(path)?.items.values() ?? []) {
      for (const [fact, folder, ending] of NAMED) {
        const named = facts.get(fact)
        if (named === undefined || places.has(`${folder}${named}${ending}`)) continue
        places.set(`${folder}${named}${ending}`, places.size)
      }
      walk(homes.get(facts.get('@calledElement') ?? ''))
    }
  }
}

import type {
  ProcedureChange as Change,
  ProcedureChangeKind as ChangeKind,
  DiagramPictures,
  DrawnComparison,
  Picture,
} from '../../engine/index.ts'
import { draw, outlineOf, type Drawn, type ShownChange } from '../diagram/index.ts'
import { addressOf, KINDS } from './compare-view.ts'

/** So many diagrams are drawn on one page; the others are a link away. */
const MOST_DRAWN = 4

/** Of the drawing's own size. */
const ZOOM = 0.75

export interface DiagramView {
  readonly title: string
  readonly path: string
  readonly sides: readonly { readonly name: string; readonly label: string; readonly drawn?: Drawn }[]
  /** The steps of the newer version in their order, then those that are gone. */
  readonly steps: readonly StepView[]
}

interface StepView {
  readonly kind: string
  readonly name: string
  readonly marks: readonly { readonly text: string; readonly sign: string; readonly colour: string }[]
}

interface Asked {
  readonly at: string
  readonly kept: Readonly<Record<string, string>>
  readonly names: readonly [string, string]
  /** The path of the one diagram to be drawn. */
  readonly diagram: string
}

/** The diagrams in which something changed, as they were and as they are, each change with its sign and its number. */
export function comparedPictures(
  { changes, files, pictures }: DrawnComparison,
  numbers: ReadonlyMap<Change, number>,
  { at, kept, names, diagram }: Asked,
): { readonly diagrams: readonly DiagramView[]; readonly others: readonly { text: string; href: string }[] } {
  const places = changes.flatMap((change) =>
    [change, ...(change.also ?? [])].map(({ file, element = '' }) => ({ file, element, change })),
  )
  const changed = pictures.filter(({ path }) => places.some(({ file }) => file === path))
  const titleOf = (path: string) => files.find((file) => file.path === path)?.title ?? path
  const asked = changed.filter(({ path }) => path === diagram)
  const drawn = asked.length > 0 ? asked : changed.slice(0, MOST_DRAWN)
  return {
    diagrams: drawn.map((each, index) => {
      const own = places.filter(({ file }) => file === each.path)
      return diagramView(each, titleOf(each.path), names, marksOf(own, numbers), `c${index + 1}`)
    }),
    others: changed
      .filter((each) => !drawn.includes(each))
      .map(({ path }) => ({ text: titleOf(path), href: `${addressOf(at, { ...kept, diagram: path })}#diagrams` })),
  }
}

type Marks = ReadonlyMap<string, readonly { readonly kind: ChangeKind; readonly number: number }[]>

function marksOf(
  places: readonly { readonly element: string; readonly change: Change }[],
  numbers: ReadonlyMap<Change, number>,
): Marks {
  const marks = new Map<string, { kind: ChangeKind; number: number }[]>()
  for (const { element, change } of places) {
    const mark = { kind: change.kind, number: numbers.get(change) ?? 0 }
    marks.set(element, [...(marks.get(element) ?? []), mark])
  }
  return marks
}

function diagramView(
  { path, before, after }: DiagramPictures,
  title: string,
  names: readonly [string, string],
  marks: Marks,
  prefix: string,
): DiagramView {
  const side = (which: 0 | 1, picture: Picture | undefined, other: Picture | undefined) => {
    const name = names[which]
    const label = `${title}, ${name}`
    const shown = picture && shownChanges(picture, other, marks, which === 0 ? 'removed' : 'added')
    const drawing = picture && { ...picture, processes: new Map<string, string>() }
    const drawn =
      drawing &&
      draw(drawing, {
        title: label,
        description: 'Changes have a sign and the number under which they stand in the table above.',
        prefix: `${prefix}-${which === 0 ? 'was' : 'is'}-`,
        zoom: ZOOM,
        ...(shown !== undefined && { changes: shown }),
      })
    return { name, label, ...(drawn !== undefined && { drawn }) }
  }
  return { title, path, sides: [side(0, before, after), side(1, after, before)], steps: stepsOf(before, after, marks) }
}

/** What is changed of a picture, and what only this version has, though it is told with something else. */
function shownChanges(
  { model }: Picture,
  other: Picture | undefined,
  marks: Marks,
  only: 'added' | 'removed',
): ReadonlyMap<string, ShownChange> {
  const shown = new Map<string, ShownChange>()
  const ids = [...model.nodes.keys(), ...model.flows.keys(), ...model.lanes.map(({ id }) => id)]
  for (const id of ids) {
    const own = marks.get(id) ?? []
    const kind = strongest(own.map((each) => each.kind))
    const isAlone = other !== undefined && !other.model.nodes.has(id) && !other.model.flows.has(id)
    const isLane = model.lanes.some((lane) => lane.id === id)
    if (kind !== undefined) shown.set(id, { state: kind, text: `${KINDS[kind].sign} ${numbersIn(own)}`.trim() })
    else if (isAlone && !isLane) shown.set(id, { state: only, text: KINDS[only].sign })
  }
  return shown
}

const STRENGTH: readonly ChangeKind[] = ['added', 'removed', 'moved', 'changed']

function strongest(kinds: readonly ChangeKind[]): ChangeKind | undefined {
  return STRENGTH.find((kind) => kinds.includes(kind))
}

function numbersIn(marks: readonly { readonly number: number }[]): string {
  return marks
    .map(({ number }) => number)
    .filter((number) => number > 0)
    .join(', ')
}

/** The same in words: each step with what became of it, and of the ways out of it. */
function stepsOf(before: Picture | undefined, after: Picture | undefined, marks: Marks): readonly StepView[] {
  const steps = after === undefined ? [] : stepsIn(after)
  const gone = before === undefined ? [] : stepsIn(before).filter(({ id }) => after?.model.nodes.has(id) !== true)
  const viewOf =
    (picture: Picture | undefined, only: 'added' | 'removed' | undefined) =>
    (step: Step): StepView => {
      const { id, kind, name } = step
      const flows = picture?.model.nodes.get(id)?.outgoing ?? []
      const own = [id, ...flows].flatMap((each) => marks.get(each) ?? [])
      const kinds = [...new Map(own.map((each) => [`${each.kind} ${each.number}`, each])).values()]
      const said = kinds.map((each) => markView(each.kind, each.number))
      return { kind, name, marks: said.length === 0 && only !== undefined ? [markView(only, 0)] : said }
    }
  return [
    ...steps.map((step) => viewOf(after, before?.model.nodes.has(step.id) === false ? 'added' : undefined)(step)),
    ...gone.map(viewOf(before, 'removed')),
  ]
}

function markView(kind: ChangeKind, number: number): StepView['marks'][number] {
  const { sign, text, colour } = KINDS[kind]
  return { sign, colour, text: number > 0 ? `${text}, ${number}` : text }
}

interface Step {
  readonly id: string
  readonly kind: string
  readonly name: string
}

function stepsIn({ model }: Picture): readonly Step[] {
  return outlineOf({ model, roles: [] }).sections.flatMap(({ steps }) =>
    steps.map(({ element, kind, name }) => ({ id: element, kind, name })),
  )
}

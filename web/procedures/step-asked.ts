import type { PageParts } from '../../api/index.ts'
import {
  draftChoices,
  editDiagram,
  NotFoundError,
  stepsOf,
  type Choices,
  type DiagramOperation,
  type StepRow,
  type StepSection,
} from '../../engine/index.ts'
import { field, type StaffAsk } from '../frame/index.ts'
import { diagramsInOrder, processesIn } from './diagram-order.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import type { Change } from './question.ts'

export const STEPS = `${DRAFT}/steps`
export const STEP = `${STEPS}/:element`

/** A diagram of a draft as a table. */
export interface StepsAsked {
  readonly asked: DraftAsked
  readonly file: string
  readonly xml: string
  readonly title: string
  readonly sections: readonly StepSection[]
  /** All its steps in order. */
  readonly rows: readonly StepRow[]
  readonly diagrams: readonly { readonly path: string; readonly title: string; readonly processes: readonly string[] }[]
}

/** @throws NotFoundError when the draft has no such diagram. */
export async function withSteps(parts: PageParts, ask: StaffAsk): Promise<StepsAsked> {
  const asked = await withDraft(parts, ask)
  const wanted = field(ask.query, 'file')
  const files = diagramsInOrder(asked.draft.files)
  const found = wanted === '' ? files[0] : files.find(({ path }) => path === wanted)
  if (found === undefined) throw new NotFoundError('diagram of the draft', wanted)
  const sections = stepsOf(found.text)
  return {
    asked,
    file: found.path,
    xml: found.text,
    title: titleOf(found.path, found.text),
    sections,
    rows: sections.flatMap(({ steps }) => steps),
    diagrams: files.map(({ path, text }) => ({ path, title: titleOf(path, text), processes: processesIn(text) })),
  }
}

/** What the diagram's process is called; without a name, the file. */
function titleOf(path: string, xml: string): string {
  const name = /<(?:\w+:)?process\b[^<>]*?\sname="([^"]+)"/.exec(xml)?.[1]
  if (name === undefined) return path.replace(/\.bpmn$/, '')
  return name.replaceAll(/&(?:#39|apos|quot|lt|gt|amp);/g, (sign) => SIGNS[sign] ?? sign)
}

const SIGNS: Readonly<Record<string, string>> = {
  '&#39;': '’',
  '&apos;': '’',
  '&quot;': '”',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
}

/** @throws NotFoundError */
export function stepAsked({ rows }: StepsAsked, { params }: StaffAsk): StepRow {
  const step = rows.find(({ element }) => element === params['element'])
  if (step === undefined) throw new NotFoundError('step of the diagram', params['element'] ?? '')
  return step
}

/** The address of the table, or of one of its steps. */
export function addressOf({ asked, file }: Pick<StepsAsked, 'asked' | 'file'>, ...below: readonly string[]): string {
  return [`${asked.frame.base}/steps`, ...below.map(encodeURIComponent)].join('/') + `?file=${encodeURIComponent(file)}`
}

export function choicesFor({ runtime }: PageParts, { actor }: StaffAsk, { asked, file }: StepsAsked): Promise<Choices> {
  return draftChoices(runtime, actor, asked.draft.id, file)
}

/** A step as a link or a sentence names it. */
export function nameOfStep({ name, kind, order }: StepRow): string {
  return name === '' ? `${kind} (step ${order})` : name
}

/** The diagram with one thing done to it, to be saved; then the page of the step that is new, or of `to`. */
export async function stepChange(
  steps: StepsAsked,
  operation: DiagramOperation,
  { idsElsewhere }: Pick<Choices, 'idsElsewhere'>,
  to: (element: string | undefined) => string,
): Promise<Change> {
  const edited = await editDiagram(steps.xml, operation, { idsElsewhere })
  if ('refused' in edited) return edited
  return {
    changes: [{ path: steps.file, text: edited.xml }],
    what: `${steps.title}: ${edited.what}`,
    to: to(edited.element),
  }
}

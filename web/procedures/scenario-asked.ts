import {
  isScenarioFile,
  scenarioFolderOf,
  ScenariosUnreadableError,
  type FiledScenario,
  type PageParts,
} from '../../api/index.ts'
import {
  editScenarios,
  InvalidVariablesError,
  NO_SCENARIOS,
  NotFoundError,
  picturesOf,
  RefusedError,
  type CaseStep,
  type FlowNode,
  type ProcedureFile,
  type ScenarioEdit,
} from '../../engine/index.ts'
import type { FormLike } from '../forms/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import type { Change } from './question.ts'

export const SCENARIOS = `${DRAFT}/scenarios`
export const SCENARIO = `${SCENARIOS}/:scenario`
export const STEP_OF_SCENARIO = `${SCENARIO}/steps/:step`

/** The scenarios of a draft. */
export interface ScenariosAsked {
  readonly asked: DraftAsked
  /** The address of the list. */
  readonly at: string
  readonly scenarios: readonly FiledScenario[]
  /** Why they cannot be read, a sentence each. */
  readonly unreadable: readonly string[]
}

export interface ScenarioAsked extends ScenariosAsked {
  readonly scenario: FiledScenario
  /** The address of the one. */
  readonly here: string
}

/** @throws NotFoundError when there is no such draft. */
export async function withScenarios(parts: PageParts, ask: StaffAsk): Promise<ScenariosAsked> {
  const asked = await withDraft(parts, ask)
  const at = `${asked.frame.base}/scenarios`
  try {
    const { scenarios } = scenarioFolderOf({ path: '', procedure: asked.draft.procedure }, asked.draft.files, new Map())
    return { asked, at, scenarios, unreadable: [] }
  } catch (error) {
    if (!(error instanceof ScenariosUnreadableError)) throw error
    return { asked, at, scenarios: [], unreadable: error.message.split('\n') }
  }
}

/** @throws NotFoundError when the draft has no such scenario. */
export async function withScenario(parts: PageParts, ask: StaffAsk): Promise<ScenarioAsked> {
  const all = await withScenarios(parts, ask)
  const id = ask.params['scenario'] ?? ''
  const scenario = all.scenarios.find((each) => each.id === id)
  if (scenario === undefined) throw new NotFoundError('scenario of the draft', id)
  return { ...all, scenario, here: `${all.at}/${id}` }
}

/** The step that an address names, counted from 1 there and from 0 here. @throws NotFoundError */
export function stepAt({ scenario }: ScenarioAsked, { params }: StaffAsk): { index: number; step: CaseStep } {
  const index = Number(params['step']) - 1
  const step = scenario.steps[index]
  if (step === undefined) throw new NotFoundError('step of the scenario', params['step'] ?? '')
  return { index, step }
}

/** The change of a file, to be saved in the draft. */
export function scenarioChange(
  { asked }: Pick<ScenariosAsked, 'asked'>,
  file: string,
  edit: ScenarioEdit,
  { what, to }: { readonly what: string; readonly to: string },
): Change {
  const text = asked.draft.files.find(({ path }) => path === file)?.text ?? NO_SCENARIOS
  try {
    return { changes: [{ path: file, text: editScenarios(text, edit, file) }], what, to }
  } catch (error) {
    if (error instanceof RefusedError) return { refused: error.message }
    if (error instanceof InvalidVariablesError) {
      return {
        refused: error.faults.map(({ at, message }) => `${at.replace(/^\/scenarios\/\d+/, '')} ${message}`).join('; '),
      }
    }
    throw error
  }
}

/** The diagrams of a draft's own, each with the file in which its scenarios stand. */
export function diagramsOf({ asked }: ScenariosAsked): readonly { readonly file: string; readonly title: string }[] {
  const diagrams = asked.draft.files.filter(({ path }) => path.endsWith('.bpmn') && !path.includes('/'))
  const known = diagrams.map(({ path, text }) => ({
    file: path.replace(/\.bpmn$/, '.scenarios.json'),
    title: /<(?:\w+:)?process\b[^<>]*?\sname="([^"<>&]+)"/.exec(text)?.[1] ?? path.replace(/\.bpmn$/, ''),
  }))
  const others = asked.draft.files
    .filter(({ path }) => isScenarioFile(path) && !known.some(({ file }) => file === path))
    .map(({ path }) => ({ file: path, title: path.replace(/\.scenarios\.json$/, '') }))
  return [...known, ...others]
}

/** What a scenario can do in a procedure, in the procedure's own words. */
export interface Doable {
  readonly tasks: readonly { readonly element: string; readonly name: string; readonly form?: string }[]
  readonly messages: readonly { readonly message: string; readonly name: string; readonly form?: string }[]
  readonly form: (id: string) => FormLike | undefined
  readonly letters: readonly { readonly value: string; readonly text: string }[]
}

export async function doableIn({ asked }: Pick<ScenariosAsked, 'asked'>): Promise<Doable> {
  const { files } = asked.draft
  const diagrams = files.filter(({ path }) => path.endsWith('.bpmn'))
  const pictures = await picturesOf(
    diagrams.map(({ path }) => path),
    [],
    files,
  )
  const nodes = pictures.flatMap(({ after }): FlowNode[] => [...(after?.model.nodes.values() ?? [])])
  const withForm = ({ redress }: FlowNode) => (redress.form === undefined ? {} : { form: redress.form })
  const tasks = nodes
    .filter(({ type }) => type === 'userTask')
    .map((node) => ({ element: node.id, name: node.name, ...withForm(node) }))
  const messages = nodes.flatMap((node) => {
    if (!('event' in node) || node.event.kind !== 'message' || node.type.includes('Throw') || node.type === 'endEvent')
      return []
    return [{ message: node.event.message, name: node.name, ...withForm(node) }]
  })
  return {
    tasks: unique(tasks, ({ element }) => element),
    messages: unique(messages, ({ message }) => message),
    form: (id) => formIn(files, id),
    letters: letterNamesIn(files),
  }
}

function unique<Item extends { readonly name: string }>(
  items: readonly Item[],
  key: (item: Item) => string,
): readonly Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function formIn(files: readonly ProcedureFile[], id: string): FormLike | undefined {
  const text = files.find(({ path }) => path.endsWith(`forms/${id}.json`))?.text
  return text === undefined ? undefined : (JSON.parse(text) as FormLike)
}

function letterNamesIn(files: readonly ProcedureFile[]): Doable['letters'] {
  const ids = files.flatMap(({ path }) => /(?:^|\/)letters\/([\w-]+)\.txt$/.exec(path)?.[1] ?? [])
  return [...new Set(ids)].sort().map((id) => ({ value: id, text: inLetterWords(id) }))
}

export function inLetterWords(id: string): string {
  const text = id.replaceAll('-', ' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** Of a task that stands in none of the draft's diagrams, as the case has gone on to another procedure. */
export function taskElsewhere(element: string): string {
  return inLetterWords(element.replace(/^[a-z]+_/, '').replaceAll('_', '-'))
}

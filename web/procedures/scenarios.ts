import { cancelDraftRun, startDraftRun, type PageParts } from '../../api/index.ts'
import { mayDo, NotFoundError, picturesOf, RefusedError } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'
import { draw } from '../diagram/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { diagramsOf, SCENARIOS, withScenarios, type ScenariosAsked } from './scenario-asked.ts'
import { coversInWords } from './scenario-covers.ts'
import { addScenarioEdits } from './scenario-edits.ts'
import { addScenarioPages } from './scenario.ts'
import { resultsOf, tagOf } from './scenario-results.ts'
import { flowInWords } from './scenario-words.ts'

/** `…/scenarios`: what a draft is tried on before it is published, and how far that reaches. */
export function addScenariosPages(area: Area, parts: PageParts): void {
  area.staff('get', SCENARIOS, 'read-procedures', async (ask) => list(parts, ask, await withScenarios(parts, ask)))
  area.staff('post', SCENARIOS, 'test-procedures', (ask) => run(parts, ask))
  area.staff('get', `${SCENARIOS}/coverage`, 'read-procedures', (ask) => coverage(parts, ask))
  addScenarioEdits(area, parts)
  addScenarioPages(area, parts)
}

async function list(parts: PageParts, ask: StaffAsk, all: ScenariosAsked, error?: string): Promise<Reply> {
  const { asked, at, scenarios, unreadable } = all
  const last = await resultsOf(parts, ask, all)
  const diagrams = diagramsOf(all)
  const errors = error === undefined ? [] : [{ text: error, href: '#run' }]
  const summary = last.results?.summary
  return view(
    'procedures/scenarios',
    {
      frame: asked.frame,
      at,
      unreadable,
      mayRun: mayDo(ask.actor, 'test-procedures'),
      running: last.run?.status === 'running' ? last.run : undefined,
      stopped: last.isCurrent && (last.run?.status === 'failed' || last.run?.status === 'cancelled'),
      isCurrent: last.isCurrent,
      summary,
      unfit: last.isCurrent ? (last.results?.unfit ?? []) : [],
      leftOut: (last.results?.leftOut ?? []).map((procedure) => inWords(procedure)),
      scenarios: scenarios.map(({ id, title, file, covers = [] }) => ({
        id,
        title,
        href: `${at}/${id}`,
        diagram: diagrams.find((each) => each.file === file)?.title ?? file,
        covers: coversInWords(covers, asked.draft.files).join('; '),
        result: tagOf(last, id),
      })),
      coverage: (last.results?.coverage ?? []).map(({ file, flows, taken, untaken }) => ({
        title: titleOf(all, file),
        href: `${at}/coverage?file=${encodeURIComponent(file)}`,
        flows,
        taken,
        percent: flows === 0 ? 100 : Math.floor((taken / flows) * 100),
        untaken: untaken.map(flowInWords),
      })),
      errors,
    },
    error === undefined ? 200 : 422,
  )
}

function titleOf(all: ScenariosAsked, diagram: string): string {
  const file = diagram.replace(/\.bpmn$/, '.scenarios.json')
  return diagramsOf(all).find((each) => each.file === file)?.title ?? diagram
}

async function run(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { runtime } = parts
  const all = await withScenarios(parts, ask)
  const cancelled = /^cancel:(.+)$/.exec(field(ask.body, '_do'))?.[1]
  if (cancelled !== undefined) {
    await cancelDraftRun(runtime, ask.actor, all.asked.draft.id, cancelled)
    return redirect(all.at, { kind: 'information', title: 'The run has been stopped.' })
  }
  try {
    const { status } = await startDraftRun(runtime, ask.actor, all.asked.draft.id)
    const title = status === 'done' ? 'Nothing has changed since the last run.' : 'The scenarios are being run.'
    return redirect(all.at, { kind: 'information', title })
  } catch (error) {
    if (error instanceof RefusedError) return list(parts, ask, all, error.message)
    throw error
  }
}

/** The diagram, with the ways that no scenario takes dashed and numbered, and the same in words. */
async function coverage(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const all = await withScenarios(parts, ask)
  const last = await resultsOf(parts, ask, all)
  const path = field(ask.query, 'file')
  const { files } = all.asked.draft
  const [pictures] = await picturesOf([path], [], files)
  const picture = pictures?.after
  if (picture === undefined || !files.some((file) => file.path === path))
    throw new NotFoundError('diagram of the draft', path)
  const own = last.results?.coverage.find(({ file }) => file === path)
  const untaken = new Set(own?.untaken.map(({ id }) => id))
  const flows = [...picture.model.flows.keys()]
  const taken = new Map(own === undefined ? [] : flows.filter((id) => !untaken.has(id)).map((id) => [id, 1] as const))
  const title = titleOf(all, path)
  const marks = new Map((own?.untaken ?? []).map(({ to }, index) => [to, index + 1] as const))
  const drawn = draw(
    { ...picture, processes: new Map() },
    {
      title: `${title}: the ways that scenarios take`,
      description:
        'Ways that a scenario takes are thick. Those that none takes are thin and dashed; the step to which each leads has its number in the list.',
      standings: new Map(),
      taken,
      marks,
    },
  )
  return view('procedures/scenario-coverage', {
    frame: all.asked.frame,
    at: all.at,
    diagramTitle: title,
    drawn,
    isRun: own !== undefined,
    isCurrent: last.isCurrent,
    flows: own?.flows,
    taken: own?.taken,
    untaken: (own?.untaken ?? []).map(flowInWords),
  })
}

import {
  beginScenarioRun,
  lastScenarioRun,
  mustBeAllowed,
  readDraft,
  RefusedError,
  scenarioMaterial,
  scenarioRun,
  stopScenarioRun,
  tellOfScenarioRun,
  type Actor,
  type Runtime,
  type RunSummary,
  type ScenarioMaterial,
  type ScenarioRunView,
} from '../../engine/index.ts'
import { scenarioFolderOf, ScenariosUnreadableError, usualAnswersIn, type ScenarioFolder } from './read-folder.ts'
import { RunCancelledError, runScenarios, type RunLimits, type ScenarioResults } from './runner.ts'
import type { RunJob } from './run-messages.ts'

/** Runs that this process plays now. */
const playing = new Map<string, AbortController>()
/** One run after the other: each keeps a processor busy. */
let last: Promise<unknown> = Promise.resolve()

/** The results that are kept of a run: everything the pages and the API show. */
export type KeptResults = ScenarioResults & { readonly summary: RunSummary }

/**
 * Begins to play all scenarios of a draft; what was played on these very contents is not played again.
 *
 * @throws RefusedError (`scenarios-unreadable`) that says what is wrong in the files, (`no-scenarios`) when there are none.
 */
export async function startDraftRun(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  limits?: RunLimits,
): Promise<ScenarioRunView> {
  mustBeAllowed(actor, 'test-procedures')
  const draft = await readDraft(runtime, actor, draftId)
  const material = await scenarioMaterial(runtime, draft)
  const known = await lastScenarioRun(runtime, draftId, material.contents)
  if (known !== undefined && (known.status === 'running' || known.status === 'done')) return known
  const folder = folderOfDraft(draft.procedure, material)
  if (folder.scenarios.length === 0) throw new RefusedError('no-scenarios', 'The draft has no scenarios yet.')
  const { contents } = material
  const id = await beginScenarioRun(runtime, actor, draft, { contents, total: folder.scenarios.length })
  const cancel = new AbortController()
  playing.set(id, cancel)
  const job = jobOf(runtime, draft.procedure, material, folder)
  last = last.then(() => play(runtime, id, job, folder, cancel, limits)).catch(() => undefined)
  return scenarioRun(runtime, actor, id, draftId)
}

export interface LastRun {
  /** The newest run; left out where there was none. */
  readonly run?: ScenarioRunView
  /** It was played on what the draft, the other procedures and the council's settings are now. */
  readonly isCurrent: boolean
}

/** How the scenarios of a draft went last. @throws NotFoundError */
export async function lastDraftRun(runtime: Runtime, actor: Actor, draftId: string): Promise<LastRun> {
  mustBeAllowed(actor, 'read-procedures')
  const { contents } = await scenarioMaterial(runtime, await readDraft(runtime, actor, draftId))
  const current = await lastScenarioRun(runtime, draftId, contents)
  const run = current ?? (await lastScenarioRun(runtime, draftId))
  return { ...(run !== undefined && { run }), isCurrent: current !== undefined }
}

/** Stops a run; what was played by then is not kept. @throws NotFoundError */
export async function cancelDraftRun(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  id: string,
): Promise<ScenarioRunView> {
  await stopScenarioRun(runtime, actor, draftId, id)
  playing.get(id)?.abort()
  return scenarioRun(runtime, actor, id, draftId)
}

/** Until nothing is played any more. */
export async function noRunsPlaying(): Promise<void> {
  await last
}

/** Stops what this process plays: the service ends. */
export async function endDraftRuns(): Promise<void> {
  for (const cancel of playing.values()) cancel.abort()
  await last
}

/** The scenarios of a draft, of which some may not be readable. @throws RefusedError (`scenarios-unreadable`) */
export function folderOfDraft(procedure: string, { procedures }: ScenarioMaterial): ScenarioFolder {
  const own = procedures.find(({ id }) => id === procedure)?.files ?? []
  const beside = procedures.map(({ id, files }) => [id, usualAnswersIn(files)] as const)
  try {
    return scenarioFolderOf({ path: '', procedure }, own, new Map(beside))
  } catch (error) {
    if (!(error instanceof ScenariosUnreadableError)) throw error
    throw new RefusedError('scenarios-unreadable', error.message)
  }
}

export function jobOf(
  { council }: Runtime,
  procedure: string,
  { procedures }: Pick<ScenarioMaterial, 'procedures'>,
  { scenarios, usualBeside }: ScenarioFolder,
): RunJob {
  return {
    council,
    procedure,
    files: procedures.find(({ id }) => id === procedure)?.files ?? [],
    procedures,
    usualBeside: [...usualBeside],
    play: scenarios.map(({ id }) => id),
  }
}

async function play(
  runtime: Runtime,
  id: string,
  job: RunJob,
  { scenarios }: ScenarioFolder,
  cancel: AbortController,
  limits: RunLimits | undefined,
): Promise<void> {
  const titles = new Map(scenarios.map(({ id: scenario, title, file }) => [scenario, { title, file }]))
  let told: Promise<unknown> = Promise.resolve()
  const onProgress = (played: number) => {
    told = told.then(async () => {
      await tellOfScenarioRun(runtime, id, { played })
      // Another process may have been asked to cancel it.
      if ((await runtime.store.read.scenarioRun(id))?.status === 'cancelled') cancel.abort()
    })
    told.catch(() => {
      cancel.abort()
    })
  }
  try {
    const results = await runScenarios(job, titles, {
      onProgress,
      signal: cancel.signal,
      ...(limits !== undefined && { limits }),
    })
    await told
    const kept: KeptResults = { ...results, summary: summaryOf(results) }
    await tellOfScenarioRun(runtime, id, { status: 'done', results: { ...kept } })
  } catch (error) {
    if (error instanceof RunCancelledError) return
    const reason = error instanceof Error ? error.message : String(error)
    await tellOfScenarioRun(runtime, id, { status: 'failed', results: { reason } })
  } finally {
    playing.delete(id)
  }
}

function summaryOf({ scenarios, coverage }: ScenarioResults): RunSummary {
  const passed = scenarios.filter((each) => each.passed).length
  return {
    passed,
    failed: scenarios.length - passed,
    flows: coverage.reduce((sum, { flows }) => sum + flows, 0),
    taken: coverage.reduce((sum, { taken }) => sum + taken, 0),
  }
}

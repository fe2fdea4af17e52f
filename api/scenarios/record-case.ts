import {
  mustBeAllowed,
  NotFoundError,
  readDraft,
  recordScenario,
  RefusedError,
  scenarioMaterial,
  versionFiles,
  type Actor,
  type CaseStep,
  type CaseTraces,
  type Expectation,
  type ProcedureFile,
  type Runtime,
  type Scenario,
} from '../../engine/index.ts'
import { folderOfDraft, jobOf } from './draft-runs.ts'
import { runScenarios, type RunLimits } from './runner.ts'
import type { PlayedScenario, PlayedStep } from './run-messages.ts'
import type { ScenarioProcedure } from './world.ts'

/** A scenario from a closed case, played once on the versions on which the case ran. */
export interface RecordedCase {
  /** What came when it was played is what it expects. */
  readonly scenario: Scenario
  /** What could not be recorded, and where the play went another way than the case, a sentence each. */
  readonly left: readonly string[]
}

/**
 * Records a scenario for a draft from a closed case. It is not saved: whoever asked looks at it first.
 *
 * @throws NotPermittedError for a role that records no scenarios.
 * @throws NotFoundError when there is no such draft or case, or none for this actor, or a version's files were not kept.
 * @throws RefusedError when the case is open, it never followed the draft's procedure, or its personal data has been erased.
 */
export async function recordCase(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
  caseId: string,
  limits?: RunLimits,
): Promise<RecordedCase> {
  mustBeAllowed(actor, 'record-scenario')
  const draft = await readDraft(runtime, actor, draftId)
  const folder = folderOfDraft(draft.procedure, await scenarioMaterial(runtime, draft))
  const { scenario, left, traces, versions } = await recordScenario(runtime, actor, caseId, folder.usual)
  if (!versions.some(({ procedure }) => procedure === draft.procedure)) {
    throw new RefusedError(
      'other-procedure',
      `${caseId} never followed this procedure; record it in a draft of ${versions.map(({ procedure }) => procedure).join(' or ')}`,
    )
  }
  const id = freeId(folder.scenarios)
  const recorded: Scenario = { id, title: titleOf(traces), ...scenario }
  const procedures = await proceduresAt(runtime, actor, versions)
  const text = JSON.stringify({ scenarios: [recorded] })
  const usual = draft.files.filter(({ path }) => path === 'usual-answers.json')
  const files: readonly ProcedureFile[] = [...usual, { path: 'recorded.scenarios.json', text }]
  const first = versions[0]?.procedure ?? draft.procedure
  const job = { ...jobOf(runtime, first, { procedures }, folder), procedure: first, files, play: [id] }
  const results = await inTurn(() => runScenarios(job, new Map(), limits === undefined ? {} : { limits }))
  const [played] = results.scenarios
  if (played === undefined) return { scenario: recorded, left: [...left, ...results.unfit] }
  const steps = recorded.steps.map((step, index) => withExpectations(step, played.steps[index]))
  return { scenario: { ...recorded, steps }, left: [...left, ...differences(traces, played)] }
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other, whoever asks: each takes a processor, and up to half a gigabyte. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}

async function proceduresAt(
  runtime: Runtime,
  actor: Actor,
  versions: readonly { readonly procedure: string; readonly version: number }[],
): Promise<readonly ScenarioProcedure[]> {
  const found = new Map<string, ScenarioProcedure>()
  for (const { procedure, version } of versions) {
    if (found.has(procedure)) continue
    found.set(procedure, { id: procedure, files: await versionFiles(runtime, actor, procedure, version) })
  }
  if (found.size === 0) throw new NotFoundError('version of the case', '')
  return [...found.values()]
}

function freeId(scenarios: readonly Scenario[]): string {
  const taken = new Set(scenarios.map(({ id }) => id))
  for (let n = 1; ; n += 1) if (!taken.has(`recorded-${n}`)) return `recorded-${n}`
}

function titleOf({ outcome }: CaseTraces): string {
  return `Recorded from a closed case${outcome === '' ? '' : `: ${outcome.replaceAll('-', ' ')}`}`
}

/** The step with what came of it as what it expects. */
export function withExpectations(step: CaseStep, played: PlayedStep | undefined): CaseStep {
  return played === undefined ? step : { ...step, expect: expectationsFrom(played) }
}

export function expectationsFrom({ seen }: Pick<PlayedStep, 'seen'>): Expectation {
  const { tasks, facts, lettersToComplainant, status, outcome } = seen
  return {
    tasks: Object.fromEntries(tasks.map(({ element, due }) => [element, due])),
    only: true,
    letters: lettersToComplainant,
    facts: [...new Set(facts.map(({ type }) => type))],
    status: status === 'closed' || status === 'incident' ? status : 'open',
    ...(status === 'closed' && outcome !== undefined && { outcome }),
  }
}

function differences(traces: CaseTraces, { traces: own, stopped, steps }: PlayedScenario): readonly string[] {
  const wrong = [...stopped, ...steps.flatMap(({ gaps }) => gaps)]
  if (own === undefined || wrong.length > 0) return ['The scenario could not be played to its end.']
  return (['facts', 'letters', 'tasks', 'clocks'] as const)
    .filter((part) => JSON.stringify(own[part]) !== JSON.stringify(traces[part]))
    .map((part) => `When it is played, ${IN_WORDS[part]} are not quite those of the case.`)
}

const IN_WORDS = { facts: 'the facts', letters: 'the letters', tasks: 'the tasks', clocks: 'the time limits' } as const

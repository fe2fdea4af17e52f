import { caseTraces } from '../../engine/index.ts'
import { flowsIn } from './coverage.ts'
import type { Gap } from './gap.ts'
import { playScenario } from './play.ts'
import { scenarioFolderOf, ScenariosUnreadableError, type FiledScenario, type ScenarioFolder } from './read-folder.ts'
import type { PlayedScenario, PlayedStep, RunJob, RunReply } from './run-messages.ts'
import { startWorld, type ScenarioWorld } from './world.ts'

/*
 * The process in which the scenarios of a draft are played: `runner.ts` starts it, hands it one job, and ends it when it
 * takes too long. It ends by itself when whoever started it has gone.
 */

if (process.send !== undefined) {
  process.once('message', (job) => {
    void run(job as RunJob).then(
      () => {
        process.disconnect()
      },
      (error: unknown) => {
        tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
        process.disconnect()
      },
    )
  })
  process.once('disconnect', () => process.exit())
}

function tell(reply: RunReply): void {
  process.send?.(reply)
}

async function run({ council, procedure, files, procedures, usualBeside, play }: RunJob): Promise<void> {
  const folder = folderIn(procedure, files, usualBeside)
  if (folder === undefined) return
  const world = await startWorld(council, procedures, [procedure])
  const unfit = world.refused.get(procedure)
  if (unfit !== undefined) {
    tell({ kind: 'unfit', why: unfit })
    return
  }
  tell({ kind: 'ready', diagrams: flowsIn(world, procedure) })
  for (const id of play) {
    const scenario = folder.scenarios.find((each) => each.id === id)
    if (scenario !== undefined) await playOne(world, folder, scenario)
  }
  tell({ kind: 'done', leftOut: [...world.refused.keys()] })
}

function folderIn(
  procedure: string,
  files: RunJob['files'],
  usualBeside: RunJob['usualBeside'],
): ScenarioFolder | undefined {
  try {
    return scenarioFolderOf({ path: '', procedure }, files, new Map(usualBeside))
  } catch (error) {
    if (!(error instanceof ScenariosUnreadableError)) throw error
    tell({ kind: 'unfit', why: error.message.split('\n') })
    return undefined
  }
}

async function playOne(world: ScenarioWorld, folder: ScenarioFolder, scenario: FiledScenario): Promise<void> {
  const steps: PlayedStep[] = []
  let clocksBefore: ReadonlySet<string> = new Set()
  const { problems, taken, milliseconds, caseId } = await playScenario(world, folder, scenario, (watched) => {
    const { step, of, at, seen, gaps } = watched
    const standing = seen.clocks.map((clock) => JSON.stringify(clock))
    const clocks = seen.clocks.filter((_, index) => !clocksBefore.has(standing[index] ?? ''))
    clocksBefore = new Set(standing)
    steps.push({ step, ...(of !== undefined && { of }), at, seen: { ...seen, clocks }, gaps })
  })
  const traces = caseId === undefined ? undefined : await caseTraces(world.runtime, caseId)
  const played: PlayedScenario = {
    id: scenario.id,
    title: scenario.title,
    file: scenario.file,
    passed: problems.length === 0,
    milliseconds: Math.round(milliseconds),
    steps,
    stopped: problems.filter(({ step }) => step === 0).flatMap(({ gaps }): readonly Gap[] => gaps),
    ...(traces !== undefined && { traces }),
  }
  tell({ kind: 'played', scenario: played, taken })
}

import type { PublishCondition } from '../drafts/index.ts'
import { scenarioMaterial } from './material.ts'
import { lastScenarioRun } from './runs.ts'

/** What a finished run says in figures. */
export interface RunSummary {
  readonly passed: number
  readonly failed: number
  readonly flows: number
  readonly taken: number
}

/** Percent of all flows, where the council has not said otherwise. */
const COVERAGE = 100

/** Every scenario passes on exactly these contents, and together they take as many of the flows as the council asks. */
export const SCENARIOS_CONDITION: PublishCondition = {
  id: 'scenarios',
  async judge(runtime, draft) {
    const { contents } = await scenarioMaterial(runtime, draft)
    const run = await lastScenarioRun(runtime, draft.id, contents)
    if (run === undefined) {
      const earlier = await lastScenarioRun(runtime, draft.id)
      return earlier === undefined
        ? { met: false, notStarted: true, sentence: 'The scenarios have not been run on this draft.' }
        : { met: false, sentence: 'Something has changed since the scenarios were run: run them again.' }
    }
    if (run.status === 'running')
      return { met: false, sentence: `${run.played} of ${run.total} scenarios have been run.` }
    const summary = run.results?.['summary'] as RunSummary | undefined
    if (run.status !== 'done' || summary === undefined) {
      return { met: false, sentence: 'The scenarios were not run to the end: run them again.' }
    }
    return judgeRun(summary, runtime.council.scenarioCoverage ?? COVERAGE)
  },
}

/** @param threshold - Percent of the flows that must be taken. */
export function judgeRun({ passed, failed, flows, taken }: RunSummary, threshold: number) {
  const all = passed + failed
  const percent = percentOf(taken, flows)
  const flowsSaid = `they take ${taken} of ${flows} ways through the diagrams (${percent}%)`
  if (all === 0) return { met: false, sentence: 'There are no scenarios, or the procedure cannot be read.' }
  if (failed > 0) {
    return { met: false, sentence: `${failed} of ${all} scenarios ${failed === 1 ? 'does' : 'do'} not go as expected.` }
  }
  return percent < threshold
    ? { met: false, sentence: `All ${all} scenarios pass, but ${flowsSaid}, and ${threshold}% is asked.` }
    : { met: true, sentence: `All ${all} scenarios pass, and ${flowsSaid}.` }
}

/** Whole percent, and never 100 while one is missing. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part / whole) * 100)
}

import { lastDraftRun, type KeptResults, type PageParts } from '../../api/index.ts'
import type { StaffAsk } from '../frame/index.ts'
import type { ScenariosAsked } from './scenario-asked.ts'

/** A tag, by how a scenario went. */
export const RESULTS = {
  pass: { text: 'Pass', tone: 'green' },
  fail: { text: 'Fail', tone: 'red' },
  none: { text: 'Not run', tone: 'grey' },
  old: { text: 'Run before a change', tone: 'yellow' },
} as const

export interface LastResults {
  readonly results?: KeptResults
  /** They are of what the draft is now. */
  readonly isCurrent: boolean
  readonly run?: Awaited<ReturnType<typeof lastDraftRun>>['run']
}

/** What is known of the last run of a draft's scenarios. */
export async function resultsOf(
  { runtime }: PageParts,
  { actor }: StaffAsk,
  { asked }: ScenariosAsked,
): Promise<LastResults> {
  const { run, isCurrent } = await lastDraftRun(runtime, actor, asked.draft.id)
  const results = run?.status === 'done' ? (run.results as unknown as KeptResults | undefined) : undefined
  return { isCurrent, ...(run !== undefined && { run }), ...(results !== undefined && { results }) }
}

export function tagOf({ results, isCurrent }: LastResults, id: string): (typeof RESULTS)[keyof typeof RESULTS] {
  const played = results?.scenarios.find((each) => each.id === id)
  if (played === undefined) return RESULTS.none
  if (!isCurrent) return RESULTS.old
  return played.passed ? RESULTS.pass : RESULTS.fail
}

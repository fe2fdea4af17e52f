import type { DeadlineCount, KeptState, RuleKind, StageOfRule } from '../../engine/index.ts'
import { groundInWords } from '../cases/clocks.ts'
import { inWords, stageInWords } from '../cases/words.ts'

/** What the states of a time limit are called. */
export const STATE_WORDS: Readonly<Record<KeptState, string>> = {
  'in-time': 'Done in time',
  'in-extension': 'Done in the longer time that was given',
  late: 'Done late',
  'not-done': 'Late and not done',
  held: 'Waiting',
  running: 'Not yet due',
  'cannot-tell': 'Cannot tell',
}

/** The columns of the table and the parts of a bar: states that are read together. */
export const GROUPS = [
  { id: 'in-time', text: 'In time', states: ['in-time', 'in-extension'], also: ['in-extension', 'with more time'] },
  { id: 'late', text: 'Late', states: ['late', 'not-done'], also: ['not-done', 'not done'] },
  { id: 'held', text: 'Waiting', states: ['held'] },
  { id: 'running', text: 'Not yet due', states: ['running'] },
  { id: 'cannot-tell', text: 'Cannot tell', states: ['cannot-tell'] },
] as const satisfies readonly {
  readonly id: string
  readonly text: string
  readonly states: readonly KeptState[]
  /** A state of it that is said besides. */
  readonly also?: readonly [KeptState, string]
}[]

const STAGES: Partial<Readonly<Record<StageOfRule, string>>> = {
  'stage-1': 'Children’s social care, Stage 1',
  'stage-2': 'Children’s social care, Stage 2',
  'stage-3': 'Children’s social care, Stage 3: the review panel',
  adult: 'Adult social care',
  joint: 'Joint complaints with the NHS',
  'public-health': 'Public health',
  'data-protection': 'Data protection',
  'own-targets': 'The council’s own targets',
}

export function stageOfRuleInWords(stage: StageOfRule): string {
  return STAGES[stage] ?? stageInWords(stage)
}

/** What sets a time limit. */
export const FORCES: Readonly<Record<RuleKind, string>> = {
  statutory: 'Law',
  guidance: 'Statutory guidance',
  code: 'The Ombudsman’s code',
  policy: 'The council’s own target',
}

/** Why something was late, or what it waits for. */
export function reasonInWords(reason: string | undefined, state: KeptState): string {
  if (reason === undefined) return 'No reason recorded'
  return state === 'held' ? groundInWords(reason) : (REASONS[reason] ?? inWords(reason))
}

/** As the forms ask for them. */
const REASONS: Readonly<Record<string, string>> = {
  'staff-absence': 'Staff absent',
  complex: 'More complex than it looked',
  complexity: 'It is complex',
  capacity: 'Too few people',
  'third-party': 'Waited for somebody else',
  complainant: 'Waited for the complainant',
  'late-information': 'Information came late',
  'complainant-asked': 'The complainant asked for more time',
  partner: 'Another body was late',
  oversight: 'Overlooked',
  other: 'Something else',
}

export function countOf({ counts }: Pick<DeadlineCount, 'counts'>, states: readonly KeptState[]): number {
  return states.reduce((sum, state) => sum + counts[state], 0)
}

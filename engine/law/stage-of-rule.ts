import type { Stage } from '../case/fact-data.ts'
import { DEADLINE_RULES } from './rules.ts'

/** To what part of a procedure a time limit belongs: a stage, or what runs beside the stages. */
export type StageOfRule = Stage | 'joint' | 'data-protection' | 'own-targets'

/** In the order in which a case comes to them. */
export const STAGES_OF_RULES: readonly StageOfRule[] = [
  'stage-1',
  'stage-2',
  'stage-3',
  'adult',
  'joint',
  'public-health',
  'corporate-1',
  'corporate-2',
  'ombudsman',
  'data-protection',
  'own-targets',
]

/** Of the instruments whose procedure has several stages, by what a rule's name begins with; the first that fits. */
const BY_NAME: readonly (readonly [beginning: string, stage: StageOfRule])[] = [
  ['children-act.stage-2-right-notice', 'stage-1'],
  ['children-act.stage-2', 'stage-2'],
  ['children-act.record-settled', 'stage-2'],
  ['children-act.panel', 'stage-3'],
  ['children-act.', 'stage-1'],
  ['adult-social-care.', 'adult'],
  ['nhs-joint.', 'joint'],
  ['public-health.', 'public-health'],
  ['complaint-handling-code.stage-2', 'corporate-2'],
  ['complaint-handling-code.', 'corporate-1'],
  ['ombudsman.', 'ombudsman'],
  ['data-protection.', 'data-protection'],
]

/** @param rule - Id of a deadline rule; every other one is a target of the council's own. */
export function stageOfRule(rule: string): StageOfRule {
  if (!DEADLINE_RULES.some(({ id }) => id === rule)) return 'own-targets'
  return BY_NAME.find(([beginning]) => rule.startsWith(beginning))?.[1] ?? 'own-targets'
}

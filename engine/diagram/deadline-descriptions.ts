import { clauseOf, DEADLINE_RULES, unitOf, type DeadlineRule } from '../law/index.ts'
import type { DeadlineRuleDescription } from './finding.ts'

/** Every deadline rule of law, as diagrams and their rules see it, by id. */
export function deadlineDescriptions(): ReadonlyMap<string, DeadlineRuleDescription> {
  return new Map(DEADLINE_RULES.map((rule) => [rule.id, describe(rule)]))
}

function describe(rule: DeadlineRule): DeadlineRuleDescription {
  const { id, citation, counting, periods, extension, holds, startedBy, metBy, nature } = rule
  const inWorkingDays = unitOf(counting) === 'working days'
  const length = periods.at(-1)?.length
  return {
    id,
    clause: clauseOf(citation),
    ...(inWorkingDays && length !== undefined && { workingDays: length }),
    ...(inWorkingDays && extension?.ceiling !== undefined && { ceilingWorkingDays: extension.ceiling }),
    pausable: holds !== undefined,
    startedBy,
    metBy,
    nature,
  }
}

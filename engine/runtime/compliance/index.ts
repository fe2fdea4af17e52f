/** Whether each duty was kept: in one case, worked out now; over all cases, as the last sweep found it. */
export { casesOfRule, type CasesOfRule, type CasesOfRuleAsked, type FoundCase as CaseOfRule } from './cases-of-rule.ts'
export { differingCases, type DifferingAsked, type DifferingCase } from './differing-cases.ts'
export {
  findingsOfCase,
  type CaseFinding,
  type CaseFindings,
  type JudgementView,
  type RestsOn,
} from './findings-of-case.ts'
export {
  complianceOverview,
  type ComplianceAsked,
  type ComplianceFilter,
  type ComplianceOverview,
  type ResultCounts,
} from './overview.ts'
export { ruleView, type RuleView } from './rule-view.ts'
export type { StoredDifference } from './stored-deadlines.ts'
export { sweepFindings, type SweepOptions, type SweepResult } from './sweep.ts'
export { listWaivers, proposeWaiver, revokeWaiver, type ProposeWaiver } from './waivers.ts'
export type { WaiverView } from './waiver-view.ts'

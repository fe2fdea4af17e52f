import type { Finding } from '../finding.ts'

/** How bad a breach is: an error blocks publishing, a warning does not. A rule not named here is an error. */
const WARNINGS: ReadonlySet<string> = new Set([
  'every-step-is-drawn',
  'ids-stay-the-same',
  'loops-have-a-reason',
  'no-crowded-process',
  'no-overlapping-shapes',
  'no-step-removed-under-cases',
  'steps-cite-their-clause',
])

export function levelOf(rule: string): Finding['level'] {
  return WARNINGS.has(rule) ? 'warning' : 'error'
}

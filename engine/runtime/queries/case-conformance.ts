import type { Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import { caseRecord } from '../../law/case-record.ts'
import type { Citation } from '../../law/citation.ts'
import { CONSTRAINTS, judgeConstraint, type ConstraintFinding, type TemplateName } from '../../law/declare/index.ts'
import { dayOf } from '../../values/instant.ts'
import { readingOf, recordReading } from '../access.ts'
import { lawContext } from '../case-work.ts'
import { conformanceOf, type Conformance } from '../replay/conformance.ts'
import type { Runtime } from '../runtime.ts'

/** Whether one case went as its diagrams say, now, and what must be so between its facts besides. */
export interface CaseConformanceNow extends Conformance {
  readonly constraints: readonly ConstraintView[]
}

export interface ConstraintView extends ConstraintFinding {
  readonly title: string
  readonly template: TemplateName
  readonly citation: Citation
  readonly reading: string
  /** Ids of duties that judge a part of it. */
  readonly duties: readonly string[]
}

/** Plays the case again and judges the constraints on its facts. Reading it is recorded. */
export async function caseConformance(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseConformanceNow> {
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, readingOf('conformance'))
  const [row, facts] = await Promise.all([runtime.store.read.case(caseId), runtime.store.read.facts(caseId)])
  if (row === undefined) throw new NotFoundError('case', caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const record = caseRecord({
    caseId,
    facts,
    factCount: row.factCount,
    today: dayOf(runtime.clock.now()),
    context: lawContext(runtime, procedure),
    council: runtime.council,
  })
  const played = await conformanceOf(runtime, row)
  return {
    ...played,
    constraints: CONSTRAINTS.map((constraint) => {
      const { title, template, citation, reading, duties } = constraint
      return { ...judgeConstraint(constraint, record), title, template, citation, reading, duties }
    }),
  }
}

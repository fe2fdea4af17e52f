import { clauseOf } from '../../law/citation.ts'
import { dutyNamed } from '../../law/duties.ts'
import type { DutyResult } from '../../law/duty.ts'
import type { DutyFinding } from '../../law/judge-duty.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { judgeCases } from '../compliance/load-cases.ts'
import type { Runtime } from '../runtime.ts'

/** What the duties' rules find of one case, as a working paper shows and keeps it. */
export interface PaperFindings {
  /** The day as at which they were judged. */
  readonly judgedOn: LocalDate
  /** Those that apply to the case, in the order of their ids. */
  readonly duties: readonly PaperFinding[]
}

export interface PaperFinding {
  readonly duty: string
  readonly title: string
  /** `SI 2006/1738 reg. 14(1)`. */
  readonly clause: string
  readonly result: DutyResult
  /** A sentence for each time that the duty was owed. */
  readonly because: readonly string[]
}

/** Undefined where there is no such case. */
export async function findingsNow(runtime: Runtime, caseId: string): Promise<PaperFindings | undefined> {
  return (await findingsOf(runtime, [caseId])).get(caseId)
}

/** The same of several cases. */
export async function findingsOf(
  runtime: Runtime,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, PaperFindings>> {
  const judgedOn = dayOf(runtime.clock.now())
  const judged = await judgeCases(runtime, caseIds, judgedOn)
  return new Map(judged.map(({ row, findings }) => [row.id, { judgedOn, duties: findings.flatMap(paperFinding) }]))
}

function paperFinding({ duty: id, result, judgements }: DutyFinding): readonly PaperFinding[] {
  if (result === 'not-applicable') return []
  const { title, citation } = dutyNamed(id)
  return [{ duty: id, title, clause: clauseOf(citation), result, because: judgements.map(({ because }) => because) }]
}

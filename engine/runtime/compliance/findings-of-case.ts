import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { FactType } from '../../case/fact.ts'
import { NotFoundError } from '../../errors.ts'
import { DUTIES } from '../../law/duties.ts'
import type { DutyResult, Judgement } from '../../law/duty.ts'
import type { DutyFinding } from '../../law/judge-duty.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { recordReading } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { WAIVABLE } from './letters.ts'
import { judgeCases, type LoadedCase } from './load-cases.ts'
import { ruleView, type RuleView } from './rule-view.ts'
import { storedDifferences, type StoredDifference } from './stored-deadlines.ts'
import { waiverView, type WaiverView } from './waiver-view.ts'

/** A fact on which a finding rests: what happened and when, nothing of what people said. */
export interface RestsOn {
  readonly fact: string
  readonly type: FactType
  readonly on: LocalDate
}

export interface JudgementView extends Omit<Judgement, 'facts'> {
  readonly facts: readonly RestsOn[]
}

export interface CaseFinding extends RuleView {
  readonly result: DutyResult
  /** What it is without the waiver; the same as `result` where none counts. */
  readonly found: Exclude<DutyResult, 'waived'>
  /** One for each time that it was owed; the gravest first. */
  readonly judgements: readonly JudgementView[]
  /** Every waiver of it in this case, the newest first; those that ran out and were revoked too. */
  readonly waivers: readonly WaiverView[]
}

export interface CaseFindings {
  readonly caseId: string
  readonly procedure: string
  readonly procedureVersion: number
  readonly receivedOn: LocalDate
  readonly status: 'open' | 'closed' | 'incident'
  /** The moment at which it was judged: now. */
  readonly asAt: Instant
  /** One for each duty, by id. */
  readonly findings: readonly CaseFinding[]
  /** Stored deadlines that are not what the facts give. */
  readonly differences: readonly StoredDifference[]
}

/**
 * Every duty of one case, judged now on its facts. That somebody looked is in the audit trail of the case.
 *
 * @throws NotFoundError when there is no such case, or none for this asker.
 */
export async function findingsOfCase(runtime: Runtime, actor: Actor, caseId: string): Promise<CaseFindings> {
  mustBeAllowed(actor, 'read-compliance')
  await recordReading(runtime, actor, { caseId, action: 'read-history' }, { type: 'findings-viewed' })
  const asAt = runtime.clock.now()
  const today = dayOf(asAt)
  const [judged] = await judgeCases(runtime, [caseId], today)
  if (judged === undefined) throw new NotFoundError('case', caseId)
  const waivers = (await runtime.store.read.waivers({ caseId })).map((row) => waiverView(row, today))
  const { row } = judged
  return {
    caseId,
    procedure: row.procedure,
    procedureVersion: row.procedureVersion,
    receivedOn: row.receivedOn,
    status: row.status,
    asAt,
    differences: storedDifferences(judged),
    findings: DUTIES.map((duty, place): CaseFinding => {
      const own = waivers.filter(({ rule }) => rule === duty.id)
      const finding = judged.findings[place] ?? { result: 'cannot-tell', judgements: [] }
      return { ...ruleView(duty), ...withWaivers(finding.result, own), judgements: viewsOf(finding, judged) }
    }),
  }
}

function withWaivers(
  found: DutyFinding['result'],
  waivers: readonly WaiverView[],
): Pick<CaseFinding, 'result' | 'found' | 'waivers'> {
  const isWaived = WAIVABLE.includes(found) && waivers.some(({ standing }) => standing === 'in-force')
  return { result: isWaived ? 'waived' : found, found, waivers }
}

const GRAVEST_FIRST: readonly string[] = ['not-met', 'cannot-tell', 'not-yet-due', 'met', 'not-applicable']

/** The judgements of a finding, each fact by what it is. */
export function viewsOf(
  { judgements }: Pick<DutyFinding, 'judgements'>,
  { record }: Pick<LoadedCase, 'record'>,
): readonly JudgementView[] {
  return judgements
    .map(({ facts, ...rest }) => ({
      ...rest,
      facts: facts.flatMap((id): RestsOn[] => {
        const fact = record.facts.find((each) => each.id === id)
        return fact === undefined ? [] : [{ fact: id, type: fact.type, on: fact.on }]
      }),
    }))
    .sort((a, b) => GRAVEST_FIRST.indexOf(a.result) - GRAVEST_FIRST.indexOf(b.result))
}

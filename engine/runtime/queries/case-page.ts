import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Person } from '../../case/person.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { IncidentRow } from '../../store/rows.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Actor } from '../actor.ts'
import { lawContext } from '../case-work.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { readCase, summary, type CaseSummary } from './cases.ts'
import { summary as taskSummary, type TaskSummary } from './tasks.ts'

/** All that the pages of one case show of it, read at one time. */
export interface CasePage {
  readonly case: CaseSummary
  /** Of the version on which the case runs. */
  readonly procedureTitle: string
  /** In London. */
  readonly today: LocalDate
  readonly complaint: ComplaintCase
  readonly clocks: readonly LawClock[]
  readonly people: readonly Person[]
  /** Open ones, the earliest due first. */
  readonly tasks: readonly TaskSummary[]
  /** What waits for somebody to put it right. */
  readonly incidents: readonly Pick<IncidentRow, 'id' | 'code' | 'message' | 'element' | 'raisedAt'>[]
  /** Names of users by id, of those whom the case names. */
  readonly names: ReadonlyMap<string, string>
  readonly now: Instant
}

/** Reads a case for its pages, and leaves one line in the audit trail that it was read. */
export async function casePage(runtime: Runtime, actor: Actor, caseId: string): Promise<CasePage> {
  const { row, facts } = await readCase(runtime, actor, caseId)
  const { read } = runtime.store
  const [procedure, people, { rows: tasks }, { rows: incidents }] = await Promise.all([
    runtime.procedures.load(row.procedure, row.procedureVersion),
    peopleIn(runtime, caseId),
    read.tasks({ caseId, limit: MOST_TASKS }),
    read.incidents({ caseId, status: 'open' }),
  ])
  const now = runtime.clock.now()
  const today = dayOf(now)
  const named = new Set([
    ...facts.map(({ recordedBy }) => recordedBy),
    ...tasks.flatMap(({ assignee }) => assignee ?? []),
  ])
  return {
    case: summary(row),
    procedureTitle: procedure.title,
    today,
    complaint: facts.reduce(evolve, emptyCase(asCaseId(caseId))),
    clocks: clocks(facts, today, lawContext(runtime, procedure)),
    people: [...people.values()],
    tasks: tasks.map(taskSummary),
    incidents: incidents.map(({ id, code, message, element, raisedAt }) => ({ id, code, message, element, raisedAt })),
    names: await namesOf(runtime, [...named]),
    now,
  }
}

/** Of one case. */
const MOST_TASKS = 200

async function namesOf(runtime: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await runtime.store.read.usersNamed(ids)).map(({ id, name }) => [id, name]))
}

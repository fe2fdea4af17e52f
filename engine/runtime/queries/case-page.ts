import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Person } from '../../case/person.ts'
import type { Clock as LawClock } from '../../law/clock.ts'
import { clocks } from '../../law/clocks.ts'
import type { HandoverNoteRow } from '../../store/handover-notes.ts'
import { dayOf, toMillis, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { hasRole, maskedPerson, type Actor } from '../../access/index.ts'
import { lawContext } from '../case-work.ts'
import { treeOf } from '../change-case.ts'
import { NOT_YET } from '../keep-dates.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { mustSee, readingOf, recordingDenials, type Reading, type Sight } from '../access.ts'
import { actionsIn, type ReadCase } from './case-actions.ts'
import type { CaseAction } from './case-action.ts'
import { readCase, summary, type CaseSummary } from './cases.ts'
import { acknowledgementsByProcedure } from '../intake/expected-dates.ts'
import { glassUntil } from './case-access.ts'
import { nextSteps, workList, type NextStep, type StageWork } from './case-work-list.ts'

/** What every page of one case shows of it, read at one time. */
export interface CasePage {
  readonly case: CaseSummary
  /** Of the version on which the case runs. */
  readonly procedureTitle: string
  /** In London. */
  readonly today: LocalDate
  readonly complaint: ComplaintCase
  readonly clocks: readonly LawClock[]
  readonly people: readonly Person[]
  /** Names are initials and people's words are taken out: this reader is not entitled to them. */
  readonly masked: boolean
  /** How long the reader, who opened a restricted case in an emergency, still sees it. */
  readonly glass?: { readonly until: Instant; readonly minutesLeft: number }
  /** Names of users by id, of those whom the case names. */
  readonly names: ReadonlyMap<string, string>
}

/** What the first page of a case shows besides. */
export interface CaseNow extends CasePage {
  readonly stages: readonly StageWork[]
  readonly next: readonly NextStep[]
  /** What the case does by itself when its time comes, the soonest first. */
  readonly coming: readonly { readonly at: Instant; readonly what: string }[]
  /** What those who left the case wrote for whoever has it next, the newest first; nothing for whom words are masked. */
  readonly handover: readonly Omit<HandoverNoteRow, 'caseId'>[]
  /** Of a complaint that is not sorted yet: its acknowledgement, by the procedure that it may come to; the soonest first. */
  readonly unsorted: ReturnType<typeof acknowledgementsByProcedure>
  /** What stopped, and waits for somebody to put it right. */
  readonly incidents: readonly { readonly id: string; readonly step?: string; readonly message: string }[]
}

/**
 * Reads a case for its pages, and leaves one line in the audit trail that it was read. A page that shows its letters,
 * documents or diagram besides asks `lettersPage` and the like, which leave one line for both.
 *
 * @param part - Which page it is, as the trail says it.
 */
export async function casePage(runtime: Runtime, actor: Actor, caseId: string, part = 'case'): Promise<CasePage> {
  return (await readForPage(runtime, actor, caseId, readingOf(part))).page
}

/** The same with its work: the first page of a case. One line in the audit trail. */
export async function caseNow(runtime: Runtime, actor: Actor, caseId: string, part = 'now'): Promise<CaseNow> {
  return (await readNow(runtime, actor, caseId, part)).page
}

/** The same with what can be done about the case, of one reading. */
export async function caseNowAndActions(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CaseNow; readonly actions: readonly CaseAction[] }> {
  const { page, read, sight } = await readNow(runtime, actor, caseId, 'now')
  const seen = await recordingDenials(runtime, actor, 'read-cases', () =>
    Promise.resolve(mustSee(actor, { caseId, action: 'read-cases' }, sight, runtime.clock.now())),
  )
  return { page, actions: await actionsIn(runtime, actor, seen, read) }
}

async function readNow(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  part: string,
): Promise<{ readonly page: CaseNow; readonly read: ReadCase; readonly sight: Sight }> {
  const { page, procedure, row, recorded, sight } = await readForPage(runtime, actor, caseId, readingOf(part))
  const reader = runtime.store.read
  const [open, done, instances, timers, incidents, handover] = await Promise.all([
    reader.tasks({ caseId, limit: MOST }),
    reader.tasks({ caseId, status: 'done', limit: MOST }),
    reader.instances(caseId),
    reader.timers({ caseId, status: 'armed', limit: MOST }),
    reader.incidents({ caseId, status: 'open', limit: MOST }),
    page.masked ? [] : reader.handoverNotes(caseId),
  ])
  const tree = treeOf(row, instances)
  const nodes = new Map([...procedure.processes.values()].flatMap(({ model }) => [...model.nodes]))
  const nameOf = (element: string | null) => (element === null ? undefined : nodes.get(element)?.name)
  const tasks = [...done.rows, ...open.rows]
  const named = [
    ...tasks.flatMap(({ assignee, completedBy }) => [assignee ?? [], completedBy ?? []].flat()),
    ...handover.flatMap(({ fromUser, toUser, byUser }) => [fromUser, toUser, byUser]),
  ].filter((id) => !page.names.has(id))
  const now: CaseNow = {
    ...page,
    names: new Map([...page.names, ...(await namesOf(runtime, named))]),
    handover,
    unsorted:
      row.procedure === 'intake' && row.status !== 'closed' && page.complaint.acknowledgedOn === undefined
        ? acknowledgementsByProcedure(row.receivedOn)
        : [],
    stages: workList(procedure, tree, tasks),
    next: nextSteps(procedure, tree),
    coming: timers.rows
      .filter(({ dueAt }) => dueAt < NOT_YET)
      .flatMap(({ dueAt, element }) => {
        const what = nameOf(element)
        return what === undefined || what === '' ? [] : [{ at: dueAt, what }]
      }),
    incidents: incidents.rows.map(({ id, element, message }) => {
      const step = nameOf(element)
      return { id, message, ...(step !== undefined && step !== '' && { step }) }
    }),
  }
  return { page: now, sight, read: { facts: recorded, procedure, tree, open: open.rows, done: done.rows } }
}

/** The same, with what queries of a page need that show more of the case. */
export async function readForPage(runtime: Runtime, actor: Actor, caseId: string, reading: Reading) {
  const { row, facts, recorded, masking, sight } = await readCase(runtime, actor, caseId, reading)
  const [procedure, people] = await Promise.all([
    runtime.procedures.load(row.procedure, row.procedureVersion),
    peopleIn(runtime, caseId),
  ])
  const now = runtime.clock.now()
  const today = dayOf(now)
  const complaint = facts.reduce(evolve, emptyCase(asCaseId(caseId)))
  // Nobody else comes to a case by breaking the glass.
  const isOpened = complaint.restricted !== undefined || hasRole(actor, 'system-admin')
  const until = isOpened ? await glassUntil(runtime, actor, caseId) : undefined
  const page: CasePage = {
    case: summary(row),
    procedureTitle: procedure.title,
    today,
    complaint,
    ...(until !== undefined && {
      glass: { until, minutesLeft: Math.ceil((toMillis(until) - toMillis(now)) / 60_000) },
    }),
    clocks: clocks(facts, today, lawContext(runtime, procedure)),
    people: [...people.values()].map((person) =>
      masking.identity ? person : (maskedPerson({ ...person }) as unknown as Person),
    ),
    masked: !masking.identity,
    names: await namesOf(
      runtime,
      facts.map(({ recordedBy }) => recordedBy),
    ),
  }
  return { page, procedure, row, recorded, masking, sight }
}

/** Of one case; none has as many. */
const MOST = 200

async function namesOf(runtime: Runtime, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await runtime.store.read.usersNamed([...new Set(ids)])).map(({ id, name }) => [id, name]))
}

import type { Actor } from '../../access/index.ts'
import type { Fact, FactType } from '../../case/fact.ts'
import { standingFacts } from '../../case/evolve.ts'
import { closingOutcome } from '../../case/invariants/closing.ts'
import { isOpen } from '../../law/clock.ts'
import { lateWithoutReason } from '../../law/permit-close.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import type { OutboxRow, TaskRow } from '../../store/rows.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import { isCallMessage } from '../telephone-call.ts'
import { caseNow, type CaseNow } from './case-page.ts'

/** What still stands in the way of closing a case, and what will close it. */
export interface CaseClosing {
  /** The day on which it was closed, and how it ended. */
  readonly closed?: { readonly on: LocalDate; readonly outcome: string }
  /** How it would end as its points stand now; missing while one of them is open. */
  readonly outcome?: string
  readonly checks: readonly ClosingCheck[]
  /** The step that closes it, and the part of the procedure in which it stands; missing where there is none. */
  readonly closedBy?: { readonly step: string; readonly part: string }
}

export interface ClosingCheck {
  readonly id: ClosingCheckId
  /** `later`: the procedure comes to it. `not-asked`: it has no such step. */
  readonly state: 'done' | 'to-do' | 'later' | 'not-asked'
  /** What is to be done, one by one. */
  readonly open: readonly ClosingItem[]
}

export type ClosingCheckId =
  'stopped' | 'tasks' | 'points' | 'duties' | 'lateness' | 'actions' | 'learning' | 'letters' | 'retention'

export interface ClosingItem {
  readonly what: string
  /** The open task in which it is done. */
  readonly taskId?: string
  /** The letter that has not gone. */
  readonly messageId?: string
  readonly dueOn?: LocalDate
}

/**
 * Reads a case with what it lacks for its closing. The procedure itself closes the case: nobody is offered a button for it.
 *
 * @throws NotFoundError when there is no such case, or none for this asker.
 */
export async function caseClosing(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
): Promise<{ readonly page: CaseNow; readonly closing: CaseClosing }> {
  const page = await caseNow(runtime, actor, caseId)
  const { read } = runtime.store
  const [procedure, tasks, letters, instances] = await Promise.all([
    runtime.procedures.load(page.case.procedure, page.case.procedureVersion),
    read.tasks({ caseId, limit: MOST }),
    notSentYet(runtime, caseId),
    read.instances(caseId),
  ])
  const running = new Set(instances.flatMap(({ processId, ended }) => (ended ? [] : [processId])))
  return { page, closing: closingOf(page, { procedure, tasks: tasks.rows, letters, running }) }
}

/** Of one case. */
const MOST = 200

async function notSentYet({ store }: Runtime, caseId: string): Promise<readonly OutboxRow[]> {
  const found: OutboxRow[] = []
  let after: string | undefined
  do {
    const { rows, next } = await store.read.outbox({ caseId, limit: 500, ...(after !== undefined && { after }) })
    found.push(...rows.filter(({ channel, status }) => channel !== 'staff-notification' && UNSENT.has(status)))
    after = next
  } while (after !== undefined)
  return found
}

const UNSENT: ReadonlySet<OutboxRow['status']> = new Set(['queued', 'sending', 'uncertain', 'held', 'failed'])

interface Work {
  readonly procedure: LoadedProcedure
  /** Those that are open. */
  readonly tasks: readonly TaskRow[]
  readonly letters: readonly OutboxRow[]
  /** Processes in which a token stands. */
  readonly running: ReadonlySet<string>
}

function closingOf(page: CaseNow, work: Work): CaseClosing {
  const { complaint } = page
  const { closed } = complaint
  const outcome = closingOutcome(complaint)
  const closedBy = closingStep(work)
  return {
    ...(closed !== undefined && { closed }),
    ...(typeof outcome === 'string' && { outcome }),
    checks: checksOf(page, work),
    ...(closedBy !== undefined && { closedBy }),
  }
}

function checksOf(page: CaseNow, { procedure, tasks, letters }: Work): readonly ClosingCheck[] {
  const { complaint, clocks } = page
  const facts = standingFacts(complaint.facts)
  const outcome = closingOutcome(complaint)
  const isOver = complaint.closed !== undefined
  const taskFor = (...types: readonly FactType[]) => tasks.find((task) => records(procedure, task).some(isOf(types)))
  const at = (task: TaskRow | undefined) => (task === undefined ? {} : { taskId: task.id })
  const mayLearn = [...procedure.processes.values()].some(({ model }) => asks(procedure, model, 'learning-recorded'))
  const learns = tasks.find((task) => records(procedure, task).includes('learning-recorded'))
  const check = (id: ClosingCheckId, open: readonly ClosingItem[]): ClosingCheck => ({
    id,
    state: open.length === 0 ? 'done' : 'to-do',
    open,
  })
  /** What the procedure asks for itself when it gets there. */
  const asked = (id: ClosingCheckId, isThere: boolean, isDone: boolean, task?: TaskRow): ClosingCheck => {
    if (isDone) return { id, state: 'done', open: [] }
    if (!isThere || isOver) return { id, state: 'not-asked', open: [] }
    return task === undefined
      ? { id, state: 'later', open: [] }
      : { id, state: 'to-do', open: [{ what: task.name, taskId: task.id }] }
  }
  return [
    check(
      'stopped',
      page.incidents.map(({ step, message }) => ({ what: step ?? message })),
    ),
    check(
      'tasks',
      tasks.map(({ id, name, dueOn }) => ({ what: name, taskId: id, ...(dueOn !== null && { dueOn }) })),
    ),
    check(
      'points',
      isOver || typeof outcome === 'string' ? [] : [{ what: outcome.message, ...at(taskFor('point-decided')) }],
    ),
    check(
      'duties',
      clocks
        .filter((clock) => clock.nature === 'duty' && clock.instrument !== 'local' && isOpen(clock))
        .map(({ title, due }) => ({ what: title, ...(due !== undefined && { dueOn: due }) })),
    ),
    check(
      'lateness',
      lateWithoutReason(clocks, facts).map(({ title, due }) => ({
        what: title,
        ...(due !== undefined && { dueOn: due }),
        ...at(taskFor('lateness-reason-recorded')),
      })),
    ),
    check(
      'actions',
      complaint.actions
        .filter(({ doneOn }) => doneOn === undefined)
        .map(({ text, dueOn }) => ({ what: text, dueOn, ...at(taskFor('action-done')) })),
    ),
    asked('learning', mayLearn, complaint.learningRecorded, learns),
    check(
      'letters',
      letters.map((letter) => ({ what: isCallMessage(letter) ? 'telephone' : letter.channel, messageId: letter.id })),
    ),
    asked('retention', stepsOf(procedure, 'set-retention').length > 0, facts.some(isRetention)),
  ]
}

const isOf = (types: readonly FactType[]) => (type: string) => types.some((each) => each === type)
const isRetention = ({ type }: Fact) => type === 'retention-set'

/** Types of the facts that the task's form records. */
function records({ forms }: LoadedProcedure, { form }: Pick<TaskRow, 'form'>): readonly string[] {
  return (forms.get(form ?? '')?.schema['x-redress']?.records ?? []).map(({ fact }) => fact)
}

function asks(procedure: LoadedProcedure, model: ProcedureModel, type: FactType): boolean {
  return [...model.nodes.values()].some(({ redress }) =>
    records(procedure, { form: redress.form ?? null }).includes(type),
  )
}

/** The step that closes the case where it stands; else the one that comes after its learning, and no side track. */
function closingStep({ procedure, running }: Work): CaseClosing['closedBy'] {
  const all = stepsOf(procedure, 'close-case')
  const { model, node } =
    all.find((each) => running.has(each.model.id)) ??
    all.find((each) => asks(procedure, each.model, 'learning-recorded')) ??
    all[0] ??
    {}
  return model === undefined || node === undefined ? undefined : { step: node.name, part: model.name }
}

function stepsOf({ processes }: LoadedProcedure, action: string) {
  return [...processes.values()].flatMap(({ model }) =>
    [...model.nodes.values()].flatMap((node) => (node.redress.action === action ? [{ model, node }] : [])),
  )
}

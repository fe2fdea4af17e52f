import { RefusedError } from '../../errors.ts'
import { isOpen, type Clock as LawClock } from '../../law/clock.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { CaseWork } from '../case-work.ts'
import { rowId } from '../row-id.ts'
import type { LoadedProcedure } from '../procedures.ts'
import { taskAt } from '../task-at.ts'
import { openWaits, type InstanceTree } from '../tree.ts'
import { moveTree, type CaseMoveFailure, type MovePlan } from './move-tree.ts'

/** What moving a case changes, or why it cannot be moved. Everything in it is of diagrams and dates. */
export type CaseMoveResult =
  | { readonly kind: 'moved'; readonly changes: CaseMoveChanges }
  | { readonly kind: 'failed'; readonly failures: readonly CaseMoveFailure[] }

export interface CaseMoveChanges {
  /** Where the case stands in the new version, by name. */
  readonly steps: readonly string[]
  /** Tasks that go by another form: what was answered so far is kept, as far as the new form asks it. */
  readonly formsChanged: readonly string[]
  /** Events that begin to wait, and that wait no more. */
  readonly armed: readonly string[]
  readonly disarmed: readonly string[]
  readonly deadlines: readonly DeadlineChange[]
}

/** A time limit that runs before or after. Left out are those that stay as they are. */
export interface DeadlineChange {
  readonly rule: string
  readonly title: string
  readonly was?: LocalDate
  readonly due?: LocalDate
  /** How the day came about, in sentences. */
  readonly working: readonly string[]
}

/** Put off the transaction: the case cannot be moved, and nothing of it has happened. */
export class NotMovable extends Error {
  readonly failures: readonly CaseMoveFailure[]
  constructor(failures: readonly CaseMoveFailure[]) {
    super(failures[0]?.message ?? 'The case cannot be moved')
    this.failures = failures
  }
}

/** A move as far as a case has to know it. */
export interface CaseMove {
  readonly from: LoadedProcedure
  readonly to: LoadedProcedure
  readonly plan: MovePlan
}

/**
 * Puts the case on the other version, within a command.
 *
 * @throws NotMovable with all that is in the way.
 */
export async function moveCase(
  work: CaseWork,
  { from, to, plan }: CaseMove,
): Promise<{ readonly used: MovePlan; readonly changes: CaseMoveChanges }> {
  const inTheWay = await standsInTheWay(work, from)
  const result = moveTree(from, to, plan, work.tree(), work.now)
  const failures = [...inTheWay, ...(result.kind === 'failed' ? result.failures : [])]
  if (result.kind === 'failed' || failures.length > 0) throw new NotMovable(failures)
  const before = work.clocks()
  const formsBefore = formsOf(work)
  work.moveTo(to, result.tree)
  const formsAfter = formsOf(work)
  const nameOf = (process: string, element: string) =>
    (to.processes.get(process) ?? from.processes.get(process))?.model.nodes.get(element)?.name ?? element
  const happened = (type: 'wait-opened' | 'wait-closed') =>
    result.happenings.flatMap(({ process, happening }) =>
      happening.type === type ? [nameOf(process, happening.element)] : [],
    )
  return {
    used: result.used,
    changes: {
      steps: stepsIn(to, result.tree),
      formsChanged: [...formsAfter].flatMap(([id, { name, form }]) =>
        formsBefore.get(id)?.form === form ? [] : [name],
      ),
      armed: happened('wait-opened'),
      disarmed: happened('wait-closed'),
      deadlines: deadlineChanges(before, work.clocks()),
    },
  }
}

/** Where a case stands, by name: what waits for somebody or something, once each. */
export function stepsIn(version: Pick<LoadedProcedure, 'processes'>, tree: InstanceTree): readonly string[] {
  const names = openWaits(tree).flatMap(({ instance, wait }) => {
    if (wait.role === 'boundary' || wait.role === 'start' || wait.kind === 'child') return []
    return [version.processes.get(instance.process)?.model.nodes.get(wait.element)?.name ?? wait.element]
  })
  return [...new Set(names)]
}

async function standsInTheWay(work: CaseWork, from: LoadedProcedure): Promise<readonly CaseMoveFailure[]> {
  const { unit, row } = work
  const found: CaseMoveFailure[] = []
  if (row.status === 'closed') found.push({ code: 'case-closed', message: 'The case is closed' })
  if (row.procedure !== from.id || row.procedureVersion !== from.version) {
    const message = `The case is on version ${row.procedureVersion} of ${row.procedure} now`
    found.push({ code: 'other-version', message })
  }
  for (const { element } of await unit.openIncidents(row.id)) {
    const name = element === null ? 'the case' : `“${nameIn(from, element)}”`
    const message = `Something is wrong at ${name}: solve that first, then move the case`
    found.push({ code: 'case-incident', message, ...(element !== null && { element }) })
  }
  for (const { element, status, leaseUntil } of await unit.openJobs(row.id)) {
    if (status !== 'leased' || leaseUntil === null || leaseUntil < work.now) continue
    const message = `The service is at work on “${nameIn(from, element)}” this moment: try again in a minute`
    found.push({ code: 'service-at-work', message, element })
  }
  return found
}

function nameIn({ processes }: LoadedProcedure, element: string): string {
  for (const { model } of processes.values()) {
    const name = model.nodes.get(element)?.name
    if (name !== undefined && name !== '') return name
  }
  return element
}

function formsOf(work: CaseWork): ReadonlyMap<string, { readonly name: string; readonly form: string }> {
  return new Map(
    openWaits(work.tree()).flatMap(({ instance, wait }) => {
      if (wait.kind !== 'user') return []
      const node = work.processOf(instance.process)?.model.nodes.get(wait.element)
      const each = { key: '', id: rowId(instance.id, wait.id), instance, wait, node }
      const { name, form } = taskAt(work, each)
      // The same name may stand for another form in another version.
      const schema = form === null ? '' : JSON.stringify(work.procedure.forms.get(form)?.schema ?? form)
      return [[each.id, { name, form: schema }]]
    }),
  )
}

/** Time limits that run before or after, and whose day is another. */
export function deadlineChanges(before: readonly LawClock[], after: readonly LawClock[]): readonly DeadlineChange[] {
  const earlier = new Map(before.filter(isOpen).map((clock) => [clock.id, clock]))
  const later = new Map(after.filter(isOpen).map((clock) => [clock.id, clock]))
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((id): DeadlineChange[] => {
    const [was, is] = [earlier.get(id), later.get(id)]
    const clock = is ?? was
    if (clock === undefined || was?.due === is?.due) return []
    return [
      {
        rule: clock.rule,
        title: clock.title,
        ...(was?.due !== undefined && { was: was.due }),
        ...(is?.due !== undefined && { due: is.due }),
        working: is?.explanation?.inWords ?? [],
      },
    ]
  })
}

/** @throws RefusedError */
export function mustGiveReason(reason: string): void {
  if (reason.trim() === '') throw new RefusedError('no-reason', 'Say why the cases are moved')
}

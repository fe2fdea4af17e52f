import type { NewFact } from '../case/fact.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { NewCase } from '../store/unit.ts'
import type { CaseRowState, CaseWork } from './case-work.ts'
import { keepAccess } from './keep-access.ts'
import { keepDates, NOT_YET, timerRow, type Dates, type OpenWait } from './keep-dates.ts'
import { keepRows } from './migration/keep-rows.ts'
import { keepRetention } from './retention/keep-retention.ts'
import { openIncidentsAfter } from './incidents-of.ts'
import { rowId } from './row-id.ts'
import { taskAt } from './task-at.ts'
import { openWaits, type InstanceTree } from './tree.ts'
import type { CaseChanged } from './runtime.ts'

/** What the command was, for the audit trail. */
export interface CommandRecord {
  /** `task-completed`, `timer-fired` … */
  readonly type: string
  readonly element?: string
  readonly outcome?: string
  /** Codes, ids and days. */
  readonly body?: Readonly<Record<string, unknown>>
  /** A person's words (a reason, say); kept apart so that it can be erased. */
  readonly payload?: string
}

/**
 * Turns what a command did into rows: process instances, tasks, jobs, timers, incidents, facts, the case itself and
 * its line in the audit trail. Nothing is written before the command's transaction ends, and then all of it or nothing.
 */
export async function finish(work: CaseWork, record: CommandRecord, isNew: boolean): Promise<CaseChanged> {
  const { unit, row, actor } = work
  const done = work.done()
  const before = waitsOf(work, done.before)
  const after = waitsOf(work, done.after)
  const opened = [...after.values()].filter(({ key }) => !before.has(key))
  const closed = [...before.values()].filter(({ key }) => !after.has(key))

  saveInstances(work, done.before, done.after)
  const dates = await keepDates(work, before, after)
  for (const each of opened) open(work, each, dates)
  for (const each of closed) close(work, each, done.closedBecause.get(each.key))

  if (done.moved) await keepRows(work, before, after, dates)

  const status = await statusOf(work, after, isNew)
  const state: CaseRowState = rowState(work, done.after, dates)
  const told = work.caseState().lastToldOn ?? null
  const next = {
    ...row,
    procedure: work.procedure.id,
    procedureVersion: work.procedure.version,
    status,
    receivedOn: receiptPutRight(done.newFacts) ?? row.receivedOn,
    state: { ...state },
    stage: state.stage ?? null,
    child: work.caseState().received?.byChild ?? false,
    lastToldOn: told,
    closedAt: status === 'closed' ? (row.closedAt ?? work.now) : null,
    restricted: work.caseState().restricted !== undefined,
  }
  if (isNew) unit.insertCase({ ...next, version: 1 } satisfies NewCase)
  else unit.updateCase(next, row.version)
  if (done.newFacts.length > 0) {
    await unit.addFacts(row.id, done.newFacts, { recordedBy: actor.id, role: actor.role })
  }
  const seals = unit.factSeals(row.id)
  await keepRetention(work, status)
  const tasksChanged = [...opened, ...closed].some(({ wait }) => wait.kind === 'user')
  const released = await keepAccess(work, tasksChanged)

  unit.audit({
    caseId: row.id,
    actor: actor.id,
    role: actor.role,
    type: record.type,
    ...(record.element !== undefined && { element: record.element }),
    ...(record.outcome !== undefined && { outcome: record.outcome }),
    ...(record.payload !== undefined && { payload: record.payload }),
    body: {
      ...record.body,
      procedure: work.procedure.hash,
      ...(work.procedure.id !== row.procedure && {
        begun: { procedure: work.procedure.id, version: work.procedure.version },
      }),
      stimuli: done.stimulated.map(({ instance, stimulus }) => ({ instance, ...stimulus })),
      facts: done.newFacts.map(({ type, on }, index) => ({ type, on, ...seals[index] })),
      opened: opened.map(({ id }) => id),
      closed: closed.map(({ id }) => id),
      ...(released.length > 0 && { released }),
      instances: instancesMade(done.before, done.after),
      deadlines: dates.changed,
    },
  })
  const tasks = (list: readonly OpenWait[]) => list.filter(({ wait }) => wait.kind === 'user').map(({ id }) => id)
  return {
    caseId: row.id,
    version: isNew ? 1 : row.version + 1,
    command: record.type,
    tasksOpened: tasks(opened),
    tasksClosed: tasks(closed),
  }
}

/** The day of receipt, where this command has put it right. */
function receiptPutRight(facts: readonly NewFact[]): LocalDate | undefined {
  const corrected = facts.findIndex(({ type }) => type === 'fact-corrected')
  return corrected === -1 ? undefined : facts.slice(corrected).find(({ type }) => type === 'complaint-received')?.on
}

function waitsOf({ processOf }: CaseWork, tree: InstanceTree): ReadonlyMap<string, OpenWait> {
  return new Map(
    openWaits(tree).map(({ instance, wait }) => {
      const key = `${instance.id} ${wait.id}`
      const node = processOf(instance.process)?.model.nodes.get(wait.element)
      return [key, { key, id: rowId(instance.id, wait.id), instance, wait, node }]
    }),
  )
}

function saveInstances({ unit, row, processOf }: CaseWork, before: InstanceTree, after: InstanceTree): void {
  for (const instance of after.instances.values()) {
    const earlier = before.instances.get(instance.id)
    if (earlier?.state === instance.state) continue
    unit.saveInstance({
      id: instance.id,
      caseId: row.id,
      parentId: instance.parent?.instance ?? null,
      parentWait: instance.parent?.wait ?? null,
      definitionHash: processOf(instance.process)?.definitionHash ?? '',
      processId: instance.process,
      state: JSON.stringify(instance.state),
      ended: instance.ended,
      seq: instance.steps,
    })
  }
}

function open(work: CaseWork, each: OpenWait, dates: Dates): void {
  const { unit, row, now } = work
  const { id, instance, wait, node } = each
  const place = { id, caseId: row.id, instanceId: instance.id, waitId: wait.id, element: wait.element }
  switch (wait.kind) {
    case 'user': {
      const task = taskAt(work, each)
      unit.openTask({ ...place, ...task, ...dates.deadlineOf(task.deadlineRule ?? undefined, instance) })
      return
    }
    case 'job':
      unit.addJob({ ...place, action: node?.redress.action ?? '', parameters: { ...node?.redress.parameters } })
      return
    case 'timer':
      unit.armTimer({ ...place, kind: 'plain', dueAt: wait.due })
      return
    case 'deadline':
      unit.armTimer(timerRow(work, each, dates.moments.get(id) ?? NOT_YET))
      return
    case 'incident':
      work.raise({
        id: `${id}.${now}`.replaceAll(':', '.'),
        caseId: row.id,
        instanceId: instance.id,
        waitId: wait.id,
        element: wait.element,
        code: wait.incident.code,
        message: wait.incident.message,
      })
      return
    case 'child':
    case 'condition':
    case 'message':
    case 'signal':
      return
  }
}

function close({ unit, actor }: CaseWork, { id, wait }: OpenWait, because: string | undefined): void {
  switch (wait.kind) {
    case 'user':
      unit.closeTask(
        id,
        because === 'completed' ? { status: 'done', by: actor.id } : { status: 'cancelled', by: actor.id },
      )
      return
    case 'job':
      if (because !== 'completed') unit.cancelJob(id)
      return
    case 'timer':
    case 'deadline':
      if (because !== 'fired') unit.cancelTimer(id)
      return
    default:
  }
}

/** A case is closed when its procedure has ended; till then it is an incident while anything of it waits for help. */
async function statusOf(
  work: CaseWork,
  after: ReadonlyMap<string, OpenWait>,
  isNew: boolean,
): Promise<'open' | 'closed' | 'incident'> {
  // A new case is not written yet, so nothing of it can be read; its incidents are those of this command.
  if (isNew && work.hasRaised()) return 'incident'
  // Of a case that is neither an incident nor closed there can be no open incident but those of this command.
  const open = work.hasRaised() || work.row.status !== 'open' ? await openIncidentsAfter(work, after) : 0
  if ([...work.tree().instances.values()].every(({ ended }) => ended)) return 'closed'
  return open > 0 ? 'incident' : 'open'
}

/** Which process each new instance runs and who called it: with the stimuli, all that a replay needs. */
function instancesMade(before: InstanceTree, after: InstanceTree): readonly object[] {
  return [...after.instances.values()]
    .filter(({ id }) => !before.instances.has(id))
    .map(({ id, process, parent }) => ({ id, process, ...(parent && { parent: { ...parent } }) }))
}

function rowState(work: CaseWork, tree: InstanceTree, dates: Dates): CaseRowState {
  const { standing = (work.row.state as unknown as CaseRowState).standing } = dates
  const { closed, outcome, stages } = work.caseState()
  const stage = stages.at(-1)?.stage
  const ends = [...tree.instances.values()].flatMap((each): [string, string][] =>
    each.ended || each.outcome === undefined ? [] : [[each.id, each.outcome]],
  )
  return {
    made: tree.made,
    outcome: closed?.outcome ?? outcome,
    ...(stage !== undefined && { stage }),
    ...(standing !== undefined && { standing }),
    ...(ends.length > 0 && { ends: Object.fromEntries(ends) }),
  }
}

import type { FlowNode } from '../diagram/procedure-model.ts'
import { isOpen, type Clock as LawClock } from '../law/clock.ts'
import { deadlineMoment } from '../law/deadline-moment.ts'
import type { NewCase, NewTimer } from '../store/unit.ts'
import type { Wait } from '../tokens/token-state.ts'
import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import type { CaseRowState, CaseWork } from './case-work.ts'
import { openIncidentsAfter } from './incidents-of.ts'
import { rowId } from './row-id.ts'
import { openWaits, type InstanceTree, type ProcessInstance } from './tree.ts'
import type { CaseChanged } from './runtime.ts'

/** The moment of a timer whose clock has not started: it never comes, and moves nearer when the clock starts. */
export const NOT_YET = '9999-12-31T00:00:00.000Z' as Instant

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

/** An open wait as the tables see it. */
interface OpenWait {
  readonly key: string
  readonly id: string
  readonly instance: ProcessInstance
  readonly wait: Wait
  readonly node: FlowNode | undefined
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
  const dates = await keepDates(work, after, opened, isNew)
  for (const each of opened) open(work, each, dates)
  for (const each of closed) close(work, each, done.closedBecause.get(each.key))

  const status = await statusOf(work, after)
  const state: CaseRowState = rowState(work, done.after, dates)
  const told = work.caseState().lastToldOn ?? null
  const next = {
    ...row,
    status,
    state: { ...state },
    lastToldOn: told,
    closedAt: status === 'closed' ? (row.closedAt ?? work.now) : null,
  }
  if (isNew) unit.insertCase({ ...next, version: 1 } satisfies NewCase)
  else unit.updateCase(next, row.version)
  if (done.newFacts.length > 0) {
    await unit.addFacts(row.id, done.newFacts, { recordedBy: actor.id, role: actor.role })
  }

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
      stimuli: done.stimulated.map(({ instance, stimulus }) => ({ instance, ...stimulus })),
      facts: done.newFacts.map(({ type, on }) => ({ type, on })),
      opened: opened.map(({ id }) => id),
      closed: closed.map(({ id }) => id),
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

function waitsOf({ procedure }: CaseWork, tree: InstanceTree): ReadonlyMap<string, OpenWait> {
  return new Map(
    openWaits(tree).map(({ instance, wait }) => {
      const key = `${instance.id} ${wait.id}`
      const node = procedure.processes.get(instance.process)?.model.nodes.get(wait.element)
      return [key, { key, id: rowId(instance.id, wait.id), instance, wait, node }]
    }),
  )
}

function saveInstances({ unit, row, procedure }: CaseWork, before: InstanceTree, after: InstanceTree): void {
  for (const instance of after.instances.values()) {
    const earlier = before.instances.get(instance.id)
    if (earlier?.state === instance.state) continue
    unit.saveInstance({
      id: instance.id,
      caseId: row.id,
      parentId: instance.parent?.instance ?? null,
      parentWait: instance.parent?.wait ?? null,
      definitionHash: procedure.processes.get(instance.process)?.definitionHash ?? '',
      processId: instance.process,
      state: JSON.stringify(instance.state),
      ended: instance.ended,
      seq: instance.steps,
    })
  }
}

interface Dates {
  /** Due moment of each deadline timer, by row id. */
  readonly moments: ReadonlyMap<string, Instant>
  /** What this command made due, or moved: rule and day, for the audit trail. */
  readonly changed: readonly { readonly rule: string; readonly due: LocalDate }[]
  /** Of every clock, by its id; undefined when none can have moved. */
  readonly dues?: Readonly<Record<string, LocalDate>>
  readonly dueOf: (rule: string | undefined) => LocalDate | null
}

/** Works out every date of the case that hangs on its facts, and moves the rows that no longer stand right. */
async function keepDates(
  work: CaseWork,
  after: ReadonlyMap<string, OpenWait>,
  opened: readonly OpenWait[],
  isNew: boolean,
): Promise<Dates> {
  const { unit, row } = work
  const { newFacts, timePassed } = work.done()
  const moved = newFacts.length > 0 || timePassed
  const needed = moved || opened.some(({ wait, node }) => wait.kind === 'deadline' || node?.redress.deadline)
  if (!needed) return { moments: new Map(), changed: [], dueOf: () => null }

  const lawClocks = work.clocks()
  const dueOf = (rule: string | undefined): LocalDate | null => dueDay(lawClocks, rule)

  const rows = new Map((isNew ? [] : await unit.timersOf(row.id)).map((timer) => [timer.id, timer]))
  const moments = new Map<string, Instant>()
  const isOpened = new Set(opened.map(({ key }) => key))
  for (const each of after.values()) {
    if (each.wait.kind !== 'deadline') continue
    const timer = rows.get(each.id)
    const moment = deadlineMoment(each.wait.deadline, lawClocks, each.wait.round ?? 0) ?? NOT_YET
    moments.set(each.id, moment)
    if (!isOpened.has(each.key) && timer !== undefined && timer.dueAt !== moment) {
      unit.armTimer(timerRow(work, each, moment))
    }
  }
  if (moved && !isNew) await moveTasks(work, after, dueOf)
  const dues = Object.fromEntries(lawClocks.flatMap(({ id, due }) => (due === undefined ? [] : [[id, due]])))
  const { dues: before = {} } = row.state as unknown as CaseRowState
  const changed = lawClocks.flatMap(({ id, rule, due }) =>
    due === undefined || before[id] === due ? [] : [{ rule, due }],
  )
  return { moments, changed, dues, dueOf }
}

/** Of several clocks of one rule the latest that is still open; when none is, the latest that counted at all. */
function dueDay(lawClocks: readonly LawClock[], rule: string | undefined): LocalDate | null {
  if (rule === undefined) return null
  const own = lawClocks.filter((clock) => clock.rule === rule && clock.status !== 'void')
  return (own.findLast(isOpen) ?? own.at(-1))?.due ?? null
}

async function moveTasks(
  { unit, row }: CaseWork,
  after: ReadonlyMap<string, OpenWait>,
  dueOf: (rule: string | undefined) => LocalDate | null,
): Promise<void> {
  const open = new Set([...after.values()].map(({ id }) => id))
  for (const task of await unit.openTasks(row.id)) {
    if (!open.has(task.id) || task.deadlineRule === null) continue
    const dueOn = dueOf(task.deadlineRule)
    if (dueOn !== task.dueOn) unit.updateTask(task.id, { dueOn })
  }
}

function open(work: CaseWork, each: OpenWait, dates: Dates): void {
  const { unit, row, now } = work
  const { id, instance, wait, node } = each
  const place = { id, caseId: row.id, instanceId: instance.id, waitId: wait.id, element: wait.element }
  switch (wait.kind) {
    case 'user': {
      const rule = node?.redress.deadline?.rule ?? node?.redress.deadline?.local?.id
      unit.openTask({
        ...place,
        name: node?.name ?? wait.element,
        role: node?.redress.role ?? laneRole(work, instance, wait) ?? 'complaints-manager',
        form: node?.redress.form ?? null,
        deadlineRule: rule ?? null,
        dueOn: dates.dueOf(rule),
      })
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

/** A user task without a role of its own is its lane's. */
function laneRole({ procedure }: CaseWork, instance: ProcessInstance, wait: Wait): string | undefined {
  const lanes = procedure.processes.get(instance.process)?.model.lanes ?? []
  const lane = lanes.find(({ nodes }) => nodes.includes(wait.element))
  return procedure.roles.find(({ code, title }) => code === lane?.id || title === lane?.name)?.code
}

function timerRow({ row }: CaseWork, { id, instance, wait }: OpenWait, dueAt: Instant): NewTimer {
  return {
    id,
    caseId: row.id,
    instanceId: instance.id,
    waitId: wait.id,
    element: wait.element,
    kind: 'deadline',
    binding: wait.kind === 'deadline' ? { ...wait.deadline } : null,
    dueAt,
    firedCount: wait.kind === 'deadline' ? (wait.round ?? 0) : 0,
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
async function statusOf(work: CaseWork, after: ReadonlyMap<string, OpenWait>): Promise<'open' | 'closed' | 'incident'> {
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
  const { dues = (work.row.state as unknown as CaseRowState).dues } = dates
  const { outcome, stages } = work.caseState()
  const stage = stages.at(-1)?.stage
  const ends = [...tree.instances.values()].flatMap((each): [string, string][] =>
    each.ended || each.outcome === undefined ? [] : [[each.id, each.outcome]],
  )
  return {
    made: tree.made,
    outcome,
    ...(stage !== undefined && { stage }),
    ...(dues !== undefined && { dues }),
    ...(ends.length > 0 && { ends: Object.fromEntries(ends) }),
  }
}

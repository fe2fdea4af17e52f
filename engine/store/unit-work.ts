import { update } from './sql.ts'
import { stateHash, undamaged } from './state-hash.ts'
import { INCIDENTS, INSTANCES, JOBS, TASKS, TIMERS } from './tables.ts'
import type { JobOutcome, Unit } from './unit.ts'
import { mustHaveChanged, type UnitContext } from './unit-context.ts'
import type { JobRow, TimerRow } from './rows.ts'
import type { LocalDate } from '../values/local-date.ts'

/** Where lists put what has no due day: beyond every day. */
export const NO_DAY = '9999-12-31' as LocalDate

type WorkPart = InstancePart & TaskPart & TimerPart & JobPart & IncidentPart
type InstancePart = Pick<Unit, 'openInstances' | 'instance' | 'saveInstance'>
type TaskPart = Pick<Unit, 'task' | 'openTasks' | 'openTask' | 'updateTask' | 'closeTask'>
type TimerPart = Pick<Unit, 'timer' | 'timersOf' | 'armTimer' | 'cancelTimer' | 'timerFired'>
type JobPart = Pick<Unit, 'job' | 'openJobs' | 'addJob' | 'finishJob' | 'cancelJob' | 'changeJob' | 'retryJob'>
type IncidentPart = Pick<Unit, 'incident' | 'openIncidents' | 'raiseIncident' | 'resolveIncident'>

/** A command's view of what a case has running and waiting. */
export function workPart(context: UnitContext): WorkPart {
  return {
    ...instancePart(context),
    ...taskPart(context),
    ...timerPart(context),
    ...jobPart(context),
    ...incidentPart(context),
  }
}

function instancePart({ read, writes }: UnitContext): InstancePart {
  return {
    async openInstances(caseId) {
      const rows = await read(INSTANCES, 'where case_id = ? and ended = 0 order by id', [caseId])
      return rows.map(undamaged)
    },
    async instance(id) {
      const [row] = await read(INSTANCES, 'where id = ?', [id])
      return row && undamaged(row)
    },
    saveInstance(row) {
      writes.replace(INSTANCES, { ...row, stateHash: stateHash(row) })
    },
  }
}

function taskPart(context: UnitContext): TaskPart {
  const { now, read, writes } = context
  const whereOpen = (id: string, expectedVersion: number | undefined): readonly [string, readonly unknown[]] =>
    expectedVersion === undefined
      ? [`id = ? and status = 'open'`, [id]]
      : [`id = ? and status = 'open' and version = ?`, [id, expectedVersion]]
  const changed = (id: string) =>
    mustHaveChanged(context, TASKS, id, 'task', { by: 'completed_by', at: 'completed_at' })

  return {
    async task(id) {
      const [row] = await read(TASKS, 'where id = ?', [id])
      return row
    },
    openTasks: (caseId) => read(TASKS, `where case_id = ? and status = 'open' order by created_at, id`, [caseId]),
    openTask(row) {
      writes.insert(TASKS, {
        form: null,
        assignee: null,
        candidateTeam: null,
        dueOn: null,
        deadlineRule: null,
        deadlineState: null,
        deadlineSince: null,
        deadlineReason: null,
        completedAt: null,
        completedBy: null,
        draft: null,
        ...row,
        sortOn: row.sortOn ?? row.dueOn ?? NO_DAY,
        status: 'open',
        createdAt: row.createdAt ?? now,
        version: 1,
      })
    },
    updateTask(id, given, expectedVersion) {
      const { dueOn } = given
      const change = dueOn === undefined ? given : { sortOn: dueOn ?? NO_DAY, ...given }
      const options = { set: 'version = version + 1', returning: 'id' }
      writes.statement(TASKS, () => update(TASKS, change, ...whereOpen(id, expectedVersion), options), changed(id))
    },
    closeTask(id, { status, by }, expectedVersion) {
      const part = { status, completedAt: now, completedBy: by ?? null, draft: null }
      const options = { set: 'version = version + 1', returning: 'id' }
      writes.statement(TASKS, () => update(TASKS, part, ...whereOpen(id, expectedVersion), options), changed(id))
    },
  }
}

function timerPart(context: UnitContext): TimerPart {
  const { read, writes, wake } = context
  const known = new Map<string, TimerRow>()
  const seen = (row: TimerRow): TimerRow => {
    known.set(row.id, row)
    return row
  }

  return {
    async timer(id) {
      const [row] = await read(TIMERS, 'where id = ?', [id])
      return row && seen(row)
    },
    async timersOf(caseId) {
      const rows = await read(TIMERS, `where case_id = ? and status = 'armed' order by due_at, id`, [caseId])
      return rows.map(seen)
    },
    armTimer(row) {
      const before = known.get(row.id)
      const whole: TimerRow = {
        binding: null,
        ...row,
        firedCount: row.firedCount ?? before?.firedCount ?? 0,
        status: 'armed',
        version: (before?.version ?? 0) + 1,
        attempts: 0,
        retryAt: null,
        lastError: null,
      }
      writes.replace(TIMERS, seen(whole))
      wake({ kind: 'timer', id: row.id, at: row.dueAt })
    },
    cancelTimer(id) {
      const options = { set: 'version = version + 1' }
      writes.statement(TIMERS, () =>
        update(TIMERS, { status: 'cancelled' }, `id = ? and status in ('armed', 'failed')`, [id], options),
      )
      wake({ kind: 'timer', id, at: null })
    },
    timerFired(id, next) {
      const part: Partial<TimerRow> = {
        status: next === undefined ? 'fired' : 'armed',
        attempts: 0,
        retryAt: null,
        lastError: null,
        ...(next === undefined ? {} : { dueAt: next }),
      }
      const options = { set: 'version = version + 1, fired_count = fired_count + 1', returning: 'case_id' }
      const check = mustHaveChanged(context, TIMERS, id, 'timer')
      writes.statement(TIMERS, () => update(TIMERS, part, `id = ? and status = 'armed'`, [id], options), check)
      if (next !== undefined) wake({ kind: 'timer', id, at: next })
    },
  }
}

function jobPart(context: UnitContext): JobPart {
  const { now, read, writes, wake } = context
  const free = { leaseOwner: null, leaseUntil: null }

  return {
    async job(id) {
      const [row] = await read(JOBS, 'where id = ?', [id])
      return row
    },
    openJobs: (caseId) =>
      read(JOBS, `where case_id = ? and status in ('ready', 'leased', 'failed') order by run_at, id`, [caseId]),
    addJob(row) {
      const runAt = row.runAt ?? now
      writes.insert(JOBS, {
        lastError: null,
        ...row,
        ...free,
        status: 'ready',
        attempts: 0,
        runAt,
        fencing: 0,
        createdAt: row.createdAt ?? now,
      })
      wake({ kind: 'job', id: row.id, at: runAt })
    },
    finishJob(id, fencing, outcome) {
      writes.statement(
        JOBS,
        () =>
          update(
            JOBS,
            { ...free, ...outcomePart(outcome) },
            `id = ? and fencing = ? and status = 'leased'`,
            [id, fencing],
            {
              returning: 'id',
            },
          ),
        mustHaveChanged(context, JOBS, id, 'job', { by: 'lease_owner', at: 'lease_until' }),
      )
      if (outcome.status === 'ready') wake({ kind: 'job', id, at: outcome.runAt })
    },
    cancelJob(id) {
      const open = `id = ? and status in ('ready', 'leased', 'failed')`
      writes.statement(JOBS, () => update(JOBS, { ...free, status: 'cancelled' }, open, [id]))
      wake({ kind: 'job', id, at: null })
    },
    changeJob(id, change) {
      writes.statement(JOBS, () => update(JOBS, change, `id = ? and status = 'ready'`, [id]))
    },
    retryJob(id) {
      const part = { status: 'ready', attempts: 0, runAt: now } as const
      const check = mustHaveChanged(context, JOBS, id, 'job')
      writes.statement(JOBS, () => update(JOBS, part, `id = ? and status = 'failed'`, [id], { returning: 'id' }), check)
      wake({ kind: 'job', id, at: now })
    },
  }
}

function outcomePart(outcome: JobOutcome): Partial<JobRow> {
  switch (outcome.status) {
    case 'done':
    case 'cancelled':
      return { status: outcome.status, lastError: null }
    case 'failed':
      return { status: 'failed', lastError: outcome.error }
    case 'ready':
      return { status: 'ready', lastError: outcome.error, runAt: outcome.runAt }
  }
}

function incidentPart(context: UnitContext): IncidentPart {
  const { now, read, writes } = context
  return {
    async incident(id) {
      const [row] = await read(INCIDENTS, 'where id = ?', [id])
      return row
    },
    openIncidents: (caseId) =>
      read(INCIDENTS, `where case_id = ? and status = 'open' order by raised_at, id`, [caseId]),
    raiseIncident(row) {
      writes.insert(INCIDENTS, {
        instanceId: null,
        waitId: null,
        jobId: null,
        element: null,
        resolvedAt: null,
        resolvedBy: null,
        reason: null,
        ...row,
        status: 'open',
        raisedAt: row.raisedAt ?? now,
      })
    },
    resolveIncident(id, { status, by, reason }) {
      const part = { status, resolvedAt: now, resolvedBy: by, reason: reason ?? null }
      writes.statement(
        INCIDENTS,
        () => update(INCIDENTS, part, `id = ? and status = 'open'`, [id], { returning: 'id' }),
        mustHaveChanged(context, INCIDENTS, id, 'incident', { by: 'resolved_by', at: 'resolved_at' }),
      )
    },
  }
}

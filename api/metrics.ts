import type { RequestHandler } from 'express'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Runtime } from '../engine/index.ts'
import type { DiskWatch } from './disk-watch.ts'
import { routeOf } from './middleware/route-of.ts'

export interface Metrics {
  /** Counts and times requests by route, never by path: a path holds case references. */
  readonly middleware: RequestHandler
  readonly show: RequestHandler
  /** From now on what is free on the disk is shown too. */
  readonly showDisk: (disk: Pick<DiskWatch, 'freeBytes' | 'isFull'>) => void
  readonly countCommand: (command: string) => void
  readonly countCheckpointFailure: () => void
  readonly countClockJump: () => void
  readonly countRefused: () => void
}

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** Prometheus metrics: requests, commands, and what waits. */
export function makeMetrics(
  runtime: () => Runtime,
  nowMs: () => number,
  skewSeconds: () => number,
  underWay: () => number,
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'redress_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const commands = new Counter({
    name: 'redress_commands_total',
    help: 'Commands committed by this process',
    labelNames: ['command'],
    registers,
  })
  const checkpointFailures = new Counter({
    name: 'redress_audit_checkpoint_failures_total',
    help: 'Rounds in which the audit trail could not be signed, or a checkpoint not be handed over',
    registers,
  })
  const clockJumps = new Counter({
    name: 'redress_clock_jumps_total',
    help: 'Times that the clock of this machine was set by more than five minutes',
    registers,
  })
  const refused = new Counter({
    name: 'redress_http_requests_refused_total',
    help: 'Requests that were told to come again because too many were under way',
    registers,
  })
  new Gauge({
    name: 'redress_http_requests_under_way',
    help: 'Requests that hold one of the places in which requests are answered',
    registers,
    collect() {
      this.set(underWay())
    },
  })
  new Gauge({
    name: 'redress_clock_skew_seconds',
    help: 'How far the clock of this machine is ahead of the database machine’s; 0 on SQLite',
    registers,
    collect() {
      this.set(skewSeconds())
    },
  })
  new Gauge({
    name: 'redress_audit_rows_unsigned',
    help: 'Rows of the audit trail that no checkpoint covers yet',
    registers,
    async collect() {
      const { audit } = runtime().store
      const [newest] = await audit.checkpoints(1)
      this.set((await audit.size()) - (newest?.size ?? 0))
    },
  })
  new Gauge({
    name: 'redress_audit_rows_held',
    help: 'Rows covered by the last checkpoint that reached a holder outside',
    labelNames: ['holder'],
    registers,
    async collect() {
      for (const { holder, size } of await runtime().store.audit.holders()) this.set({ holder }, size)
    },
  })
  new Gauge({
    name: 'redress_cases_deviating',
    help: 'Cases whose record did not lead to where they stand when they were last played again',
    registers,
    async collect() {
      this.set((await runtime().store.conformance.totals()).deviating)
    },
  })
  new Gauge({
    name: 'redress_cases',
    help: 'Cases by status',
    labelNames: ['status'],
    registers,
    async collect() {
      for (const [status, count] of Object.entries(await runtime().store.read.caseCounts())) this.set({ status }, count)
    },
  })
  new Gauge({
    name: 'redress_oldest_due_work_seconds',
    help: 'How long the oldest timer, job or message has been due; 0 when none is',
    registers,
    async collect() {
      const due = await runtime().store.read.nextDue()
      const lateMs = due === undefined ? 0 : Date.parse(runtime().clock.now()) - Date.parse(due)
      this.set(Math.max(0, lateMs / 1000))
    },
  })
  new Gauge({
    name: 'redress_mail_waiting',
    help: 'E-mails that have not gone yet',
    registers,
    async collect() {
      this.set((await runtime().store.read.waitingMail()).count)
    },
  })
  new Gauge({
    name: 'redress_mail_oldest_waiting_seconds',
    help: 'How long the e-mail has waited that waits longest; 0 when none does',
    registers,
    async collect() {
      const { since } = await runtime().store.read.waitingMail()
      const waitedMs = since === undefined ? 0 : Date.parse(runtime().clock.now()) - Date.parse(since)
      this.set(Math.max(0, waitedMs / 1000))
    },
  })

  return {
    countCheckpointFailure: () => {
      checkpointFailures.inc()
    },
    countClockJump: () => {
      clockJumps.inc()
    },
    countRefused: () => {
      refused.inc()
    },
    countCommand: (command) => {
      commands.inc({ command })
    },
    middleware(request, response, next) {
      const startedMs = nowMs()
      response.on('finish', () => {
        const labels = { method: request.method, route: routeOf(request), status: response.statusCode }
        requests.observe(labels, (nowMs() - startedMs) / 1000)
      })
      next()
    },
    showDisk(disk) {
      new Gauge({
        name: 'redress_disk_free_bytes',
        help: 'What is free on the disk of the database; absent where it is not watched',
        registers,
        collect() {
          const free = disk.freeBytes()
          if (free !== undefined) this.set(free)
        },
      })
      new Gauge({
        name: 'redress_writes_refused',
        help: '1 while nothing is written because the disk is nearly full',
        registers,
        collect() {
          this.set(disk.isFull() ? 1 : 0)
        },
      })
    },
    async show(_request, response) {
      response.type(registry.contentType).send(await registry.metrics())
    },
  }
}

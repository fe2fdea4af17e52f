import {
  completeTask,
  fireTimer,
  mailOf,
  makeScheduler,
  raiseJobIncident,
  raiseTimerIncident,
  runJob,
  submitComplaint,
  type Scheduler,
} from '../../engine/index.ts'
import { dueWork } from '../../engine/store/due-work.ts'
import { makeMailer } from '../../handlers/mail/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, startRuntime, type TestRuntime } from '../support/runtime.ts'
import { answersFor, doerOf, newCase, openTasks } from '../support/runtime-walk.ts'
import { aCase, aMessage } from '../support/test-databases-rows.ts'
import type { Experiment, Outcome } from './experiment.ts'
import { afterTheDay } from './smtp-day-after.ts'
import { startMoodyServer, type Mood, type MoodyServer } from './smtp-day-server.ts'
import { openedDatabase } from './two-nodes-seed.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const STARTS_AT = '2026-02-02T09:00:00.000Z'
const END_OF_TIME = '9999-12-31T23:59:59.999Z'

/** Through the day, four hours each. */
const DAY: readonly Mood[] = ['refused', 'too-busy', 'after-text', 'silent', 'no-tls', 'refused']
const SLOT_MS = 4 * HOUR

/** Cases with so many e-mails each, and those in which work goes on. */
const SIZES = { short: { lines: 5, each: 10, working: 1 }, long: { lines: 190, each: 10, working: 10 } } as const
const AT_ONCE = 8

const MOST_ATTEMPTS = 60
const MOST_PAUSE_MS = 30 * MINUTE

/** Nobody who is well answers later than the first; a server that says nothing need not be waited for any longer. */
const PATIENT = { connectMs: 10_000, answerMs: 10_000, wholeMs: 20_000 }
const IMPATIENT = { connectMs: 50, answerMs: 50, wholeMs: 200 }
/** So long that whatever waits for it is seen to wait. */
const VERY_PATIENT = { connectMs: 60_000, answerMs: 60_000, wholeMs: 60_000 }
/** Long enough to hand the text over on a busy machine. */
const BRIEF = { connectMs: 10_000, answerMs: 1_000, wholeMs: 20_000 }

/** A virtual day on which the mail server takes nothing; then it is up. */
export const SMTP_DAY: Experiment = {
  name: 'smtp-day',
  promises: ['P13', 'P14'],
  hypothesis:
    'case work goes on, staff see what waits, a letter of the law that waits four hours is an incident; then each e-mail goes once, in the order of its case, after at most 60 attempts with pauses of at most half an hour',
  fault:
    'for a day the mail server refuses connections, answers 421, answers 451 after the text, says nothing, or has a false certificate; then 550 to one of several recipients, and silence after the text',
  databases: ['sqlite', 'postgres'],
  async run({ size, database: kind }) {
    const database = await openedDatabase(kind)
    const server = await startMoodyServer()
    try {
      const day = await prepare(await startRuntime(database, { now: STARTS_AT }), server)
      const faults: string[] = []
      const began = performance.now()
      const down = await throughTheDay(day, SIZES[size], faults)
      const up = await drain(day, faults)
      const after = await afterTheDay(day, faults)
      faults.push(...day.thrown.map(String))
      const counts = { ...down, ...up, ...after, realSeconds: Math.round((performance.now() - began) / 1_000) }
      return { held: faults.length === 0, counts, faults } satisfies Outcome
    } finally {
      await server.stop()
      await database.remove()
    }
  },
}

/** A runtime whose mail goes to the moody server, whoever has its work done. */
export interface MailDay {
  readonly test: TestRuntime
  readonly server: MoodyServer
  readonly thrown: readonly unknown[]
  readonly become: (mood: Mood) => Promise<void>
  /** What has work done on real time. */
  readonly startLive: () => Promise<Scheduler>
}

async function prepare(test: TestRuntime, server: MoodyServer): Promise<MailDay> {
  const { runtime, store, clock } = test
  const thrown: unknown[] = []
  let mood: Mood = 'up'
  const aMailer = (patience: typeof PATIENT) =>
    makeMailer({ smtpUrl: server.url, from: 'c@council.example', store: { mail: mailOf(runtime) }, clock, patience })
  const [patient, impatient, brief] = [aMailer(PATIENT), aMailer(IMPATIENT), aMailer(BRIEF)]
  const veryPatient = aMailer(VERY_PATIENT)
  const mailerFor = (live: boolean) => {
    if (live) return veryPatient
    if (mood === 'silent-after-text') return brief
    return mood === 'silent' ? impatient : patient
  }
  const start = async (live: boolean): Promise<Scheduler> => {
    const scheduler = makeScheduler({ store, clock, live, concurrency: live ? 4 : AT_ONCE, pollMs: 100 })
    await scheduler.start({
      fireTimer: (id) => fireTimer(runtime, id),
      runJob: (id, lease) => runJob(runtime, id, lease),
      jobFailed: (id, { fencing }, error) => raiseJobIncident(runtime, id, fencing, error),
      timerFailed: (id, error) => raiseTimerIncident(runtime, id, error),
      sendMail: (id) => mailerFor(live).send(id),
      onError: (error) => thrown.push(error),
    })
    return scheduler
  }
  const scheduler = await start(false)
  return {
    test: { ...test, scheduler, settle: () => scheduler.tick(clock.now()) },
    server,
    thrown,
    async become(next) {
      await server.become(next)
      mood = next
    },
    startLive: () => start(true),
  }
}

async function throughTheDay(
  day: MailDay,
  { lines, each, working }: (typeof SIZES)['short' | 'long'],
  faults: string[],
): Promise<Readonly<Record<string, number>>> {
  const { test } = day
  await day.become('refused')
  await queueLines(test, lines, each)
  const cases: string[] = []
  for (let n = 0; n < working; n += 1) cases.push(await newCase(test))
  let done = 0
  let longestPause = 0
  let delayed = 0
  const start = Date.parse(STARTS_AT)
  for (const [slot, mood] of DAY.entries()) {
    await day.become(mood)
    done += await doTasks(test, cases)
    const end = start + (slot + 1) * SLOT_MS
    for (let next = await nextMoment(test); next <= end; next = await nextMoment(test)) {
      test.clock.set(new Date(next).toISOString() as never)
      await test.settle()
      longestPause = Math.max(longestPause, await pauseNow(test))
    }
    if (mood !== 'refused' && day.server.connections() === 0) faults.push(`nobody tried while it was ${mood}`)
    if (slot === 1) delayed = await delayedSeen(test, faults)
    await nothingSent(day, mood, faults)
  }
  test.clock.set(new Date(start + DAY.length * SLOT_MS).toISOString() as never)
  if (longestPause > MOST_PAUSE_MS) faults.push(`a pause of ${longestPause / MINUTE} minutes`)
  const { count, since } = await test.store.read.waitingMail()
  if (since !== STARTS_AT) faults.push(`the oldest waits since ${String(since)} to those who look`)
  return {
    cases: lines + cases.length,
    waiting: count,
    tasksMeanwhile: done,
    delayedIncidents: delayed,
    longestPauseMinutes: longestPause / MINUTE,
  }
}

/** E-mails in bare cases: every second line has what the law asks for, and in each a note to a colleague comes first. */
async function queueLines({ store }: TestRuntime, lines: number, each: number): Promise<void> {
  for (let line = 0; line < lines; line += 1) {
    await store.command(async (unit) => {
      const caseId = lineId(line)
      unit.insertCase(aCase(caseId))
      for (let n = 0; n < each; n += 1) {
        const isLaw = line % 2 === 0 && n > 0
        await unit.queueMessage(
          aMessage(caseId, `${caseId}-${n}`, {
            toAddress: `reader${line}@example.org`,
            ...(n === 0 && { channel: 'staff-notification' }),
            details: { contents: isLaw ? ['acknowledgement'] : [] },
          }),
        )
      }
    })
  }
}

function lineId(line: number): string {
  return `SC-2026-${90_000 + line}`
}

/** One task in each of the cases, and one new complaint. @returns how many tasks. */
async function doTasks(test: TestRuntime, cases: readonly string[]): Promise<number> {
  let done = 0
  for (const caseId of cases) {
    const [task] = await openTasks(test, caseId)
    if (task === undefined) continue
    const answers = answersFor(test, task.form ?? '')
    await completeTask(test.runtime, await doerOf(test, task), { taskId: task.id, answers })
    done += 1
  }
  await submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT)
  return done
}

/** When something is next to be done, in ms. */
async function nextMoment({ store }: TestRuntime): Promise<number> {
  const [next] = await dueWork(store.look, ['timer', 'job', 'mail'], END_OF_TIME as never, 1)
  return next === undefined ? Infinity : Date.parse(next.due)
}

async function pauseNow({ store, clock }: TestRuntime): Promise<number> {
  const [row] = await store.look.run(`select max(next_at) as at from outbox where status = 'queued' and attempts > 0`)
  return typeof row?.['at'] === 'string' ? Date.parse(row['at']) - Date.parse(clock.now()) : 0
}

/** Each case with a letter of the law that waits has one incident for it, and no other case has any. */
async function delayedSeen({ store }: TestRuntime, faults: string[]): Promise<number> {
  const rows = await store.look.run(`select c.id,
      (select count(*) from incidents i where i.case_id = c.id and i.status = 'open' and i.code = 'message-delayed') as n,
      (select count(*) from outbox o where o.case_id = c.id and o.channel = 'email' and o.status = 'queued'
        and cast(o.details as text) like '%"contents":["%' and o.created_at <= '2026-02-02T12:00:00.000Z') as law
    from cases c`)
  const wrong = rows.filter(({ n, law }) => Number(n) !== (Number(law) > 0 ? 1 : 0))
  if (wrong.length > 0)
    faults.push(`${wrong.length} cases have not one incident for what waits: ${JSON.stringify(wrong[0])}`)
  return rows.filter(({ n }) => Number(n) === 1).length
}

async function nothingSent({ server, test: { store } }: MailDay, mood: Mood, faults: string[]): Promise<void> {
  const rows = await store.look.run(
    `select status, count(*) as n from outbox where channel <> 'letter' group by status order by status`,
  )
  const only = rows.map(({ status }) => String(status))
  if (only.join() !== 'queued' || server.kept.length > 0) {
    faults.push(`after ${mood}: ${JSON.stringify(rows)}, ${server.kept.length} kept by the server`)
  }
}

/** It is up again. */
async function drain(day: MailDay, faults: string[]): Promise<Readonly<Record<string, number>>> {
  const { test, server } = day
  await day.become('up')
  const upAt = Date.parse(test.clock.now())
  const began = performance.now()
  while ((await test.store.read.waitingMail()).count > 0) {
    const next = await nextMoment(test)
    if (next > upAt + 2 * MOST_PAUSE_MS) {
      faults.push(`${(await test.store.read.waitingMail()).count} e-mails still wait an hour after it is up`)
      break
    }
    test.clock.set(new Date(Math.max(next, upAt)).toISOString() as never)
    await test.settle()
  }
  const drainMinutes = Math.ceil((Date.parse(test.clock.now()) - upAt) / MINUTE)
  const drainSeconds = Math.round((performance.now() - began) / 100) / 10
  const rows = await test.store.look.run(
    `select case_id, n, message_id, status, attempts, uncertain_attempts from outbox where channel <> 'letter' order by case_id, n`,
  )
  const place = new Map(server.kept.map(({ messageId }, index) => [messageId, index]))
  const unsent = rows.filter(({ status }) => status !== 'sent').length
  const missing = rows.filter(({ message_id: id }) => !place.has(String(id))).length
  const copies = server.kept.length - place.size
  const mostAttempts = Math.max(...rows.map(({ attempts }) => Number(attempts)))
  const attempts = rows.reduce((sum, row) => sum + Number(row['attempts']), 0)
  const outOfOrder = rows.filter((row, index) => {
    const before = rows[index - 1]
    if (before?.['case_id'] !== row['case_id']) return false
    return (place.get(String(before?.['message_id'])) ?? 0) > (place.get(String(row['message_id'])) ?? 0)
  }).length
  if (unsent > 0) faults.push(`${unsent} e-mails are not sent`)
  if (missing > 0) faults.push(`${missing} e-mails never arrived`)
  if (copies > 0) faults.push(`${copies} second copies arrived`)
  if (outOfOrder > 0) faults.push(`${outOfOrder} e-mails overtook an earlier one of their case`)
  if (mostAttempts > MOST_ATTEMPTS) faults.push(`an e-mail was tried ${mostAttempts} times`)
  if (drainMinutes > MOST_PAUSE_MS / MINUTE) faults.push(`it took ${drainMinutes} minutes until all had gone`)
  const { rows: open } = await test.store.read.incidents({ status: 'open', limit: 10 })
  if (open.length > 0) faults.push(`incidents are open though all has gone: ${open.map(({ code }) => code).join(', ')}`)
  const { incident: stopped } = await test.store.read.caseCounts()
  if (stopped > 0) faults.push(`${stopped} cases stand as stopped though all has gone`)
  return {
    mails: rows.length,
    delivered: place.size,
    copies,
    outOfOrder,
    attempts,
    mostAttempts,
    drainMinutes,
    drainSeconds,
  }
}

import { retryIncident, submitComplaint } from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, MANAGER } from '../support/runtime.ts'
import { complete, newCase } from '../support/runtime-walk.ts'
import { aCase, aMessage } from '../support/test-databases-rows.ts'
import type { MailDay } from './smtp-day.ts'
import { until } from './two-nodes-process.ts'

const UNCERTAIN_PAUSE_MS = 5 * 60_000
/** The live part: e-mails that hang, more than there are workers for them. */
const HANGING = 10
/** On PostgreSQL the queue first goes through what virtual time has done already. */
const LIVE_LIMIT_MS = 120_000
/** Less than the mailer's patience then. */
const JOBS_LIMIT_MS = 30_000

/** What a mail server refuses for ever, what it is silent about, and what goes on while it hangs. */
export async function afterTheDay(day: MailDay, faults: string[]): Promise<Readonly<Record<string, number>>> {
  const caseId = await newCase(day.test)
  return {
    ...(await refusedOne(day, caseId, faults)),
    ...(await silentAfterText(day, caseId, faults)),
    ...(await meanwhile(day, faults)),
  }
}

/** The same letter to three: one address is gone for good. */
async function refusedOne({ test, become }: MailDay, caseId: string, faults: string[]) {
  await become('some-gone')
  const readers = ['here1', 'gone', 'here2']
  await test.store.command(async (unit) => {
    for (const reader of readers) {
      await unit.queueMessage(aMessage(caseId, `to-${reader}`, { toAddress: `${reader}@example.org` }))
    }
  })
  await test.settle()
  const rows = await Promise.all(readers.map((reader) => test.store.read.outboxMessage(`m-to-${reader}`)))
  const stood = rows.map((row) => `${row?.status ?? ''} after ${row?.attempts ?? 0}`).join(', ')
  if (stood !== 'sent after 1, failed after 1, sent after 1') faults.push(`of three recipients: ${stood}`)
  const { rows: open } = await test.store.read.incidents({ caseId, status: 'open', limit: 5 })
  if (open.length !== 1 || open[0]?.waitId !== 'm-to-gone') faults.push('550 is not one incident at once')
  test.clock.advance(24 * 3_600_000)
  await test.settle()
  const later = await test.store.read.outboxMessage('m-to-gone')
  if (later?.attempts !== 1) faults.push('550 was tried again')
  return { recipientsRefused: rows.filter((row) => row?.status === 'failed').length }
}

/** Handed over whole, and no answer: once more by itself, then never without a person. */
async function silentAfterText({ test, server, become }: MailDay, caseId: string, faults: string[]) {
  await become('silent-after-text')
  await test.store.command((unit) => unit.queueMessage(aMessage(caseId, 'doubtful')))
  const states: string[] = []
  for (let round = 0; round < 8 && states.filter((state) => state === 'held').length < 2; round += 1) {
    await test.settle()
    states.push((await test.store.read.outboxMessage('m-doubtful'))?.status ?? '')
    test.clock.advance(UNCERTAIN_PAUSE_MS)
  }
  if (states.slice(-3).join() !== 'uncertain,held,held') faults.push(`silence after the text: ${states.join()}`)
  await become('up')
  const { rows: open } = await test.store.read.incidents({ caseId, status: 'open', limit: 5 })
  const incident = open.find(({ waitId }) => waitId === 'm-doubtful')
  if (incident !== undefined) await retryIncident(test.runtime, MANAGER, incident.id)
  await test.settle()
  const row = await test.store.read.outboxMessage('m-doubtful')
  const arrived = server.kept.filter(({ messageId }) => messageId === row?.messageId).length
  if (row?.status !== 'sent' || arrived !== 1 || !row.possibleDuplicate) {
    faults.push(`once a person said yes it is ${row?.status ?? ''}, and arrived ${arrived} times`)
  }
  return { doubtful: 1 }
}

/** On real time: the mail server takes connections and says nothing, and cases go on. */
async function meanwhile({ test, become, startLive }: MailDay, faults: string[]) {
  await become('silent')
  const { store } = test
  await store.command(async (unit) => {
    for (let n = 0; n < HANGING; n += 1) {
      unit.insertCase(aCase(`hanging-${n}`))
      await unit.queueMessage(aMessage(`hanging-${n}`, `hanging-${n}`))
    }
  })
  const scheduler = await startLive()
  const sending = async () => Number((await store.look.run(SENDING))[0]?.['n'])
  if (!(await until(async () => (await sending()) > 0, LIVE_LIMIT_MS))) faults.push('no e-mail is under way')
  const began = performance.now()
  const { caseId } = await submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT)
  // What follows it is an acknowledgement, which is a job.
  await complete({ ...test, settle: () => Promise.resolve(0) }, caseId, 'task_record_complaint')
  const left = async () => (await store.look.run(JOBS_LEFT, [caseId])).length
  const isDone = await until(async () => (await left()) === 0, JOBS_LIMIT_MS, 20)
  const jobsMs = Math.round(performance.now() - began)
  if (!isDone) faults.push('the jobs of a new complaint wait while the mail server hangs')
  const hanging = await sending()
  if (isDone && hanging === 0) faults.push('no e-mail hung meanwhile')
  // Whoever stops the service cuts what hangs; here the server does.
  const stopped = scheduler.stop()
  await become('refused')
  await stopped
  return { hanging, jobsMsMeanwhile: jobsMs }
}

const SENDING = `select count(*) as n from outbox where status = 'sending'`
const JOBS_LEFT = `select id from jobs where case_id = ? and status in ('ready', 'leased')`

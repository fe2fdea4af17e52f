import type { OutboxRow } from '../../store/rows.ts'
import type { Unit } from '../../store/unit.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'
import { raiseMailIncidentIn } from './raise-incident.ts'

/** Who takes backups and brings them back: an operator at the machine. */
const OPERATOR = { actor: 'command-line', role: 'system-admin' } as const

/** The audit trail has a row of that type for each backup, and so has the backup itself: it says when it was taken. */
export const BACKUP_TAKEN = 'backup-taken'
const BACKUP_RESTORED = 'backup-restored'

/** Puts on record that a backup is about to be taken: the row is in the backup too. */
export async function noteBackup({ store }: Pick<Runtime, 'store'>): Promise<void> {
  await store.command((unit) => {
    unit.audit({ ...OPERATOR, type: BACKUP_TAKEN, body: {} })
    return Promise.resolve()
  })
}

/** When what is in this database was taken as a backup; where no row says so, when it was last written to. */
export async function backupMoment({ store }: Pick<Runtime, 'store'>): Promise<Instant | undefined> {
  return (await store.clocks.lastWritten(BACKUP_TAKEN)) ?? store.clocks.lastWritten()
}

/** What was found of messages when a backup was brought back. */
export interface HeldMail {
  /** E-mails that were to be sent and may have gone since: each waits for a person, with the reason. */
  readonly held: number
  /** Letters that were to be printed, and may have been posted since: they are marked. */
  readonly letters: number
}

/** Messages dealt with in one command. */
const AT_ONCE = 200
const UNSENT = ['queued', 'sending', 'uncertain'] as const

/**
 * What waited to be sent when the backup was taken may have gone since, and nobody here can know: each e-mail is held with
 * the reason, and put before a person as an incident of its case. Letters wait for a person as it is; they are marked. All
 * sessions end, since those that somebody ended meanwhile are there again.
 *
 * @param takenAt - When the backup was taken.
 */
export async function holdRestoredMail(runtime: Runtime, takenAt: Instant): Promise<HeldMail> {
  const { store } = runtime
  let held = 0
  for (const status of UNSENT) {
    for (const channel of ['email', 'staff-notification'] as const) {
      for await (const messages of pagesOf(runtime, { status, channel })) {
        await store.command(async (unit) => {
          for (const message of messages) await hold(unit, message, reasonOf(message, takenAt))
        })
        held += messages.length
      }
    }
  }
  let letters = 0
  for await (const messages of pagesOf(runtime, { status: 'queued', channel: 'letter' })) {
    await store.command((unit) => {
      for (const { id } of messages) unit.updateMessage(id, { possibleDuplicate: true })
      return Promise.resolve()
    })
    letters += messages.length
  }
  await store.command((unit) => {
    unit.endSessions(unit.now)
    unit.audit({ ...OPERATOR, type: BACKUP_RESTORED, body: { takenAt, held, letters } })
    return Promise.resolve()
  })
  return { held, letters }
}

/** The pages of that list as it was when it was begun: each is read before what was on the one before is changed. */
async function* pagesOf(
  { store }: Runtime,
  filter: Pick<OutboxRow, 'status' | 'channel'>,
): AsyncGenerator<readonly OutboxRow[]> {
  let page = await store.read.outbox({ ...filter, limit: AT_ONCE })
  while (page.rows.length > 0) {
    const { rows, next } = page
    page = next === undefined ? { rows: [] } : await store.read.outbox({ ...filter, limit: AT_ONCE, after: next })
    yield rows
  }
}

async function hold(unit: Unit, message: OutboxRow, reason: string): Promise<void> {
  const { id, caseId, messageId } = message
  unit.updateMessage(id, {
    status: 'held',
    lastReply: reason,
    possibleDuplicate: true,
    leaseOwner: null,
    leaseUntil: null,
  })
  unit.audit({
    ...(caseId === null ? {} : { caseId }),
    ...OPERATOR,
    type: 'mail-held',
    outcome: 'held',
    body: { message: id, messageId },
    payload: reason,
  })
  await raiseMailIncidentIn(unit, message, reason)
}

/** @returns why it is held. What was written after the backup follows from work that was due, and may have been done. */
function reasonOf({ createdAt }: OutboxRow, takenAt: Instant): string {
  const backup = `the backup of ${dayInWords(dayOf(takenAt))}`
  const since =
    createdAt > takenAt
      ? `It follows from what fell due after ${backup}, which was brought back`
      : `It was still to be sent when ${backup} was taken, which was brought back`
  return `${since}: it may have gone since, and nobody here can know. Ask the recipient before it is sent again.`
}

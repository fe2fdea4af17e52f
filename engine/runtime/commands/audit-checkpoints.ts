import { RefusedError } from '../../errors.ts'
import {
  AUDIT_KEEPER,
  KEY_CHANGED,
  KEY_INTRODUCED,
  signKeyChange,
  type AuditHolder,
  type SigningKey,
  type StoredCheckpoint,
} from '../../store/index.ts'
import { SYSTEM } from '../../access/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { Runtime } from '../runtime.ts'

type Trail = Pick<Runtime, 'store' | 'clock' | 'council'>

/** A checkpoint is signed after each so many rows. */
export const ROWS_A_CHECKPOINT = 1_000

/** Whose trail it is: stands in every checkpoint, and names its key. */
export function auditOrigin({ council }: Pick<Runtime, 'council'>): string {
  return `redress/${council.id}`
}

/**
 * Signs what the audit trail has that is new. The first key to do so is brought into the trail; another one must have been
 * brought in by the one before it.
 *
 * @returns the new checkpoints; none when there are no new rows.
 * @throws RefusedError (`audit-key-unknown`) when the key is not the one that the trail knows.
 * @throws TrailBrokenError when a new row is not what was written: then nothing is signed.
 */
export async function signTrail(runtime: Trail, key: SigningKey): Promise<readonly StoredCheckpoint[]> {
  const { audit } = runtime.store
  const known = (await audit.keys()).at(-1)
  if (known === undefined) {
    if (!(await audit.noteKey(key))) {
      await record(runtime, KEY_INTRODUCED, { key: key.text })
      await audit.noteKey(key)
    }
  } else if (known.key !== key.text && !(await audit.noteKey(key))) {
    throw new RefusedError(
      'audit-key-unknown',
      `The key at hand, ${key.id}, is not the one that signs the audit trail, ${known.id}: change it with "redress audit key --replace"`,
    )
  }
  return audit.sign(key, auditOrigin(runtime), ROWS_A_CHECKPOINT)
}

/** Puts another key in the place of the one that signs; the trail keeps the word of both. */
export async function changeAuditKey(runtime: Trail, from: SigningKey, to: SigningKey): Promise<void> {
  await signTrail(runtime, from)
  await record(runtime, KEY_CHANGED, { key: to.text, note: signKeyChange(from, to, runtime.clock.now()) })
  await runtime.store.audit.noteKey(to)
  await signTrail(runtime, to)
}

async function record({ store }: Trail, type: string, body: Readonly<Record<string, string>>): Promise<void> {
  await store.command((unit) => {
    unit.audit({ actor: AUDIT_KEEPER, role: SYSTEM.role, type, body })
    return Promise.resolve()
  })
}

/** A mailbox that holds checkpoints. */
export interface CheckpointMailbox {
  readonly holder: string
  readonly name: string
  readonly email: string
}

/** Those of the council, where its file names them: internal audit, and the monitoring officer. */
export function checkpointMailboxes({ council }: Pick<Runtime, 'council'>): readonly CheckpointMailbox[] {
  const { internalAudit, teams } = council
  const officer = teams['monitoring-officer']
  return [
    ...(internalAudit === undefined ? [] : [{ holder: 'mail internal-audit', ...internalAudit }]),
    ...(officer === undefined ? [] : [{ holder: 'mail monitoring-officer', ...officer }]),
  ]
}

/**
 * Puts the newest checkpoint into the outbox, once a day for each mailbox, and notes how the last ones fared. Nobody
 * outside can read anything in it but how many rows the trail has.
 */
export async function mailCheckpoint(runtime: Trail): Promise<void> {
  const { store, clock, council } = runtime
  const [newest] = await store.audit.checkpoints(1)
  const holders = new Map((await store.audit.holders()).map((row) => [row.holder, row]))
  for (const { holder, name, email } of checkpointMailboxes(runtime)) {
    const earlier = holders.get(holder)
    await noteOutcome(runtime, holder, earlier)
    if (newest === undefined || (earlier && dayOf(earlier.triedAt) === dayOf(clock.now()))) continue
    if (earlier !== undefined && earlier.size >= newest.size && earlier.error === null) continue
    await store.command(async (unit) => {
      const id = messageId(holder, clock.now())
      await unit.queueMessage({
        id,
        key: id,
        caseId: null,
        channel: 'email',
        toAddress: email,
        subject: `Checkpoint of the complaints audit trail: ${newest.size} rows`,
        body: [
          `To ${name}`,
          `Please keep this e-mail. It proves what the audit trail of the complaints service of ${council.name} held on the day it was sent: nobody can later change or remove any of the ${newest.size} rows that it covers without its being found.`,
          'To check the trail against it, save the lines below as a file, from the first to the one that begins with a dash, with the empty line between, and give that file to: redress audit verify --checkpoint',
          newest.note.trimEnd(),
        ].join('\n\n'),
        details: { contents: ['audit-checkpoint'], size: newest.size },
      })
    })
    await store.audit.saveHolder({
      holder,
      size: earlier?.size ?? 0,
      heldAt: earlier?.heldAt ?? null,
      triedAt: clock.now(),
      error: null,
    })
  }
}

function messageId(holder: string, at: AuditHolder['triedAt']): string {
  return `audit-checkpoint.${dayOf(at)}.${holder.replace(' ', '-')}`
}

/** What became of the message of the last try. */
async function noteOutcome({ store }: Trail, holder: string, last: AuditHolder | undefined): Promise<void> {
  if (last === undefined) return
  const message = await store.read.outboxMessage(messageId(holder, last.triedAt))
  if (message === undefined) return
  const size = Number(message.details['size'] ?? 0)
  if (message.status === 'sent' && last.size < size) {
    await store.audit.saveHolder({ ...last, size, heldAt: message.sentAt, error: null })
  } else if ((message.status === 'failed' || message.status === 'held') && last.error === null) {
    await store.audit.saveHolder({ ...last, error: 'The e-mail could not be delivered.' })
  }
}

/** Notes that somebody else than a mailbox was given a checkpoint, or why not. */
export async function noteHolder(
  { store, clock }: Trail,
  holder: string,
  outcome: { readonly size: number } | { readonly error: string },
): Promise<void> {
  const earlier = (await store.audit.holders()).find((row) => row.holder === holder)
  const now = clock.now()
  await store.audit.saveHolder(
    'size' in outcome
      ? { holder, size: outcome.size, heldAt: now, triedAt: now, error: null }
      : { holder, size: earlier?.size ?? 0, heldAt: earlier?.heldAt ?? null, triedAt: now, error: outcome.error },
  )
}

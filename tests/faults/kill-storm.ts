import { randomBytes } from 'node:crypto'
import { readConfig } from '../../api/config.ts'
import { systemClock } from '../../api/clock.ts'
import { keyHash } from '../../api/middleware/authenticate.ts'
import { openRuntime } from '../../api/open-runtime.ts'
import type { Store } from '../../engine/store/index.ts'
import { makePrng, type Prng } from '../support/random-process/prng.ts'
import {
  freshDatabase,
  type Conditions,
  type Database,
  type Experiment,
  type FreshDatabase,
  type Outcome,
} from './experiment.ts'
import { makeClients, type Clients } from './kill-storm-clients.ts'
import { judge } from './kill-storm-judge.ts'
import { startStormMail, type StormMail } from './kill-storm-mail.ts'
import { buildServer, LEASES_MS, makePool, type BuiltServer, type Pool } from './kill-storm-servers.ts'
import { pause, until } from './two-nodes-process.ts'

const PROCEDURE = 'tests/fixtures/faults/storm'
/** A Monday, so that the working days that timers wait for come soon. */
const STARTS_AT = '2026-03-02T09:00:00.000Z'
const DAY_MS = 86_400_000

const SIZES: Readonly<
  Record<
    Conditions['size'],
    Readonly<Record<Database, { readonly kills: number; readonly cases: number; readonly clients: number }>>
  >
> = {
  short: {
    sqlite: { kills: 30, cases: 22, clients: 4 },
    postgres: { kills: 8, cases: 10, clients: 4 },
  },
  long: { sqlite: { kills: 200, cases: 600, clients: 6 }, postgres: { kills: 200, cases: 600, clients: 6 } },
}
/** Servers that are at work or about to be, beside each other on one database. */
const AT_ONCE = 2

/** Real servers, killed again and again while work goes on; see kill-storm-judge.ts for what must hold. */
export const KILL_STORM: Experiment = {
  name: 'kill-storm',
  promises: ['P1', 'P2', 'P13', 'P27'],
  hypothesis:
    'what was acknowledged is there, nothing is done twice, every mail is sent, at most twice and then marked, and state and audit trail agree',
  fault: 'kill -9 of the server process at random moments while clients, timers and mail are at work',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const server = await buildServer([PROCEDURE])
    const database = await freshDatabase(conditions.database)
    const mail = await startStormMail(makePrng(conditions.seed + 1))
    try {
      return await storm(conditions, server, database, mail)
    } finally {
      await mail.stop()
      await database.remove()
      server.remove()
    }
  },
}

async function storm(
  { seed, size, database: kind }: Conditions,
  server: BuiltServer,
  database: FreshDatabase,
  mail: StormMail,
): Promise<Outcome> {
  const { kills, cases, clients: count } = SIZES[size][kind]
  const prng = makePrng(seed)
  const settings = { ...database.settings, SMTP_URL: mail.url, LINK_KEY: randomBytes(32).toString('hex') }
  const { store } = await openRuntime(readConfig({ ...settings, LOG_LEVEL: 'silent' }), systemClock)
  const pool = makePool(server, settings, { prng, atOnce: AT_ONCE, startsAt: STARTS_AT })
  const clients = makeClients({
    prng: makePrng(seed + 2),
    keys: await addKeys(store),
    url: () => pool.anyUrl(prng),
    cases,
  })
  try {
    clients.start(count)
    for (let kill = 1; kill <= kills; kill += 1) {
      await pool.killOne(() => someWork(prng, clients))
      // As the hours pass, the leases of the dead run out; as the days pass, timers fall due.
      pool.advance(kill % 4 === 0 ? DAY_MS : prng.pick([0, 1_000, LEASES_MS]))
    }
    await clients.stop()
    await pool.leaveOne()
    const days = await drain(pool, clients, store, mail)
    await pool.stop()
    const { held, counts, faults } = await judge({
      store,
      place: database.config,
      settings,
      history: clients.history,
      arrived: mail.arrived,
    })
    return {
      held,
      counts: { kills, ...counts, daysToDrain: days, serverErrors: pool.errors().length },
      faults: held ? [] : [...faults, ...pool.errors().slice(0, 5)],
    }
  } finally {
    await clients.stop()
    await pool.stop()
    await store.close()
  }
}

/** In how many answers it is killed at the latest, and how long after the last of them: at any point of what goes on. */
const MOST_ANSWERS = 16
const MOST_MORE_MS = 60
/** Some are killed as soon as they listen. */
const AT_ONCE_KILLED = 0.1
const PATIENCE_MS = 20_000

async function someWork(prng: Prng, clients: Clients): Promise<void> {
  if (prng.chance(AT_ONCE_KILLED)) return
  const enough = clients.answers() + prng.below(MOST_ANSWERS)
  await until(() => Promise.resolve(clients.answers() >= enough), PATIENCE_MS, 5)
  await pause(prng.next() * MOST_MORE_MS)
}

/** Three complaints managers. @param prefix - Of the ids of their keys, where there are others already. */
export async function addKeys(store: Store, prefix = 'key'): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(['ann', 'bob', 'cho'].map((name) => [name, `rk_${randomBytes(24).toString('base64url')}`]))
  await store.command((unit) => {
    for (const [name, secret] of keys) {
      unit.addApiKey({
        id: `${prefix}-${name}`,
        hash: keyHash(secret),
        role: 'complaints-manager',
        name,
        createdAt: unit.now,
        revokedAt: null,
      })
    }
    return Promise.resolve()
  })
  return keys
}

const LEFT = `select (select count(*) from cases where status <> 'closed') as cases,
  (select count(*) from outbox where status not in ('sent', 'failed')) as mails,
  (select count(*) from incidents where status = 'open') as incidents`
/** What can be done at once: no pause and no lease stands before it. */
const DUE = `select (select count(*) from timers where status = 'armed' and coalesce(retry_at, due_at) <= ?)
  + (select count(*) from jobs where (status = 'ready' and run_at <= ?) or (status = 'leased' and lease_until <= ?))
  + (select count(*) from outbox where (status in ('queued', 'uncertain') and next_at <= ?)
      or (status = 'sending' and lease_until <= ?)) as n`
/** What somebody has in hand, alive or dead. */
const IN_HAND = `select (select count(*) from jobs where status = 'leased')
  + (select count(*) from outbox where status = 'sending') as n`
/** Longer than the living take over one piece of work. */
const IN_HAND_MS = 1_500
const MOST_DAYS = 30
const LOOK_MS = 50

/** Nobody is killed any more: days pass, tasks are done, doubts are settled, until nothing is left. @returns the days. */
async function drain(pool: Pool, clients: Clients, store: Store, mail: StormMail): Promise<number> {
  for (let day = 0; day < MOST_DAYS; day += 1) {
    for (;;) {
      const done = (await clients.doAllTasks()) + (await settleDoubts(clients, store, mail))
      const now = new Date(pool.now()).toISOString()
      await until(async () => (await countOf(store, DUE, Array<string>(5).fill(now))) === 0, 30_000, LOOK_MS)
      await until(async () => (await countOf(store, IN_HAND, [])) === 0, IN_HAND_MS, LOOK_MS)
      if (done === 0) break
    }
    const [left] = await store.look.run(LEFT)
    if (Object.values(left ?? {}).every((n) => Number(n) === 0)) return day
    pool.advance(DAY_MS)
  }
  return MOST_DAYS
}

async function countOf(store: Store, text: string, bindings: readonly string[]): Promise<number> {
  return Number((await store.look.run(text, bindings))[0]?.['n'] ?? 0)
}

interface OpenIncident {
  readonly id: string
  readonly code: string
  readonly message: string
}

/**
 * A message that may have gone twice waits for a person, who asks the recipient: sent again where nothing came, left out
 * by two people where something did. @returns how many were settled.
 */
async function settleDoubts(clients: Clients, store: Store, { arrived }: StormMail): Promise<number> {
  const { body } = await clients.call('ann', 'GET', '/incidents?status=open&limit=100')
  const { incidents } = body as { readonly incidents: readonly OpenIncident[] }
  const doubts = incidents.filter(({ code }) => code === 'message-not-sent')
  for (const { id, message } of doubts) {
    const row = await store.read.outboxMessage(message.split(': ')[0] ?? '')
    if (arrived.every(({ messageId }) => messageId !== row?.messageId)) {
      await clients.call('ann', 'POST', `/incidents/${id}/retry`, {})
      continue
    }
    const proposed = await clients.call('ann', 'POST', `/incidents/${id}/skip`, { reason: 'The recipient has it.' })
    const { approval } = proposed.body as { readonly approval: string }
    await clients.call('bob', 'POST', `/approvals/${approval}/approval`, {})
  }
  return doubts.length
}

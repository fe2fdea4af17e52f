import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup } from '../../api/cli/backup.ts'
import { restore } from '../../api/cli/restore.ts'
import { systemClock } from '../../api/clock.ts'
import { readConfig } from '../../api/config.ts'
import { openRuntime } from '../../api/open-runtime.ts'
import type { Restored } from '../../api/restore.ts'
import { faultsInFile, openStore, type Store } from '../../engine/index.ts'
import { makePrng } from '../support/random-process/prng.ts'
import { freshDatabase, type Experiment, type Outcome } from './experiment.ts'
import { addKeys } from './kill-storm.ts'
import { makeClients, type Op } from './kill-storm-clients.ts'
import { startStormMail, type StormMail } from './kill-storm-mail.ts'
import { buildServer, type BuiltServer } from './kill-storm-servers.ts'
import { pause, until } from './two-nodes-process.ts'

const PROCEDURE = 'tests/fixtures/faults/storm'
const SIZES = {
  short: { backups: 2, clients: 4, cases: 200 },
  long: { backups: 10, clients: 6, cases: 2_000 },
} as const
/** Answers between two backups. */
const ANSWERS = { short: 40, long: 150 } as const
/** So long a service that was brought back is looked at: whatever it would send by itself goes in that time. */
const WATCHED_MS = { short: 1_500, long: 20_000 } as const

/** Backups of a database that a server is writing, each brought back into an empty folder, and one of them served. */
export const BACKUP: Experiment = {
  name: 'backup',
  promises: ['P20'],
  hypothesis:
    'a backup taken at any moment holds all that was acknowledged before, proves itself when it is brought back, its open cases go on, and no mail goes that may have gone since',
  fault: 'backups are taken while clients, jobs and mail are at work, and brought back into empty folders',
  databases: ['sqlite'],
  async run({ seed, size }) {
    const server = await buildServer([PROCEDURE])
    const database = await freshDatabase('sqlite')
    const folder = mkdtempSync(join(tmpdir(), 'redress-backups-'))
    const mail = await startStormMail(makePrng(seed + 1))
    try {
      const settings = { ...database.settings, SMTP_URL: mail.url, LINK_KEY: randomBytes(32).toString('hex') }
      const taken = await takeAll({ server, settings, mail, folder, seed, size })
      return await bringBackAll({ server, settings, mail, folder, size }, taken)
    } finally {
      await mail.stop()
      await database.remove()
      server.remove()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

interface Scene {
  readonly server: BuiltServer
  readonly settings: Readonly<Record<string, string>>
  readonly mail: StormMail
  readonly folder: string
  readonly size: 'short' | 'long'
}

interface Taken {
  readonly file: string
  readonly seconds: number
  /** What had been acknowledged before it was begun. */
  readonly acknowledged: readonly Op[]
  /** A copy of the file alone, made at the same time: what a backup must not be. */
  readonly naive: string
}

async function takeAll({ server, settings, folder, seed, size }: Scene & { readonly seed: number }) {
  const { backups, clients: count, cases } = SIZES[size]
  const { store } = await openRuntime(readConfig({ ...settings, LOG_LEVEL: 'silent' }), systemClock)
  const running = server.start(settings, 0)
  const url = await running.ready
  const clients = makeClients({ prng: makePrng(seed), keys: await addKeys(store), url: () => url, cases })
  await store.close()
  const taken: Taken[] = []
  try {
    clients.start(count)
    for (let n = 1; n <= backups; n += 1) {
      const enough = clients.answers() + ANSWERS[size]
      await until(() => Promise.resolve(clients.answers() >= enough), 60_000, 5)
      const acknowledged = clients.history.filter(({ outcome }) => outcome === 'ok').map((op) => ({ ...op }))
      const file = join(folder, `${n}.backup`)
      const began = performance.now()
      const said: string[] = []
      const io = { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) }
      if ((await backup(['--to', file], settings, io)) !== 0) throw new Error(`No backup was taken: ${said.join(' ')}`)
      const seconds = (performance.now() - began) / 1000
      const naive = join(folder, `${n}.copy`)
      copyFileSync(settings['DATABASE_FILE'] ?? '', naive)
      taken.push({ file, seconds, acknowledged, naive })
    }
    // What the last backup has in hand goes out, and is then not sent again.
    await pause(WATCHED_MS[size] / 3)
  } finally {
    await clients.stop()
    await running.end('SIGTERM')
  }
  return taken
}

async function bringBackAll(scene: Scene, taken: readonly Taken[]): Promise<Outcome> {
  const faults: string[] = []
  const counts = { backups: taken.length, proven: 0, cases: 0, open: 0, goOn: 0, held: 0, heldWithWords: 0, lost: 0 }
  const seconds = { backup: 0, restore: 0 }
  for (const [index, { file, seconds: took, acknowledged }] of taken.entries()) {
    const into = `${file}-restored/redress.sqlite`
    const said: string[] = []
    const io = { out: (line: string) => void said.push(line), err: () => undefined }
    const code = await restore(['--from', file, '--into', into, '--json'], scene.settings, io)
    const report = JSON.parse(said.join('\n') || '{"faults":["nothing was said"]}') as Restored & {
      readonly seconds: number
    }
    if (code === 0) counts.proven += 1
    else {
      faults.push(`${file} did not prove itself: ${report.faults.join('; ')}`)
      continue
    }
    counts.cases += report.cases
    counts.open += report.open
    counts.goOn += report.goOn
    counts.held += report.held
    seconds.backup = Math.max(seconds.backup, took)
    seconds.restore = Math.max(seconds.restore, report.seconds)
    const store = await openStore({ file: into, clock: systemClock })
    try {
      const found = await lookInto(store, acknowledged, index + 1)
      counts.lost += found.lost.length
      counts.heldWithWords += found.heldWithWords
      faults.push(...found.lost, ...found.faults)
    } finally {
      await store.close()
    }
  }
  if (counts.goOn !== counts.open) faults.push(`${counts.open - counts.goOn} open cases do not go on`)
  if (counts.heldWithWords < counts.held) faults.push('an e-mail is held without a word why')
  const again = await serveOne(scene, taken.at(-1)?.file ?? '')
  faults.push(...again.faults)
  const naiveBad = scene.size === 'long' ? await badCopies(taken) : undefined
  return {
    held: faults.length === 0,
    counts: {
      ...counts,
      sentAgain: again.sentAgain,
      goneOn: again.goneOn,
      backupMs: Math.round(seconds.backup * 1000),
      restoreMs: Math.round(seconds.restore * 1000),
      ...(naiveBad !== undefined && { naiveCopiesBad: naiveBad }),
    },
    faults,
  }
}

/**
 * What was acknowledged before the backup must be there, and that it and each before it was taken, which is the newest that
 * must be; nothing may stand ready to be sent.
 */
async function lookInto({ look }: Pick<Store, 'look'>, acknowledged: readonly Op[], backups: number) {
  const ids = new Set((await look.run('select id from cases')).map((row) => String(row['id'])))
  const done = new Map(
    (await look.run('select id, status, assignee from tasks')).map((row) => [String(row['id']), row]),
  )
  const lost = acknowledged.flatMap(({ kind, caseId = '', about }) => {
    if (kind === 'submit') return ids.has(caseId) ? [] : [`${caseId} was acknowledged, and is lost`]
    const task = done.get(about)
    const isDone = task?.['status'] === 'done'
    const isThere = isDone || (kind === 'claim' && task?.['assignee'] != null)
    return isThere ? [] : [`the ${kind} of ${about} was acknowledged, and is lost`]
  })
  const noted = await look.run(`select count(*) as n from audit where type = 'backup-taken'`)
  if (Number(noted[0]?.['n']) !== backups) lost.push('that the backup was taken was on record, and is lost')
  const ready = await look.run(
    `select id from outbox where channel <> 'letter' and status in ('queued', 'sending', 'uncertain')`,
  )
  const words = await look.run(
    `select count(*) as n from outbox o where o.status = 'held' and o.last_reply like '%brought back%' and (o.case_id is null
       or exists (select 1 from incidents i where i.wait_id = o.id and i.status = 'open' and i.message like '%brought back%'))`,
  )
  return {
    lost,
    faults: ready.length === 0 ? [] : [`${ready.length} e-mails would be sent`],
    heldWithWords: Number(words[0]?.['n'] ?? 0),
  }
}

/** One of them is served again beside the same mail server: nothing that arrived comes again, and cases go on. */
async function serveOne({ server, settings, mail, size }: Scene, file: string) {
  const restored = `${file}-restored/redress.sqlite`
  const before = new Set(mail.arrived.map(({ messageId }) => messageId))
  const seen = mail.arrived.length
  const { store } = await openRuntime(readConfig({ ...settings, DATABASE_FILE: restored }), systemClock)
  const keys = await addKeys(store, 'again')
  await store.close()
  const running = server.start({ ...settings, DATABASE_FILE: restored }, 0)
  try {
    const url = await running.ready
    await pause(WATCHED_MS[size])
    const faults = mail.arrived
      .slice(seen)
      .flatMap(({ messageId, to }) => (before.has(messageId) ? [`the message to ${to} was sent again`] : []))
    const sentAgain = faults.length
    const clients = makeClients({ prng: makePrng(1), keys, url: () => url, cases: 0 })
    await clients.doAllTasks()
    const goneOn = clients.history.filter(({ outcome }) => outcome === 'ok').length
    // What a colleague had claimed is theirs.
    const failed = clients.history.find(({ status = 0 }) => status >= 400 && status !== 409)
    if (failed !== undefined) faults.push(`a task could not be completed: ${failed.status ?? 0} ${failed.said ?? ''}`)
    if (goneOn === 0) faults.push('no case could be gone on with')
    return { faults, goneOn, sentAgain }
  } finally {
    await running.end('SIGTERM')
  }
}

/** A copy of the file alone lacks what is only in the log beside it, or is torn. */
async function badCopies(taken: readonly Taken[]): Promise<number> {
  let bad = 0
  for (const [index, { naive, acknowledged }] of taken.entries()) {
    const folder = `${naive}-opened`
    mkdirSync(folder)
    const file = join(folder, 'redress.sqlite')
    copyFileSync(naive, file)
    const damaged = await faultsInFile(file).catch(() => ['unreadable'])
    if (damaged.length > 0) {
      bad += 1
      continue
    }
    const store = await openStore({ file, clock: systemClock })
    try {
      if ((await lookInto(store, acknowledged, index + 1)).lost.length > 0) bad += 1
    } catch {
      bad += 1
    } finally {
      await store.close()
    }
  }
  return bad
}

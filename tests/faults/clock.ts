import type { Store } from '../../engine/index.ts'
import { startShiftedServer, type ShiftedServer } from './backlog-server.ts'
import { seedMoments, WAITING } from './clock-seed.ts'
import type { Experiment, Outcome } from './experiment.ts'
import { until } from './two-nodes-process.ts'
import { openedDatabase } from './two-nodes-seed.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
/** Set so long before a night's change of time, and awaited for so long. */
const BEFORE = 2 * SECOND
const THROUGH = 4 * SECOND
/** So long before the first night it is started: less than what counts as a jump. */
const START_UP = 120 * SECOND
const DAY = 24 * HOUR

/** Where clocks go forward, and where they go back. */
const SPRING = Date.parse('2026-03-29T01:00:00.000Z')
const AUTUMN = Date.parse('2026-10-25T01:00:00.000Z')
const OPENED = SPRING - 20 * DAY
/** A service that is up has done what is due long before that. */
const LIMIT_MS = 60_000

/** Somebody sets the clock of the machine: to a moment, or by so much. */
type Setting = { readonly to: number } | { readonly by: number }

const SETTINGS: Readonly<Record<'short' | 'long', readonly Setting[]>> = {
  short: [{ by: -10 * DAY }, { to: AUTUMN - BEFORE }, { by: 3_653 * DAY }],
  long: [
    { by: HOUR },
    { by: -HOUR },
    { by: -10 * DAY },
    { by: 10 * DAY },
    { to: AUTUMN - BEFORE },
    { by: -HOUR },
    { by: HOUR },
    { by: 3_653 * DAY },
    { by: -3_653 * DAY },
    { by: 3_653 * DAY },
  ],
}

/** The machine's clock is wrong, and goes through both nights on which Britain changes its time. */
export const CLOCK: Experiment = {
  name: 'clock',
  promises: ['P8', 'P10', 'P11'],
  hypothesis:
    'a due moment never moves, no timer fires before it by the clock as it then stands, none fires twice, all fire that are due; each jump stands in the audit trail',
  fault:
    'the clock is set by an hour, ten days and ten years, forward and back, and passes both nights of the change of time',
  databases: ['sqlite', 'postgres'],
  async run({ size, database: kind }) {
    const database = await openedDatabase(kind)
    try {
      const moments = momentsOf(size === 'short' ? 2 : 12)
      const store = await seedMoments(database, new Date(OPENED).toISOString(), moments)
      const settings = { ...database.settings, TZ: 'Europe/London' }
      const server = await startShiftedServer(settings, words(SPRING - START_UP), WAITING)
      try {
        return await throughAll(store, server, SETTINGS[size], moments)
      } finally {
        await server.stop()
      }
    } finally {
      await database.remove()
    }
  },
}

/** Long overdue, close around the change of time on both nights, in between, and years away. */
function momentsOf(each: number): readonly string[] {
  const around = (night: number) => [-2, -1, 0, 1, 2].map((step) => night + step * 400)
  const all = [
    SPRING - 30 * 60 * SECOND,
    ...around(SPRING),
    SPRING + 30 * 60 * SECOND,
    SPRING + 90 * DAY,
    AUTUMN - 30 * 60 * SECOND,
    ...around(AUTUMN),
    AUTUMN + 30 * 60 * SECOND,
    AUTUMN + 100 * DAY,
    AUTUMN + 3_600 * DAY,
  ]
  return all.flatMap((ms) => Array.from({ length: each }, (_, n) => new Date(ms + n).toISOString()))
}

async function throughAll(
  store: Store,
  server: ShiftedServer,
  settings: readonly Setting[],
  moments: readonly string[],
): Promise<Outcome> {
  const faults: string[] = []
  let setTo = SPRING - BEFORE
  let setAt = performance.now()
  let highest = setTo
  let jumps = 0
  const now = () => setTo + performance.now() - setAt
  /** Everything that was due at a moment which the clock has shown, and nothing else, has fired. */
  const settle = async (until_: number): Promise<void> => {
    highest = Math.max(highest, until_)
    const due = moments.filter((moment) => Date.parse(moment) <= highest).length
    const isDone = await until(async () => (await firedOf(store)).length >= due && now() >= until_, LIMIT_MS, 200)
    if (!isDone) faults.push(`${(await firedOf(store)).length} timers had fired at ${words(until_)}, not ${due}`)
  }

  // It took a moment to start: the night is passed through once it is up.
  setAt = performance.now()
  await server.setClock(words(setTo))
  await settle(setTo + THROUGH)
  for (const setting of settings) {
    setTo = 'to' in setting ? setting.to : now() + setting.by
    setAt = performance.now()
    await server.setClock(words(setTo))
    await settle('to' in setting ? setting.to + THROUGH : setTo)
    jumps += 1
    const isNoted = await until(async () => (await jumpsOf(store)) >= jumps, LIMIT_MS, 200)
    if (!isNoted) faults.push(`the jump to ${words(setTo)} is not in the audit trail`)
  }

  const fired = await firedOf(store)
  const early = fired.filter(({ at, dueAt }) => at < dueAt).length
  const twice = fired.length - new Set(fired.map(({ timer }) => timer)).size
  const kept = (await store.look.run(`select due_at from timers where status <> 'cancelled' order by due_at`)).map(
    (row) => String(row['due_at']),
  )
  const moved = kept.filter((moment, index) => moment !== moments.toSorted()[index]).length
  if (early > 0) faults.push(`${early} timers fired before their moment`)
  if (twice > 0) faults.push(`${twice} timers fired twice`)
  if (moved > 0) faults.push(`${moved} due moments moved`)
  const counts = {
    timers: moments.length,
    fired: fired.length,
    early,
    twice,
    moved,
    jumps,
    noted: await jumpsOf(store),
  }
  if (counts.noted !== jumps) faults.push(`${counts.noted} jumps were noted, not ${jumps}`)
  return { held: faults.length === 0, counts, faults }
}

async function firedOf(
  store: Store,
): Promise<readonly { readonly timer: string; readonly dueAt: string; readonly at: string }[]> {
  const rows = await store.look.run(`select at, body from audit where type = 'timer-fired' order by seq`)
  return rows.map((row) => {
    const { data } = JSON.parse(String(row['body'])) as { data: { timer: string; dueAt: string } }
    return { ...data, at: String(row['at']) }
  })
}

async function jumpsOf(store: Store): Promise<number> {
  return Number((await store.look.run(`select count(*) as n from audit where type = 'clock-jumped'`))[0]?.['n'])
}

function words(ms: number): string {
  return new Date(ms).toISOString()
}

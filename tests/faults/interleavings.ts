import { EngineError } from '../../engine/errors.ts'
import type { Conditions, Experiment } from './experiment.ts'
import { PAIRS, type Pair } from './interleavings-pairs.ts'
import { tapped } from './query-faults-driver.ts'
import { differences, likened } from './query-faults-dump.ts'
import { preparePlaces, START, type Places } from './query-faults-places.ts'
import { prepareWorld, type Copy, type World } from './query-faults-world.ts'

/*
 * Two nodes on one database. One command is stopped before one of its statements, the other runs as far as it can, then
 * the first goes on. Whatever came of it must be what one order of the two gives, one after the other; the order in which
 * they stand in the audit trail is part of that. So a permission that was taken away before the commit counts as taken
 * away before the act.
 */

/** Statements of each command at which it is stopped, in the short form; in the long form all of them. */
const STOPS = 2
/** The pairs of the short form: each try has a database of its own to make. */
const SAMPLE: ReadonlySet<string> = new Set([
  'two complete a task',
  'one keeps a draft, one completes',
  'a timer fires, its task is completed',
  'two branches reach their join',
  'two reach a fork',
  'one disposes of a case, one holds it',
  'a conflict is declared, who declared it completes',
  'a conflict is declared, who declared it keeps a draft',
])
/** Whoever has waited so long for one statement waits for the other command. */
const STUCK_MS = 60

export const interleavings: Experiment = {
  name: 'interleavings',
  promises: ['P2', 'P3', 'S24'],
  hypothesis: 'two commands that meet on one case give what one after the other gives, in one of the two orders',
  fault: 'one of two nodes is stopped between two of its statements while the other runs',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const { database, size } = conditions
    const world = await prepareWorld(database, { now: START }, preparePlaces)
    const tally: Tally = { pairs: 0, schedules: 0, 'both done': 0, 'one refused': 0, faults: [] }
    try {
      for (const [name, pairOf] of Object.entries(PAIRS)) {
        if (size === 'short' && !SAMPLE.has(name)) continue
        tally.pairs += 1
        await meet(world, name, pairOf(world.known), conditions, tally)
      }
    } finally {
      await world.remove()
    }
    const { faults, ...counts } = tally
    return { held: faults.length === 0, counts, faults }
  },
}

interface Tally {
  pairs: number
  schedules: number
  'both done': number
  'one refused': number
  faults: string[]
}

/** What came of both commands, and what the database holds then. */
interface Met {
  readonly one: Came
  readonly other: Came
  readonly state: ReturnType<typeof likened>
  /** How many statements each of them had. */
  readonly statements: readonly [number, number]
}

type Came = { readonly done: true } | { readonly done: false; readonly error: unknown }

async function meet(
  world: World<Places>,
  name: string,
  pair: Pair,
  { size, seed }: Conditions,
  tally: Tally,
): Promise<void> {
  const inTurn = [await oneAfterTheOther(world, pair, false), await oneAfterTheOther(world, pair, true)]
  const random = drawsFrom(seed)
  for (const first of [0, 1] as const) {
    const statements = inTurn[first]?.statements[first] ?? 0
    for (const at of stopsIn(statements, size === 'long' ? statements : STOPS, random)) {
      const met = await interleaved(world, pair, first, at)
      const fault = `${name}: ${first === 0 ? 'the first' : 'the second'} stopped before statement ${at} of ${statements}`
      tally.schedules += 1
      if (met.one.done && met.other.done) tally['both done'] += 1
      else tally['one refused'] += 1
      for (const came of [met.one, met.other]) {
        if (!came.done && (!(came.error instanceof EngineError) || came.error.code === 'STORE_UNAVAILABLE')) {
          tally.faults.push(`${fault}: ${String(came.error)}`)
        }
      }
      const gaps = inTurn.map((serial) => gapsTo(serial, met))
      if (gaps.every((each) => each !== '')) tally.faults.push(`${fault}: as no order gives it: ${gaps.join(' | ')}`)
    }
  }
}

/** The last statement, which is the commit, always; the others by chance. */
function stopsIn(statements: number, wanted: number, random: () => number): readonly number[] {
  const rest = Array.from({ length: Math.max(0, statements - 1) }, (_, n) => n + 1)
  const chosen = [statements]
  while (chosen.length < wanted && rest.length > 0) {
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1))
  }
  return chosen
}

function gapsTo(serial: Met, met: Met): string {
  const told = ({ one, other }: Met) => [one, other].map(({ done }) => (done ? 'done' : 'refused')).join(', ')
  if (told(serial) !== told(met)) return `${told(met)}, not ${told(serial)}`
  return differences(serial.state, met.state).join(' ')
}

async function oneAfterTheOther(world: World<Places>, [one, other]: Pair, isTurned: boolean): Promise<Met> {
  return onCopy(world, async (copy) => {
    const [left, right] = [await copy.node(), await copy.node()]
    const counts: [number, number] = [0, 0]
    const acts = [
      () =>
        counted(
          () => one(left),
          (n) => (counts[0] = n),
        ),
      () =>
        counted(
          () => other(right),
          (n) => (counts[1] = n),
        ),
    ] as const
    const early = isTurned ? await acts[1]() : undefined
    const cameOne = await acts[0]()
    const cameOther = early ?? (await acts[1]())
    return { one: cameOne, other: cameOther, state: likened(await copy.observer.dump()), statements: counts }
  })
}

async function counted(act: () => Promise<unknown>, tell: (statements: number) => void): Promise<Came> {
  let n = 0
  const came = await comes(() =>
    tapped(
      {
        before() {
          n += 1
        },
      },
      act,
    ),
  )
  tell(n)
  return came
}

async function interleaved(world: World<Places>, [one, other]: Pair, first: 0 | 1, at: number): Promise<Met> {
  return onCopy(world, async (copy) => {
    const [left, right] = [await copy.node(), await copy.node()]
    const acts = [() => one(left), () => other(right)] as const
    const [stopped, goOn] = [gate(), gate()]
    let n = 0
    const slow = comes(() =>
      tapped(
        {
          async before() {
            n += 1
            if (n !== at) return
            stopped.open()
            await goOn.passed
          },
        },
        acts[first],
      ),
    )
    await Promise.race([stopped.passed, slow])
    const progress = { since: performance.now() }
    const moved = () => {
      progress.since = performance.now()
    }
    const quick = comes(() => tapped({ before: moved, after: moved }, acts[first === 0 ? 1 : 0]))
    await Promise.race([quick, stuck(progress)])
    goOn.open()
    const came = [await slow, await quick] as const
    const [cameOne, cameOther] = first === 0 ? came : [came[1], came[0]]
    return { one: cameOne, other: cameOther, state: likened(await copy.observer.dump()), statements: [0, 0] }
  })
}

async function onCopy<T>(world: World<Places>, work: (copy: Copy) => Promise<T>): Promise<T> {
  const copy = await world.copy()
  try {
    return await work(copy)
  } finally {
    await copy.remove()
  }
}

async function comes(act: () => Promise<unknown>): Promise<Came> {
  try {
    await act()
    return { done: true }
  } catch (error) {
    return { done: false, error }
  }
}

interface Gate {
  readonly passed: Promise<void>
  readonly open: () => void
}

function gate(): Gate {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

/** Resolves once nothing has moved for a while: it waits for a lock. */
async function stuck(progress: { readonly since: number }): Promise<void> {
  while (performance.now() - progress.since < STUCK_MS) await new Promise((resolve) => setTimeout(resolve, 10))
}

function drawsFrom(seed: number): () => number {
  let state = seed % 2_147_483_648
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

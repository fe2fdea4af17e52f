import { freshDatabase, type Conditions, type Experiment, type Outcome } from './experiment.ts'
import type { BlockSeen } from './soak-process.ts'
import { startFaultsProcess } from './two-nodes-process.ts'

const SIZES = {
  short: { blocks: 4, casesEach: 4, visitedEvery: 7 },
  long: { blocks: 20, casesEach: 150, visitedEvery: 1 },
} as const
/** Of the heap of the first half the second may have this much more, and so many megabytes, before it counts as growing. */
const GROWTH = { short: { share: 0.1, mb: 6 }, long: { share: 0.05, mb: 6 } } as const
/** Kilobytes that each case may leave behind in the heap, by the blocks after the first few. */
const LEFT_KB = 1.5
/** More open things than in the first half. */
const MORE_OPEN = 6
/** To which SQLite cuts its log back. */
const WAL_MB = 64

/** The service goes on and on. */
export const SOAK: Experiment = {
  name: 'soak',
  promises: ['P6', 'P19'],
  hypothesis:
    'however long the service runs, it holds no more memory, lines, files and sessions than after the first cases, and its log on disk stays small',
  fault:
    'cases of every kind go from their receipt to their closing, block after block, with mail, timers, nights, pages and programs',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const database = await freshDatabase(conditions.database)
    try {
      const order = JSON.stringify({ settings: database.settings, ...SIZES[conditions.size] })
      const soaking = startFaultsProcess('tests/faults/soak-process.ts', [order])
      const code = await soaking.ended
      const blocks = soaking.lines.flatMap((line) =>
        line.startsWith('block ') ? [JSON.parse(line.slice('block '.length)) as BlockSeen] : [],
      )
      if (code !== 0) throw new Error(`It ended with ${code}: ${soaking.lines.slice(-5).join(' / ')}`)
      return judged(conditions, blocks)
    } finally {
      await database.remove()
    }
  },
}

function judged({ size }: Conditions, blocks: readonly BlockSeen[]): Outcome {
  const half = Math.ceil(blocks.length / 2)
  const [first, second] = [blocks.slice(0, half), blocks.slice(half)]
  const most = (of: readonly BlockSeen[], what: 'heapMb' | 'handles' | 'files' | 'sessions' | 'walMb' | 'outsideMb') =>
    Math.max(...of.map((block) => block[what]))
  const last = blocks.at(-1)
  const { share, mb } = GROWTH[size]
  const heap = { first: most(first, 'heapMb'), second: most(second, 'heapMb') }
  const leftKb = Math.round(slope(second) * 1_024 * 100) / 100
  const faults = [
    ...blocks.flatMap(({ faults }) => faults).slice(0, 3),
    ...(last === undefined || last.closed < last.cases ? [`${last?.closed} of ${last?.cases} cases were closed`] : []),
    ...(last === undefined || last.incidents > 0 ? [`${last?.incidents} incidents are open`] : []),
    ...(heap.second > heap.first * (1 + share) + mb ? [`the heap went from ${heap.first} to ${heap.second} MB`] : []),
    ...(size === 'long' && leftKb > LEFT_KB ? [`each case leaves ${leftKb} kB in the heap`] : []),
    ...(most(second, 'outsideMb') > most(first, 'outsideMb') * (1 + share) + mb
      ? ['memory outside of the heap grew']
      : []),
    ...(['handles', 'files'] as const)
      .filter((what) => most(second, what) > most(first, what) + MORE_OPEN)
      .map((what) => `${what} went from ${most(first, what)} to ${most(second, what)}`),
    ...(most(second, 'sessions') > 1.5 * most(first, 'sessions') + 5
      ? [`sessions went from ${most(first, 'sessions')} to ${most(second, 'sessions')}`]
      : []),
    ...(most(blocks, 'walMb') > WAL_MB ? [`the log of SQLite grew to ${most(blocks, 'walMb')} MB`] : []),
  ]
  const counts = {
    cases: last?.cases ?? 0,
    closed: last?.closed ?? 0,
    acts: last?.acts ?? 0,
    mails: last?.mails ?? 0,
    firstHeapMb: heap.first,
    secondHeapMb: heap.second,
    leftKbACase: leftKb,
    rssMb: last?.rssMb ?? 0,
    handles: last?.handles ?? 0,
    files: last?.files ?? 0,
    sessions: last?.sessions ?? 0,
    walMb: most(blocks, 'walMb'),
    databaseMb: last?.databaseMb ?? 0,
  }
  return { held: faults.length === 0, counts, faults }
}

/** Megabytes of heap a case, by the least squares over the blocks. */
function slope(blocks: readonly BlockSeen[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [cases, heap] = [mean(blocks.map((block) => block.cases)), mean(blocks.map(({ heapMb }) => heapMb))]
  const above = blocks.reduce((sum, block) => sum + (block.cases - cases) * (block.heapMb - heap), 0)
  const below = blocks.reduce((sum, block) => sum + (block.cases - cases) ** 2, 0)
  return below === 0 ? 0 : above / below
}

import { EngineError } from '../../engine/errors.ts'
import type { Runtime } from '../../engine/index.ts'
import type { Experiment } from './experiment.ts'
import { KINDS } from './query-faults-commands.ts'
import { tapped } from './query-faults-driver.ts'
import { differences, likened } from './query-faults-dump.ts'
import type { Given, Kind } from './query-faults-kind.ts'
import { MORE_KINDS } from './query-faults-more.ts'
import { preparePlaces, START, type Places } from './query-faults-places.ts'
import { RECORD_KINDS } from './query-faults-records.ts'
import { AUDIT_REFUSED, isAudit, isCommit, refuse, some, WAYS, type Way } from './query-faults-ways.ts'
import { prepareWorld, type Copy, type World } from './query-faults-world.ts'

/** In the short form these fail at each of their statements on SQLite, and at some on PostgreSQL, where no other is tried. */
const SAMPLE: ReadonlySet<string> = new Set([
  'submit a complaint',
  'complete a task',
  'deliver a message',
  'fire a timer',
  'do a job',
  'record that a message was sent',
  'take a move back',
  'dispose of a case by two',
])

/** They leave no row in the trail: nobody has acted on a case yet, or what came of it leaves one. */
const SILENT: ReadonlySet<string> = new Set([
  'take a message for sending',
  'save a draft',
  'begin to sign in',
  'keep what somebody began to write',
  'erase what somebody began to write',
  'add a file to it',
  'take a file out of it',
  'say something of oneself',
  'note who holds a checkpoint',
  'mail a checkpoint',
  'ask for a code from an app',
  'use a code from an app',
  'tell how far scenarios are',
  'erase answers whose time is over',
  'index old cases',
  'work out who is what to old cases',
])

/** What breaks them off stands in the trail itself. */
const TELLING: ReadonlySet<string> = new Set(['take an export'])

/** They do what they can of several things, and say of each what came of it. */
const EACH_BY_ITSELF: ReadonlySet<string> = new Set([
  'claim tasks in bulk',
  'hand tasks over',
  'move cases to another version',
  'take a move back',
  'play a case again',
])

const ALL_KINDS: Readonly<Record<string, Kind>> = { ...KINDS, ...MORE_KINDS, ...RECORD_KINDS }

export const queryFaults: Experiment = {
  name: 'query-faults',
  promises: ['P1', 'P2', 'P18', 'P27'],
  hypothesis: 'whichever query of a command fails, nothing is half-written, the error is clear, and trying again works',
  fault: 'each query of each kind of command fails once, and the rollback after it; on PostgreSQL the line is cut',
  databases: ['sqlite', 'postgres'],
  async run({ database, size }) {
    const world = await prepareWorld(database, { now: START }, preparePlaces)
    const tally = newTally()
    try {
      const kinds = Object.keys(ALL_KINDS).filter(
        (kind) => size === 'long' || database === 'sqlite' || SAMPLE.has(kind),
      )
      for (const kind of kinds) {
        tally.kinds += 1
        const isWhole = size === 'long' || (database === 'sqlite' && SAMPLE.has(kind))
        await tryKind(world, kind, WAYS[database], isWhole, tally)
      }
    } finally {
      await world.remove()
    }
    const { faults, ...counts } = tally
    return { held: faults.length === 0, counts, faults }
  },
}

interface Tally {
  kinds: number
  queries: number
  failed: number
  'rows of the trail refused': number
  faults: string[]
}

function newTally(): Tally {
  return { kinds: 0, queries: 0, failed: 0, 'rows of the trail refused': 0, faults: [] }
}

/** How the command goes when nothing fails. */
interface Undisturbed {
  readonly statements: readonly string[]
  /** The state that each of its commits left. */
  readonly states: readonly State[]
  readonly result: string
  readonly end: State
}

type State = ReturnType<typeof likened>

async function tryKind(
  world: World<Places>,
  kind: string,
  ways: readonly Way[],
  isWhole: boolean,
  tally: Tally,
): Promise<void> {
  const usual = await undisturbed(world, kind).catch((error: unknown) => {
    tally.faults.push(`${kind}: cannot be done at all: ${told(error)}`)
    return undefined
  })
  if (usual === undefined) return
  tally.queries += usual.statements.length
  if (SILENT.has(kind) === usual.statements.some(isAudit)) tally.faults.push(`${kind}: a row of the trail, or none`)
  let place = await setUp(world, kind)
  for (const way of ways) {
    const chosen = way.at(usual.statements)
    for (const k of isWhole ? chosen : some(chosen)) {
      const fault = `${kind}, ${way.name} at ${k} of ${usual.statements.length} (${firstWords(usual.statements[k - 1])})`
      const { observer } = place.copy
      const before = await observer.mark()
      const seen = await disturbed(place, way, k)
      if (!seen.reached) continue
      tally.failed += 1
      if (way.name === AUDIT_REFUSED) tally['rows of the trail refused'] += 1
      const isUnchanged = (await observer.mark()) === before
      const now = async () => likened(await observer.dump())
      const expected = usual.states[seen.commits - 1]
      if (seen.error === undefined) {
        const gaps = EACH_BY_ITSELF.has(kind) ? [] : differences(usual.end, await now())
        if (gaps.length > 0) tally.faults.push(`${fault}: said it was done, but ${gaps.join(' ')}`)
      } else if (!(seen.error instanceof EngineError)) {
        tally.faults.push(`${fault}: not in our words: ${told(seen.error)}`)
      } else {
        const gaps = expected === undefined ? [] : differencesBeside(kind, expected, await now())
        if (expected === undefined && !isUnchanged) gaps.push('something was written')
        if (gaps.length > 0) tally.faults.push(`${fault}: half-written: ${gaps.join(' ')}`)
      }
      if (isUnchanged) continue
      // What was committed before stays; on such a copy the command is given once more, and the next fault has a new one.
      const again = await attempt(() => place.command(place.runtime))
      if (again.error !== undefined && !(again.error instanceof EngineError)) {
        tally.faults.push(`${fault}: when tried again: ${told(again.error)}`)
      }
      await place.copy.remove()
      place = await setUp(world, kind)
    }
  }
  const { error, result } = await attempt(() => place.command(place.runtime))
  if (error === undefined) {
    const gaps = differences(usual.end, likened(await place.copy.observer.dump()))
    if (gaps.length > 0) tally.faults.push(`${kind}: tried again it left something else: ${gaps.join(' ')}`)
    if (inShort(result) !== usual.result) tally.faults.push(`${kind}: tried again it answered ${inShort(result)}`)
  } else tally.faults.push(`${kind}: cannot be tried again: ${told(error)}`)
  await place.copy.remove()
}

function differencesBeside(kind: string, expected: State, now: State): string[] {
  return differences(expected, now).filter((gap) => !TELLING.has(kind) || !gap.startsWith('audit'))
}

async function undisturbed(world: World<Places>, kind: string): Promise<Undisturbed> {
  const { copy, runtime, command } = await setUp(world, kind)
  const statements: string[] = []
  const states: State[] = []
  try {
    const result = await tapped(
      {
        before(text) {
          statements.push(text)
        },
        async after(text) {
          if (isCommit(text)) states.push(likened(await copy.observer.dump()))
        },
      },
      () => command(runtime),
    )
    return { statements, states, result: inShort(result), end: likened(await copy.observer.dump()) }
  } finally {
    await copy.remove()
  }
}

interface Place {
  readonly copy: Copy
  readonly runtime: Runtime
  readonly command: Given
}

async function setUp(world: World<Places>, kind: string): Promise<Place> {
  const copy = await world.copy()
  const runtime = await copy.node()
  const made = ALL_KINDS[kind]?.(world.known)
  if (made === undefined) throw new RangeError(`There is no kind ${kind}`)
  if (typeof made === 'function') return { copy, runtime, command: made }
  const [before, command] = made
  await before(runtime)
  return { copy, runtime, command }
}

async function disturbed(
  { runtime, command }: Place,
  way: Way,
  k: number,
): Promise<{ readonly reached: boolean; readonly commits: number; readonly error?: unknown }> {
  let n = 0
  let chosen = -1
  /** Those that were done before it failed, or with it. */
  let commits = 0
  const { error } = await attempt(() =>
    tapped(
      {
        before(text, line) {
          n += 1
          if (n === k) {
            chosen = n
            way.before?.(line)
          } else if (chosen > 0 && way.rollbackToo === true && text.startsWith('rollback')) {
            refuse('SQLITE_IOERR')()
          }
        },
        after(text, line) {
          if (isCommit(text) && (chosen < 0 || n === k)) commits += 1
          if (n === k && chosen === k) way.after?.(line)
        },
      },
      () => command(runtime),
    ),
  )
  return { reached: chosen > 0, commits, ...(error !== undefined && { error }) }
}

async function attempt(work: () => Promise<unknown>): Promise<{ readonly result?: unknown; readonly error?: unknown }> {
  try {
    return { result: await work() }
  } catch (error) {
    return { error: error ?? new Error('nothing was said') }
  }
}

/** Without what is drawn by chance. */
function inShort(result: unknown): string {
  const [rows = []] = likened(new Map([['result', [{ result }]]])).values()
  return rows.join('')
}

function told(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function firstWords(statement = ''): string {
  return statement.replaceAll(/\s+/g, ' ').slice(0, 60)
}

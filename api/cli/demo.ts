import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { isThere, playYear2020, removeDatabase, type YearPlayed } from '../demo/play-year.ts'
import { progressOn } from '../demo/progress.ts'
import { figuresInWords } from './figures.ts'
import type { Environment, Io } from './io.ts'

const USAGE = `Usage: redress demo --year 2020-21 [--seed <n>] [--scale <0.01 to 1>] [--speed <days a second>] [--database <file>] [--fresh] [--json]`

/** Plays a synthetic year through the real engine, and prints its figures beside the published report. Exit code. */
export async function demo(args: string[], environment: Environment, io: Io): Promise<number> {
  const options = optionsOf(args)
  if (options === undefined) {
    io.err(USAGE)
    return 2
  }
  const { seed, scale, speed, fresh, json, database } = options
  const config = readConfig(environment)
  if (fresh) removeDatabase(database)
  if (isThere(database)) {
    io.err(`${database} is there already. Use --fresh to play the year again in its place, or --database for another.`)
    return 2
  }
  const progress = progressOn(process.stderr, () => performance.now())
  progress.show(0, 'Reading the procedures')
  const start = performance.now()
  const pace = makePace(speed)
  const year = await playYear2020({
    seed,
    scale,
    databaseFile: database,
    mailboxFile: database.replace(/\.sqlite$/, '') + '.mail.jsonl',
    proceduresDir: config.proceduresDir,
    councilFile: config.councilFile,
    onProgress: (share, day) => {
      progress.show(share, day)
      return pace()
    },
  })
  progress.end()
  io.err(summary(year, (performance.now() - start) / 1000, database))
  if (scale < 1) io.err('Only a share of the year was played, so its figures are not those of the report.\n')
  io.out(json ? JSON.stringify(year.figures, null, 2) : figuresInWords(year.figures))
  for (const { key, what, message } of year.played.faults.slice(0, 20)) io.err(`  ${key}, ${what}: ${message}`)
  return year.played.faults.length > 0 ? 1 : 0
}

/** Waits after each day, so that no more than so many of them pass in a second; undefined: as fast as it goes. */
function makePace(daysASecond: number | undefined): () => Promise<void> {
  if (daysASecond === undefined) return () => Promise.resolve()
  let next = performance.now()
  return async () => {
    next = Math.max(next + 1000 / daysASecond, performance.now())
    await setTimeout(next - performance.now())
  }
}

function summary({ cases, played, incidents }: YearPlayed, seconds: number, database: string): string {
  return [
    `${cases} synthetic cases, ${played.acts} acts of people, ${played.work} of the engine’s own, in ${seconds.toFixed(0)} s.`,
    `${incidents} incidents open; ${played.faults.length} acts were refused.`,
    `Look at them: DATABASE_FILE=${database} npm start`,
    '',
  ].join('\n')
}

interface Options {
  readonly seed: number
  readonly scale: number
  /** Virtual days a second at most. */
  readonly speed: number | undefined
  readonly fresh: boolean
  readonly json: boolean
  readonly database: string
}

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  try {
    const { values } = parseArgs({
      args,
      options: { year: text, seed: text, scale: text, speed: text, database: text, fresh: yes, json: yes },
    })
    const seed = Number(values.seed ?? '1')
    const scale = Number(values.scale ?? '1')
    const speed = values.speed === undefined ? undefined : Number(values.speed)
    if (speed !== undefined && !(speed > 0 && speed <= 1000)) return undefined
    if (values.year !== '2020-21' || !Number.isInteger(seed) || !(scale > 0 && scale <= 1)) return undefined
    return {
      seed,
      scale,
      speed,
      fresh: values.fresh === true,
      json: values.json === true,
      database: values.database ?? 'data/demo-2020-21.sqlite',
    }
  } catch {
    return undefined
  }
}

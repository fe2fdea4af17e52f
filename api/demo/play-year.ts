import { existsSync, rmSync } from 'node:fs'
import {
  reportFigures,
  importAggregates,
  localDate,
  reportDays,
  reportYear,
  startOf,
  SYSTEM,
  type Actor,
  type ReportFigures,
  type LocalDate,
} from '../../engine/index.ts'
import { scriptsOf } from './courses/index.ts'
import { markSynthetic } from './mark-synthetic.ts'
import { planOf2020 } from './plan/year-2020-21.ts'
import { play, type Played } from './play.ts'
import comparators from './report/2019-20.json' with { type: 'json' }
import { openTheatre } from './theatre.ts'

export interface YearOptions {
  readonly seed: number
  /** 1 for the whole year. */
  readonly scale: number
  readonly databaseFile: string
  readonly mailboxFile: string
  readonly proceduresDir: string
  readonly councilFile: string
  /** After each day; the next begins when it has resolved. */
  readonly onProgress?: (share: number, day: LocalDate) => void | Promise<void>
}

export interface YearPlayed {
  readonly played: Played
  readonly figures: ReportFigures
  readonly cases: number
  readonly incidents: number
}

/** Joint complaints of the year before come in from here on. */
const FIRST_DAY = localDate('2019-12-02')
/** The report is written; nothing is played after it. */
const WRITTEN_ON = localDate('2021-06-30')
const DAYS = reportDays(reportYear('2020-21'), WRITTEN_ON)
const ANALYST: Actor = { id: 'synthetic-auditor', role: 'auditor' }

/** Plays 2020-21 into a new database on virtual time, and works its figures out from the facts that came of it. */
export async function playYear2020(options: YearOptions): Promise<YearPlayed> {
  const { seed, scale, databaseFile, mailboxFile, proceduresDir, councilFile, onProgress } = options
  const start = startOf(FIRST_DAY, 9)
  const theatre = await openTheatre({ databaseFile, mailboxFile, proceduresDir, councilFile, start, durable: false })
  try {
    const { runtime } = theatre
    await markSynthetic(runtime, `2020-21, seed ${seed}`)
    await importAggregates(runtime, SYSTEM, comparators)
    const scripts = scriptsOf(planOf2020(seed, scale))
    const days = Math.max(1, Date.parse(WRITTEN_ON) - Date.parse(FIRST_DAY))
    const played = await play(theatre, scripts, {
      from: FIRST_DAY,
      to: WRITTEN_ON,
      onDay: (day) => onProgress?.((Date.parse(day) - Date.parse(FIRST_DAY)) / days, day),
    })
    const figures = await reportFigures(runtime, ANALYST, DAYS)
    const { rows } = await runtime.store.read.incidents({ status: 'open', limit: 500 })
    return { played, figures, cases: scripts.length, incidents: rows.length }
  } finally {
    await theatre.close()
  }
}

/** Whether there is a database in that place. */
export function isThere(file: string): boolean {
  return existsSync(file)
}

/** Deletes a SQLite database and what belongs to it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
}

import { addDays, dayOf, daysBetween, startOf, SYNTHETIC, type Instant, type LocalDate } from '../../engine/index.ts'
import { liveScripts, LIVE_DAYS } from './live-scripts.ts'
import { markSynthetic } from './mark-synthetic.ts'
import { play, type Played } from './play.ts'
import { openTheatre, type TheatreConfig } from './theatre.ts'

/**
 * Plays some forty synthetic cases of the last nine months, up to `now`, into an empty database; from then on it is served
 * with the real clock. Nothing when cases are there already.
 *
 * @param onProgress - Called with each day that was played.
 * @throws DemoNotEmptyError when the database holds cases that are not synthetic.
 */
export async function playLive(
  config: Omit<TheatreConfig, 'start' | 'durable'>,
  now: Instant,
  onProgress: (share: number, day: LocalDate) => void = () => undefined,
): Promise<Played | undefined> {
  const today = dayOf(now)
  const first = addDays(today, -LIVE_DAYS)
  const theatre = await openTheatre({ ...config, start: startOf(first, 9), durable: true })
  try {
    const { read } = theatre.runtime.store
    const [cases, synthetic] = await Promise.all([read.cases({ limit: 1 }), read.setting(SYNTHETIC)])
    if (cases.rows.length > 0) {
      if (synthetic === undefined) throw new DemoNotEmptyError()
      return undefined
    }
    await markSynthetic(theatre.runtime, `live, ${today}`)
    return await play(theatre, liveScripts(today), {
      from: first,
      to: today,
      until: now,
      onDay: (day) => {
        onProgress(daysBetween(first, day) / LIVE_DAYS, day)
      },
    })
  } finally {
    await theatre.close()
  }
}

/** A demonstration was asked for in a database that holds real cases. */
export class DemoNotEmptyError extends Error {
  override readonly name = 'DemoNotEmptyError'
  constructor() {
    super(
      'This database holds cases that are not synthetic. --demo wants a database of its own: leave DATABASE_FILE out.',
    )
  }
}

import type { RequestHandler } from 'express'
import type { CouncilPaper } from '../handlers/print/index.ts'
import type { Runtime } from '../engine/index.ts'
import type { Config } from './config.ts'
import type { DiskWatch } from './disk-watch.ts'
import type { Log } from './log.ts'
import type { Admission } from './middleware/admission.ts'
import type { PartnerLinks } from './partner-links.ts'
import type { Onlookers } from './routes/events.ts'

/** What pages for people are made of; the service hands it over and puts them beside the API. */
export interface PageParts {
  readonly runtime: Runtime
  readonly config: Config
  readonly log: Log
  readonly onlookers: Onlookers
  readonly partnerLinks: PartnerLinks
  readonly paper: CouncilPaper
  /** Milliseconds, for durations only. */
  readonly nowMs: () => number
  /** Whether there is room to write. */
  readonly disk: DiskWatch
  /** Who is let in, of all that ask for something. */
  readonly admission: Admission
}

/** Pages, and how they are taken down. They answer every request that reaches them, unknown addresses included. */
export interface Pages {
  readonly handler: RequestHandler
  readonly close: () => Promise<void> | void
}

export type MakePages = (parts: PageParts) => Pages | Promise<Pages>

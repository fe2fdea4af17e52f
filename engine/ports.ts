import type { Instant } from './values/instant.ts'

/** What time it is. The only source of time in the engine; tests, scenarios and demonstrations hand in a virtual one. */
export interface Clock {
  now(): Instant
}

import type { StepResult } from '../../tokens/index.ts'
import { fromMillis, type Instant } from '../../values/instant.ts'
import { asRecord, type ElementEnvironment } from './surroundings.ts'

/** The runtime's own end of a process that it hosts: it sends stimuli as they are, and is told what came of them. */
export interface Hosting {
  /** Steps that one stimulus may take. */
  readonly budget?: number
  readonly now: () => Instant
  readonly onResult: (result: StepResult) => void
}

const HOSTING = Symbol('hosting')

/** Environment options that put a process into the runtime's hands. No diagram and no saved state can set them. */
export function hostingOptions(hosting: Hosting): object {
  return { host: { [HOSTING]: hosting } }
}

export function hostingOf({ options }: ElementEnvironment): Hosting | undefined {
  const host = asRecord(options['host']) as { [HOSTING]?: Hosting } | undefined
  return host?.[HOSTING]
}

/** What time it is for an engine: its `clock` option (`{ now: () => Instant }`), or else the machine's time. */
export function clockOf({ options }: ElementEnvironment): () => Instant {
  const clock = options['clock'] as { now?: () => Instant } | undefined
  const now = clock?.now
  return typeof now === 'function' ? () => now.call(clock) : () => fromMillis(Date.now())
}

import type { Instant } from '../../values/instant.ts'
import type { ExportedCase } from './case-events.ts'
import type { ExportSelection } from './selection.ts'

/** What a file says of itself. */
export interface AboutExport {
  readonly id: string
  readonly selection: ExportSelection
  readonly named: boolean
  readonly askedAt: Instant
  readonly council: string
}

/** Turns cases into text, a piece at a time. What comes twice is read twice, so that nothing has to be kept. */
export type Writer = (about: AboutExport, cases: () => AsyncIterable<ExportedCase>) => AsyncIterable<string>

/** What no export holds, in words for whoever reads one. */
export const LEFT_OUT: readonly string[] = [
  'What people wrote or said: complaints, reasons, notes, letters and documents.',
  'Names, addresses and everything else by which a person is reached.',
  'Cases that you may not see: restricted ones, and those that a rule closes to you.',
  'What happened in the service outside of any case: users, procedures, settings.',
]

/** The same for one with pseudonyms. */
export const PSEUDONYMS_SAY: readonly string[] = [
  'References of cases and ids of people, tasks, letters and documents are pseudonyms. Each export has its own, so that two exports cannot be brought together by them.',
  'Days and times are as they were. Somebody who knows a case well may know it again by them: do not publish an event log.',
]

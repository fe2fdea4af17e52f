import type { ChosenBy, ExportFormat, ExportView, LocalDate } from '../../engine/index.ts'
import { shortDay } from '../frame/index.ts'

/** What can be exported, as its form says it. */
export const FORMAT_WORDS: Readonly<Record<ExportFormat, { readonly text: string; readonly hint: string }>> = {
  xes: { text: 'Event log as XES', hint: 'IEEE 1849-2016, for tools that look at processes.' },
  ocel: { text: 'Event log as OCEL 2.0', hint: 'The same by cases, points, tasks, letters and people, as JSON.' },
  csv: { text: 'Event log as CSV', hint: 'An event a line, for a spreadsheet.' },
  jsonl: { text: 'Event log as JSON lines', hint: 'An event a line, for programs.' },
  dates: {
    text: 'Dates of each case, as CSV',
    hint: 'For a request under the Freedom of Information Act: days and days taken, without groups of fewer than 5 cases.',
  },
}

export const BY_WORDS: Readonly<Record<ChosenBy, { readonly text: string; readonly ofCases: string }>> = {
  received: { text: 'Cases received on these days', ofCases: 'Cases received' },
  closed: { text: 'Cases closed on these days', ofCases: 'Cases closed' },
  happened: { text: 'What happened on these days, in every case', ofCases: 'What happened' },
}

export const EXPORT_STATUS: Readonly<
  Record<ExportView['status'], { readonly text: string; readonly tone: 'green' | 'yellow' | 'red' }>
> = {
  ready: { text: 'Ready', tone: 'green' },
  waiting: { text: 'Waits for a second person', tone: 'yellow' },
  refused: { text: 'Refused', tone: 'red' },
}

/** `Cases received, 1 April 2020 to 31 March 2021`. */
export function chosenInWords(by: ChosenBy, from: LocalDate, to: LocalDate): string {
  const days = from === to ? shortDay(from) : `${shortDay(from)} to ${shortDay(to)}`
  return `${BY_WORDS[by].ofCases}, ${days}`
}

/** `959 KB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

import {
  CHOSEN_BY,
  EXPORT_FORMATS,
  isLocalDate,
  type AskForExport,
  type ChosenBy,
  type ExportFormat,
  type LocalDate,
} from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { dayOfFields, type FormError } from '../record/day.ts'

/** What is asked for but why; as an address carries it from the form to the page that asks why. */
export type Wanted = Omit<AskForExport, 'reason'>

/** What the form says, or what is wrong with it. */
export function wantedOfForm(body: Fields, procedures: readonly string[]): Wanted | readonly FormError[] {
  const [format, by, procedure] = [field(body, 'format'), field(body, 'by'), field(body, 'procedure')]
  const [from, to] = [dayOfFields(body, 'from'), dayOfFields(body, 'to')]
  const named = field(body, 'named') === 'yes'
  const errors: FormError[] = []
  const wrong = (text: string, href: string) => void errors.push({ text, href })
  if (!isFormat(format)) wrong('Select what to export', '#format')
  if (!isChosenBy(by)) wrong('Select how cases are chosen', '#by')
  if (format === 'dates' && by === 'happened')
    wrong('A table of dates shows whole cases: select by which day they are chosen', '#by')
  if (from === undefined || from === 'none') wrong('Enter the first day, such as 1 4 2020', '#from-day')
  if (to === undefined || to === 'none') wrong('Enter the last day, such as 31 3 2021', '#to-day')
  if (isDay(from) && isDay(to) && from > to) wrong('The last day must not be before the first', '#to-day')
  if (procedure !== '' && !procedures.includes(procedure)) wrong('Select a procedure from the list', '#procedure')
  if (named && format === 'dates') wrong('A table of dates has no references: select pseudonyms', '#named')
  if (errors.length > 0 || !isFormat(format) || !isChosenBy(by) || !isDay(from) || !isDay(to)) return errors
  return wanted({ format, by, from, to, procedure, named, same: field(body, 'same') })
}

/** The same from the address to which the form leads; undefined where somebody made the address up. */
export function wantedOfAddress(query: Fields, procedures: readonly string[]): Wanted | undefined {
  const [format, by, from, to, procedure] = ['format', 'by', 'from', 'to', 'procedure'].map((name) =>
    field(query, name),
  )
  if (!isFormat(format) || !isChosenBy(by) || !isLocalDate(from) || !isLocalDate(to) || from > to) return undefined
  if (procedure !== undefined && procedure !== '' && !procedures.includes(procedure)) return undefined
  const named = field(query, 'named') === 'yes'
  if (format === 'dates' && (named || by === 'happened')) return undefined
  return wanted({ format, by, from, to, procedure: procedure ?? '', named, same: field(query, 'same') })
}

export function fieldsOf({ format, selection, named, samePseudonymsAs }: Wanted): Fields {
  return { format, ...selection, named: named === true ? 'yes' : undefined, same: samePseudonymsAs }
}

interface Parts {
  readonly format: ExportFormat
  readonly by: ChosenBy
  readonly from: LocalDate
  readonly to: LocalDate
  readonly procedure: string
  readonly named: boolean
  readonly same: string
}

function wanted({ format, by, from, to, procedure, named, same }: Parts): Wanted {
  return {
    format,
    selection: { by, from, to, ...(procedure !== '' && { procedure }) },
    ...(named && { named }),
    ...(same !== '' && { samePseudonymsAs: same }),
  }
}

function isFormat(text: string | undefined): text is ExportFormat {
  return EXPORT_FORMATS.some((each) => each === text)
}

function isChosenBy(text: string | undefined): text is ChosenBy {
  return CHOSEN_BY.some((each) => each === text)
}

function isDay(day: LocalDate | 'none' | undefined): day is LocalDate {
  return day !== undefined && day !== 'none'
}

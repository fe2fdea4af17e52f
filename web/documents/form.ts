import {
  DOCUMENT_KINDS,
  InvalidVariablesError,
  isLocalDate,
  RefusedError,
  type DocumentDetails,
  type DocumentKind,
} from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'

/** A line of the error summary. */
export interface FormError {
  readonly text: string
  readonly href: string
}

/** What is said of the files of one form; `errors` where something is missing or is no day. */
export function readDetails(body: Fields): {
  readonly details: Omit<DocumentDetails, 'fileName'>
  readonly errors: readonly FormError[]
} {
  const errors: FormError[] = []
  const kind = field(body, 'kind')
  const known = DOCUMENT_KINDS.find((each) => each === kind)
  if (known === undefined) errors.push({ text: 'Select what kind of document it is', href: '#kind' })
  const [day, month, year] = ['day', 'month', 'year'].map((part) => field(body, `received-${part}`))
  const receivedOn = `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  const given = [day, month, year].some((part) => part !== '')
  if (given && !isLocalDate(receivedOn)) {
    errors.push({
      text: 'The day on which it was received must be a real day, such as 27 3 2026',
      href: '#received-day',
    })
  }
  const title = field(body, 'title')
  const receivedFrom = field(body, 'from')
  for (const [text, what, id] of [
    [title, 'The title', 'title'],
    [receivedFrom, 'Who sent it', 'from'],
  ] as const) {
    if (text.length > 200) errors.push({ text: `${what} must be 200 signs or fewer`, href: `#${id}` })
  }
  const taskId = field(body, 'task')
  return {
    errors,
    details: {
      kind: known ?? ('other' satisfies DocumentKind),
      ...(title !== '' && { title }),
      ...(receivedFrom !== '' && { receivedFrom }),
      ...(given && isLocalDate(receivedOn) && { receivedOn }),
      ...(taskId !== '' && { taskId }),
    },
  }
}

/** What a command said of a form, beside its fields. @throws what is no fault of the form. */
export function errorsOf(error: unknown, fileName?: string, fileHref = '#files'): readonly FormError[] {
  if (error instanceof RefusedError) return [{ text: error.message, href: fileHref }]
  if (!(error instanceof InvalidVariablesError)) throw error
  const file = fileName === undefined ? 'The file' : `‘${fileName}’`
  return error.faults.map(({ at, message }) =>
    at === '/receivedOn'
      ? { text: `The day on which it was received ${message}`, href: '#received-day' }
      : { text: `${file} ${message}`, href: fileHref },
  )
}

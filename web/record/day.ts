import { isLocalDate, type LocalDate } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'

/** A line of the error summary. */
export interface FormError {
  readonly text: string
  readonly href: string
}

/** A day in three fields; undefined where all are empty, `none` where they are no day. */
export function dayOfFields(body: Fields, name: string): LocalDate | 'none' | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => field(body, `${name}-${part}`))
  if (day === '' && month === '' && year === '') return undefined
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(text) ? text : 'none'
}

/** For the macro of three fields. */
export function dayItems(body: Fields, name: string, hasFault: boolean) {
  const fault = hasFault ? ' govuk-input--error' : ''
  return (['day', 'month', 'year'] as const).map((part) => ({
    name: part,
    id: `${name}-${part}`,
    value: field(body, `${name}-${part}`),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${fault}`,
  }))
}

/** Errors by the id of their field, for the macros. */
export function byField(errors: readonly FormError[]): Readonly<Record<string, { readonly text: string }>> {
  return Object.fromEntries(errors.map(({ href, text }) => [href.slice(1), { text }]))
}

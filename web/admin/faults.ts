import {
  InvalidVariablesError,
  isFresh,
  NotFoundError,
  RefusedError,
  StepUpNeededError,
  type Runtime,
} from '../../engine/index.ts'
import type { Fields, StaffAsk } from '../frame/index.ts'

/** An error as the summary and the field show it. */
export interface FormError {
  readonly text: string
  readonly href: string
  readonly field: string
}

/** What an error of the engine says of the fields of a form; thrown on when it says nothing of them. */
export function formErrors(
  error: unknown,
  names: Readonly<Record<string, string>>,
  first: string,
): readonly FormError[] {
  if (error instanceof InvalidVariablesError) {
    return error.faults.map(({ at, message }) => {
      const field = at.split('/')[1] ?? first
      return { text: `${names[field] ?? 'This'} ${message}`, href: `#${field}`, field }
    })
  }
  if (error instanceof RefusedError || error instanceof NotFoundError) {
    return [{ text: error.message, href: `#${first}`, field: first }]
  }
  throw error
}

export function byField(errors: readonly FormError[]): Readonly<Record<string, FormError>> {
  return Object.fromEntries(errors.map((error) => [error.field, error]))
}

/** Whoever would be turned away when sending the form confirms first, so that nothing has to be typed twice. */
export function mustBeFresh({ clock }: Runtime, { actor }: StaffAsk): void {
  if (!isFresh(actor, clock.now())) throw new StepUpNeededError('Confirm that it is you')
}

/** A role as people say it: `Investigating officer`. */
export function roleInWords(role: string): string {
  const words = role.replaceAll('-', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

/** The day of three fields, `absentFrom-day` and so on: empty when none is filled in, else as it stands, to be checked. */
export function dayOfFields(body: Fields, name: string): string | null {
  const part = (each: string) => {
    const value = body[`${name}-${each}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  const [day, month, year] = [part('day'), part('month'), part('year')]
  if (day === '' && month === '' && year === '') return null
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

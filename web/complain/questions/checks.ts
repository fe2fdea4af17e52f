import { isEmailAddress, isLocalDate } from '../../../engine/index.ts'
import type { Asking } from '../question.ts'

/** What is wrong with an answer, in words; undefined when nothing is. */
export function emailFault(value: string): string | undefined {
  return isEmailAddress(value) ? undefined : 'Enter an email address in the right form, like name@example.com'
}

export function phoneFault(value: string): string | undefined {
  return /^\+?[0-9][0-9 ()-]{4,24}$/.test(value) ? undefined : 'Enter a phone number, like 01632 960 001'
}

export function dayFault(value: string, { today }: Asking): string | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) || !isLocalDate(value)) {
    return 'Enter a real date with a day, a month and a year'
  }
  if (value < '1900-01-01') return 'Enter a year after 1900'
  return value > today ? 'The date must be today or in the past' : undefined
}

export function addressFault(value: string): string | undefined {
  const lines = value.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 8) return 'Use 8 lines or fewer for the address'
  return lines.some((line) => line.length > 200) ? 'Use shorter lines for the address' : undefined
}

export function languageFault(value: string): string | undefined {
  return /^[\p{L} '()-]{2,60}$/u.test(value) ? undefined : 'Enter the name of a language, like Polish'
}

import { InvalidValueError } from '../errors.ts'
import type { Brand } from '../values/brand.ts'

/** A case's reference as people quote it: `SC-2026-00123` (prefix of the council, year of receipt, running number). */
export type CaseId = Brand<string, 'CaseId'>

/** Two to four capital letters, a year, and five digits (six once a year has had 99,999 cases). */
const FORM = /^[A-Z]{2,4}-\d{4}-\d{5,6}$/

/** @throws InvalidValueError when `text` is not written like `SC-2026-00123`. */
export function caseId(text: string): CaseId {
  if (!isCaseId(text)) throw new InvalidValueError('case reference such as SC-2026-00123', text)
  return text
}

export function isCaseId(text: unknown): text is CaseId {
  return typeof text === 'string' && FORM.test(text)
}

/**
 * The reference of the `number`th case of a year.
 *
 * @throws InvalidValueError when the parts do not make a reference.
 */
export function formatCaseId(prefix: string, year: number, number: number): CaseId {
  return caseId(`${prefix}-${year}-${String(number).padStart(5, '0')}`)
}

/** The id of the `number`th fact of a case, from 1. */
export function factId(id: CaseId, number: number): string {
  return `${id}/${number}`
}

/** Whether `text` is the id of a fact of that case. */
export function isFactId(id: CaseId, text: string): boolean {
  return text.startsWith(`${id}/`) && /^[1-9]\d*$/.test(text.slice(id.length + 1))
}

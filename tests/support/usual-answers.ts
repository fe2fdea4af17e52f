import { readFileSync } from 'node:fs'

/** What people usually answer in each form of the procedure, and who they are. */
export interface UsualAnswers {
  readonly people: readonly { readonly id: string }[]
  readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** @throws Error where that procedure has none. */
export function usualAnswers(procedure: string): UsualAnswers {
  return JSON.parse(readFileSync(`processes/${procedure}/usual-answers.json`, 'utf8')) as UsualAnswers
}

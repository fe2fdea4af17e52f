import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDate } from '../../engine/index.ts'
import { withDays } from './relative-days.ts'

/** What people usually answer, form by form: `usual-answers.json` of each procedure, and our own over them. */
export interface UsualAnswers {
  readonly answers: (procedure: string, form: string, special: object, today: LocalDate) => object
}

type Forms = Readonly<Record<string, object>>

/**
 * @param own - What the demonstration answers in place of a procedure's usual answers, by procedure and form.
 */
export function readUsualAnswers(proceduresDir: string, own: Readonly<Record<string, Forms>>): UsualAnswers {
  const known = new Map<string, Forms>()
  for (const folder of readdirSync(proceduresDir)) {
    const file = join(proceduresDir, folder, 'usual-answers.json')
    if (existsSync(file)) known.set(folder, (JSON.parse(readFileSync(file, 'utf8')) as { forms?: Forms }).forms ?? {})
  }
  const all: Forms = Object.assign({}, ...known.values()) as Forms
  return {
    answers(procedure, form, special, today) {
      const usual = known.get(procedure)?.[form] ?? all[form]
      const ours = own[procedure]?.[form]
      return withDays({ ...usual, ...ours, ...special }, today)
    },
  }
}

import { clauseOf, DEADLINE_RULES } from '../../law/index.ts'

/** The clause of the first rule of law that a fact starts or meets; undefined where none does. */
export function duties(fact: string): string | undefined {
  const rule = DEADLINE_RULES.find(
    ({ startedBy, metBy }) => startedBy.some((each) => each === fact) || metBy.some((each) => each === fact),
  )
  return rule === undefined ? undefined : clauseOf(rule.citation)
}

/** Who may do what: a table, relations to cases, and rules that always win. Pure; read `api/ACCESS.md` first. */
export * from './actor.ts'
export * from './decide.ts'
export {
  DENY_RULES,
  isOutsider,
  NAMED,
  OUTSIDERS_DAYS,
  outsidersSince,
  RESERVED,
  TIES,
  type DenyRule,
} from './deny-rules.ts'
export {
  ACTIONS,
  isAction,
  MATRIX,
  SATISFIES,
  rowOf,
  type Action,
  type Cell,
  type MatrixRow,
  type Need,
} from './matrix.ts'
export * from './relation.ts'
export * from './standings.ts'
export { visibilityOf } from './visibility.ts'
export { MASKED, maskedFact, maskedPerson, maskingOf, withoutAdvice, type Masking } from './masking.ts'
export { maskedWords } from './mask-words.ts'

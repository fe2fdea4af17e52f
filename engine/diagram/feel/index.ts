export { withoutEquals } from './syntax.ts'
export { checkFeel } from './check-feel.ts'
export { evaluateFeel, type FeelResult } from './evaluate-feel.ts'
export { literalsComparedWith, variablesOf } from './names-in-feel.ts'

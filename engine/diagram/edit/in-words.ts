/** What expressions and times say in words, and back: used by the table of steps and in the browser by the panel. */
export {
  readCondition,
  writeCondition,
  type ConditionTest,
  type ConditionValue,
  type PlainCondition,
  type TestOperator,
  type WrittenCondition,
} from './condition.ts'
export {
  asksNothing,
  conditionWords,
  OPERATORS_OF,
  testWords,
  valueWords,
  variableOf,
  type OperatorChoice,
} from './condition-words.ts'
export { loopWords } from './loop-words.ts'
export {
  readTimer,
  SPAN_UNITS,
  timerWords,
  writeTimer,
  type PlainTimer,
  type Span,
  type SpanUnit,
} from './timer-words.ts'

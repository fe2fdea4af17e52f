/** What must be so between the facts of a case and no diagram says, in the templates of Declare. */
export { CONSTRAINTS } from './constraints.ts'
export { judgeConstraint, type Constraint, type ConstraintFinding } from './constraint.ts'
export {
  absence,
  cardinality,
  dataCondition,
  differentPeople,
  existence,
  notCoExistence,
  precedence,
  response,
  succession,
  type Template,
  type TemplateName,
  type Within,
} from './templates.ts'
export { event, traceOf, type Event, type Trace } from './trace.ts'

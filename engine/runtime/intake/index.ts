/** What the public form asks, as a submission, and the dates that follow from it. */
export { acknowledgementsByProcedure, expectedDates, type ExpectedDate, type ExpectedDates } from './expected-dates.ts'
export {
  AREAS,
  AUTHORITIES,
  checkIntakeFields,
  RELATIONS,
  WHO,
  type IntakeFields,
  type IntakeOnBehalfOf,
  type IntakePerson,
  type IntakePoint,
} from './fields.ts'
export { expectedProcedure, intakeOf, type Intake } from './intake-of.ts'

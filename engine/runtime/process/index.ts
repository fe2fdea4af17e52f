/** How the cases of a procedure went. */
export {
  courseLines,
  processView,
  variantCases,
  type CourseEvent,
  type CourseLine,
  type ProcessAsked,
  type ProcessView,
  type VariantCase,
} from './queries.ts'

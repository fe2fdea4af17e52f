/** How cases went: variants, waiting, hand-overs; from what was recorded, counted as it is read. */
export { isMilestone, MILESTONE_TYPES, MILESTONES, type Milestone, type MilestoneKind } from './milestones.ts'
export {
  sequenceIn,
  sequenceOf,
  stepsOf,
  variantKey,
  type CourseStep,
  type RecordedCourse,
  type RecordedFact,
  type RecordedTask,
} from './course.ts'
export type { Spread as Lengths } from './spread.ts'
export {
  LONGEST,
  makeProcessTally,
  type Gap as CourseGap,
  type HandOver as RoleHandOver,
  type Long,
  type ProcessFigures,
  type ProcessTally,
  type StageAge,
  type TaskWait,
  type Variant,
} from './tally.ts'

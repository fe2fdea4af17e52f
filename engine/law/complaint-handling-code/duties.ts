import type { Duty } from '../duty.ts'
import { actionsTracked } from './duties/actions.ts'
import {
  anotherPerson,
  stage1Acknowledged,
  stage1Answered,
  stage1Extension,
  stage2,
  twoStages,
} from './duties/stages.ts'

/** By id. */
export const COMPLAINT_HANDLING_CODE_DUTIES: readonly Duty[] = [
  stage1Acknowledged,
  stage1Answered,
  stage1Extension,
  stage2,
  anotherPerson,
  twoStages,
  actionsTracked,
]

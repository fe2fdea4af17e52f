import { ADULT_ANSWERS } from './adult-social-care.ts'
import { CHILDREN_ACT_ANSWERS } from './children-act.ts'
import { CORPORATE_ANSWERS } from './corporate.ts'
import { JOINT_ANSWERS } from './nhs-joint.ts'

/** What the demonstration answers over the usual answers of a procedure, by procedure and form. */
export const OWN_ANSWERS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'adult-social-care': ADULT_ANSWERS,
  'children-act': CHILDREN_ACT_ANSWERS,
  corporate: CORPORATE_ANSWERS,
  'nhs-joint': JOINT_ANSWERS,
}

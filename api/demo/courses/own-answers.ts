import { ADULT_ANSWERS } from './adult-social-care.ts'
import { CHILDREN_ACT_ANSWERS } from './children-act.ts'

/** What the demonstration answers over the usual answers of a procedure, by procedure and form. */
export const OWN_ANSWERS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'adult-social-care': ADULT_ANSWERS,
  'children-act': CHILDREN_ACT_ANSWERS,
}

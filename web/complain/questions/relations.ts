/* What people can be to each other, and why they may speak for each other: a person checks what they say. */

export const RELATIONS_TO_A_CHILD = [
  { value: 'parent', text: 'I am their parent' },
  { value: 'parental-responsibility', text: 'I am not their parent but I have parental responsibility' },
  { value: 'foster-carer', text: 'I am their foster carer' },
  { value: 'relative', text: 'I am another relative' },
  { value: 'friend', text: 'I am a friend of the family' },
  { value: 'advocate', text: 'I am their advocate', hint: 'The complaint is theirs and you speak for them' },
  { value: 'solicitor', text: 'I am their solicitor' },
  { value: 'professional', text: 'I work with them', hint: 'They asked you to help them to complain' },
  { value: 'other', text: 'Something else' },
] as const

export const RELATIONS_TO_AN_ADULT = [
  { value: 'relative', text: 'I am a relative' },
  { value: 'friend', text: 'I am a friend' },
  { value: 'carer', text: 'I care for them' },
  { value: 'advocate', text: 'I am their advocate' },
  { value: 'attorney', text: 'I have power of attorney for them, or I am their deputy' },
  { value: 'solicitor', text: 'I am their solicitor' },
  { value: 'executor', text: 'They have died, and I deal with their affairs' },
  { value: 'other', text: 'Something else' },
] as const

const NOT_YET = { value: 'not-yet', text: 'I have not asked yet', divider: 'or' } as const
const ASKED = { value: 'they-asked-me', text: 'They asked me to' } as const

export const REASONS_FOR_A_CHILD = [
  { value: 'parental-responsibility', text: 'I have parental responsibility' },
  ASKED,
  { value: 'legal-authority', text: 'A court order says I can' },
  NOT_YET,
] as const

export const REASONS_FOR_AN_ADULT = [
  ASKED,
  { value: 'legal-authority', text: 'I have a power of attorney or a court order' },
  { value: 'cannot-ask-themselves', text: 'They are not able to ask me', hint: 'Such as because of an illness' },
  { value: 'they-have-died', text: 'They have died' },
  NOT_YET,
] as const

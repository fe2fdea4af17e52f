/** Choices of the forms, in words. The first of each pair is the code. */

type Choices = readonly (readonly [code: string, text: string])[]

export const CHANNELS: Choices = [
  ['phone', 'Telephone'],
  ['in-person', 'In person, or on a visit'],
  ['letter', 'Letter'],
  ['email', 'Email, or a message on social media'],
  ['on-behalf', 'A colleague passed it on'],
]

export const AREAS: Choices = [
  ['children', 'Children’s social care'],
  ['adult', 'Adult social care'],
  ['public-health', 'Public health'],
  ['other', 'Another service of the council'],
  ['unsure', 'Nobody can tell yet'],
]

export const WHO: Choices = [
  ['self', 'An adult, about themself'],
  ['child', 'A child or young person, about themself'],
  ['someone-else', 'Somebody, about another person'],
  ['child-in-care', 'Somebody, about a child in care'],
]

export const RELATIONS: Choices = [
  ['parent', 'Parent'],
  ['parental-responsibility', 'Somebody else with parental responsibility'],
  ['foster-carer', 'Foster carer'],
  ['relative', 'Relative'],
  ['friend', 'Friend'],
  ['carer', 'Carer'],
  ['advocate', 'Advocate'],
  ['solicitor', 'Solicitor'],
  ['attorney', 'Attorney or deputy'],
  ['executor', 'Executor'],
  ['professional', 'Professional'],
  ['other', 'Other'],
]

export const AUTHORITIES: Choices = [
  ['they-asked-me', 'They were asked to'],
  ['parental-responsibility', 'Parental responsibility'],
  ['legal-authority', 'A power of attorney, or a court’s order'],
  ['cannot-ask-themselves', 'The person cannot ask for it themself'],
  ['they-have-died', 'The person has died'],
  ['not-yet', 'Nothing yet'],
]

export const PREFERENCES: Choices = [
  ['letter', 'Letter'],
  ['email', 'Email'],
  ['telephone', 'Telephone'],
]

export const ADJUSTMENTS: Choices = [
  ['large-print', 'Large print'],
  ['easy-read', 'Easy Read'],
  ['braille', 'Braille'],
  ['audio', 'Audio'],
  ['bsl', 'British Sign Language'],
  ['interpreter', 'Interpreter'],
  ['telephone-only', 'Telephone only'],
  ['single-contact', 'One person to speak with'],
  ['extra-time', 'More time'],
]

export const FEEDBACK: Choices = [
  ['compliment', 'Compliment'],
  ['comment', 'Comment'],
]

export const BODIES: Choices = [
  ['lgsco', 'Local Government and Social Care Ombudsman'],
  ['phso', 'Parliamentary and Health Service Ombudsman'],
  ['joint', 'Both, together'],
]

export const ABOUT: Choices = [
  ['premature', 'A complaint that we have not considered yet'],
  ['enquiry', 'Enquiries, or an investigation'],
  ['decision', 'A decision'],
]

/** Areas as reports count them. */
export const COUNTED: Choices = [
  ['children-social-care', 'Children’s social care'],
  ['adult-social-care', 'Adult social care'],
  ['public-health', 'Public health'],
  ['corporate', 'Another service of the council'],
]

export function textOf(choices: Choices, code: string): string {
  return choices.find(([each]) => each === code)?.[1] ?? ''
}

/** For radios and checkboxes. */
export function items(choices: Choices, chosen: readonly string[]) {
  return choices.map(([value, text]) => ({ value, text, checked: chosen.includes(value) }))
}

export function isCode(choices: Choices, code: string): boolean {
  return choices.some(([each]) => each === code)
}

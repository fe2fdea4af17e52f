import { monthName } from '../values/day-in-words.ts'

/** What a code of a row or column is called: services as the forms name them. */
export function titleOf(code: string): string {
  return (Object.hasOwn(WORDS, code) ? WORDS[code] : undefined) ?? monthOf(code) ?? sentenceOf(code)
}

/** `2020-04` as `April 2020`. */
function monthOf(code: string): string | undefined {
  const [, year = '', month = ''] = /^(\d{4})-(\d{2})$/.exec(code) ?? []
  const name = monthName(Number(month))
  return name === undefined ? undefined : `${name} ${year}`
}

/** `social-worker` as `Social worker`. */
function sentenceOf(code: string): string {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const WORDS: Readonly<Record<string, string>> = {
  'not-recorded': 'Not recorded',
  total: 'Total',
  // Headings
  adult: 'Adult social care',
  children: 'Children’s social care, statutory procedure',
  'other-children': 'Services for children outside of the statutory procedure',
  corporate: 'Other services of the council',
  'public-health': 'Public health',
  // Feedback
  comment: 'Comments',
  complaint: 'Complaints',
  compliment: 'Compliments',
  here: 'In the council’s own system',
  elsewhere: 'In another way, passed on by a team',
  // Outcomes
  'not-upheld': 'Not upheld',
  'upheld-or-partly': 'Upheld or partly upheld',
  'without-finding': 'Resolved early, withdrawn or signposted',
  undecided: 'No outcome recorded',
  'no-finding': 'No finding',
  'partly-upheld': 'Partly upheld',
  recorded: 'Recorded',
  // Channels
  form: 'Online form',
  email: 'E-mail',
  phone: 'Telephone',
  'in-person': 'In person',
  'on-behalf': 'Taken down by somebody else for them',
  // Services, as the form that triages complaints names them
  'assessment-and-support': 'Assessment and family support',
  'children-looked-after': 'Children looked after',
  'social-work-practice': 'Social work practice',
  'assessment-planning': 'Planning of assessments',
  'family-time': 'Family time',
  'child-protection-documents': 'Child protection documents',
  residential: 'Residential homes',
  'children-other': 'Another service for children',
  send: 'Special educational needs',
  'social-work': 'Social work',
  'home-care': 'Care at home',
  'residential-care': 'Care homes',
  'day-services': 'Day services',
  'mental-health': 'Mental health',
  'support-planning': 'Social care and support planning',
  assessment: 'Assessment',
  safeguarding: 'Safeguarding',
  'rehabilitation-and-reablement': 'Rehabilitation and reablement',
  'equipment-and-adaptations': 'Equipment and adaptations',
  'direct-payments': 'Personal budgets and direct payments',
  'carers-assessment': 'Assessment of carers',
  'complaints-communication': 'Communication about complaints',
  'adults-other': 'Another service for adults',
  // Who complained, as the forms have it
  p1: 'Child looked after or in need',
  p2: 'Parent of such a child',
  p3: 'Other person with parental responsibility',
  p4: 'Foster parent of this authority',
  p5: 'Other person who may have sufficient interest in the child',
  p6: 'Care leaver',
  p7: 'Person for whose needs the adoption service provides',
  p8: 'Other person, about a child who is or may be adopted',
  p9: 'Child, special guardian or parent under a special guardianship order',
  p10: 'Other person, about such a child',
  p11: 'Applicant for special guardianship support',
  p12: 'Foster parent, about the fostering limit',
  'receives-services': 'Adult who receives or has received a service',
  affected: 'Somebody else who is or may be affected',
  representative: 'Somebody who acts for such an adult',
  'service-user': 'Somebody who uses the service',
  relative: 'Relative of somebody who uses the service',
  public: 'Member of the public',
}

export const OUR_PART = 'Nobody came for three weeks.'
export const NHS_PART = 'The ward sent no plan to anybody.'

/** A complaint of which one point is the council's and one the hospital's. */
export const JOINT_COMPLAINT = {
  procedure: 'nhs-joint',
  channel: 'email',
  oral: false,
  byChild: false,
  variables: { triaged: true },
  people: [
    {
      role: 'complainant',
      name: 'Alex Moss',
      email: 'alex.moss@example.org',
      contactPreference: 'email',
      adjustments: [],
    },
  ],
  points: [
    { text: OUR_PART, desiredOutcome: 'Visits that happen.' },
    { text: NHS_PART, desiredOutcome: 'An explanation.' },
  ],
} as const

/** What is done until each body is asked for its part, with what differs from the usual answers; from January 2026 on. */
export const TO_THE_PARTNERS: readonly (readonly [element: string, answers?: object])[] = [
  ['task_joint_name_bodies'],
  ['task_joint_record_consent'],
  ['task_joint_agree_lead'],
  [
    'task_joint_plan',
    {
      assignments: [
        { point: 'P1', body: 'council', dueOn: '2026-02-11' },
        { point: 'P2', body: 'example-hospitals', dueOn: '2026-02-11' },
      ],
      until: '2026-03-13',
    },
  ],
]

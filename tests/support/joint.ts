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

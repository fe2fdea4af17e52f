import * as F from '../../../../support/duties/childrens-facts.ts'
import { judgedBy } from '../../../../support/duties/table.ts'

describe('children’s procedure: duties of receipt', () => {
  judgedBy('C01', [
    { is: 'not-met', name: 'acknowledged on day 4', told: [F.RECEIVED, F.but(F.ACKNOWLEDGED, { on: '2026-01-09' })] },
    { is: 'not-met', name: 'never acknowledged', told: [F.RECEIVED], today: '2026-01-09' },
    { is: 'cannot-tell', name: 'nothing says when it came', told: [F.CLASSIFIED, F.ACKNOWLEDGED] },
    { is: 'not-applicable', name: 'withdrawn on day 2', told: [F.RECEIVED, F.WITHDRAWN] },
    {
      is: 'not-yet-due',
      name: 'the last day itself',
      told: [F.RECEIVED],
      today: '2026-01-08',
      judged: [{ due: '2026-01-08' }],
    },
    {
      is: 'met',
      name: 'received on Maundy Thursday: the third day is after Easter',
      told: [F.but(F.RECEIVED, { on: '2026-04-02' }), F.but(F.ACKNOWLEDGED, { on: '2026-04-09' })],
      judged: [{ due: '2026-04-09', doneOn: '2026-04-09' }],
    },
    {
      is: 'not-applicable',
      name: 'in the corporate procedure',
      told: [F.RECEIVED, F.but(F.CLASSIFIED, { data: { procedure: 'corporate' } })],
      procedure: 'corporate',
    },
  ])

  judgedBy('C02', [
    { is: 'not-met', name: 'nothing given', told: [F.RECEIVED, F.ACKNOWLEDGED] },
    {
      is: 'not-met',
      name: 'the day after the acknowledgement',
      told: [F.RECEIVED, F.ACKNOWLEDGED, F.but(F.INFORMED, { on: '2026-01-07' })],
    },
    {
      is: 'not-met',
      name: 'the procedure, and no help',
      told: [F.RECEIVED, F.ACKNOWLEDGED, F.but(F.INFORMED, { data: { contents: ['procedure'] } })],
    },
    {
      is: 'not-met',
      name: 'help, and not the procedure',
      told: [F.RECEIVED, F.ACKNOWLEDGED, F.but(F.INFORMED, { data: { contents: ['help'] } })],
    },
    { is: 'not-met', name: 'neither that nor an acknowledgement', told: [F.RECEIVED], today: '2026-01-09' },
    { is: 'cannot-tell', name: 'informed, and nothing says of an acknowledgement', told: [F.RECEIVED, F.INFORMED] },
    { is: 'cannot-tell', name: 'nothing says when it came', told: [F.ACKNOWLEDGED, F.INFORMED] },
    { is: 'not-applicable', name: 'withdrawn before', told: [F.RECEIVED, F.WITHDRAWN] },
    { is: 'not-yet-due', name: 'informed; not acknowledged yet', told: [F.RECEIVED, F.INFORMED], today: '2026-01-07' },
  ])

  judgedBy('C03', [
    { is: 'not-met', name: 'a child is told nothing', told: [F.RECEIVED, F.ACKNOWLEDGED] },
    { is: 'not-met', name: 'a care leaver is told nothing', told: [F.BY_AN_ADULT, F.CARE_LEAVER, F.ACKNOWLEDGED] },
    {
      is: 'not-met',
      name: 'a care leaver whom triage knew is told nothing',
      told: [F.BY_AN_ADULT, ['2026-01-05', 'complaint-triaged', { person: 'P6', function: 'x' }], F.ACKNOWLEDGED],
    },
    {
      is: 'not-met',
      name: 'the day after the acknowledgement',
      told: [F.RECEIVED, F.ACKNOWLEDGED, F.but(F.ADVOCACY_OFFERED, { on: '2026-01-07' })],
    },
    {
      is: 'not-met',
      name: 'an offer that does not speak of a right',
      told: [F.RECEIVED, F.ACKNOWLEDGED, F.but(F.ADVOCACY_OFFERED, { data: { contents: ['receipt'] } })],
    },
    { is: 'cannot-tell', name: 'told, and nothing says of an acknowledgement', told: [F.RECEIVED, F.ADVOCACY_OFFERED] },
    {
      is: 'cannot-tell',
      name: 'an adult, and nothing says whether a care leaver',
      told: [F.BY_AN_ADULT, F.ADVOCACY_OFFERED, F.ACKNOWLEDGED],
    },
    { is: 'not-applicable', name: 'a parent complains', told: [F.BY_AN_ADULT, F.CLASSIFIED, F.ACKNOWLEDGED] },
    { is: 'not-applicable', name: 'withdrawn before', told: [F.RECEIVED, F.WITHDRAWN] },
    { is: 'not-yet-due', name: 'a child, on day 2', told: [F.RECEIVED], today: '2026-01-07' },
    { is: 'not-yet-due', name: 'an adult not classified yet', told: [F.BY_AN_ADULT], today: '2026-01-06' },
  ])

  const ADVOCATE: (typeof F)['RECEIVED'] = [
    '2026-01-12',
    'advocate-appointed',
    { person: 'adv1', provider: 'Speak Up', declaredIndependent: true },
  ]
  const tied = (role: string): (typeof F)['RECEIVED'] => ['2026-01-06', 'person-added', { person: 'adv1', role }]
  judgedBy(
    'C04',
    [
      {
        is: 'not-met',
        name: 'nothing declared',
        told: [F.RECEIVED, F.but(ADVOCATE, { data: { declaredIndependent: false } })],
      },
      ...[
        'subject-of-complaint',
        'line-manager-of-subject',
        'responding-manager',
        'director',
        'complaints-manager',
      ].map((role) => ({ is: 'not-met' as const, name: `the ${role}`, told: [F.RECEIVED, tied(role), ADVOCATE] })),
      {
        is: 'not-met',
        name: 'whoever investigates',
        told: [F.RECEIVED, ADVOCATE, F.but(F.INVESTIGATOR, { data: { person: 'adv1' } })],
      },
      {
        is: 'not-met',
        name: 'whoever answered at Stage 1',
        told: [F.RECEIVED, ADVOCATE, F.but(F.ANSWERED_1, { data: { person: 'adv1' } })],
      },
      {
        is: 'not-met',
        name: 'somebody who declared a conflict',
        told: [F.RECEIVED, ADVOCATE, ['2026-01-20', 'conflict-declared', { person: 'adv1', reason: 'A cousin.' }]],
      },
      {
        is: 'not-met',
        name: 'somebody to whom the child objects',
        told: [
          F.RECEIVED,
          ADVOCATE,
          [
            '2026-01-13',
            'advocate-conflict-checked',
            { person: 'adv1', provider: 'Speak Up', clear: false, tie: 'child-objects', reason: 'She said so.' },
          ],
        ],
      },
      {
        is: 'not-met',
        name: 'the second of two',
        told: [
          F.RECEIVED,
          ADVOCATE,
          F.but(ADVOCATE, { on: '2026-01-14', data: { person: 'adv2', declaredIndependent: false } }),
        ],
        judged: [
          { result: 'met', subject: 'advocate 1' },
          { result: 'not-met', subject: 'advocate 2' },
        ],
      },
      { is: 'cannot-tell', name: 'nothing says when it came', told: [F.CLASSIFIED, ADVOCATE] },
      { is: 'not-applicable', name: 'no advocate', told: [F.RECEIVED, F.ADVOCACY_OFFERED] },
    ],
    ['not-yet-due'],
  )
})

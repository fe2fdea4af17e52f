import type { Told } from '../../facts.ts'
import * as F from '../../../../support/duties/childrens-facts.ts'
import { judgedBy, type Row } from '../../../../support/duties/table.ts'

const BEFORE = [F.RECEIVED, F.ANSWERED_1] as const
const DEFERRED: Told = ['2026-02-13', 'consideration-deferred', { ground: 'criminal', scope: 'all', points: [] }]
const AGREED: Told = [
  '2026-05-14',
  'complainant-agreed-to-wait',
  { rule: 'children-act.stage-2-limit', until: '2026-05-29' },
]

/** How every duty of Stage 2 stands where Stage 2 was never asked for, has only begun, or was put off. */
const frame = (begun: readonly Told[] = []): readonly Row[] => [
  { is: 'not-applicable', name: 'answered at Stage 1, and nothing more', told: BEFORE },
  { is: 'not-yet-due', name: 'Stage 2 has begun', told: [...BEFORE, F.ASKED_2, ...begun], today: '2026-02-12' },
  { is: 'not-applicable', name: 'put off in Stage 2', told: [...BEFORE, F.ASKED_2, DEFERRED] },
]

const answered = (told: readonly Told[]): readonly Told[] => [...BEFORE, F.ASKED_2, ...told, F.ANSWERED_2]

describe('children’s procedure: duties of Stage 2', () => {
  judgedBy('C09', [
    {
      is: 'not-met',
      name: 'refused as too late, six weeks after the answer',
      told: [
        ...BEFORE,
        F.but(F.ASKED_2, { on: '2026-03-02' }),
        ['2026-03-03', 'complaint-refused', { ground: 'late' }],
      ],
    },
    {
      is: 'not-met',
      name: 'excluded after the request',
      told: [...BEFORE, F.ASKED_2, ['2026-02-11', 'complaint-excluded', { ground: 'other' }]],
    },
    { is: 'not-met', name: 'never opened', told: [...BEFORE, F.ASKED_2], today: '2026-03-18' },
    {
      is: 'cannot-tell',
      name: 'it went on, and nothing says that it was opened',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SENT],
    },
    { is: 'cannot-tell', name: 'opened, and nothing says that it was asked for', told: [...BEFORE, F.STAGE_2_OPENED] },
    {
      is: 'met',
      name: 'a request ten weeks after the answer, the case having been closed',
      told: [
        ...BEFORE,
        F.but(F.CLOSED, { on: '2026-02-20' }),
        ['2026-03-30', 'case-reopened', { reason: 'Stage 2' }],
        F.but(F.ASKED_2, { on: '2026-03-30' }),
        F.but(F.STAGE_2_OPENED, { on: '2026-03-30' }),
      ],
    },
    ...frame(),
  ])

  judgedBy('C10', [
    { is: 'not-met', name: 'answered without an acknowledgement', told: answered([F.RECORD_SETTLED]) },
    { is: 'not-met', name: 'answered without a settled record', told: answered([F.ACKNOWLEDGED_2]) },
    {
      is: 'cannot-tell',
      name: 'the settled record was sent, and nothing says when it was settled',
      told: answered([
        F.ACKNOWLEDGED_2,
        ['2026-02-17', 'notice-sent', { kind: 'record-of-complaint-settled', mode: 'email', contents: ['record'] }],
      ]),
    },
    {
      is: 'cannot-tell',
      name: 'nothing says that it was asked for',
      told: [...BEFORE, F.ACKNOWLEDGED_2, F.RECORD_SETTLED, F.ANSWERED_2],
    },
    ...frame([F.ACKNOWLEDGED_2]),
  ])

  judgedBy('C11', [
    { is: 'not-met', name: 'settled and never sent', told: answered([F.RECORD_SETTLED]) },
    { is: 'not-met', name: 'sent and never settled', told: answered([F.RECORD_SENT]) },
    { is: 'not-met', name: 'neither', told: answered([]) },
    {
      is: 'not-met',
      name: 'settled before it was sent',
      told: answered([F.but(F.RECORD_SETTLED, { on: '2026-02-11' }), F.RECORD_SENT]),
    },
    {
      is: 'cannot-tell',
      name: 'commented on, and nothing says that it was sent',
      told: answered([['2026-02-16', 'record-of-complaint-commented', { comments: 'No.' }], F.RECORD_SETTLED]),
    },
    {
      is: 'cannot-tell',
      name: 'nothing says that it was asked for',
      told: [...BEFORE, F.RECORD_SENT, F.RECORD_SETTLED],
    },
    {
      is: 'cannot-tell',
      name: 'a panel was asked for, and neither record nor answer is there',
      told: [...BEFORE, F.ASKED_2, F.PANEL_ASKED],
    },
    ...frame([F.RECORD_SENT]),
  ])

  judgedBy('C12', [
    {
      is: 'not-met',
      name: 'settled on day 11',
      told: [...BEFORE, F.ASKED_2, F.but(F.RECORD_SETTLED, { on: '2026-02-25' })],
      judged: [{ due: '2026-02-24', doneOn: '2026-02-25' }],
    },
    { is: 'not-met', name: 'not settled', told: [...BEFORE, F.ASKED_2], today: '2026-02-25' },
    { is: 'cannot-tell', name: 'nothing says that Stage 2 was asked for', told: [...BEFORE, F.RECORD_SETTLED] },
    ...frame(),
  ])

  const inLine = (role: string): Told => ['2026-01-06', 'person-added', { person: 'io1', role }]
  judgedBy('C13', [
    {
      is: 'not-met',
      name: 'nothing declared',
      told: [...BEFORE, F.ASKED_2, F.but(F.INVESTIGATOR, { data: { declaredIndependent: false } })],
    },
    ...['subject-of-complaint', 'line-manager-of-subject', 'responding-manager'].map((role): Row => ({
      is: 'not-met',
      name: `the ${role}`,
      told: [...BEFORE, inLine(role), F.ASKED_2, F.INVESTIGATOR],
    })),
    {
      is: 'not-met',
      name: 'whoever answered at Stage 1',
      told: [F.RECEIVED, F.but(F.ANSWERED_1, { data: { person: 'io1' } }), F.ASKED_2, F.INVESTIGATOR],
    },
    {
      is: 'not-met',
      name: 'somebody who declared a conflict',
      told: [
        ...BEFORE,
        F.ASKED_2,
        F.INVESTIGATOR,
        ['2026-02-20', 'conflict-declared', { person: 'io1', reason: 'A friend.' }],
      ],
    },
    {
      is: 'not-met',
      name: 'the successor of the first',
      told: [
        ...BEFORE,
        ['2026-01-06', 'person-added', { person: 'io2', role: 'responding-manager' }],
        F.ASKED_2,
        F.INVESTIGATOR,
        F.but(F.INVESTIGATOR, { on: '2026-03-02', data: { person: 'io2' } }),
      ],
    },
    { is: 'not-met', name: 'nobody was appointed, and Stage 2 was answered', told: answered([]) },
    { is: 'cannot-tell', name: 'a report, and nobody appointed', told: [...BEFORE, F.ASKED_2, F.REPORTED] },
    { is: 'cannot-tell', name: 'nothing says that it was asked for', told: [...BEFORE, F.INVESTIGATOR] },
    ...frame(),
  ])

  judgedBy('C14', [
    {
      is: 'not-met',
      name: 'nobody is appointed',
      told: [...BEFORE, F.ASKED_2, F.STARTED, F.REPORTED],
    },
    {
      is: 'not-met',
      name: 'appointed the day after the start',
      told: [...BEFORE, F.ASKED_2, F.STARTED, F.but(F.INDEPENDENT, { on: '2026-02-19' })],
    },
    {
      is: 'not-met',
      name: 'appointed after the report',
      told: [...BEFORE, F.ASKED_2, F.REPORTED, F.but(F.INDEPENDENT, { on: '2026-03-09' })],
    },
    {
      is: 'not-met',
      name: 'not independent',
      told: [...BEFORE, F.ASKED_2, F.but(F.INDEPENDENT, { data: { declaredIndependent: false } }), F.STARTED],
    },
    {
      is: 'not-met',
      name: 'an officer of the authority',
      told: [
        ...BEFORE,
        ['2026-01-06', 'person-added', { person: 'ip1', role: 'responding-manager' }],
        F.ASKED_2,
        F.INDEPENDENT,
        F.STARTED,
      ],
    },
    {
      is: 'not-met',
      name: 'the investigating officer',
      told: [...BEFORE, F.ASKED_2, F.but(F.INVESTIGATOR, { data: { person: 'ip1' } }), F.INDEPENDENT, F.STARTED],
    },
    {
      is: 'cannot-tell',
      name: 'reported, and nothing says who was appointed',
      told: [...BEFORE, F.ASKED_2, F.STARTED, F.INDEPENDENT_REPORT],
    },
    {
      is: 'cannot-tell',
      name: 'a report of the investigation, and nothing says when it started',
      told: [...BEFORE, F.ASKED_2, F.INDEPENDENT, F.REPORTED],
    },
    { is: 'cannot-tell', name: 'nothing says that it was asked for', told: [...BEFORE, F.INDEPENDENT, F.STARTED] },
    {
      is: 'met',
      name: 'appointed on the day of the start',
      told: [...BEFORE, F.ASKED_2, F.but(F.INDEPENDENT, { on: '2026-02-18' }), F.STARTED],
    },
    ...frame([F.INDEPENDENT]),
  ])

  judgedBy('C15', [
    {
      is: 'not-met',
      name: 'answered on day 26 from the request, day 21 from the record',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.but(F.ANSWERED_2, { on: '2026-03-18' })],
      judged: [
        { reading: 'request', result: 'not-met', due: '2026-03-17' },
        { reading: 'agreed', result: 'met', due: '2026-03-24' },
      ],
    },
    { is: 'not-met', name: 'not answered', told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED], today: '2026-03-25' },
    {
      is: 'not-met',
      name: 'made longer on day 26',
      told: [
        ...BEFORE,
        F.ASKED_2,
        F.RECORD_SETTLED,
        F.but(F.EXTENDED_2, { on: '2026-03-18' }),
        F.but(F.TOLD_OF_EXTENSION_2, { on: '2026-03-18' }),
        F.but(F.ANSWERED_2, { on: '2026-05-15' }),
      ],
      judged: [
        { reading: 'request', result: 'not-met' },
        { reading: 'agreed', result: 'met' },
      ],
    },
    {
      is: 'not-met',
      name: 'made longer in time, and nobody told',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.EXTENDED_2, F.but(F.ANSWERED_2, { on: '2026-05-15' })],
    },
    {
      is: 'not-met',
      name: 'told without the new date',
      told: [
        ...BEFORE,
        F.ASKED_2,
        F.RECORD_SETTLED,
        F.EXTENDED_2,
        F.but(F.TOLD_OF_EXTENSION_2, { data: { contents: ['reason'] } }),
        F.but(F.ANSWERED_2, { on: '2026-05-15' }),
      ],
    },
    {
      is: 'not-met',
      name: 'made longer in time, told after day 25 of either reading',
      told: [
        ...BEFORE,
        F.ASKED_2,
        F.RECORD_SETTLED,
        F.EXTENDED_2,
        F.but(F.TOLD_OF_EXTENSION_2, { on: '2026-03-25' }),
        F.but(F.ANSWERED_2, { on: '2026-05-15' }),
      ],
    },
    {
      is: 'cannot-tell',
      name: 'told of an extension that is not there',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.TOLD_OF_EXTENSION_2, F.but(F.ANSWERED_2, { on: '2026-05-15' })],
    },
    {
      is: 'cannot-tell',
      name: 'a panel was asked for, and no answer is there',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.PANEL_ASKED],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says when the record was settled',
      told: [...BEFORE, F.ASKED_2, F.ANSWERED_2],
      judged: [
        { reading: 'request', result: 'met' },
        { reading: 'agreed', result: 'cannot-tell' },
      ],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says when it was asked for',
      told: [...BEFORE, F.RECORD_SETTLED, F.ANSWERED_2],
    },
    ...frame(),
  ])

  judgedBy('C16', [
    {
      is: 'not-met',
      name: 'F1: 69 working days from the request, 59 from the agreed record',
      told: [
        ['2020-09-01', 'complaint-received', { channel: 'form', oral: false, byChild: true }],
        ['2020-09-28', 'stage-1-answered', { contents: ['stage-2-right'], person: 'm1' }],
        ['2020-10-12', 'stage-2-requested', { channel: 'email', outstandingPoints: [] }],
        ['2020-10-26', 'record-of-complaint-settled', { agreed: true }],
        ['2021-01-20', 'stage-2-answered', { contents: F.PACK }],
      ],
      judged: [
        { reading: 'request', result: 'not-met', due: '2021-01-14', doneOn: '2021-01-20' },
        { reading: 'agreed', result: 'met', due: '2021-01-28', doneOn: '2021-01-20' },
      ],
    },
    {
      is: 'not-met',
      name: 'late on either reading',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.but(F.ANSWERED_2, { on: '2026-05-26' })],
      judged: [
        { reading: 'request', result: 'not-met', due: '2026-05-15' },
        { reading: 'agreed', result: 'not-met', due: '2026-05-22' },
      ],
    },
    {
      is: 'not-met',
      name: 'the complainant agreed to wait: a breach with consent',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, AGREED, F.but(F.ANSWERED_2, { on: '2026-05-26' })],
      judged: [{ consented: true }, { consented: true }],
    },
    { is: 'not-met', name: 'not answered', told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED], today: '2026-05-18' },
    {
      is: 'cannot-tell',
      name: 'a panel was asked for, and no answer is there',
      told: [...BEFORE, F.ASKED_2, F.RECORD_SETTLED, F.PANEL_ASKED],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says when it was asked for',
      told: [...BEFORE, F.RECORD_SETTLED, F.ANSWERED_2],
    },
    ...frame(),
  ])

  const REPORTED = F.but(F.REPORTED, { data: { points: [F.decided('P1', 'upheld')] } })
  judgedBy('C17', [
    {
      is: 'not-met',
      name: 'a point is left out',
      told: [...BEFORE, F.POINT, F.SECOND_POINT, F.ASKED_2, REPORTED],
    },
    {
      is: 'cannot-tell',
      name: 'a finding on a point that is not there',
      told: [...BEFORE, F.SECOND_POINT, F.ASKED_2, REPORTED],
    },
    { is: 'cannot-tell', name: 'adjudicated without a report', told: [...BEFORE, F.POINT, F.ASKED_2, F.ADJUDICATED] },
    { is: 'cannot-tell', name: 'nothing says that it was asked for', told: [...BEFORE, F.POINT, REPORTED] },
    {
      is: 'met',
      name: 'the other point was withdrawn before',
      told: [
        ...BEFORE,
        F.POINT,
        F.SECOND_POINT,
        ['2026-02-01', 'point-decided', { ...F.decided('P2', 'withdrawn'), stage: 'stage-1' }],
        F.ASKED_2,
        REPORTED,
      ],
    },
    {
      is: 'met',
      name: 'the report was sent back, and the second one is complete',
      told: [
        ...BEFORE,
        F.POINT,
        F.SECOND_POINT,
        F.ASKED_2,
        REPORTED,
        F.but(F.REPORTED, {
          on: '2026-03-10',
          data: { points: [F.decided('P1', 'upheld'), F.decided('P2', 'upheld')] },
        }),
      ],
    },
    ...frame(),
  ])

  judgedBy('C18', [
    {
      is: 'not-met',
      name: 'reported after the adjudication',
      told: [...BEFORE, F.ASKED_2, F.ADJUDICATED, F.but(F.INDEPENDENT_REPORT, { on: '2026-03-16' })],
    },
    { is: 'not-met', name: 'never reported', told: [...BEFORE, F.ASKED_2, F.ADJUDICATED] },
    {
      is: 'cannot-tell',
      name: 'the report went out with the answer, and its receipt is not there',
      told: [...BEFORE, F.ASKED_2, F.ADJUDICATED, F.ANSWERED_2],
    },
    { is: 'cannot-tell', name: 'answered without an adjudication', told: answered([F.INDEPENDENT_REPORT]) },
    {
      is: 'cannot-tell',
      name: 'nothing says that it was asked for',
      told: [...BEFORE, F.INDEPENDENT_REPORT, F.ADJUDICATED],
    },
    ...frame(),
  ])

  const decides = (...told: readonly Told[]): readonly Told[] => [...BEFORE, F.POINT, F.ASKED_2, ...told, F.ADJUDICATED]
  judgedBy('C19', [
    {
      is: 'not-met',
      name: 'somebody who was not appointed to',
      told: decides(F.but(F.ADJUDICATOR, { data: { person: 'ao2' } })),
    },
    {
      is: 'not-met',
      name: 'nothing declared',
      told: decides(F.but(F.ADJUDICATOR, { data: { declaredIndependent: false } })),
    },
    {
      is: 'not-met',
      name: 'the investigating officer',
      told: decides(F.but(F.INVESTIGATOR, { data: { person: 'ao1' } }), F.ADJUDICATOR),
    },
    ...['complaints-manager', 'subject-of-complaint'].map((role): Row => ({
      is: 'not-met',
      name: `the ${role}`,
      told: decides(['2026-02-10', 'person-added', { person: 'ao1', role }], F.ADJUDICATOR),
    })),
    {
      is: 'not-met',
      name: 'whoever answered at Stage 1',
      told: [
        F.RECEIVED,
        F.but(F.ANSWERED_1, { data: { person: 'ao1' } }),
        F.POINT,
        F.ASKED_2,
        F.ADJUDICATOR,
        F.ADJUDICATED,
      ],
    },
    { is: 'not-met', name: 'a point is left undecided', told: [F.SECOND_POINT, ...decides(F.ADJUDICATOR)] },
    { is: 'cannot-tell', name: 'nothing says who was appointed', told: decides() },
    { is: 'cannot-tell', name: 'answered without an adjudication', told: answered([F.ADJUDICATOR]) },
    {
      is: 'cannot-tell',
      name: 'it decides a point that is not there',
      told: [...BEFORE, F.ASKED_2, F.ADJUDICATOR, F.ADJUDICATED],
    },
    {
      is: 'cannot-tell',
      name: 'nothing says that it was asked for',
      told: [...BEFORE, F.POINT, F.ADJUDICATOR, F.ADJUDICATED],
    },
    ...frame([F.ADJUDICATOR]),
  ])

  judgedBy('C20', [
    ...F.PACK.map((left): Row => ({
      is: 'not-met',
      name: `without ${left}`,
      told: [F.RECEIVED, F.but(F.ANSWERED_2, { data: { contents: F.PACK.filter((code) => code !== left) } })],
    })),
    { is: 'not-met', name: 'adjudicated, and closed without an answer', told: [F.RECEIVED, F.ADJUDICATED, F.CLOSED] },
    { is: 'cannot-tell', name: 'a panel was asked for, and no answer is there', told: [F.RECEIVED, F.PANEL_ASKED] },
    { is: 'not-applicable', name: 'never at Stage 2', told: BEFORE },
    { is: 'not-yet-due', name: 'adjudicated today', told: [F.RECEIVED, F.ADJUDICATED], today: '2026-03-13' },
  ])
})

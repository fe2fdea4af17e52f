import { localDate, type FactType, type Store } from '../../engine/index.ts'
import type { NewFact } from '../../engine/case/fact.ts'
import { aCase } from './test-databases-rows.ts'

/*
 * A council's year with a handful of cases of each kind, straight into the store: enough that every section of a report
 * has something to count.
 */

type Told = readonly [on: string, type: FactType, data?: object]

interface SmallCase {
  readonly id: string
  readonly told: readonly Told[]
}

const received = (on: string, byChild = false): Told => [
  on,
  'complaint-received',
  { channel: 'email', oral: false, byChild },
]
const point = (on: string): Told => [on, 'point-recorded', { point: 'P1', text: 'A point.', desiredOutcome: '' }]
const decided = (on: string, outcome: string, stage: string): Told => [
  on,
  'point-decided',
  { point: 'P1', outcome, reason: 'So it was.', remedy: outcome === 'upheld' ? 'apology' : 'none', stage },
]
const closed = (on: string, outcome: string): Told => [on, 'case-closed', { outcome }]
/** All are cases of the one procedure that tests deploy; this says where an adult's goes. */
const begun = (on: string): Told => [on, 'procedure-begun', { from: 'intake', procedure: 'adult-social-care' }]
const triaged = (on: string, service: string): Told => [
  on,
  'complaint-triaged',
  { procedure: 'x', person: 'adult-user', service, reason: 'So it is.' },
]

function child(n: number, on: string, outcome: string | undefined, closedOn: string): SmallCase {
  return {
    id: `SC-2020-0000${n}`,
    told: [
      received(on, n % 2 === 0),
      point(on),
      triaged(on, 'social-work-practice'),
      ...(outcome === undefined
        ? []
        : [
            decided(closedOn, outcome, 'stage-1'),
            [closedOn, 'stage-1-answered', { contents: [], person: 'm1' }] as const,
            [
              closedOn,
              'learning-recorded',
              { area: 'communication', rootCause: 'systems', text: 'Call back.' },
            ] as const,
            closed(closedOn, outcome),
          ]),
    ],
  }
}

function adult(n: number, on: string, outcome: string, closedOn: string): SmallCase {
  return {
    id: `SC-2020-0010${n}`,
    told: [
      received(on),
      begun(on),
      point(on),
      triaged(on, 'support-planning'),
      [on, 'risk-graded', { grade: 'low', reason: 'One person.' }],
      decided(closedOn, outcome, 'adult'),
      [closedOn, 'adult-response-sent', { contents: [], signatory: 'd' }],
      [closedOn, 'cost-recorded', { stage: 'adult', pence: 12_345, what: 'An expert' }],
      closed(closedOn, outcome),
    ],
  }
}

function compliment(n: number, on: string, area: string): SmallCase {
  return {
    id: `SC-2020-0020${n}`,
    told: [
      [
        on,
        'feedback-received',
        { kind: 'compliment', channel: 'email', area, service: 'assessment', captured: 'here' },
      ],
      closed(on, 'recorded'),
    ],
  }
}

const CASES: readonly SmallCase[] = [
  child(1, '2020-04-06', 'upheld', '2020-04-20'),
  child(2, '2020-05-11', 'not-upheld', '2020-08-03'),
  child(3, '2020-06-15', 'upheld', '2020-06-22'),
  child(4, '2020-09-07', 'partly-upheld', '2020-09-18'),
  child(5, '2021-03-15', undefined, ''),
  ...[1, 2, 3, 4, 5, 6].map((n) => adult(n, `2020-0${n + 3}-13`, n > 2 ? 'upheld' : 'not-upheld', `2020-0${n + 3}-24`)),
  ...[1, 2, 3].map((n) => compliment(n, '2020-07-01', 'adult-social-care')),
  compliment(4, '2020-08-03', 'children-social-care'),
  {
    id: 'SC-2020-00301',
    told: [
      [
        '2020-10-05',
        'ombudsman-contact-received',
        { reference: 'L1', body: 'lgsco', about: 'decision', area: 'adult-social-care' },
      ],
      ['2020-10-05', 'ombudsman-decided', { decision: 'upheld', changedFinding: true, summary: 'So it was.' }],
      ['2020-10-06', 'settlement-agreed', { settlement: 'S1', basis: 'ombudsman', pence: 50_000, reason: 'As asked.' }],
    ],
  },
]

/** Adds the cases; everything was recorded at the moment of the store's clock. */
export async function seedSmallYear(store: Store): Promise<void> {
  await store.command(async (unit) => {
    for (const each of CASES) await addCase(unit, each)
  })
}

/** One that was closed with no outcome on record: a report of its year does not come out. */
export const UNDECIDED: SmallCase = {
  id: 'SC-2020-00901',
  told: [received('2020-11-02'), begun('2020-11-02'), point('2020-11-02'), closed('2020-11-20', 'undecided')],
}

/** One more complaint of the year, for what is recorded after a report was frozen. */
export const LATER: SmallCase = adult(8, '2020-12-01', 'upheld', '2020-12-11')

export async function addSmallCase(store: Store, each: SmallCase): Promise<void> {
  await store.command((unit) => addCase(unit, each))
}

type Unit = Parameters<Parameters<Store['command']>[0]>[0]

async function addCase(unit: Unit, { id, told }: SmallCase): Promise<void> {
  unit.insertCase(aCase(id, { receivedOn: localDate(told[0]?.[0] ?? '2020-04-01') }))
  const facts = told.map(([on, type, data = {}]) => ({ type, on: localDate(on), data }) as NewFact)
  await unit.addFacts(id, facts, { recordedBy: 'u1', role: 'complaints-manager' })
}

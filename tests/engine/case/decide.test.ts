/* Over 300 lines: one table of what a case allows and refuses, read side by side. */
import { expect } from 'chai'
import { decide } from '../../../engine/case/index.ts'
import type { NewFact } from '../../../engine/case/fact.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { caseOf, CHILDRENS, fact, found, point, RECEIVED, refusalOf, TO_STAGE_2_ANSWER } from './a-case.ts'

const today = localDate('2026-12-01')

interface Example {
  readonly given: readonly NewFact[]
  readonly when: NewFact | readonly NewFact[]
  readonly refused: string
  readonly why: string
}

function table(examples: readonly Example[]) {
  for (const { given, when, refused, why } of examples) {
    it(`${refused === '' ? 'allowed' : refused}: ${why}`, () => {
      expect(refusalOf(caseOf(...given), [when].flat())).to.equal(refused)
    })
  }
}

const OPEN = [RECEIVED, CHILDRENS, point('1'), point('2')]
const appointed = (role: 'investigating-officer' | 'independent-person' | 'adjudicating-officer', person: string) =>
  fact('2026-04-22', `${role}-appointed`, { person, declaredIndependent: true })
const panel = (...members: readonly [string, boolean, boolean][]) =>
  fact('2026-06-20', 'panel-appointed', {
    members: members.map(([person, independent, chairs]) => ({ person, independent, chairs })),
  })
const closedWith = (outcome: string) => fact('2026-05-01', 'case-closed', { outcome })
const withdrawn = fact('2026-05-01', 'complaint-withdrawn', { channel: 'phone' })
const deferred = (scope: 'all' | 'parts', points: readonly string[] = []) =>
  fact('2026-04-10', 'consideration-deferred', {
    ground: 'court',
    proceedings: 'ZW26C0001',
    scope,
    points,
    reason: 'The court decides the same question.',
  })
const concluded = (on: string) => fact(on, 'proceedings-concluded', { proceedings: 'ZW26C0001' })

describe('receiving a complaint', () => {
  it('records the receipt, the people and the points', () => {
    const decision = decide(
      caseOf(),
      {
        kind: 'receive-complaint',
        on: localDate('2026-04-01'),
        channel: 'phone',
        oral: true,
        byChild: true,
        people: [{ person: 'p1', role: 'complainant' }],
        points: [{ point: '1', text: 'Nobody came.', desiredOutcome: 'Visits' }],
      },
      today,
    )
    expect(decision).to.deep.equal({
      kind: 'facts',
      facts: [
        { type: 'complaint-received', on: '2026-04-01', data: { channel: 'phone', oral: true, byChild: true } },
        { type: 'person-added', on: '2026-04-01', data: { person: 'p1', role: 'complainant' } },
        {
          type: 'point-recorded',
          on: '2026-04-01',
          data: { point: '1', text: 'Nobody came.', desiredOutcome: 'Visits' },
        },
      ],
    })
  })

  table([
    { given: [RECEIVED], when: RECEIVED, refused: 'already-received', why: 'a case has one complaint' },
    { given: [], when: point('1'), refused: 'not-received', why: 'nothing before receipt' },
    {
      given: [RECEIVED],
      when: fact('2026-03-31', 'acknowledgement-sent', { contents: [] }),
      refused: 'before-receipt',
      why: 'a day before the complaint came',
    },
    {
      given: [RECEIVED],
      when: fact('2026-12-02', 'acknowledgement-sent', { contents: [] }),
      refused: 'in-the-future',
      why: 'tomorrow',
    },
    {
      given: [RECEIVED],
      when: fact('2026-12-01', 'acknowledgement-sent', { contents: [] }),
      refused: '',
      why: 'today',
    },
  ])
})

describe('people and appointments', () => {
  table([
    { given: OPEN, when: appointed('investigating-officer', 'io'), refused: '', why: 'somebody without a tie' },
    {
      given: OPEN,
      when: fact('2026-04-22', 'independent-person-appointed', { person: 'ip', declaredIndependent: false }),
      refused: 'independence-not-declared',
      why: 'reg 2: independence must be declared',
    },
    {
      given: [...OPEN, appointed('investigating-officer', 'io')],
      when: appointed('independent-person', 'io'),
      refused: 'roles-not-separate',
      why: 'the investigator is not the independent person',
    },
    {
      given: [...OPEN, appointed('investigating-officer', 'io')],
      when: appointed('adjudicating-officer', 'io'),
      refused: 'roles-not-separate',
      why: 'the investigator does not adjudicate',
    },
    {
      given: [...OPEN, fact('2026-04-14', 'stage-1-answered', { contents: [], person: 'mo' })],
      when: appointed('adjudicating-officer', 'mo'),
      refused: 'roles-not-separate',
      why: 'who answered at Stage 1 does not adjudicate',
    },
    {
      given: [...OPEN, fact('2026-04-02', 'person-added', { person: 'cm', role: 'complaints-manager' })],
      when: appointed('adjudicating-officer', 'cm'),
      refused: 'roles-not-separate',
      why: 'the complaints manager never adjudicates',
    },
    {
      given: [...OPEN, fact('2026-04-02', 'person-added', { person: 'sw', role: 'subject-of-complaint' })],
      when: appointed('investigating-officer', 'sw'),
      refused: 'roles-not-separate',
      why: 'nobody investigates themselves',
    },
    {
      given: [...OPEN, fact('2026-04-02', 'conflict-declared', { person: 'io', reason: 'A cousin' })],
      when: appointed('investigating-officer', 'io'),
      refused: 'conflict-of-interest',
      why: 'a declared conflict',
    },
    {
      given: [
        ...OPEN,
        appointed('investigating-officer', 'io'),
        fact('2026-04-23', 'person-ended', { person: 'io', role: 'investigating-officer', reason: 'Left' }),
      ],
      when: fact('2026-04-24', 'independent-person-appointed', { person: 'io', declaredIndependent: true }),
      refused: 'roles-not-separate',
      why: 'one who took part and left has taken part',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: fact('2026-06-01', 'adjudicating-officer-appointed', { person: 'ao', declaredIndependent: true }),
      refused: '',
      why: 'the same adjudicator again',
    },
    {
      given: OPEN,
      when: fact('2026-04-02', 'person-added', { person: 'x', role: 'independent-person' }),
      refused: 'appointment-needed',
      why: 'no way round the declaration',
    },
    {
      given: OPEN,
      when: fact('2026-04-02', 'person-ended', { person: 'x', role: 'advocate', reason: 'Left' }),
      refused: 'no-such-person',
      why: 'nobody to end',
    },
    {
      given: [...OPEN, fact('2026-04-02', 'person-added', { person: 'sw', role: 'responding-manager' })],
      when: fact('2026-04-03', 'advocate-appointed', { person: 'sw', provider: 'Voices', declaredIndependent: true }),
      refused: 'roles-not-separate',
      why: 'an advocate is not the manager of the service',
    },
    {
      given: OPEN,
      when: fact('2026-04-03', 'advocate-appointed', { person: 'ad', provider: 'Voices', declaredIndependent: false }),
      refused: 'independence-not-declared',
      why: 'nor one with an undeclared tie',
    },
    {
      given: OPEN,
      when: fact('2026-04-03', 'consent-withdrawn', { person: 'p1', body: 'NHS trust' }),
      refused: 'no-consent',
      why: 'nothing to withdraw',
    },
  ])
})

describe('the review panel (SI 2006/1738 reg 19)', () => {
  const three = panel(['a', true, true], ['b', true, false], ['c', true, false])
  table([
    { given: TO_STAGE_2_ANSWER, when: three, refused: '', why: 'three independents, one chairs' },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['b', true, false]),
      refused: 'not-three-members',
      why: 'two',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['b', true, false], ['b', true, false]),
      refused: 'not-three-members',
      why: 'one of them twice',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['b', true, false], ['c', true, false], ['c', true, false]),
      refused: 'not-three-members',
      why: 'three people, one of them named twice',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['b', true, false], ['c', false, false]),
      refused: 'member-not-independent',
      why: 'one is not independent',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['b', true, true], ['c', true, false]),
      refused: 'not-one-chair',
      why: 'two chairs',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, false], ['b', true, false], ['c', true, false]),
      refused: 'not-one-chair',
      why: 'no chair',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: panel(['a', true, true], ['ip', true, false], ['c', true, false]),
      refused: 'independent-person-barred',
      why: 'reg 19(3)',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: fact('2026-06-01', 'panel-chair-appointed', { person: 'ip', declaredIndependent: true }),
      refused: 'independent-person-barred',
      why: 'nor may the independent person chair',
    },
    {
      given: [
        ...TO_STAGE_2_ANSWER,
        fact('2026-06-01', 'panel-chair-appointed', { person: 'z', declaredIndependent: true }),
      ],
      when: three,
      refused: 'chair-differs',
      why: 'the chair was appointed first, and is somebody else',
    },
    {
      given: [
        ...TO_STAGE_2_ANSWER,
        fact('2026-06-01', 'panel-chair-appointed', { person: 'a', declaredIndependent: true }),
      ],
      when: three,
      refused: '',
      why: 'the chair appointed first chairs',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: fact('2026-06-30', 'panel-met', { attendees: [] }),
      refused: 'no-panel',
      why: 'no panel, no meeting',
    },
    {
      given: OPEN,
      when: fact('2026-06-01', 'panel-requested', { channel: 'email', reason: '' }),
      refused: 'stage-2-not-answered',
      why: 'reg 18: after Stage 2',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: fact('2026-06-01', 'panel-requested', { channel: 'email', reason: '' }),
      refused: '',
      why: 'after the Stage 2 answer',
    },
    {
      given: TO_STAGE_2_ANSWER,
      when: fact('2026-06-10', 'panel-date-set', { meetsOn: localDate('2026-06-09') }),
      refused: 'panel-in-the-past',
      why: 'a day gone by',
    },
  ])
})

describe('early referral to the Ombudsman', () => {
  const conditions = {
    robustReport: true,
    completeAdjudication: true,
    significantComplaintsUpheld: true,
    clearActionPlan: true,
    mostDesiredOutcomesAgreed: true,
    complainantAgrees: true,
  }
  const referral = (changed: Partial<typeof conditions>, outcome: 'refer' | 'do-not-refer' = 'refer') =>
    fact('2026-06-01', 'early-referral-decided', { ...conditions, ...changed, outcome })
  table([
    { given: TO_STAGE_2_ANSWER, when: referral({}), refused: '', why: 'all six conditions hold' },
    ...Object.keys(conditions).map((name) => ({
      given: TO_STAGE_2_ANSWER,
      when: referral({ [name]: false }),
      refused: 'early-referral-conditions',
      why: `not without ${name}`,
    })),
    {
      given: TO_STAGE_2_ANSWER,
      when: referral({ complainantAgrees: false }, 'do-not-refer'),
      refused: '',
      why: 'a reasoned no is always possible',
    },
    { given: TO_STAGE_2_ANSWER.slice(0, -1), when: referral({}), refused: 'stage-2-not-answered', why: 'too early' },
    {
      given: [...TO_STAGE_2_ANSWER, found('1', 'not-upheld', '2026-05-23')],
      when: referral({}),
      refused: 'not-upheld',
      why: 'a council that finds itself in the right does not refer',
    },
  ])
})

describe('Stage 2 is a right', () => {
  const rerouted = (to: string) =>
    fact('2026-04-07', 'complaint-rerouted', {
      from: 'children-act',
      to,
      reasonCode: 'classified-in-error',
      reason: 'An error.',
    })
  const begun = (from: string, procedure: string) => fact('2026-04-07', 'procedure-begun', { from, procedure })
  const refusedNow = fact('2026-05-01', 'complaint-refused', { ground: 'repeat', reason: 'The same again.' })
  const answered = fact('2026-04-14', 'stage-1-answered', { contents: [], person: 'mo' })
  table([
    { given: OPEN, when: refusedNow, refused: '', why: 'before Stage 1 is done a refusal is possible' },
    { given: [...OPEN, answered], when: refusedNow, refused: 'stage-2-cannot-be-refused', why: 'after it, not' },
    {
      given: [...OPEN, rerouted('intake'), begun('children-act', 'intake'), begun('intake', 'children-act'), answered],
      when: refusedNow,
      refused: 'stage-2-cannot-be-refused',
      why: 'nor where it came back through intake',
    },
    {
      given: [...OPEN, rerouted('corporate'), begun('children-act', 'corporate'), answered],
      when: refusedNow,
      refused: '',
      why: 'a complaint that went elsewhere is none of this procedure',
    },
    {
      given: [...OPEN, answered],
      when: fact('2026-11-30', 'stage-2-requested', { channel: 'phone', outstandingPoints: [] }),
      refused: '',
      why: 'asked for seven months later: there is no time bar',
    },
    {
      given: [...OPEN, found('1', 'not-upheld'), found('2', 'upheld'), answered, closedWith('partly-upheld')],
      when: fact('2026-11-30', 'stage-2-requested', { channel: 'phone', outstandingPoints: [] }),
      refused: '',
      why: 'asked for after the case was closed',
    },
  ])

  it('opens a closed case again, as a fact of its own', () => {
    const state = caseOf(...OPEN, found('1', 'not-upheld'), found('2', 'upheld'), answered, closedWith('partly-upheld'))
    const request = fact('2026-11-30', 'stage-2-requested', { channel: 'phone', outstandingPoints: [] })
    const decision = decide(state, { kind: 'record-facts', facts: [request] }, today)
    expect(decision.kind === 'facts' && decision.facts.map(({ type }) => type)).to.deep.equal([
      'case-reopened',
      'stage-2-requested',
    ])
  })
})

describe('withdrawing', () => {
  it('is possible from any open state', () => {
    for (const given of [OPEN, TO_STAGE_2_ANSWER, [...OPEN, deferred('all')]]) {
      const decision = decide(
        caseOf(...given),
        { kind: 'withdraw', on: localDate('2026-06-01'), channel: 'phone' },
        today,
      )
      expect(decision.kind).to.equal('facts')
    }
  })

  table([
    { given: [...OPEN, withdrawn], when: withdrawn, refused: 'complaint-withdrawn', why: 'once is enough' },
    { given: [...OPEN, withdrawn], when: point('3'), refused: 'complaint-withdrawn', why: 'no handling afterwards' },
    {
      given: [...OPEN, withdrawn],
      when: fact('2026-05-02', 'withdrawal-confirmed', { contents: [] }),
      refused: '',
      why: 'but the letter that confirms it',
    },
    {
      given: [...OPEN, withdrawn],
      when: fact('2026-05-02', 'safeguarding-raised', { reason: 'A worry remains.' }),
      refused: '',
      why: 'and safety',
    },
    { given: [...OPEN, withdrawn], when: closedWith('withdrawn'), refused: '', why: 'closed as withdrawn' },
    {
      given: [...OPEN, withdrawn],
      when: closedWith('not-upheld'),
      refused: 'outcome-differs',
      why: 'never as not upheld',
    },
  ])
})

describe('deferral for concurrent proceedings (reg 8)', () => {
  const resubmitted = (on: string) => fact(on, 'complaint-resubmitted', {})
  table([
    { given: OPEN, when: deferred('all'), refused: '', why: 'with ground, proceedings and reason' },
    {
      given: OPEN,
      when: fact('2026-04-10', 'consideration-deferred', {
        ground: 'court',
        proceedings: 'ZW26C0001',
        scope: 'all',
        points: [],
        reason: '  ',
      }),
      refused: 'deferral-not-reasoned',
      why: 'no reason',
    },
    { given: OPEN, when: deferred('parts', ['2']), refused: '', why: 'one point of two' },
    { given: OPEN, when: deferred('parts'), refused: 'no-points-named', why: 'parts, and none named' },
    { given: OPEN, when: deferred('parts', ['9']), refused: 'no-such-point', why: 'a point nobody made' },
    { given: [...OPEN, deferred('all')], when: deferred('all'), refused: 'already-deferred', why: 'twice' },
    { given: OPEN, when: concluded('2026-05-01'), refused: 'no-such-deferral', why: 'not waiting for any' },
    {
      given: [...OPEN, deferred('all')],
      when: concluded('2026-04-09'),
      refused: 'before-deferral',
      why: 'over before it',
    },
    { given: OPEN, when: resubmitted('2026-05-02'), refused: 'not-deferred', why: 'nothing to bring back' },
    {
      given: [...OPEN, deferred('all')],
      when: resubmitted('2026-05-02'),
      refused: 'proceedings-not-concluded',
      why: 'the proceedings still run',
    },
  ])

  const examples = [
    { concludedOn: '2026-05-01', on: '2027-05-01', refused: '', why: 'the last day of the year' },
    { concludedOn: '2026-05-01', on: '2027-05-02', refused: 'resubmitted-too-late', why: 'a day more' },
    { concludedOn: '2028-02-29', on: '2029-02-28', refused: '', why: 'from 29 February' },
    { concludedOn: '2028-02-29', on: '2029-03-01', refused: 'resubmitted-too-late', why: 'a day more than that' },
  ]
  for (const { concludedOn, on, refused, why } of examples) {
    it(`ended ${concludedOn}, back on ${on}: ${refused === '' ? 'in time' : refused} (${why})`, () => {
      const state = caseOf(...OPEN, deferred('all'), concluded(concludedOn))
      expect(refusalOf(state, [resubmitted(on)], '2029-12-31')).to.equal(refused)
    })
  }
})

describe('points and their decisions', () => {
  const reported = (...points: readonly string[]) =>
    fact('2026-05-15', 'investigation-report-received', {
      points: points.map((id) => ({
        point: id,
        outcome: 'no-finding' as const,
        reason: 'Nobody was there.',
        remedy: 'none' as const,
      })),
    })
  const adjudicated = (...points: readonly string[]) =>
    fact('2026-05-20', 'complaint-adjudicated', {
      person: 'ao',
      points: points.map((id) => ({
        point: id,
        outcome: 'upheld' as const,
        reason: 'So it was.',
        remedy: 'apology' as const,
      })),
    })
  table([
    { given: OPEN, when: point('1'), refused: 'point-exists', why: 'the same number twice' },
    { given: OPEN, when: found('9', 'upheld'), refused: 'no-such-point', why: 'a decision on nothing' },
    { given: OPEN, when: reported('1', '2'), refused: '', why: 'the report finds on every point' },
    { given: OPEN, when: reported('2'), refused: 'points-undecided', why: 'the report leaves one out' },
    {
      given: [...OPEN, found('2', 'excluded')],
      when: reported('1'),
      refused: '',
      why: 'the report, one not considered',
    },
    { given: OPEN, when: reported('1', '2', '7'), refused: 'no-such-point', why: 'the report finds on nothing' },
    { given: OPEN, when: adjudicated('1', '2'), refused: '', why: 'every point' },
    { given: OPEN, when: adjudicated('1'), refused: 'points-undecided', why: 'one left out' },
    { given: [...OPEN, found('2', 'withdrawn')], when: adjudicated('1'), refused: '', why: 'one withdrawn' },
    { given: OPEN, when: adjudicated('1', '2', '2'), refused: 'point-decided-twice', why: 'one twice' },
    {
      given: [...OPEN, appointed('adjudicating-officer', 'other')],
      when: adjudicated('1', '2'),
      refused: 'not-the-adjudicating-officer',
      why: 'somebody else adjudicates',
    },
    {
      given: OPEN,
      when: fact('2026-04-14', 'point-decided', {
        point: '1',
        stage: 'stage-1',
        outcome: 'upheld',
        reason: 'Yes.',
        remedy: 'payment',
      }),
      refused: 'payment-missing',
      why: 'a payment of nothing',
    },
    {
      given: OPEN,
      when: fact('2026-04-14', 'point-decided', {
        point: '1',
        stage: 'stage-1',
        outcome: 'upheld',
        reason: 'Yes.',
        remedy: 'apology',
        payment: 10_000,
      }),
      refused: 'payment-without-remedy',
      why: 'a payment that no remedy speaks of',
    },
  ])
})

describe('closing and reopening', () => {
  table([
    { given: OPEN, when: closedWith('upheld'), refused: 'points-undecided', why: 'no point decided' },
    {
      given: [...OPEN, found('1', 'upheld')],
      when: closedWith('upheld'),
      refused: 'points-undecided',
      why: 'one open',
    },
    {
      given: [...OPEN, found('1', 'upheld'), found('2', 'withdrawn')],
      when: closedWith('upheld'),
      refused: '',
      why: 'decided or withdrawn',
    },
    {
      given: [...OPEN, found('1', 'upheld'), found('2', 'not-upheld')],
      when: closedWith('upheld'),
      refused: 'outcome-differs',
      why: 'an outcome that the points do not give',
    },
    { given: [RECEIVED], when: closedWith('upheld'), refused: 'no-points', why: 'nothing was ever recorded' },
    { given: [RECEIVED, withdrawn], when: closedWith('withdrawn'), refused: '', why: 'withdrawn before any point was' },
    {
      given: [RECEIVED],
      when: fact('2026-04-02', 'oral-complaint-resolved', {}),
      refused: 'not-oral',
      why: 'a complaint in writing is never put right out of the Regulations',
    },
    {
      given: [fact('2026-04-01', 'complaint-received', { channel: 'phone', oral: true, byChild: false })],
      when: fact('2026-04-02', 'oral-complaint-resolved', {}),
      refused: '',
      why: 'an oral one may be',
    },
    {
      given: OPEN,
      when: fact('2026-05-01', 'case-reopened', { reason: 'x' }),
      refused: 'not-closed',
      why: 'it is open',
    },
    {
      given: [...OPEN, found('1', 'upheld'), found('2', 'upheld'), closedWith('upheld')],
      when: fact('2026-05-02', 'stage-1-extended', { ground: 'complex', reason: 'x', until: localDate('2026-05-10') }),
      refused: 'case-closed',
      why: 'no handling after closing',
    },
    {
      given: [...OPEN, found('1', 'upheld'), found('2', 'upheld'), closedWith('upheld')],
      when: fact('2026-05-02', 'learning-recorded', { area: 'visits', rootCause: 'staffing', text: 'Plan cover.' }),
      refused: '',
      why: 'learning goes on',
    },
  ])

  it('closes with the outcome of the points', () => {
    const state = caseOf(...OPEN, found('1', 'upheld'), found('2', 'not-upheld'))
    expect(decide(state, { kind: 'close-case' }, today)).to.deep.equal({
      kind: 'facts',
      facts: [{ type: 'case-closed', on: '2026-12-01', data: { outcome: 'partly-upheld' } }],
    })
  })
})

describe('correcting a fact', () => {
  const receipt = (on: string) => fact(on, 'complaint-received', { channel: 'email', oral: false, byChild: false })

  it('takes it back and records what is right', () => {
    const replacement = fact('2026-04-15', 'point-decided', {
      point: '1',
      stage: 'stage-1',
      outcome: 'not-upheld',
      reason: 'Typed wrongly.',
      remedy: 'none',
    })
    const decision = decide(
      caseOf(...OPEN, found('1', 'upheld')),
      { kind: 'correct-fact', fact: 'SC-2026-00123/5', reason: 'Wrong box ticked.', replacement },
      today,
    )
    expect(decision).to.deep.equal({
      kind: 'facts',
      facts: [
        { type: 'fact-corrected', on: '2026-12-01', data: { fact: 'SC-2026-00123/5', reason: 'Wrong box ticked.' } },
        replacement,
      ],
    })
  })

  const examples = [
    { fact: 'SC-2026-00123/9', replacement: undefined, refused: 'no-such-fact', why: 'a fact that is not there' },
    { fact: 'SC-2026-00123/1', replacement: undefined, refused: 'receipt-must-be-replaced', why: 'receipt taken away' },
    { fact: 'SC-2026-00123/1', replacement: receipt('2026-03-30'), refused: '', why: 'receipt two days earlier' },
    {
      fact: 'SC-2026-00123/1',
      replacement: receipt('2026-04-02'),
      refused: 'facts-before-receipt',
      why: 'later than its own points',
    },
    { fact: 'SC-2026-00123/1', replacement: receipt('2026-12-02'), refused: 'facts-before-receipt', why: 'tomorrow' },
    { fact: 'SC-2026-00123/3', replacement: CHILDRENS, refused: 'another-type', why: 'a point by a classification' },
    { fact: 'SC-2026-00123/4', replacement: undefined, refused: '', why: 'a point that nobody made' },
  ]
  for (const { fact: id, replacement, refused, why } of examples) {
    it(`${refused === '' ? 'allowed' : refused}: ${why}`, () => {
      const command = {
        kind: 'correct-fact' as const,
        fact: id,
        reason: 'A slip.',
        ...(replacement && { replacement }),
      }
      const decision = decide(caseOf(...OPEN), command, today)
      expect(decision.kind === 'refused' ? decision.reason : '').to.equal(refused)
    })
  }

  it('cannot correct the same fact twice', () => {
    const correction = fact('2026-05-01', 'fact-corrected', { fact: 'SC-2026-00123/4', reason: 'A slip.' })
    expect(refusalOf(caseOf(...OPEN, correction), [correction])).to.equal('already-corrected')
  })
})

describe('several facts at once', () => {
  it('are all recorded or none', () => {
    const decision = decide(caseOf(...OPEN), { kind: 'record-facts', facts: [point('3'), point('3')] }, today)
    expect(decision).to.include({ kind: 'refused', reason: 'point-exists' })
  })

  it('are allowed as the case stands after those before them', () => {
    expect(refusalOf(caseOf(...OPEN), [point('3'), found('3', 'upheld')])).to.equal('')
  })
})

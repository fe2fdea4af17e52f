import { expect } from 'chai'
import {
  InvalidValueError,
  localDate,
  NotFoundError,
  permitClose,
  permitExtension,
  permitHold,
  permitRelease,
} from '../../../engine/index.ts'
import { factsOf, type Told } from './facts.ts'

const CHILD = { procedure: 'children-act' }
const STAGE_1 = 'children-act.stage-1-answer'
const STAGE_2 = 'children-act.stage-2-answer'

/** Due 15 September 2020, ceiling 29 September. */
const received: Told = ['2020-09-01', 'complaint-received']

describe('may the clock be extended?', () => {
  const wanted = { ground: 'complex', reason: 'two services', until: '2020-09-29' }

  it('on its last day, on a permitted ground, to its ceiling: yes', () => {
    expect(permitExtension(factsOf(received), STAGE_1, wanted, localDate('2020-09-15'), CHILD)).to.deep.equal({
      kind: 'permitted',
      clock: `${STAGE_1}@C-1/1`,
      due: '2020-09-15',
      until: '2020-09-29',
      ceiling: '2020-09-29',
      by: 'stage-1-extended',
      noticeRequired: true,
    })
  })

  for (const { because, told = [received], rule = STAGE_1, asked = {}, today = '2020-09-15', reason, message } of [
    { because: 'a day late', today: '2020-09-16', reason: 'too-late', message: /Tuesday 15 September 2020/ },
    {
      because: 'a day beyond the ceiling',
      asked: { until: '2020-09-30' },
      reason: 'extension-beyond-ceiling',
      message: /SI 2006\/1738 reg\. 14 .* Choose a day up to Tuesday 29 September 2020\.$/,
    },
    {
      because: 'another ground',
      asked: { ground: 'leave' },
      reason: 'ground-not-permitted',
      message: /complex, advocate/,
    },
    { because: 'no reason', asked: { reason: ' ' }, reason: 'reason-missing', message: /Say why/ },
    { because: 'no later day', asked: { until: '2020-09-15' }, reason: 'not-later', message: /Choose a later day/ },
    {
      because: 'a second time',
      told: [received, ['2020-09-03', 'stage-1-extended', { ...wanted, until: '2020-09-18' }]],
      reason: 'already-extended',
      message: /once already/,
    },
    {
      because: 'while it waits',
      told: [received, ['2020-09-03', 'advocate-wanted']],
      reason: 'clock-held',
      message: /waiting/,
    },
    {
      because: 'after it was met',
      told: [received, ['2020-09-03', 'stage-1-answered']],
      reason: 'no-running-clock',
      message: /not running/,
    },
    { because: 'before it started', told: [], reason: 'no-running-clock', message: /not started/ },
    {
      because: 'a limit that nothing extends',
      rule: 'children-act.stage-1-limit',
      reason: 'extension-not-permitted',
      message: /no extension is known/,
    },
    {
      because: 'Stage 2 at its ceiling already',
      told: [
        ['2020-07-20', 'stage-2-requested'],
        ['2020-08-20', 'stage-2-extended', { ground: 'x', reason: 'r', until: '2020-10-20' }],
      ],
      rule: STAGE_2,
      asked: { until: '2020-10-21' },
      reason: 'at-the-ceiling',
      message: /the most that is allowed/,
    },
    {
      because: 'an adult who has not agreed',
      rule: 'adult-social-care.response',
      asked: { until: '2021-05-01' },
      reason: 'agreement-missing',
      message: /Ask the complainant/,
    },
  ] as readonly {
    because: string
    told?: readonly Told[]
    rule?: string
    asked?: object
    today?: string
    reason: string
    message: RegExp
  }[]) {
    it(`${because}: no (${reason})`, () => {
      const context = rule.startsWith('adult') ? {} : CHILD
      const answer = permitExtension(factsOf(...told), rule, { ...wanted, ...asked }, localDate(today), context)
      expect(answer).to.include({ kind: 'refused', reason })
      expect(answer).to.have.property('message').that.match(message)
    })
  }

  it('an adult’s response, agreed before the six months end: yes, to any day', () => {
    const asked = { ground: '', reason: 'complex', until: '2022-01-31', agreedByComplainant: true }
    const answer = permitExtension(factsOf(received), 'adult-social-care.response', asked, localDate('2021-02-28'))
    expect(answer).to.include({ kind: 'permitted', until: '2022-01-31', ceiling: undefined })
  })

  it('an unknown rule or a day that does not exist is a mistake, not a refusal', () => {
    expect(() => permitExtension([], 'x.y', wanted, localDate('2020-09-15'))).to.throw(NotFoundError)
    expect(() => permitExtension([], STAGE_1, { ...wanted, until: '31/9/2020' }, localDate('2020-09-15'))).to.throw(
      InvalidValueError,
    )
  })
})

describe('may the clock wait, and go on?', () => {
  const asked = { ground: 'advocate', reason: 'none found yet' }

  it('Stage 1 for an advocate: yes; and it may go on', () => {
    const answer = permitHold(factsOf(received), STAGE_1, asked, localDate('2020-09-15'), CHILD)
    expect(answer).to.deep.equal({ kind: 'permitted', clock: `${STAGE_1}@C-1/1` })
    const held = factsOf(received, ['2020-09-03', 'clock-held', { rule: STAGE_1, ...asked }])
    const release = permitRelease(held, STAGE_1, { reason: 'found' }, localDate('2020-09-20'), CHILD)
    expect(release).to.deep.equal({ kind: 'permitted', clock: `${STAGE_1}@C-1/1` })
  })

  for (const { because, told = [received], rule = STAGE_1, wanted = asked, today = '2020-09-10', reason } of [
    { because: 'for staff shortage', wanted: { ground: 'staff', reason: 'r' }, reason: 'ground-not-permitted' },
    { because: 'Stage 2', told: [['2020-09-01', 'stage-2-requested']], rule: STAGE_2, reason: 'hold-not-permitted' },
    { because: 'twice at once', told: [received, ['2020-09-03', 'advocate-wanted']], reason: 'already-held' },
    {
      because: 'after it started again',
      told: [received, ['2020-09-03', 'advocate-wanted'], ['2020-09-04', 'advocate-appointed']],
      reason: 'already-re-based',
    },
    { because: 'after its last day', today: '2020-09-16', reason: 'too-late' },
    { because: 'without a reason', wanted: { ground: 'advocate', reason: '' }, reason: 'reason-missing' },
  ] as readonly {
    because: string
    told?: readonly Told[]
    rule?: string
    wanted?: { ground: string; reason: string }
    today?: string
    reason: string
  }[]) {
    it(`${because}: no (${reason})`, () => {
      expect(permitHold(factsOf(...told), rule, wanted, localDate(today), CHILD)).to.include({
        kind: 'refused',
        reason,
      })
    })
  }

  it('a clock that does not wait cannot be let go on', () => {
    const answer = permitRelease(factsOf(received), STAGE_1, { reason: 'r' }, localDate('2020-09-10'), CHILD)
    expect(answer).to.include({ kind: 'refused', reason: 'not-held' })
  })
})

describe('may the case be closed?', () => {
  const late: readonly Told[] = [received, ['2020-09-02', 'acknowledgement-sent'], ['2020-09-28', 'stage-1-answered']]
  const why = { rule: STAGE_1, reasonCode: 'staff-capacity', reason: 'two people off sick' }

  it('with nothing late: yes, and what is still open is shown', () => {
    const answer = permitClose(
      factsOf(received, ['2020-09-02', 'acknowledgement-sent']),
      localDate('2020-09-10'),
      {},
      CHILD,
    )
    expect(answer).to.have.property('kind', 'permitted')
    expect(answer.kind === 'permitted' && answer.open.map(({ rule }) => rule)).to.deep.equal([
      STAGE_1,
      'children-act.stage-1-limit',
    ])
  })

  it('with a late answer and no reason: no, and it says which, by what clause, and what to do', () => {
    expect(permitClose(factsOf(...late), localDate('2020-10-01'), {}, CHILD)).to.deep.equal({
      kind: 'refused',
      reason: 'lateness-reason-missing',
      message:
        'SI 2006/1738 reg. 14 asks for our answer at Stage 1 by Tuesday 15 September 2020; this was kept on Monday 28 September 2020. Record the reason for each of these, and then close the case.',
    })
  })

  it('with the reason on record, or given with the closing: yes', () => {
    const recorded = factsOf(...late, ['2020-09-28', 'lateness-reason-recorded', why])
    expect(permitClose(recorded, localDate('2020-10-01'), {}, CHILD)).to.have.property('kind', 'permitted')
    const given = permitClose(factsOf(...late), localDate('2020-10-01'), { latenessReasons: [why] }, CHILD)
    expect(given.kind === 'permitted' && given.late.map(({ rule }) => rule)).to.deep.equal([STAGE_1])
  })

  it('one reason serves the 10 and the 20 days of one answer, and no other stage', () => {
    const both = factsOf(received, ['2020-09-02', 'acknowledgement-sent'], ['2020-10-28', 'stage-1-answered'])
    const today = localDate('2020-11-01')
    const notice = { rule: 'children-act.stage-2-right-notice', reasonCode: 'x', reason: 'r' }
    expect(permitClose(both, today, { latenessReasons: [why, notice] }, CHILD)).to.have.property('kind', 'permitted')
    const other = { ...why, rule: STAGE_2 }
    expect(permitClose(both, today, { latenessReasons: [other, notice] }, CHILD)).to.have.property('kind', 'refused')
  })

  it('a reason from before the last day passed does not serve', () => {
    const early = factsOf(...late, ['2020-09-14', 'lateness-reason-recorded', why])
    expect(permitClose(early, localDate('2020-10-01'), {}, CHILD)).to.have.property('kind', 'refused')
  })

  it('a window that lapsed needs no reason', () => {
    const lapsed = factsOf(received, ['2020-09-02', 'acknowledgement-sent'], ['2020-09-10', 'stage-1-answered'])
    expect(permitClose(lapsed, localDate('2020-12-01'), {}, CHILD)).to.have.property('kind', 'permitted')
  })

  it('nor does a request for Stage 2 that came late, or a reminder of the council’s own', () => {
    const told = factsOf(
      received,
      ['2020-09-02', 'acknowledgement-sent'],
      ['2020-09-10', 'stage-1-answered'],
      ['2020-11-30', 'stage-2-requested'],
      ['2020-12-01', 'stage-2-answered'],
    )
    const reminder = {
      id: 'children-act.local.word',
      title: 'A word',
      workingDays: 1,
      calendar: 'children-act',
      startedBy: 'complaint-received',
      metBy: 'stage-2-answered',
    }
    for (const local of [reminder, { ...reminder, reminds: true }]) {
      const answer = permitClose(told, localDate('2020-12-02'), {}, { ...CHILD, local: [local] })
      expect(answer).to.have.property('kind', 'permitted')
    }
  })
})

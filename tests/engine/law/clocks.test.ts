/* Over 300 lines: one table of stories and the clocks that come of them. */
import { expect } from 'chai'
import { clocks, localDate, type ClockContext, type LegalClock } from '../../../engine/index.ts'
import { factsOf, type Told } from './facts.ts'

const CHILD: ClockContext = { procedure: 'children-act' }
const STAGE_1 = 'children-act.stage-1-answer'
const LIMIT_1 = 'children-act.stage-1-limit'
const STAGE_2 = 'children-act.stage-2-answer'

/** Received Tuesday 1 September 2020: due 15 September, ceiling 29 September; no holiday between. */
const received: Told = ['2020-09-01', 'complaint-received']

interface Example {
  readonly because: string
  readonly told: readonly Told[]
  readonly today: string
  readonly rule?: string
  readonly context?: ClockContext
  readonly is: Partial<LegalClock> | Record<string, unknown>
}

const EXTENSIONS: readonly Example[] = [
  {
    because: 'an extension on the due day, on a permitted ground, moves the last day',
    told: [received, ['2020-09-15', 'stage-1-extended', extended('complex', '2020-09-29')]],
    today: '2020-09-20',
    is: { due: '2020-09-29', status: 'running', timeliness: 'in-extension', extendedBy: 'C-1/2' },
  },
  {
    because: 'while the first ten days run an extended clock is in time, not in extension',
    told: [received, ['2020-09-02', 'stage-1-extended', extended('advocate', '2020-09-29')]],
    today: '2020-09-15',
    is: { due: '2020-09-29', timeliness: 'in-time' },
  },
  {
    because: 'an extension a day late is recorded and moves nothing',
    told: [received, ['2020-09-16', 'stage-1-extended', extended('complex', '2020-09-29')]],
    today: '2020-09-20',
    is: { due: '2020-09-15', status: 'breached', timeliness: 'breach', extendedBy: undefined },
  },
  {
    because: 'a ground that the law does not know moves nothing',
    told: [received, ['2020-09-10', 'stage-1-extended', extended('holidays', '2020-09-29')]],
    today: '2020-09-20',
    is: { due: '2020-09-15', status: 'breached' },
  },
  {
    because: 'a day beyond the ceiling counts to the ceiling and no further',
    told: [received, ['2020-09-10', 'stage-1-extended', extended('complex', '2020-10-30')]],
    today: '2020-09-20',
    is: { due: '2020-09-29', status: 'running' },
  },
  {
    because: 'Stage 1 is extended once',
    told: [
      received,
      ['2020-09-10', 'stage-1-extended', extended('complex', '2020-09-18')],
      ['2020-09-17', 'stage-1-extended', extended('complex', '2020-09-29')],
    ],
    today: '2020-09-21',
    is: { due: '2020-09-18', status: 'breached', extendedBy: 'C-1/2' },
  },
  {
    because: 'Stage 2 may be extended again, within its ceiling',
    told: [
      ['2020-10-12', 'stage-2-requested'],
      ['2020-11-10', 'stage-2-extended', extended('', '2020-12-01')],
      ['2020-12-01', 'stage-2-extended', extended('', '2021-01-14')],
    ],
    today: '2020-12-02',
    rule: STAGE_2,
    is: { due: '2021-01-14', status: 'running', extendedBy: 'C-1/3' },
  },
]

const ADVOCATE: readonly Example[] = [
  {
    because: 'an advocate who is wanted holds the clock',
    told: [received, ['2020-09-03', 'advocate-wanted']],
    today: '2020-12-01',
    is: { status: 'held', timeliness: 'paused', heldSince: '2020-09-03', heldOn: 'advocate' },
  },
  {
    because: 'an advocate who is appointed starts it again on that day',
    told: [received, ['2020-09-03', 'advocate-wanted'], ['2020-09-09', 'advocate-appointed']],
    today: '2020-09-10',
    is: { status: 'running', startedOn: '2020-09-09', due: '2020-09-23', ceiling: '2020-10-07', rebasedBy: 'C-1/3' },
  },
  {
    because: 'wanted and appointed on one day re-bases it, in whichever order they were recorded',
    told: [received, ['2020-09-03', 'advocate-appointed'], ['2020-09-03', 'advocate-wanted']],
    today: '2020-09-10',
    is: { status: 'running', startedOn: '2020-09-03', due: '2020-09-17', rebasedBy: 'C-1/2' },
  },
  {
    because: 'the limit of 20 days starts again with it',
    told: [received, ['2020-09-03', 'advocate-wanted'], ['2020-09-09', 'advocate-appointed']],
    today: '2020-09-10',
    rule: LIMIT_1,
    is: { status: 'running', due: '2020-10-07' },
  },
  {
    because: 'an advocate whom nobody waited for moves nothing',
    told: [received, ['2020-09-09', 'advocate-appointed']],
    today: '2020-09-10',
    is: { status: 'running', startedOn: '2020-09-01', due: '2020-09-15', rebasedBy: undefined },
  },
  {
    because: 'it starts again once: a second advocate moves nothing',
    told: [
      received,
      ['2020-09-03', 'advocate-wanted'],
      ['2020-09-09', 'advocate-appointed'],
      ['2020-09-14', 'advocate-wanted'],
      ['2020-09-21', 'advocate-appointed'],
    ],
    today: '2020-09-22',
    is: { status: 'running', due: '2020-09-23', rebasedBy: 'C-1/3' },
  },
  {
    // 4, 7, 8, 9 September are left out: 4 working days in (3, 9]
    because: 'advocacy declined after all leaves out the days of waiting',
    told: [received, ['2020-09-03', 'advocate-wanted'], ['2020-09-09', 'advocacy-declined']],
    today: '2020-09-10',
    is: { status: 'running', startedOn: '2020-09-01', due: '2020-09-21', ceiling: '2020-10-05' },
  },
  {
    because: 'an advocate who is wanted after the last day does not undo the breach',
    told: [received, ['2020-09-16', 'advocate-wanted'], ['2020-09-17', 'advocate-appointed']],
    today: '2020-09-18',
    is: { status: 'breached', due: '2020-09-15', lateByWorkingDays: 3 },
  },
  {
    because: 'an extension that was told stands when it is later than the new last day',
    told: [
      received,
      ['2020-09-02', 'stage-1-extended', extended('advocate', '2020-09-29')],
      ['2020-09-03', 'advocate-wanted'],
      ['2020-09-04', 'advocate-appointed'],
    ],
    today: '2020-09-10',
    is: { due: '2020-09-29', startedOn: '2020-09-04' },
  },
]

const HOLDS: readonly Example[] = [
  {
    because: 'a hold by hand works on the ground that the law knows, and for both clocks of the answer',
    told: [received, ['2020-09-03', 'clock-held', held('advocate')]],
    today: '2020-09-10',
    rule: LIMIT_1,
    is: { status: 'held', heldSince: '2020-09-03' },
  },
  {
    because: 'a ground that the law does not know holds nothing',
    told: [received, ['2020-09-03', 'clock-held', held('staff shortage')]],
    today: '2020-09-16',
    is: { status: 'breached', due: '2020-09-15' },
  },
  {
    because: 'no pandemic, no Christmas, nothing holds Stage 2',
    told: [
      ['2020-10-12', 'stage-2-requested'],
      ['2020-10-13', 'clock-held', { rule: STAGE_2, ground: 'advocate', reason: 'r' }],
    ],
    today: '2020-11-17',
    rule: STAGE_2,
    is: { status: 'breached', due: '2020-11-16' },
  },
  {
    because: 'released, it goes on with the time that it had left',
    told: [
      received,
      ['2020-09-03', 'clock-held', held('advocate')],
      ['2020-09-09', 'clock-released', { rule: STAGE_1, reason: 'r' }],
    ],
    today: '2020-09-10',
    is: { status: 'running', due: '2020-09-21' },
  },
  {
    because: 'met while it waits is met in time',
    told: [received, ['2020-09-03', 'advocate-wanted'], ['2020-10-30', 'stage-1-answered']],
    today: '2020-11-10',
    is: { status: 'met', metOn: '2020-10-30', lateByWorkingDays: 0 },
  },
  {
    // the working days in (18 March, 29 June 2020] are 69
    because: 'the Ombudsman’s own pause moves the Ombudsman’s own timers',
    told: [
      ['2020-03-16', 'ombudsman-enquiry-received', { reference: 'R1' }],
      ['2020-03-18', 'clock-held', { rule: 'ombudsman.enquiry', ground: 'ombudsman-pause', reason: 'r' }],
      ['2020-06-29', 'clock-released', { rule: 'ombudsman.enquiry', reason: 'r' }],
    ],
    today: '2020-06-30',
    rule: 'ombudsman.enquiry',
    is: { status: 'running', due: '2020-07-23' },
  },
]

const ENDINGS: readonly Example[] = [
  {
    because: 'on the last day it still runs',
    told: [received],
    today: '2020-09-15',
    is: { status: 'running', timeliness: 'in-time', elapsedWorkingDays: 10, lateByWorkingDays: 0 },
  },
  {
    because: 'on the day after it is breached',
    told: [received],
    today: '2020-09-16',
    is: { status: 'breached', timeliness: 'breach', lateByWorkingDays: 1 },
  },
  {
    because: 'an answer on the last day is in time',
    told: [received, ['2020-09-15', 'stage-1-answered']],
    today: '2020-10-01',
    is: { status: 'met', timeliness: 'in-time', metOn: '2020-09-15', metBy: 'C-1/2', elapsedWorkingDays: 10 },
  },
  {
    because: 'an answer on the Saturday after a Friday is late, by no working day',
    told: [
      ['2020-09-04', 'complaint-received'],
      ['2020-09-19', 'stage-1-answered'],
    ],
    today: '2020-10-01',
    is: { due: '2020-09-18', status: 'met-late', timeliness: 'breach', lateByWorkingDays: 0 },
  },
  {
    because: 'a complainant who agreed to wait makes it a breach with consent, not compliance',
    told: [
      received,
      ['2020-09-14', 'complainant-agreed-to-wait', { rule: STAGE_1, until: '2020-10-16' }],
      ['2020-10-16', 'stage-1-answered'],
    ],
    today: '2020-10-20',
    is: { status: 'met-late', timeliness: 'breach-consented', due: '2020-09-15', consentedUntil: '2020-10-16' },
  },
  {
    because: 'agreeing to wait for the answer covers the limit of 20 days too',
    told: [received, ['2020-09-14', 'complainant-agreed-to-wait', { rule: STAGE_1, until: '2020-10-16' }]],
    today: '2020-10-16',
    rule: LIMIT_1,
    is: { status: 'breached', timeliness: 'breach-consented' },
  },
  {
    because: 'after the day that was agreed it is a breach like any other',
    told: [received, ['2020-09-14', 'complainant-agreed-to-wait', { rule: STAGE_1, until: '2020-10-16' }]],
    today: '2020-10-17',
    is: { status: 'breached', timeliness: 'breach' },
  },
  {
    because: 'a withdrawal in time stops it',
    told: [received, ['2020-09-10', 'complaint-withdrawn']],
    today: '2020-10-20',
    is: { status: 'stopped', endedOn: '2020-09-10', endedBy: 'C-1/2', timeliness: undefined },
  },
  {
    because: 'a withdrawal after the last day leaves the breach on record, no longer growing',
    told: [received, ['2020-09-17', 'complaint-withdrawn']],
    today: '2020-10-20',
    is: { status: 'breached', endedOn: '2020-09-17', lateByWorkingDays: 2 },
  },
  {
    because: 'answered and closed on one day is answered',
    told: [received, ['2020-09-10', 'case-closed'], ['2020-09-10', 'stage-1-answered']],
    today: '2020-10-20',
    is: { status: 'met', metOn: '2020-09-10' },
  },
  {
    because: 'a case that is reopened owes its answer again, from the day it always did',
    told: [received, ['2020-09-10', 'case-closed'], ['2020-09-20', 'case-reopened']],
    today: '2020-09-21',
    is: { status: 'breached', due: '2020-09-15' },
  },
  {
    because: 'early resolution is a way of working and moves no clock',
    told: [received, ['2020-09-10', 'early-resolution-tried', { outcome: 'not-resolved', reason: 'r' }]],
    today: '2020-09-16',
    is: { status: 'breached', due: '2020-09-15' },
  },
]

const DEFERRAL: readonly Example[] = [
  {
    because: 'a deferral of the whole complaint voids the clock',
    told: [received, ['2020-09-08', 'consideration-deferred', deferred('all')]],
    today: '2020-12-01',
    is: { status: 'void', voidedBy: 'C-1/2', timeliness: undefined },
  },
  {
    because: 'a deferral of parts leaves it running for the rest',
    told: [received, ['2020-09-08', 'consideration-deferred', deferred('parts')]],
    today: '2020-09-09',
    is: { status: 'running', due: '2020-09-15' },
  },
  {
    because: 'a deferral after the last day does not wipe out the breach',
    told: [received, ['2020-09-17', 'consideration-deferred', deferred('all')]],
    today: '2020-12-01',
    is: { status: 'breached', voidedBy: 'C-1/2', lateByWorkingDays: 2 },
  },
]

for (const [name, examples] of Object.entries({
  'an extension': EXTENSIONS,
  'an advocate': ADVOCATE,
  'a hold': HOLDS,
  'an ending': ENDINGS,
  'a deferral': DEFERRAL,
})) {
  describe(`the clock ledger: ${name}`, () => {
    for (const { because, told, today, rule = STAGE_1, context = CHILD, is } of examples) {
      it(because, () => {
        const [clock] = clocks(factsOf(...told), localDate(today), context).filter((each) => each.rule === rule)
        expect(clock).to.deep.include(is)
      })
    }
  })
}

describe('the clock ledger: several clocks of one rule', () => {
  it('a complaint that comes back after a deferral starts anew, beside the void one', () => {
    const facts = factsOf(
      received,
      ['2020-09-08', 'consideration-deferred', deferred('all')],
      ['2021-03-10', 'proceedings-concluded', { proceedings: 'P1' }],
      ['2021-04-01', 'complaint-resubmitted'],
    )
    const all = clocks(facts, localDate('2021-04-06'), CHILD)
    expect(rows(all, STAGE_1)).to.deep.equal([
      ['C-1/1', 'void', '2020-09-15'],
      ['C-1/4', 'running', '2021-04-19'],
    ])
    expect(rows(all, 'children-act.resubmission')).to.deep.equal([['C-1/3', 'met', '2022-03-10']])
  })

  it('a second request for Stage 2 is a clock of its own, and one answer meets both', () => {
    const facts = factsOf(
      ['2020-10-12', 'stage-2-requested'],
      ['2020-10-19', 'stage-2-requested'],
      ['2020-11-20', 'stage-2-answered'],
    )
    expect(rows(clocks(facts, localDate('2020-12-01'), CHILD), STAGE_2)).to.deep.equal([
      ['C-1/1', 'met-late', '2020-11-16'],
      ['C-1/2', 'met', '2020-11-23'],
    ])
  })

  it('an answer on the day of a new request answers the old one only', () => {
    const facts = factsOf(
      ['2020-10-12', 'stage-2-requested'],
      ['2020-11-02', 'stage-2-answered'],
      ['2020-11-02', 'stage-2-requested'],
    )
    expect(rows(clocks(facts, localDate('2020-11-03'), CHILD), STAGE_2)).to.deep.equal([
      ['C-1/1', 'met', '2020-11-16'],
      ['C-1/3', 'running', '2020-12-07'],
    ])
  })

  it('hearing of one complaint twice moves nothing', () => {
    const facts = factsOf(received, ['2020-09-10', 'complaint-received'])
    expect(rows(clocks(facts, localDate('2020-09-11'), CHILD), STAGE_1)).to.deep.equal([
      ['C-1/1', 'running', '2020-09-15'],
    ])
  })

  it('a meeting that is moved counts its papers anew; papers that were sent were sent', () => {
    const facts = factsOf(
      ['2021-02-10', 'panel-requested'],
      ['2021-02-15', 'panel-date-set', { meetsOn: '2021-03-10' }],
      ['2021-02-23', 'panel-papers-sent'],
      ['2021-03-01', 'panel-date-set', { meetsOn: '2021-03-24' }],
    )
    expect(rows(clocks(facts, localDate('2021-03-02'), CHILD), 'children-act.panel-papers')).to.deep.equal([
      ['C-1/2', 'met', '2021-02-24'],
      ['C-1/4', 'met', '2021-03-10'],
    ])
    const unsent = facts.filter(({ type }) => type !== 'panel-papers-sent')
    expect(rows(clocks(unsent, localDate('2021-03-02'), CHILD), 'children-act.panel-papers')).to.deep.equal([
      ['C-1/2', 'superseded', '2021-02-24'],
      ['C-1/4', 'running', '2021-03-10'],
    ])
  })

  it('each body signs its own part', () => {
    const facts = factsOf(
      ['2026-03-02', 'joint-draft-circulated', { bodies: ['trust', 'icb'] }],
      ['2026-03-05', 'part-signed-off', { body: 'icb' }],
    )
    const all = clocks(facts, localDate('2026-03-10'), { procedure: 'nhs-joint' })
    expect(all.map(({ id, status, due }) => [id, status, due])).to.deep.equal([
      ['nhs-joint.sign-off@C-1/1/trust', 'breached', '2026-03-09'],
      ['nhs-joint.sign-off@C-1/1/icb', 'met', '2026-03-09'],
    ])
  })

  it('consent is chased after 5 and 10 working days of the first request', () => {
    const facts = factsOf(
      ['2026-03-02', 'consent-asked', { person: 'p1', body: 'trust' }],
      ['2026-03-09', 'consent-asked', { person: 'p1', body: 'trust' }],
    )
    const all = clocks(facts, localDate('2026-03-10'), { procedure: 'nhs-joint' })
    expect(all.map(({ rule, status, due }) => [rule, status, due])).to.deep.equal([
      ['nhs-joint.consent-first-chase', 'met', '2026-03-09'],
      ['nhs-joint.consent-second-chase', 'running', '2026-03-16'],
    ])
  })

  it('the Ombudsman’s enquiry goes by the day in its letter, or else by 20 working days', () => {
    const facts = factsOf(
      ['2020-07-01', 'ombudsman-enquiry-received', { reference: 'R1' }],
      ['2020-07-01', 'ombudsman-enquiry-received', { reference: 'R2', replyBy: '2020-07-10' }],
      ['2020-07-10', 'ombudsman-enquiry-answered', { reference: 'R2' }],
    )
    expect(rows(clocks(facts, localDate('2020-07-11'), CHILD), 'ombudsman.enquiry')).to.deep.equal([
      ['C-1/1', 'running', '2020-07-29'],
      ['C-1/2', 'met', '2020-07-10'],
    ])
  })

  it('a stage that the Ombudsman reopens has the day that it set', () => {
    const facts = factsOf(
      ['2021-06-01', 'ombudsman-directed', { stage: 'stage-2', dueOn: '2021-07-16' }],
      ['2021-07-19', 'stage-2-answered'],
    )
    expect(rows(clocks(facts, localDate('2021-08-01'), CHILD), 'ombudsman.directed-stage-2')).to.deep.equal([
      ['C-1/1', 'met-late', '2021-07-16'],
    ])
  })

  it('a reminder of the council’s own passes without anything being late', () => {
    const target = {
      id: 'children-act.local.word',
      title: 'A word',
      workingDays: 20,
      calendar: 'children-act',
      startedBy: 'complaint-received',
      metBy: 'stage-2-answered',
    }
    const statusOf = (reminds: boolean) =>
      clocks(factsOf(received), localDate('2020-12-02'), { ...CHILD, local: [{ ...target, reminds }] })
        .filter(({ rule }) => rule === target.id)
        .map(({ status, timeliness }) => [status, timeliness])
    expect(statusOf(false)).to.deep.equal([['breached', 'breach']])
    expect(statusOf(true)).to.deep.equal([['lapsed', undefined]])
  })

  it('nobody waits for a word of how it stands once the response is sent, until the case is reopened', () => {
    const facts = factsOf(
      received,
      ['2020-10-05', 'notice-sent', { kind: 'adult-plan-agreed', mode: 'email', contents: [] }],
      ['2020-10-20', 'adult-response-sent', { contents: [], signatory: 'chief-executive' }],
      ['2020-10-20', 'complainant-told', { mode: 'email' }],
    )
    const updates = (all: typeof facts) =>
      clocks(all, localDate('2020-12-02'), { procedure: 'adult-social-care' })
        .filter(({ rule }) => rule === 'adult-social-care.update')
        .map(({ status, due }) => [status, due])
    // 20 working days after Monday 5 October 2020: 2 November.
    expect(updates(facts)).to.deep.equal([['met', '2020-11-02']])
    const again = factsOf(
      received,
      ['2020-10-20', 'adult-response-sent', { contents: [], signatory: 'chief-executive' }],
      ['2020-11-02', 'case-reopened', { reason: 'r' }],
      ['2020-11-02', 'notice-sent', { kind: 'adult-reopened', mode: 'email', contents: [] }],
    )
    // 20 working days after Monday 2 November 2020: 30 November.
    expect(updates(again)).to.deep.equal([['breached', '2020-11-30']])
  })

  it('a council’s own target starts only where the starting fact says so', () => {
    const low = {
      id: 'adult-social-care.local.response-low',
      title: 'A response to a low risk',
      workingDays: 30,
      calendar: 'adult-social-care',
      startedBy: 'risk-graded',
      metBy: 'adult-response-sent',
      onlyWhere: { property: 'grade', is: 'low' },
    }
    const dueFor = (grade: string) =>
      clocks(factsOf(received, ['2020-10-05', 'risk-graded', { grade, reason: 'r' }]), localDate('2020-12-02'), {
        procedure: 'adult-social-care',
        local: [low],
      })
        .filter(({ rule }) => rule === low.id)
        .map(({ due }) => due)
    // 30 working days after Monday 5 October 2020: six weeks, no bank holiday among them.
    expect(dueFor('low')).to.deep.equal(['2020-11-16'])
    expect(dueFor('high')).to.deep.equal([])
  })

  it('a notice about one time limit of an answer serves for another of the same answer', () => {
    const facts = factsOf(
      received,
      ['2020-10-12', 'stage-2-requested'],
      ['2020-11-17', 'lateness-notice-sent', { rule: 'children-act.stage-2-answer', reason: 'r' }],
      ['2020-11-23', 'lateness-notice-sent', { rule: 'children-act.stage-2-answer-from-record', reason: 'r' }],
      ['2020-12-01', 'lateness-notice-sent', { rule: 'children-act.stage-2-answer', reason: 'r' }],
    )
    const again = clocks(facts, localDate('2020-12-02'), CHILD).filter(
      ({ rule }) => rule === 'children-act.lateness-notice-again',
    )
    expect(again.map(({ status }) => status)).to.deep.equal(['met', 'met', 'running'])
  })

  it('no further notice is owed once what was late is done, whatever else is still to come', () => {
    const facts = factsOf(
      received,
      ['2020-09-07', 'lateness-notice-sent', { rule: 'children-act.acknowledgement', reason: 'r' }],
      ['2020-09-08', 'acknowledgement-sent'],
    )
    const again = clocks(facts, localDate('2020-12-02'), CHILD).filter(
      ({ rule }) => rule === 'children-act.lateness-notice-again',
    )
    expect(again.map(({ status }) => status)).to.deep.equal(['stopped'])
  })

  it('a second lateness notice is due ten working days after the first, and the answer ends it', () => {
    const facts = factsOf(
      received,
      ['2020-09-16', 'lateness-notice-sent', { rule: STAGE_1, reason: 'r' }],
      ['2020-09-29', 'lateness-notice-sent', { rule: STAGE_1, reason: 'r' }],
      ['2020-10-05', 'stage-1-answered'],
    )
    expect(rows(clocks(facts, localDate('2020-10-06'), CHILD), 'children-act.lateness-notice-again')).to.deep.equal([
      ['C-1/2', 'met', '2020-09-30'],
      ['C-1/3', 'stopped', '2020-10-13'],
    ])
  })

  it('day 20 without an answer asks for word of the right to Stage 2 on the next working day', () => {
    const rule = 'children-act.stage-2-right-notice'
    expect(rows(clocks(factsOf(received), localDate('2020-09-29'), CHILD), rule)).to.deep.equal([])
    expect(rows(clocks(factsOf(received), localDate('2020-09-30'), CHILD), rule)).to.deep.equal([
      ['C-1/1', 'running', '2020-09-30'],
    ])
    const told = factsOf(received, ['2020-09-29', 'stage-2-right-notified'])
    expect(rows(clocks(told, localDate('2020-10-02'), CHILD), rule)).to.deep.equal([['C-1/1', 'met', '2020-09-30']])
  })
})

describe('the clock ledger: which law counts', () => {
  it('every law that could, while nothing says which', () => {
    const found = clocks(factsOf(received), localDate('2020-09-02'))
    expect(found.map(({ rule }) => rule)).to.include.members([
      STAGE_1,
      'adult-social-care.response',
      'public-health.response',
    ])
    expect(found.map(({ rule }) => rule)).to.not.include('data-protection.complaint-acknowledgement')
  })

  it('that of the procedure to which the complaint was classified', () => {
    const facts = factsOf(received, ['2020-09-02', 'complaint-classified', { procedure: 'AD' }])
    expect(clocks(facts, localDate('2020-09-02')).map(({ rule }) => rule)).to.deep.equal([
      'adult-social-care.acknowledgement',
      'adult-social-care.response',
    ])
  })

  it('after a re-route the old clocks stop and the new ones count from the first receipt', () => {
    const facts = factsOf(
      ['2026-09-01', 'complaint-received'],
      ['2026-09-01', 'complaint-classified', { procedure: 'children-act' }],
      [
        '2026-09-04',
        'complaint-rerouted',
        { from: 'children-act', to: 'complaint-handling-code', reasonCode: 'x', reason: 'r' },
      ],
    )
    expect(clocks(facts, localDate('2026-09-07')).map(({ rule, status, due }) => [rule, status, due])).to.deep.equal([
      ['children-act.acknowledgement', 'stopped', '2026-09-04'],
      [STAGE_1, 'stopped', '2026-09-15'],
      [LIMIT_1, 'stopped', '2026-09-29'],
      ['complaint-handling-code.stage-1-acknowledgement', 'running', '2026-09-08'],
    ])
  })

  it('a council’s closure days move its own target, and no law', () => {
    const closureDays = ['2021-12-29', '2021-12-30', '2021-12-31'].map(localDate)
    const facts = factsOf(['2021-12-24', 'complaint-received'])
    const all = clocks(facts, localDate('2021-12-25'), { ...CHILD, closureDays })
    expect(all.map(({ rule, due }) => [rule, due])).to.deep.equal([
      ['children-act.acknowledgement', '2022-01-06'],
      [STAGE_1, '2022-01-12'],
      [LIMIT_1, '2022-01-26'],
    ])
  })
})

describe('the clock ledger: what it is computed from', () => {
  const told: readonly Told[] = [
    received,
    ['2020-09-01', 'advocate-wanted'],
    ['2020-09-03', 'advocate-appointed'],
    ['2020-09-03', 'stage-1-extended', extended('complex', '2020-10-01')],
    ['2020-09-03', 'acknowledgement-sent'],
    ['2020-10-01', 'stage-1-answered'],
    ['2020-10-01', 'stage-2-requested'],
    ['2020-10-01', 'lateness-reason-recorded', { rule: STAGE_1, reasonCode: 'staff', reason: 'r' }],
  ]
  const facts = factsOf(...told)
  const today = localDate('2020-10-02')

  it('the same facts give the same clocks in whatever order they come', () => {
    const expected = JSON.stringify(clocks(facts, today, CHILD))
    for (let turn = 0; turn < facts.length; turn += 1) {
      const turned = [...facts.slice(turn), ...facts.slice(0, turn)]
      expect(JSON.stringify(clocks(turned, today, CHILD))).to.equal(expected)
      expect(JSON.stringify(clocks(turned.toReversed(), today, CHILD))).to.equal(expected)
    }
  })

  it('the order in which facts of one day were recorded changes no date and no status', () => {
    const outcome = (order: readonly Told[]) =>
      clocks(factsOf(...order), today, CHILD)
        .map(({ rule, due, status, lateByWorkingDays }) => [rule, due, status, lateByWorkingDays].join(' '))
        .sort()
    const swapped = [told[1]!, told[0]!, told[4]!, told[2]!, told[3]!, told[7]!, told[6]!, told[5]!]
    expect(outcome(swapped)).to.deep.equal(outcome(told))
  })

  it('a day in the past shows what stood then', () => {
    const [then] = clocks(facts, localDate('2020-09-02'), CHILD).filter(({ rule }) => rule === STAGE_1)
    expect(then).to.include({ status: 'held', heldSince: '2020-09-01' })
  })

  it('a fact that was corrected no longer counts, and a correction that was corrected does not', () => {
    const wrong = factsOf(
      received,
      ['2020-09-14', 'stage-1-answered'],
      ['2020-09-15', 'fact-corrected', { fact: 'C-1/2', reason: 'another case' }],
    )
    expect(rows(clocks(wrong, localDate('2020-09-16'), CHILD), STAGE_1)[0]).to.include('breached')
    const righted = factsOf(
      received,
      ['2020-09-14', 'stage-1-answered'],
      ['2020-09-15', 'fact-corrected', { fact: 'C-1/2', reason: 'another case' }],
      ['2020-09-15', 'fact-corrected', { fact: 'C-1/3', reason: 'it was this one' }],
    )
    expect(rows(clocks(righted, localDate('2020-09-16'), CHILD), STAGE_1)[0]).to.include('met')
  })

  it('beyond the list of bank holidays it says that it cannot tell, and the other clocks go on', () => {
    const late = factsOf(['2028-12-20', 'complaint-received'])
    const all = clocks(late, localDate('2028-12-21'), { procedure: 'adult-social-care' })
    expect(rows(all, 'adult-social-care.response')).to.deep.equal([['C-1/1', 'running', '2029-06-19']])
    const child = clocks(late, localDate('2028-12-21'), CHILD)
    expect(child.find(({ rule }) => rule === STAGE_1)).to.include({ status: 'unknown', timeliness: 'undecidable' })
    expect(child.find(({ rule }) => rule === STAGE_1)?.ledger[0]?.effect).to.match(/not known for 2029-01-01/)
  })

  it('a fact that does not name the day it should gives a clock that cannot tell', () => {
    const facts = factsOf(['2021-02-24', 'panel-date-set', {}])
    expect(rows(clocks(facts, today, CHILD), 'children-act.panel-papers')).to.deep.equal([])
    expect(rows(clocks(facts, localDate('2021-03-01'), CHILD), 'children-act.panel-papers')).to.deep.equal([
      ['C-1/1', 'unknown', undefined],
    ])
  })

  it('shows what happened to the clock, with the fact and who recorded it', () => {
    const [clock] = clocks(facts, today, CHILD).filter(({ rule }) => rule === STAGE_1)
    expect(clock?.ledger.map(({ on, event, fact, by }) => [on, event, fact, by])).to.deep.equal([
      ['2020-09-01', 'started', 'C-1/1', 'key-1'],
      ['2020-09-01', 'held', 'C-1/2', 'key-1'],
      ['2020-09-03', 're-based', 'C-1/3', 'key-1'],
      ['2020-09-03', 'extended', 'C-1/4', 'key-1'],
      ['2020-10-01', 'met', 'C-1/6', 'key-1'],
      ['2020-10-01', 'reason-recorded', 'C-1/8', 'key-1'],
    ])
    expect(clock?.explanation).to.include({ from: '2020-09-03', due: '2020-10-01', counted: 20, weekday: 'Thursday' })
  })

  it('survives JSON and a structured clone, explanation included', () => {
    const all = clocks(facts, today, CHILD)
    expect(JSON.parse(JSON.stringify(all))).to.deep.equal(JSON.parse(JSON.stringify(structuredClone(all))))
    expect(JSON.stringify(all)).to.include('inWords')
  })
})

function rows(all: readonly LegalClock[], rule: string) {
  return all.filter((clock) => clock.rule === rule).map(({ startedBy, status, due }) => [startedBy, status, due])
}

function extended(ground: string, until: string) {
  return { ground, reason: 'r', until }
}

function held(ground: string) {
  return { rule: STAGE_1, ground, reason: 'r' }
}

function deferred(scope: 'all' | 'parts') {
  return { ground: 'court', proceedings: 'P1', scope, points: scope === 'all' ? [] : ['1'], reason: 'r' }
}

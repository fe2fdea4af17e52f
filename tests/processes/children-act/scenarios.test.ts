/* Over 300 lines: one table of whole cases, each beginning where another stops. */
import { expect } from 'chai'
import {
  complete,
  factTypes,
  fire,
  isOver,
  message,
  outcomeOf,
  receive,
  reopen,
  tasks,
  waiting,
  type Walk,
} from './case-walk.ts'

/** A step of a scenario, so that the same way can be walked with a stop at each. */
type Step = (walk: Walk) => Walk

const task =
  (element: string, answers: Readonly<Record<string, unknown>> = {}): Step =>
  (walk) =>
    complete(walk, element, answers)
const event =
  (element: string, answers: Readonly<Record<string, unknown>> = {}): Step =>
  (walk) =>
    message(walk, element, answers)
const clock =
  (element: string): Step =>
  (walk) =>
    fire(walk, element)

const RECEIPT: readonly Step[] = [task('task_record_complaint'), task('task_decide_eligibility')]
const STAGE_1: readonly Step[] = [task('task_choose_handling'), task('task_answer_stage_1')]
const STAGE_2: readonly Step[] = [
  task('task_write_record'),
  event('ev_record_commented'),
  task('task_appoint_investigator'),
  task('task_appoint_independent'),
  task('task_appoint_adjudicator'),
  task('task_investigate'),
  task('task_independent_report'),
  task('task_adjudicate'),
]
const STAGE_3: readonly Step[] = [
  task('task_appoint_chair'),
  task('task_appoint_panel'),
  task('task_prepare_papers'),
  task('task_record_panel_meeting'),
  task('task_panel_report'),
  task('task_receive_recommendations'),
  task('task_decide_panel_response'),
]
const DAY_30 = '2026-02-04'
const ACTIONS_DONE = { done: [{ action: 'A1', evidence: 'Minutes.' }], updates: [] }
const ALL_THREE_STAGES: readonly Step[] = [
  ...RECEIPT,
  ...STAGE_1,
  event('ev_stage_2_requested'),
  ...STAGE_2,
  event('ev_panel_requested'),
  ...STAGE_3,
]

function walked(steps: readonly Step[], from: Walk = receive()): Walk {
  return steps.reduce((walk, next) => next(walk), from)
}

describe("a child's complaint through the whole procedure", () => {
  it('goes from receipt through three stages; what was promised is followed until it is done; then it closes', () => {
    const stages = walked(ALL_THREE_STAGES)
    expect(stages.state.facts.find(({ type }) => type === 'panel-met')?.data).to.deep.equal({
      attendees: ['chair', 'member-2', 'member-3', 'complainant'],
      reasons: 'Nothing out of the ordinary.',
    })
    // each stage that answered follows up its promises beside the next one
    expect(tasks(stages)).to.deep.equal(['task_report_actions', 'task_report_actions', 'task_report_actions'])
    const all = { done: ['A1', 'A2', 'A3'].map((action) => ({ action, evidence: 'Seen.' })), updates: [] }
    const nothing = { done: [], updates: [] }
    const followed = walked(
      [task('task_report_actions', all), task('task_report_actions', nothing), task('task_report_actions', nothing)],
      stages,
    )
    expect(tasks(followed)).to.deep.equal(['task_record_learning'])
    const closed = complete(followed, 'task_record_learning')
    expect(isOver(closed)).to.equal(true)
    expect(outcomeOf(closed)).to.equal('closed')
    expect(closed.state.status).to.equal('closed')
    expect(closed.state.outcome).to.equal('partly-upheld')
    expect(closed.state.stages.map(({ stage }) => stage)).to.deep.equal(['stage-1', 'stage-2', 'stage-3'])
  })

  it('offers the advocate before it acknowledges', () => {
    const { entered } = walked([task('task_record_complaint')])
    expect(entered.indexOf('svc_offer_advocacy')).to.be.greaterThan(-1)
    expect(entered.indexOf('svc_offer_advocacy')).to.be.lessThan(entered.indexOf('svc_acknowledge'))
  })

  it('starts no investigation before the record is settled and all three are appointed', () => {
    let walk = walked([...RECEIPT, ...STAGE_1, event('ev_stage_2_requested')])
    for (const next of STAGE_2.slice(0, 5)) {
      expect(tasks(walk)).not.to.include('task_investigate')
      walk = next(walk)
    }
    expect(tasks(walk)).to.include('task_investigate')
  })

  it('sends the adjudicating officer’s doubts back to the investigator, with the reason', () => {
    const doubted = walked([
      ...RECEIPT,
      ...STAGE_1,
      event('ev_stage_2_requested'),
      ...STAGE_2.slice(0, -1),
      task('task_adjudicate', {
        adjudication: 'return',
        returnReason: 'Nobody asked the school.',
        decisions: undefined,
        actions: undefined,
        metComplainant: undefined,
      }),
    ])
    expect(tasks(doubted)).to.include('task_investigate')
    expect(factTypes(doubted)).not.to.include('complaint-adjudicated')
    const decided = walked(STAGE_2.slice(-3), doubted)
    expect(waiting(decided, 'message')).to.include('ev_panel_requested')
  })
})

describe('ways out after Stage 1', () => {
  const answered = () => walked([...RECEIPT, ...STAGE_1])
  const finish = (walk: Walk) => walked([task('task_report_actions', ACTIONS_DONE), task('task_record_learning')], walk)

  it('ends when the complainant is satisfied', () => {
    const satisfied = message(answered(), 'ev_satisfied_after_stage_1')
    expect(satisfied.state.facts.find(({ type }) => type === 'complainant-satisfied')).to.deep.include({
      on: '2026-01-05',
      data: { channel: 'phone' },
    })
    expect(outcomeOf(finish(satisfied))).to.equal('closed')
  })
  it('ends when 20 working days pass, and opens again at Stage 2 when the request comes after all', () => {
    const closed = finish(fire(answered(), 'ev_stage_2_window_passed'))
    expect(closed.state.status).to.equal('closed')
    const again = reopen(closed.state)
    expect(again.state.status).to.equal('open')
    expect(tasks(again)).to.include.members(['task_write_record', 'task_appoint_investigator'])
  })
  it('confirms in writing what was put right early, and still answers', () => {
    const walk = walked([
      ...RECEIPT,
      task('task_choose_handling', { earlyResolution: true }),
      task('task_try_early_resolution'),
    ])
    expect(walk.entered).to.include('svc_confirm_early_resolution')
    expect(tasks(walk)).to.deep.equal(['task_answer_stage_1'])
  })
})

describe('Stage 1 without an answer', () => {
  const begun = () => walked(RECEIPT)

  it('tells the complainant at the missed day, again every 10 working days, and at day 20 of Stage 2', () => {
    const late = walked([clock('ev_stage_1_late'), clock('ev_stage_1_late'), clock('ev_day_20_passed')], begun())
    const told = factTypes(late).filter((type) => /^(lateness-notice-sent|stage-2-right-notified)$/.test(type))
    // the letter of day 20 says that we are late, too, and is on record for both
    expect(told).to.deep.equal([
      'lateness-notice-sent',
      'lateness-notice-sent',
      'stage-2-right-notified',
      'lateness-notice-sent',
    ])
    const letters = late.entered.filter((element) => element.startsWith('svc_') && element.includes('late'))
    expect(letters).to.have.length(2)
    // the work goes on, and the next notice waits
    expect(tasks(late)).to.deep.equal(['task_choose_handling'])
    expect(waiting(late, 'deadline')).to.include('ev_stage_1_late')
    expect(waiting(late, 'deadline')).not.to.include('ev_day_20_passed')
  })
  it('asks before day 10 whether more time is needed, and forgets the question when the answer goes out', () => {
    const asked = fire(begun(), 'ev_stage_1_due_soon')
    expect(tasks(asked)).to.include('task_decide_stage_1_extension')
    const extended = complete(asked, 'task_decide_stage_1_extension')
    expect(factTypes(extended)).to.include('stage-1-extended')
    const answered = walked(STAGE_1, asked)
    expect(tasks(answered)).not.to.include('task_decide_stage_1_extension')
  })
  it('goes straight to Stage 2 when asked', () => {
    const walk = message(begun(), 'ev_stage_2_before_answer', { basis: 'no-answer' })
    expect(tasks(walk)).to.include('task_write_record').and.not.to.include('task_choose_handling')
  })
  it('goes straight to Stage 2 from the start when both sides agree', () => {
    const walk = walked([
      task('task_record_complaint'),
      task('task_decide_eligibility', { beginAt: 'stage-2', skipReason: 'Court next month.', agreedBy: 'phone' }),
    ])
    expect(factTypes(walk)).to.include.members(['stage-1-skipped', 'stage-2-requested'])
    expect(tasks(walk)).to.include('task_write_record')
  })
})

describe('Stage 2 clocks', () => {
  const begun = () => walked([...RECEIPT, ...STAGE_1, event('ev_stage_2_requested')])

  it('tells the complainant under both readings, again and again under the first', () => {
    const late = walked(
      [clock('ev_stage_2_late'), clock('ev_stage_2_late_from_record'), clock('ev_stage_2_late')],
      begun(),
    )
    const rules = late.state.facts.flatMap((fact) => (fact.type === 'lateness-notice-sent' ? [fact.data.rule] : []))
    expect(rules).to.deep.equal([
      'children-act.stage-2-answer',
      'children-act.stage-2-answer-from-record',
      'children-act.stage-2-answer',
    ])
  })
  for (const { suffix, rule } of [
    { suffix: '', rule: 'children-act.stage-2-limit' },
    { suffix: '_from_record', rule: 'children-act.stage-2-limit-from-record' },
  ]) {
    it(`warns before day 65 and tells both sides after it, once, while the work goes on (${rule})`, () => {
      const warned = fire(begun(), `ev_stage_2_limit_near${suffix}`)
      expect(warned.entered).to.include(`svc_warn_stage_2_limit${suffix}`)
      expect(factTypes(warned)).not.to.include('lateness-notice-sent')
      const late = fire(warned, `ev_stage_2_limit${suffix}`)
      expect(late.entered.slice(-3)).to.deep.equal([
        `svc_stage_2_limit_late${suffix}`,
        `svc_tell_stage_2_limit${suffix}`,
        `end_stage_2_limit${suffix}`,
      ])
      const told = late.state.facts.flatMap((fact) => (fact.type === 'lateness-notice-sent' ? [fact.data.rule] : []))
      expect(told).to.deep.equal([rule])
      expect(tasks(late)).to.deep.equal(tasks(begun()))
      const clocks = waiting(late, 'deadline')
      expect(clocks).to.include('ev_stage_2_late')
      expect(clocks).not.to.include(`ev_stage_2_limit_near${suffix}`).and.not.to.include(`ev_stage_2_limit${suffix}`)
    })
  }
  it('forgets every clock when the answer goes out', () => {
    const answered = walked(STAGE_2, fire(begun(), 'ev_stage_2_limit_near'))
    expect(waiting(answered, 'deadline').filter((element) => element.includes('stage_2_l'))).to.deep.equal([])
  })
  it('settles our own record when 10 working days bring no comments', () => {
    const walk = walked([task('task_write_record'), clock('ev_record_time_up'), task('task_settle_record')], begun())
    expect(walk.state.facts.find(({ type }) => type === 'record-of-complaint-settled')?.data).to.deep.equal({
      agreed: false,
    })
  })
  it('amends the record and sends it once more when the comments ask for it', () => {
    const walk = walked(
      [
        task('task_write_record'),
        event('ev_record_commented', { agreesRecord: false, comments: 'It was four months.' }),
        task('task_amend_record', { recordNext: 'send-again' }),
        event('ev_record_commented'),
      ],
      begun(),
    )
    expect(walk.entered.filter((element) => element === 'svc_send_record')).to.have.length(2)
    expect(walk.entered).to.include('end_record_settled')
  })
})

describe('after Stage 2', () => {
  const answered = () => walked([...RECEIPT, ...STAGE_1, event('ev_stage_2_requested'), ...STAGE_2])

  it('refers early to the Ombudsman when all six conditions hold', () => {
    const walk = message(answered(), 'ev_early_referral_decided')
    expect(walk.entered).to.include('end_early_referral')
    expect(factTypes(walk)).to.include('ombudsman-signposted')
  })
  for (const condition of [
    'robustReport',
    'completeAdjudication',
    'significantComplaintsUpheld',
    'clearActionPlan',
    'mostDesiredOutcomesAgreed',
    'complainantAgrees',
  ]) {
    it(`does not refer when it fails on ${condition}; the panel stays open`, () => {
      const failing = { [condition]: false }
      expect(() => message(answered(), 'ev_early_referral_decided', failing)).to.throw(condition)
      const walk = message(answered(), 'ev_early_referral_decided', { ...failing, earlyReferral: 'do-not-refer' })
      expect(waiting(walk, 'message')).to.include('ev_panel_requested')
    })
  }
  it('points to the Ombudsman when 20 working days pass', () => {
    const walk = fire(answered(), 'ev_panel_window_passed')
    expect(factTypes(walk)).to.include('ombudsman-signposted')
    expect(walk.entered).to.include('end_after_stage_2')
  })
})

describe('Stage 3 lateness', () => {
  for (const { timer, rule, after } of [
    { timer: 'ev_chair_late', rule: 'children-act.panel-chair', after: 0 },
    { timer: 'ev_panel_late', rule: 'children-act.panel-meeting', after: 1 },
    { timer: 'ev_papers_late', rule: 'children-act.panel-papers', after: 2 },
    { timer: 'ev_panel_report_late', rule: 'children-act.panel-report', after: 4 },
    { timer: 'ev_panel_response_late', rule: 'children-act.panel-response', after: 6 },
  ]) {
    it(`tells the complainant twice when ${rule} is missed twice over`, () => {
      const walk = walked([
        ...ALL_THREE_STAGES.slice(0, -STAGE_3.length),
        ...STAGE_3.slice(0, after),
        clock(timer),
        clock(timer),
      ])
      const rules = walk.state.facts.flatMap((fact) => (fact.type === 'lateness-notice-sent' ? [fact.data.rule] : []))
      expect(rules).to.deep.equal([rule, rule])
      expect(isOver(walked(STAGE_3.slice(after), walk))).to.equal(false)
    })
  }
})

describe('on receipt', () => {
  const recorded = (answers: Readonly<Record<string, unknown>> = {}) => walked([task('task_record_complaint', answers)])

  it('offers no advocate as of right to an adult', () => {
    const walk = complete(receive({ channel: 'email', oral: false, byChild: false }), 'task_record_complaint', {
      personCode: 'P2',
    })
    expect(walk.entered).not.to.include('svc_offer_advocacy')
  })
  it('decides on sufficient interest, and goes on', () => {
    const walk = walked(
      [task('task_decide_eligibility', { eligibility: 'sufficient-interest' }), task('task_decide_interest')],
      recorded({ personCode: 'P5' }),
    )
    expect(tasks(walk)).to.deep.equal(['task_choose_handling'])
  })
  it('closes with the reason given when the interest is not sufficient', () => {
    const walk = walked(
      [
        task('task_decide_eligibility', { eligibility: 'sufficient-interest' }),
        task('task_decide_interest', { sufficientInterest: 'not-sufficient', reroutedTo: 'none' }),
      ],
      recorded({ personCode: 'P5' }),
    )
    expect(walk.entered).to.include('svc_notify_interest')
    expect(tasks(walk)).to.deep.equal(['task_record_learning'])
    expect(complete(walk, 'task_record_learning').state.outcome).to.equal('excluded')
  })
  it('sends on to another procedure of ours without closing anything', () => {
    const walk = complete(recorded(), 'task_decide_eligibility', {
      eligibility: 'other-procedure',
      reroutedTo: 'corporate',
      rerouteCode: 'outside-functions',
      beginAt: undefined,
    })
    expect(walk.entered).to.include('svc_notify_reroute').and.not.to.include('svc_record_rerouted')
    expect(outcomeOf(walk)).to.equal('rerouted')
    expect(isOver(walk)).to.equal(true)
    expect(walk.state.status).to.equal('open')
    expect(walk.state.goesTo).to.equal('corporate')
  })
  it('points the way to somebody else, and closes', () => {
    const walk = complete(recorded(), 'task_decide_eligibility', {
      eligibility: 'other-procedure',
      reroutedTo: 'court',
      rerouteCode: 'outside-functions',
      beginAt: undefined,
    })
    expect(walk.entered).to.include('svc_notify_reroute')
    expect(complete(walk, 'task_record_learning').state.outcome).to.equal('signposted')
  })
  it('sends on a person whose interest is not sufficient, after the decision and its notice', () => {
    const walk = walked(
      [
        task('task_decide_eligibility', { eligibility: 'sufficient-interest' }),
        task('task_decide_interest', { sufficientInterest: 'not-sufficient', reroutedTo: 'corporate' }),
      ],
      recorded({ personCode: 'P5' }),
    )
    const told = walk.entered.filter((element) => element.startsWith('svc_notify'))
    expect(told).to.deep.equal(['svc_notify_interest', 'svc_notify_reroute'])
    expect(outcomeOf(walk)).to.equal('rerouted')
    expect(factTypes(walk)).not.to.include('complaint-refused')
  })
  for (const { byChild, careLeaver, offered } of [
    { byChild: true, careLeaver: false, offered: true },
    { byChild: false, careLeaver: true, offered: true },
    { byChild: false, careLeaver: false, offered: false },
  ]) {
    it(`asks only what intake does not know, and offers an advocate: ${offered} (${byChild}, ${careLeaver})`, () => {
      const received = receive({ channel: 'email', oral: false, byChild, triaged: true })
      expect(tasks(received)).to.deep.equal(['task_look_into_complaint'])
      const walk = complete(received, 'task_look_into_complaint', { careLeaver })
      expect(walk.entered.includes('svc_offer_advocacy')).to.equal(offered)
      expect(tasks(walk)).to.deep.equal(['task_decide_eligibility'])
      expect(factTypes(walk)).not.to.include('complaint-classified')
    })
  }
  it('considers a late complaint when both limbs are met, and refuses it otherwise', () => {
    const late = complete(recorded(), 'task_decide_eligibility', { inTime: false })
    expect(tasks(complete(late, 'task_decide_late'))).to.deep.equal(['task_choose_handling'])
    const refused = complete(late, 'task_decide_late', {
      canStillBeConsideredEffectively: false,
      lateComplaint: 'do-not-consider',
    })
    expect(refused.entered).to.include('svc_notify_late')
    expect(factTypes(refused)).to.include('complaint-refused')
  })
  it('has the change wait that is complained of', () => {
    const walk = walked(
      [task('task_decide_eligibility'), task('task_decide_freeze')],
      recorded({ disputesChange: true }),
    )
    expect(walk.entered).to.include('svc_notify_freeze')
    expect(factTypes(walk)).to.include('decision-freeze-decided')
  })
})

describe('deferral for other proceedings', () => {
  const proceedings = { concurrentProceedings: true }
  const deferred = () =>
    walked([task('task_record_complaint', proceedings), task('task_decide_eligibility'), task('task_decide_deferral')])

  it('waits until they end, and goes on when the complaint is made again', () => {
    const reminded = walked([clock('ev_deferral_review'), clock('ev_deferral_review')], deferred())
    expect(tasks(reminded)).to.deep.equal(['task_watch_proceedings'])
    const again = walked([task('task_watch_proceedings'), event('ev_resubmitted')], reminded)
    expect(factTypes(again)).to.include('complaint-resubmitted')
    expect(tasks(again)).to.deep.equal(['task_choose_handling'])
  })
  it('closes when a year passes', () => {
    const walk = walked([task('task_watch_proceedings'), clock('ev_resubmission_year_passed')], deferred())
    expect(tasks(walk)).to.deep.equal(['task_record_learning'])
  })
  it('defers some points and goes on with the rest', () => {
    const walk = walked([
      task('task_record_complaint', proceedings),
      task('task_decide_eligibility'),
      task('task_decide_deferral', { deferral: 'parts', points: ['P1'] }),
    ])
    expect(walk.entered).to.include('svc_notify_parts_deferred')
    expect(tasks(walk)).to.deep.equal(['task_choose_handling'])
  })
  it('stops a stage that is under way, and goes on at that stage', () => {
    const stage2 = walked([...RECEIPT, ...STAGE_1, event('ev_stage_2_requested'), task('task_write_record')])
    const stopped = message(stage2, 'ev_deferral_decided')
    expect(tasks(stopped)).to.deep.equal(['task_watch_proceedings'])
    const again = walked(
      [task('task_watch_proceedings', { proceedings: 'Police 4' }), event('ev_resubmitted', { beginAt: 'stage-2' })],
      stopped,
    )
    expect(tasks(again)).to.include.members(['task_write_record', 'task_appoint_investigator'])
  })
})

describe('withdrawal', () => {
  it('is possible wherever the complaint stands, and ends everything else', () => {
    let walk = receive()
    for (const next of [undefined, ...ALL_THREE_STAGES]) {
      if (next !== undefined) walk = next(walk)
      const withdrawn = message(walk, 'ev_complaint_withdrawn')
      expect(tasks(withdrawn)).to.deep.equal(['task_decide_internal_review'])
      expect(waiting(withdrawn, 'message', 'deadline')).to.deep.equal([])
      const closed = complete(withdrawn, 'task_decide_internal_review', {
        reviewInternally: false,
        action: undefined,
        text: undefined,
        owner: undefined,
        dueOn: undefined,
      })
      expect(isOver(closed)).to.equal(true)
      expect(closed.entered).to.include('end_withdrawn')
      expect(closed.state.status).to.equal('closed')
    }
  })
  it('follows up an internal review before it closes', () => {
    const walk = walked([event('ev_complaint_withdrawn'), task('task_decide_internal_review')], walked(RECEIPT))
    expect(tasks(walk)).to.deep.equal(['task_report_actions'])
    const done = complete(walk, 'task_report_actions', { done: [{ action: 'A9', evidence: 'Report.' }], updates: [] })
    expect(isOver(done)).to.equal(true)
  })
})

describe('what can come at any time', () => {
  it('finds an advocate beside the stage, and reminds until there is one', () => {
    const wanted = message(walked(RECEIPT), 'ev_advocate_wanted')
    expect(tasks(wanted)).to.have.members(['task_choose_handling', 'task_arrange_advocate'])
    const found = walked(
      [clock('ev_advocate_chase'), clock('ev_advocate_chase'), task('task_arrange_advocate')],
      wanted,
    )
    expect(factTypes(found)).to.include('advocate-appointed')
    expect(tasks(found)).to.deep.equal(['task_choose_handling'])
  })
  it('lets the stages go on beside a safeguarding alert', () => {
    const raised = message(walked(RECEIPT), 'ev_safeguarding_raised')
    expect(raised.entered).to.include('svc_alert_safeguarding')
    const concluded = complete(raised, 'task_conclude_safeguarding')
    expect(tasks(concluded)).to.deep.equal(['task_choose_handling'])
  })
  it('stops everything when safeguarding says so', () => {
    const walk = walked(
      [event('ev_safeguarding_raised'), task('task_conclude_safeguarding', { safeguarding: 'stop' })],
      walked(RECEIPT),
    )
    expect(tasks(walk)).to.deep.equal(['task_record_learning'])
    const asked = complete(walk, 'task_record_learning')
    // the points are open, so the case does not close before somebody says how they ended
    expect(tasks(asked)).to.deep.equal(['task_decide_points'])
    const decisions = ['P1', 'P2'].map((point) => ({
      point,
      outcome: 'signposted',
      reason: 'Safeguarding.',
      remedy: 'none',
    }))
    const closed = complete(asked, 'task_decide_points', { decisions })
    expect(closed.entered).to.include('end_stopped')
    expect(isOver(closed)).to.equal(true)
  })
  it('takes further points and answers the Ombudsman beside the stage', () => {
    const walk = walked(
      [event('ev_points_added'), event('ev_ombudsman_asked'), task('task_answer_ombudsman')],
      walked(RECEIPT),
    )
    expect(walk.state.points.map(({ id }) => id)).to.deep.equal(['P1', 'P2', 'P3'])
    expect(factTypes(walk)).to.include('ombudsman-enquiry-answered')
    expect(tasks(walk)).to.deep.equal(['task_choose_handling'])
  })
  it('pauses for safeguarding as long as that team says, and stops no clock', () => {
    const raised = message(walked(RECEIPT), 'ev_safeguarding_raised')
    const clocks = waiting(raised, 'deadline')
    const paused = complete(raised, 'task_conclude_safeguarding', { safeguarding: 'pause', safeToTell: false })
    expect(paused.entered).not.to.include('svc_tell_safeguarding_pause')
    const told = complete(paused, 'task_conclude_safeguarding', { safeguarding: 'pause', safeToTell: true })
    expect(told.entered).to.include('svc_tell_safeguarding_pause')
    expect(factTypes(told)).not.to.include('safeguarding-concluded')
    expect(waiting(told, 'deadline')).to.include.members([...clocks])
    expect(tasks(complete(told, 'task_conclude_safeguarding'))).to.deep.equal(['task_choose_handling'])
  })
  it('records a cost, an invoice and its payment, and goes on', () => {
    const walk = walked(
      [
        event('ev_cost_incurred'),
        event('ev_cost_incurred', { kind: 'invoice', invoice: 'R-7', supplier: 'Speak Up', what: undefined }),
        event('ev_cost_incurred', {
          kind: 'payment',
          invoice: 'R-7',
          stage: undefined,
          pence: undefined,
          what: undefined,
        }),
      ],
      walked(RECEIPT),
    )
    expect(factTypes(walk).slice(-3)).to.deep.equal(['cost-recorded', 'invoice-received', 'invoice-paid'])
    expect(tasks(walk)).to.deep.equal(['task_choose_handling'])
  })
  it('replaces an investigating officer who leaves; the investigation stays where it is, and no clock starts anew', () => {
    const before = walked([...RECEIPT, ...STAGE_1, event('ev_stage_2_requested'), ...STAGE_2.slice(0, 5)])
    const left = message(before, 'ev_officer_left')
    expect(tasks(left)).to.include.members(['task_investigate', 'task_appoint_investigator_again'])
    const replaced = complete(left, 'task_appoint_investigator_again', { person: 'investigator-2' })
    expect(tasks(replaced)).to.deep.equal(tasks(before))
    expect(waiting(replaced, 'deadline')).to.have.members([...waiting(before, 'deadline')])
    expect(replaced.entered).to.include('svc_tell_who_again')
    expect(waiting(walked(STAGE_2.slice(5), replaced), 'message')).to.include('ev_panel_requested')
  })
})

describe('after the death of the complainant', () => {
  const died = (answers: Readonly<Record<string, unknown>> = {}) =>
    message(walked(RECEIPT), 'ev_complainant_died', answers)

  it('goes on with a representative, who gets the letters from then on', () => {
    const walk = complete(died(), 'task_decide_continuation', {
      continuation: 'continue',
      tellNextOfKin: undefined,
      representative: 'grandmother',
      basis: 'next-of-kin',
    })
    expect(walk.entered).not.to.include('svc_write_to_next_of_kin')
    expect(walk.entered).to.include('svc_confirm_continuation')
    expect(tasks(walk)).to.deep.equal(['task_choose_handling'])
    const answered = walked(STAGE_1, walk)
    expect(factTypes(answered)).to.include('stage-1-answered')
  })
  for (const { continuation, more } of [
    { continuation: 'stop', more: {} },
    { continuation: 'internal-review', more: { action: 'A1', text: 'Look at it', owner: 'manager', dueOn: DAY_30 } },
  ]) {
    it(`ends (${continuation}) and is closed without a letter to the dead`, () => {
      const decided = complete(died(), 'task_decide_continuation', { continuation, ...more })
      const ended = continuation === 'stop' ? decided : complete(decided, 'task_report_actions', ACTIONS_DONE)
      expect(tasks(ended)).to.deep.equal(['task_record_learning'])
      const decisions = ['P1', 'P2'].map((point) => ({
        point,
        outcome: 'no-finding',
        reason: 'Nobody carries it on.',
        remedy: 'none',
      }))
      const closed = walked([task('task_record_learning'), task('task_decide_points', { decisions })], ended)
      expect(outcomeOf(closed)).to.equal('stopped-after-death')
      expect(closed.state.status).to.equal('closed')
      expect(closed.entered).to.include('ev_nobody_to_tell')
      expect(factTypes(closed).filter((type) => type === 'notice-sent')).to.have.length(
        factTypes(died()).filter((type) => type === 'notice-sent').length,
      )
    })
  }
})

describe('a complaint that belongs elsewhere', () => {
  it('leaves at any time for a procedure of ours, and stays open for it', () => {
    const walk = message(walked([task('task_record_complaint')]), 'ev_reroute_asked')
    expect(outcomeOf(walk)).to.equal('rerouted')
    expect(isOver(walk)).to.equal(true)
    expect(walk.state.status).to.equal('open')
  })
  it('is closed as signposted when it is for somebody else', () => {
    const walk = message(walked([task('task_record_complaint')]), 'ev_reroute_asked', { reroutedTo: 'court' })
    const closed = complete(walk, 'task_record_learning')
    expect(closed.state.outcome).to.equal('signposted')
    expect(outcomeOf(closed)).to.equal('closed')
  })
})

import type { Fact } from '../../case/fact.ts'
import { regulation as adultRegulation } from '../adult-social-care/source.ts'
import { calendarOfRule } from '../calendar-of-rule.ts'
import { guidance, practice, regulation } from '../children-act/source.ts'
import { code } from '../complaint-handling-code/source.ts'
import { policy } from '../every-procedure/source.ts'
import { textIn } from '../history.ts'
import { practice as ombudsmanPractice } from '../ombudsman/source.ts'
import { procedureNamed } from '../procedures.ts'
import type { Constraint } from './constraint.ts'
import {
  cardinality,
  dataCondition,
  differentPeople,
  notCoExistence,
  precedence,
  response,
  succession,
  type Template,
} from './templates.ts'
import { event, type Event, type Trace } from './trace.ts'

/* Over 300 lines: the one list of what must be so and no diagram says. */

type Words = Omit<Constraint, 'template' | 'judge'>

function by(template: Template, words: Words): Constraint {
  return { ...words, template: template.name, judge: template.judge }
}

const CHILDRENS = ['children-act'] as const
const ADULTS = ['adult-social-care', 'nhs-joint'] as const
const CORPORATE = ['complaint-handling-code'] as const

const STAGE_2_REQUESTED = event('a request for Stage 2', 'stage-2-requested')
const SETTLED = event('the settled record of complaint', 'record-of-complaint-settled')
const STARTED = event('the start of the investigation', 'investigation-started')
const REPORT = event('the investigation report', 'investigation-report-received')
const ADJUDICATED = event('the adjudication', 'complaint-adjudicated')
const PANEL_MET = event('the panel’s meeting', 'panel-met')
const PANEL_REPORT = event('the panel’s report', 'panel-report-sent')
const RECOMMENDATIONS = event('the panel’s recommendations', 'panel-recommendations-received')
const WITHDRAWN = event('the withdrawal', 'complaint-withdrawn')

/** Anything that a case sends or decides about the complaint itself. */
const HANDLED = [
  'acknowledgement-sent',
  'stage-1-answered',
  'stage-2-requested',
  'stage-2-answered',
  'panel-requested',
  'panel-response-sent',
  'adult-response-sent',
  'public-health-response-sent',
  'joint-response-sent',
  'corporate-1-answered',
  'corporate-2-answered',
] as const

/** What the diagrams do not say, as `domain.md` and `casework.md` 3.2 have it. */
export const CONSTRAINTS: readonly Constraint[] = [
  by(
    precedence(
      event('the receipt of the complaint', 'complaint-received'),
      event('a letter or request in its course', HANDLED),
    ),
    {
      id: 'received-first',
      title: 'Nothing in the course of the complaint is dated before its receipt.',
      citation: regulation(
        13,
        'reg. 13',
        'The authority keeps a record of each representation, of its outcome, and of whether each time limit was met.',
        'well-known',
      ),
      reading:
        'A letter or a request that is dated before the first receipt makes every time limit of the case wrong. The adults’ Regulations ask for the same record (SI 2009/309 reg. 17).',
      duties: ['M01'],
      reads: ['complaint-received', ...HANDLED],
    },
  ),
  by(
    cardinality(event('an extension of Stage 1', 'stage-1-extended'), {
      atMost: 1,
      each: event('Stage 1', 'stage-opened', ({ data }) => data.stage === 'stage-1'),
    }),
    {
      id: 'one-extension-stage-1',
      title: 'Stage 1 is made longer once at most.',
      citation: regulation(
        14,
        'reg. 14',
        'Stage 1 may be made longer once, by up to a further 10 working days, where the complaint is complex or an advocate is being found.',
        'well-known',
      ),
      reading: 'Counted anew each time that Stage 1 is opened.',
      procedures: CHILDRENS,
      duties: ['C05', 'C06', 'C07'],
      reads: ['stage-opened', 'stage-1-extended'],
    },
  ),
  by(cardinality(event('an extension of Stage 2', 'stage-2-extended'), { atMost: 1, each: STAGE_2_REQUESTED }), {
    id: 'one-extension-stage-2',
    title: 'Stage 2 is made longer once at most.',
    citation: regulation(
      17,
      'reg. 17(6)',
      'Where 25 working days are not possible, Stage 2 may take up to 65 in all; the complainant is told in writing, with the reasons and the new date.',
      'unsure',
    ),
    reading:
      'The Regulations set the outer limit; that one letter should give one new date, and not a row of them, is how we read them. A lawyer should check it.',
    procedures: CHILDRENS,
    duties: ['C15', 'C16'],
    reads: ['stage-2-requested', 'stage-2-extended'],
  }),
  by(cardinality(event('an extension of Stage 1', 'corporate-1-extended'), { atMost: 1 }), {
    id: 'one-extension-corporate-1',
    title: 'Stage 1 of the corporate procedure is made longer once at most.',
    citation: code(
      '6.4',
      'An extension is of no more than 10 working days without good reason, and is explained.',
      'verified',
    ),
    reading: 'A second extension is more than the ten working days of the first.',
    procedures: CORPORATE,
    duties: ['O03'],
    reads: ['corporate-1-extended'],
  }),
  by(cardinality(event('an extension of Stage 2', 'corporate-2-extended'), { atMost: 1 }), {
    id: 'one-extension-corporate-2',
    title: 'Stage 2 of the corporate procedure is made longer once at most.',
    citation: code(
      '6.9 and later',
      'An extension of Stage 2 is of no more than 20 working days, and is explained.',
      'unsure',
    ),
    reading:
      'A second extension is more than the twenty working days of the first. The paragraph’s number is not certain.',
    procedures: CORPORATE,
    duties: ['O04'],
    reads: ['corporate-2-extended'],
  }),
  by(precedence(SETTLED, STARTED), {
    id: 'settled-before-investigation',
    title: 'The record of complaint is settled before the investigation starts.',
    citation: regulation(
      16,
      'reg. 16',
      'The complaint is written up, sent for comments and amended; the amended record is the representation.',
      'verified',
    ),
    reading:
      'What is investigated is the record as amended, so it is settled by the day on which the investigation starts. The order itself is our reading of it.',
    procedures: CHILDRENS,
    duties: ['C11', 'C12'],
    reads: ['record-of-complaint-settled', 'investigation-started'],
  }),
  by(precedence(REPORT, ADJUDICATED), {
    id: 'report-before-adjudication',
    title: 'The investigation report is there before the adjudication.',
    citation: guidance(
      'Stage 2, adjudication',
      'The adjudicating officer reads the reports of the investigating officer and the independent person, and decides each point.',
    ),
    reading:
      'The report came by the day of the adjudication. The independent person’s report is judged by a duty of its own.',
    procedures: CHILDRENS,
    duties: ['C17', 'C18'],
    reads: ['investigation-report-received', 'complaint-adjudicated'],
  }),
  by(
    differentPeople(
      event('the investigation', 'investigating-officer-appointed'),
      event('the independent person’s part', 'independent-person-appointed'),
      personIn,
    ),
    {
      id: 'investigator-not-independent-person',
      title: 'The investigating officer and the independent person are two people.',
      citation: regulation(
        17,
        'reg. 17(2)',
        'An independent person takes part throughout; they are not the investigator.',
        'well-known',
      ),
      reading: 'By the ids under which they were appointed, over the whole case.',
      procedures: CHILDRENS,
      duties: ['C14'],
      reads: ['investigating-officer-appointed', 'independent-person-appointed'],
    },
  ),
  by(
    differentPeople(
      event('the answer at Stage 1', 'stage-1-answered'),
      event('the adjudication of Stage 2', 'complaint-adjudicated'),
      personIn,
    ),
    {
      id: 'answerer-not-adjudicator',
      title: 'Whoever answered at Stage 1 does not adjudicate at Stage 2.',
      citation: guidance(
        'Stage 2, adjudication',
        'The adjudicating officer is a senior manager answering to the director, and not the subject of the complaint.',
      ),
      reading:
        'Whoever gave the answer that is complained of is taken for a subject of the complaint. Ties by role are judged by a duty.',
      procedures: CHILDRENS,
      duties: ['C19'],
      reads: ['stage-1-answered', 'complaint-adjudicated'],
    },
  ),
  by(
    precedence(
      event('the appointment of the chair', 'panel-chair-appointed'),
      event('the appointment of the panel', 'panel-appointed'),
    ),
    {
      id: 'chair-first',
      title: 'The panel’s chair is appointed before its members.',
      citation: guidance(
        'Stage 3, the panel',
        'The chair is appointed first, and agrees who attends and which papers go out.',
      ),
      reading: 'Appointed by the day of the panel’s appointment.',
      procedures: CHILDRENS,
      duties: ['C23', 'C24'],
      reads: ['panel-chair-appointed', 'panel-appointed'],
    },
  ),
  by(succession(PANEL_MET, PANEL_REPORT), {
    id: 'meeting-and-report',
    title: 'Each meeting of the panel has its report, and no report comes without a meeting.',
    citation: regulation(
      20,
      'reg. 20(1), (2)',
      'The panel reports in writing, with a brief summary and its recommendations.',
      'verified',
    ),
    reading: 'In which time the report goes out is judged by a duty; here, that both are there and in which order.',
    procedures: CHILDRENS,
    duties: ['C27'],
    reads: ['panel-met', 'panel-report-sent'],
  }),
  by(precedence(RECOMMENDATIONS, event('the decision on the panel’s recommendations', 'panel-response-decided')), {
    id: 'recommendations-before-decision',
    title: 'The authority decides on the panel’s recommendations after it has received them.',
    citation: regulation(
      20,
      'reg. 20(3)',
      'Within 15 working days of receiving the recommendations the authority decides, together with the independent person, how it responds.',
      'verified',
    ),
    reading: 'Received by the day of the decision.',
    procedures: CHILDRENS,
    duties: ['C28'],
    reads: ['panel-recommendations-received', 'panel-response-decided'],
  }),
  by(notCoExistence(WITHDRAWN, decidedAfterWithdrawal()), {
    id: 'withdrawn-is-not-not-upheld',
    title: 'A complaint that was withdrawn is not put down as not upheld.',
    citation: regulation(7, 'reg. 7', 'A complaint may be withdrawn at any time, orally or in writing.', 'well-known'),
    reading:
      'To withdraw is an outcome of its own. A point decided as not upheld after the withdrawal, while the complaint was not taken up again, breaks it. The regulation’s number is not certain.',
    procedures: CHILDRENS,
    duties: ['C31'],
    reads: ['complaint-withdrawn', 'case-reopened', 'point-decided'],
  }),
  by(
    response(
      event('the end of the proceedings', 'proceedings-concluded'),
      event('an invitation to complain again', 'notice-sent', ({ data }) => data.contents.includes('resubmit')),
    ),
    {
      id: 'invited-after-proceedings',
      title: 'When the proceedings are over, the complainant is told that they may come back.',
      citation: practice(
        'reg. 8 of SI 2006/1738 as the Ombudsman applies it',
        'A council may decline to consider a complaint while proceedings run; it should offer that it is made again when they are over.',
        'verified',
      ),
      reading:
        'The notice says so, on the day on which the end was recorded or later. The Regulations give no days for it.',
      procedures: CHILDRENS,
      duties: ['G08', 'G09'],
      reads: ['proceedings-concluded', 'notice-sent'],
    },
  ),
  by(
    dataCondition(
      event('the decision to defer', 'consideration-deferred', ({ data }) => data.scope === 'parts'),
      'it names the points that wait',
      (fact) => fact.type === 'consideration-deferred' && fact.data.points.length > 0,
    ),
    {
      id: 'deferred-parts-named',
      title: 'Where only parts of a complaint wait, it is on record which.',
      citation: regulation(
        8,
        'reg. 8',
        'All or part of a representation need not be considered while proceedings might be prejudiced.',
        'verified',
      ),
      reading: 'Points by their numbers. Where the whole complaint waits, nothing is to be named.',
      procedures: CHILDRENS,
      duties: ['G08'],
      reads: ['consideration-deferred'],
    },
  ),
  by(lateComplaint(), {
    id: 'late-complaint-both-limbs-children',
    title: 'A late complaint is taken up only where both limbs of the test are met.',
    citation: regulation(
      9,
      'reg. 9',
      'A complaint after a year may be considered where it was not reasonable to expect it in time and it can still be considered effectively.',
      'well-known',
    ),
    reading:
      'Both limbs stand as true in the decision to consider it. That a refusal looked at both is judged by a duty.',
    procedures: CHILDRENS,
    duties: ['G05'],
    reads: ['late-complaint-decided'],
  }),
  by(lateComplaint(), {
    id: 'late-complaint-both-limbs-adults',
    title: 'A late complaint is taken up only for good reason, and where it can still be looked into fairly.',
    citation: adultRegulation(
      12,
      'reg. 12',
      'A complaint after twelve months may be considered where there was good reason and it is still effective and fair to do so.',
      'well-known',
    ),
    reading:
      'Both limbs stand as true in the decision to consider it. The regulation’s number is well known, not compared.',
    procedures: ADULTS,
    duties: ['G05'],
    reads: ['late-complaint-decided'],
  }),
  by(
    response(
      event('the Ombudsman’s recommendation', 'ombudsman-recommended'),
      event('an agreed action, or the evidence', ['action-agreed', 'ombudsman-evidence-sent']),
    ),
    {
      id: 'recommendation-has-action',
      title: 'Each recommendation of the Ombudsman leads to something that somebody does.',
      citation: ombudsmanPractice(
        'remedies',
        'Recommendations are carried out and evidenced by the agreed date.',
        'well-known',
      ),
      reading:
        'An action that was agreed, or the evidence itself. By which day the evidence is due is judged by a duty.',
      duties: ['L02'],
      reads: ['ombudsman-recommended', 'action-agreed', 'ombudsman-evidence-sent'],
    },
  ),
  {
    id: 'told-when-late',
    title: 'Whoever waits for an answer whose last day by law has passed is told within two working days.',
    template: 'response',
    citation: policy(
      'late answers',
      'Within two working days of a missed time limit the complainant is told that the answer is late, and why.',
    ),
    reading:
      'The law says this for adults (SI 2009/309 reg. 14(4)) and the Code for corporate complaints (paras. 5.4 to 5.6), without the number of days; the two days are good practice. The answer itself tells, too. Working days of the law that sets the limit.',
    duties: ['A07', 'C08'],
    reads: ['lateness-notice-sent', 'adult-period-missed-notified'],
    judge: toldWhenLate,
  },
]

function personIn(fact: Fact): string | undefined {
  return textIn(fact, 'person')
}

/** Points decided as not upheld after the last withdrawal, while nothing took the complaint up again. */
function decidedAfterWithdrawal(): Event {
  return event('a point decided as not upheld after it', 'point-decided', (fact, { facts }) => {
    if (fact.data.outcome !== 'not-upheld') return false
    const turn = facts.findLast(
      ({ type, on }) => on < fact.on && (type === 'complaint-withdrawn' || type === 'case-reopened'),
    )
    return turn?.type === 'complaint-withdrawn'
  })
}

function lateComplaint(): Template {
  return dataCondition(
    event(
      'the decision to consider a late complaint',
      'late-complaint-decided',
      ({ data }) => data.outcome === 'consider',
    ),
    'both limbs were met',
    (fact) =>
      fact.type === 'late-complaint-decided' &&
      fact.data.notReasonableToExpectInTime &&
      fact.data.canStillBeConsideredEffectively,
  )
}

const WORKING_DAYS_TO_TELL = 2

/** For each statutory limit on an answer to the complainant: its last day passed, and who waits was told. */
function toldWhenLate(trace: Trace): ReturnType<Template['judge']> {
  const rules = [...new Set(trace.clocks.filter(isAnswer).map(({ rule }) => rule))]
  return rules.flatMap((rule) => {
    const clocks = trace.clocks.filter((clock) => clock.rule === rule && isLate(trace, clock))
    if (clocks.length === 0) return []
    const starts = new Map(clocks.map((clock) => [clock.startedBy, clock]))
    const passed: Event = {
      name: `the last day of “${clocks[0]?.title ?? rule}”`,
      // The fact that started the clock, as on its last day.
      in: ({ facts }) =>
        facts.flatMap((fact) => {
          const due = starts.get(fact.id)?.due
          return due === undefined ? [] : [{ ...fact, on: due }]
        }),
    }
    const answers = new Set(clocks.flatMap(({ metBy }) => metBy ?? []))
    const told: Event = {
      name: 'word of it',
      in: ({ facts }) =>
        facts.filter(
          (fact) =>
            answers.has(fact.id) ||
            (fact.type === 'lateness-notice-sent' && fact.data.rule === rule) ||
            (fact.type === 'adult-period-missed-notified' && rule.startsWith('adult-social-care.')),
        ),
    }
    const procedure = procedureNamed(rule.split('.')[0] ?? '') ?? ''
    const calendar = calendarOfRule(rule, procedure, [])
    return response(passed, told, { workingDays: WORKING_DAYS_TO_TELL, calendar }).judge(trace)
  })
}

/** Limits on an answer that goes to the complainant. */
const ANSWERS: ReadonlySet<string> = new Set([
  'children-act.stage-1-answer',
  'children-act.stage-1-limit',
  'children-act.stage-2-answer',
  'children-act.stage-2-limit',
  'children-act.panel-response',
  'adult-social-care.response',
  'public-health.response',
])

function isAnswer({ rule }: Trace['clocks'][number]): boolean {
  return ANSWERS.has(rule)
}

function isLate({ today }: Trace, { due, metOn, status }: Trace['clocks'][number]): boolean {
  if (due === undefined || (status !== 'breached' && status !== 'met-late')) return false
  return due < (metOn ?? today)
}

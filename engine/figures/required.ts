import { COMPLAINTS } from './counted-case.ts'
import type { FigureDefinition } from './definitions.ts'
import { closed, happened, has, inArea, inGroup, plus, received, summed, type Count, type Test } from './select.ts'
import { OF_ADULTS, OF_CHILDREN, OF_CODE, OF_EVERYONE } from './sources.ts'

/*
 * What law, guidance and the Code ask of a report, and what earlier reports of councils lack. The time limits are in
 * `time-limits.ts`, what people said of themselves in `people.ts`.
 */

const ADULTS_CLOSED = 'complaints about adult social care received in the period and closed by its end, with an outcome'
const CHILDREN_RECEIVED = 'complaints under the children’s statutory procedure'

const wellFounded = closed(['adult'], inGroup('upheld-or-partly'))

/** Reg. 18 of the adults' Regulations. */
const ADULTS: readonly FigureDefinition[] = [
  {
    id: 'adult.well-founded',
    title: 'Complaints that were well-founded: upheld, wholly or in part',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'closed',
    population: ADULTS_CLOSED,
    numerator: wellFounded,
    requiredBy: OF_ADULTS,
  },
  {
    id: 'adult.well-founded-share',
    title: 'Complaints that were well-founded, share',
    unit: 'percent',
    seen: 'atPeriodEnd',
    basis: 'closed',
    population: ADULTS_CLOSED,
    of: ADULTS_CLOSED,
    numerator: wellFounded,
    denominator: closed(['adult']),
    requiredBy: OF_ADULTS,
  },
  {
    id: 'adult.referred-to-ombudsman',
    title: 'Complaints known to have been referred to an Ombudsman',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    population: 'cases about adult social care that went to an Ombudsman in the period, as far as is known',
    numerator: onceOf(
      inArea('adult'),
      plus(
        happened('ombudsman-contact-received'),
        happened('procedure-begun', ({ data }) => data.procedure === 'ombudsman'),
      ),
    ),
    requiredBy: OF_ADULTS,
  },
  extensions(
    'adult.extensions-agreed',
    'Longer times agreed before the time was over',
    'adult',
    happened('adult-response-extended', ({ data }) => data.agreedByComplainant),
  ),
]

/** What guidance asks of the children's report. */
const CHILDREN: readonly FigureDefinition[] = [
  stage('children.stage-1-answers', 'Stage 1 answers sent', happened('stage-1-answered')),
  stage('children.stage-2-requests', 'Requests for Stage 2', happened('stage-2-requested')),
  stage('children.stage-2-answers', 'Stage 2 answers sent', happened('stage-2-answered')),
  stage('children.panel-requests', 'Requests for a review panel', happened('panel-requested')),
  stage('children.panel-responses', 'Answers to review panels', happened('panel-response-sent')),
  extensions('children.stage-1-extensions', 'Stage 1 made longer', 'children', happened('stage-1-extended')),
  extensions('children.stage-2-extensions', 'Stage 2 made longer', 'children', happened('stage-2-extended')),
  ...(
    [
      ['offered', 'An advocate was offered', has('advocacy-offered')],
      ['wanted', 'An advocate was wanted', has('advocate-wanted')],
      ['declined', 'An advocate was declined', has('advocacy-declined')],
      ['provided', 'An advocate was provided', has('advocate-appointed')],
    ] as const
  ).map(([name, title, test]): FigureDefinition => ({
    id: `children.advocacy-${name}`,
    title,
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'received',
    population: CHILDREN_RECEIVED,
    numerator: received(['children'], test),
    requiredBy: OF_CHILDREN,
  })),
]

/** What the Code asks of the report on all other complaints. */
const CORPORATE: readonly FigureDefinition[] = [
  extensions('corporate.stage-1-extensions', 'Stage 1 made longer', 'corporate', happened('corporate-1-extended')),
  extensions('corporate.stage-2-extensions', 'Stage 2 made longer', 'corporate', happened('corporate-2-extended')),
  {
    id: 'corporate.stage-2-requests',
    title: 'Requests for Stage 2',
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    population: 'complaints outside of the statutory procedures',
    numerator: happened('corporate-2-requested'),
    requiredBy: OF_CODE,
  },
]

export const refusals: Count = plus(
  happened('complaint-refused', isComplaint),
  happened('complaint-excluded', isComplaint),
  happened('eligibility-decided', (fact, each) => fact.data.outcome === 'not-eligible' && isComplaint(fact, each)),
)

const ofAll = { seen: 'atPeriodEnd', basis: 'happened', requiredBy: OF_EVERYONE } as const

/** What all of them ask: refusals, action, learning; and money. */
const EVERYONE: readonly FigureDefinition[] = [
  {
    id: 'complaints.refused',
    title: 'Decisions not to consider a complaint, or not in that procedure',
    unit: 'count',
    ...ofAll,
    population: 'complaints of every kind',
    numerator: refusals,
  },
  {
    id: 'complaints.remedies',
    title: 'Remedies decided on',
    unit: 'count',
    ...ofAll,
    population: 'points of complaint decided in the period, with something to put right',
    numerator: happened('point-decided', ({ data }) => data.remedy !== 'none'),
  },
  {
    id: 'complaints.lateness-reasons',
    title: 'Reasons recorded for being late',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'time limits that were missed, for which a reason was recorded in the period',
    numerator: happened('lateness-reason-recorded', isComplaint),
  },
  {
    id: 'learning.recorded',
    title: 'Lessons recorded',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'lessons that complaints taught',
    numerator: happened('learning-recorded'),
  },
  {
    id: 'actions.agreed',
    title: 'Actions agreed on',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'actions that complaints led to',
    numerator: happened('action-agreed'),
  },
  {
    id: 'actions.done',
    title: 'Actions done',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'actions that complaints led to',
    numerator: happened('action-done'),
  },
  {
    id: 'costs.recorded',
    title: 'Spent on investigations and panels, in all',
    unit: 'pence',
    ...ofAll,
    about: 'council',
    population: 'costs recorded in complaints of every kind',
    numerator: summed('cost-recorded', ({ data }) => data.pence),
  },
  {
    id: 'settlements.agreed',
    title: 'Agreed to be paid to complainants',
    unit: 'pence',
    ...ofAll,
    population: 'settlements agreed in the period, the council’s own and after the Ombudsman’s decisions',
    numerator: summed('settlement-agreed', ({ data }) => data.pence),
  },
  {
    id: 'settlements.other',
    title: 'of which agreed by the council itself, or about something else',
    unit: 'pence',
    ...ofAll,
    population:
      'settlements agreed in the period that did not follow a decision of the Ombudsman about adults or children',
    numerator: summed('settlement-agreed', ({ data }, { area }) =>
      data.basis === 'ombudsman' && area !== undefined ? 0 : data.pence,
    ),
  },
  {
    id: 'ombudsman.other-decisions',
    title: 'Decisions of the Ombudsman, about something else',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'decisions from the Ombudsman about neither adult social care nor services for children',
    numerator: happened('ombudsman-decided', (_, { area }) => area === undefined),
  },
  {
    id: 'ombudsman.contacts',
    title: 'Enquiries from the Ombudsman, about everything',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'contacts from the Ombudsman',
    numerator: happened('ombudsman-contact-received'),
  },
  {
    id: 'ombudsman.other-contacts',
    title: 'Enquiries from the Ombudsman, about something else',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'contacts from the Ombudsman about neither adult social care nor services for children',
    numerator: happened('ombudsman-contact-received', (_, { area }) => area === undefined),
  },
  {
    id: 'ombudsman.decisions',
    title: 'Decisions of the Ombudsman, about everything',
    unit: 'count',
    ...ofAll,
    about: 'council',
    population: 'decisions from the Ombudsman',
    numerator: happened('ombudsman-decided'),
  },
]

export const REQUIRED_FIGURES: readonly FigureDefinition[] = [...ADULTS, ...CHILDREN, ...CORPORATE, ...EVERYONE]

function isComplaint(_: unknown, { countedAs }: { readonly countedAs: string }): boolean {
  return COMPLAINTS.some((heading) => heading === countedAs)
}

/** One for a case of which it is true and to which it happened at all. */
function onceOf(test: Test, count: Count): Count {
  return (each, period) => (test(each) && count(each, period) > 0 ? 1 : 0)
}

function stage(id: string, title: string, numerator: Count): FigureDefinition {
  return {
    id,
    title,
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    population: CHILDREN_RECEIVED,
    numerator,
    requiredBy: OF_CHILDREN,
  }
}

function extensions(
  id: string,
  title: string,
  heading: 'adult' | 'children' | 'corporate',
  numerator: Count,
): FigureDefinition {
  const requiredBy = { adult: OF_ADULTS, children: OF_CHILDREN, corporate: OF_CODE }[heading]
  return {
    id,
    title,
    unit: 'count',
    seen: 'atPeriodEnd',
    basis: 'happened',
    about: 'council',
    population: 'time limits made longer in the period',
    numerator,
    requiredBy,
  }
}

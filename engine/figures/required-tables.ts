import type { Fact, FactType } from '../case/fact.ts'
import { COMPLAINTS, type CountedCase } from './counted-case.ts'
import { compliments } from './graph-tables.ts'
import { closed, factsWithin, received } from './select.ts'
import { OF_CHILDREN, OF_CODE, OF_EVERYONE } from './sources.ts'
import { brokenDown, codeOf, NOT_RECORDED, type TableDefinition } from './table-definition.ts'

/*
 * Over 300 lines: one list of tables, each a few lines.
 *
 * Tables that law, guidance and the Code ask for besides the graphs of earlier reports.
 */

const headingOf = ({ countedAs }: CountedCase) => countedAs
const serviceOf = ({ service }: CountedCase) => service
const areaOf = ({ area }: CountedCase) => area
const byHeading = { columnsAre: 'Complaints', columns: COMPLAINTS } as const
const receivedThen = { basis: 'received', seen: 'atPeriodEnd' } as const
const happenedThen = { basis: 'happened', seen: 'atPeriodEnd' } as const
const COMPLAINT = 'complaints that came to a procedure, statutory or not'

/** Who can complain under each heading, as the forms name them; several forms say the same in other words. */
const COMPLAINANTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`children/p${index + 1}`, `p${index + 1}`])),
  'adult/receives-services': 'receives-services',
  'adult/adult-user': 'receives-services',
  'adult/affected': 'affected',
  'adult/adult-affected': 'affected',
  'adult/representative': 'representative',
  'adult/adult-representative': 'representative',
  'public-health/receives-services': 'receives-services',
  'public-health/affected': 'affected',
  'public-health/representative': 'representative',
}
const CORPORATE = ['service-user', 'relative', 'public', 'organisation']

/** Whoever complained, as it was read when the complaint came, or when it was classified: the last that says it. */
function complainantOf({ facts, countedAs, byChild }: CountedCase): string {
  const said = facts.flatMap((fact) => {
    const code =
      fact.type === 'complaint-triaged'
        ? fact.data.person
        : fact.type === 'complaint-classified'
          ? fact.data.personCode
          : ''
    return COMPLAINANTS[`${countedAs}/${code.toLowerCase()}`] ?? (CORPORATE.includes(code) ? code : [])
  })
  return said.at(-1) ?? (byChild && countedAs === 'children' ? 'p1' : NOT_RECORDED)
}

function channelOf({ facts }: CountedCase): string | undefined {
  const first = facts.find((fact) => fact.type === 'complaint-received')
  return first?.type === 'complaint-received' ? first.data.channel : undefined
}

/** Facts of that type in complaints, by what they say, and by the heading of the case. */
function said<Type extends FactType>(
  type: Type,
  rowOf: (fact: Fact<Type>) => string,
  {
    complaintsOnly = true,
    amount = () => 1,
  }: { readonly complaintsOnly?: boolean; readonly amount?: (fact: Fact<Type>) => number } = {},
): TableDefinition['entries'] {
  return (each, period) =>
    complaintsOnly && !COMPLAINTS.some((heading) => heading === each.countedAs)
      ? []
      : factsWithin(each, type, period).map((fact) => ({
          row: codeOf(rowOf(fact)),
          column: each.countedAs,
          amount: amount(fact),
        }))
}

const refusedByGround: TableDefinition['entries'] = (each, period) => [
  ...said('complaint-refused', ({ data }) => data.ground)(each, period),
  ...said('complaint-excluded', ({ data }) => data.ground)(each, period),
  ...said('eligibility-decided', () => 'not-eligible', {
    amount: ({ data }) => (data.outcome === 'not-eligible' ? 1 : 0),
  })(each, period),
]

export const REQUIRED_TABLES: readonly TableDefinition[] = [
  {
    id: 'complaints.by-complainant',
    title: 'Who complained',
    ...receivedThen,
    population: COMPLAINT,
    breaksDown: 'complaints.received',
    rowsAre: 'Who',
    ...byHeading,
    entries: brokenDown(received(COMPLAINTS), complainantOf, headingOf),
    words: { [NOT_RECORDED]: 'Somebody else, or not recorded' },
    requiredBy: OF_CHILDREN,
  },
  {
    id: 'complaints.by-outcome',
    title: 'Complaints closed, by outcome',
    basis: 'closed',
    seen: 'atPeriodEnd',
    population: 'complaints received in the period and closed by its end',
    breaksDown: 'complaints.closed',
    rowsAre: 'Outcome',
    ...byHeading,
    rows: ['upheld', 'partly-upheld', 'not-upheld', 'no-finding', 'resolved-early', 'withdrawn', 'signposted'],
    entries: brokenDown(closed(COMPLAINTS), ({ outcome }) => outcome, headingOf),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'complaints.by-month',
    title: 'Complaints received, by month',
    ...receivedThen,
    order: 'code',
    population: COMPLAINT,
    breaksDown: 'complaints.received',
    rowsAre: 'Month',
    ...byHeading,
    entries: brokenDown(received(COMPLAINTS), ({ receivedOn }) => receivedOn?.slice(0, 7), headingOf),
  },
  {
    id: 'complaints.by-channel',
    title: 'How complaints came',
    ...receivedThen,
    population: COMPLAINT,
    breaksDown: 'complaints.received',
    rowsAre: 'Way',
    ...byHeading,
    entries: brokenDown(received(COMPLAINTS), channelOf, headingOf),
  },
  {
    id: 'complaints.refused-by-ground',
    title: 'Complaints that were not considered, by reason',
    ...happenedThen,
    population: 'decisions not to consider a complaint, or not in that procedure',
    breaksDown: 'complaints.refused',
    rowsAre: 'Reason',
    ...byHeading,
    words: { other: 'Another reason' },
    entries: refusedByGround,
    requiredBy: OF_CODE,
  },
  {
    id: 'corporate.by-service',
    title: 'Other services: complaints by service',
    ...receivedThen,
    population: 'complaints about other services of the council',
    breaksDown: 'corporate.received',
    rowsAre: 'Service',
    entries: brokenDown(received(['corporate']), serviceOf),
    requiredBy: OF_CODE,
  },
  {
    id: 'late.by-reason',
    about: 'council',
    title: 'Why time limits were missed',
    ...happenedThen,
    population: 'reasons recorded in the period for being late',
    breaksDown: 'complaints.lateness-reasons',
    rowsAre: 'Reason',
    ...byHeading,
    words: { other: 'Another reason' },
    entries: said('lateness-reason-recorded', ({ data }) => data.reasonCode),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'remedies.by-kind',
    title: 'What was put right',
    ...happenedThen,
    population: 'points of complaint decided in the period, with something to put right',
    breaksDown: 'complaints.remedies',
    rowsAre: 'Remedy',
    columnsAre: 'Case',
    columns: COMPLAINTS,
    entries: (each, period) =>
      factsWithin(each, 'point-decided', period)
        .filter(({ data }) => data.remedy !== 'none')
        .map(({ data }) => ({ row: codeOf(data.remedy), column: each.countedAs, amount: 1 })),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'learning.by-root-cause',
    title: 'What complaints taught, by root cause',
    ...happenedThen,
    about: 'council',
    population: 'lessons that complaints taught',
    breaksDown: 'learning.recorded',
    rowsAre: 'Root cause',
    columnsAre: 'Case',
    columns: COMPLAINTS,
    words: { other: 'Another cause' },
    entries: said('learning-recorded', ({ data }) => data.rootCause, { complaintsOnly: false }),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'learning.by-area',
    title: 'What complaints taught, by area of practice',
    ...happenedThen,
    about: 'council',
    population: 'lessons that complaints taught',
    breaksDown: 'learning.recorded',
    rowsAre: 'Area',
    columnsAre: 'Case',
    columns: COMPLAINTS,
    words: { other: 'Another area', assessment: 'Assessment' },
    entries: said('learning-recorded', ({ data }) => data.area, { complaintsOnly: false }),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'costs.by-stage',
    title: 'What investigations and panels cost',
    unit: 'pence',
    ...happenedThen,
    about: 'council',
    population: 'costs recorded in the period',
    breaksDown: 'costs.recorded',
    rowsAre: 'Stage',
    columnsAre: 'Case',
    columns: COMPLAINTS,
    entries: said('cost-recorded', ({ data }) => data.stage, {
      complaintsOnly: false,
      amount: ({ data }) => data.pence,
    }),
  },
  {
    id: 'settlements.by-basis',
    title: 'What was agreed to be paid to complainants',
    unit: 'pence',
    ...happenedThen,
    population: 'settlements agreed in the period',
    breaksDown: 'settlements.agreed',
    rowsAre: 'Agreed',
    columnsAre: 'Area',
    columns: ['adult', 'children'],
    words: {
      local: 'By the council itself',
      ombudsman: 'After the Ombudsman’s decision',
      adult: 'Adult social care',
      children: 'Services for children',
    },
    entries: (each, period) =>
      factsWithin(each, 'settlement-agreed', period).map(({ data }) => ({
        row: codeOf(data.basis),
        column: codeOf(areaOf(each)),
        amount: data.pence,
      })),
  },
  {
    id: 'compliments.children-by-service',
    title: 'Services for children: compliments by service',
    ...receivedThen,
    population: 'compliments about services for children',
    breaksDown: 'compliments.children',
    rowsAre: 'Service',
    entries: brokenDown(
      received(['feedback'], ({ feedback, area }) => feedback?.kind === 'compliment' && area === 'children'),
      serviceOf,
    ),
  },
  {
    id: 'compliments.by-capture',
    title: 'How compliments were taken down',
    ...receivedThen,
    population: 'compliments, wherever they were taken down',
    breaksDown: 'compliments.received',
    rowsAre: 'Taken down',
    columnsAre: 'Area',
    rows: ['here', 'elsewhere'],
    columns: ['adult', 'children'],
    words: { children: 'Services for children and young people' },
    entries: brokenDown(compliments, ({ feedback }) => feedback?.captured, areaOf),
  },
  {
    id: 'comments.by-service',
    title: 'Comments by service',
    ...receivedThen,
    population: 'comments, wherever they were taken down',
    breaksDown: 'comments.received',
    rowsAre: 'Service',
    columnsAre: 'Area',
    columns: ['adult', 'children'],
    words: { children: 'Services for children and young people' },
    entries: brokenDown(
      received(['feedback'], ({ feedback }) => feedback?.kind === 'comment'),
      serviceOf,
      areaOf,
    ),
  },
  {
    id: 'ombudsman.by-decision',
    about: 'council',
    title: 'Decisions of the Ombudsman',
    ...happenedThen,
    population: 'decisions from the Ombudsman',
    breaksDown: 'ombudsman.decisions',
    rowsAre: 'Decision',
    columnsAre: 'Area',
    columns: ['adult', 'children'],
    words: {
      children: 'Services for children and young people',
      'upheld-already-remedied': 'Upheld, and put right before',
      report: 'Upheld, in a public report',
      'referred-back': 'Referred back for local resolution',
    },
    entries: (each, period) =>
      factsWithin(each, 'ombudsman-decided', period).map(({ data }) => ({
        row: codeOf(data.decision),
        column: codeOf(areaOf(each)),
        amount: 1,
      })),
    requiredBy: OF_EVERYONE,
  },
]

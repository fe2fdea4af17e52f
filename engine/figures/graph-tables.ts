import { COMPLAINTS, type CountedCase } from './counted-case.ts'
import { decisionGroup } from './ombudsman.ts'
import { closed, factsWithin, inArea, received, plus, type Count } from './select.ts'
import { OF_ADULTS, OF_CHILDREN, OF_CODE, OF_EVERYONE } from './sources.ts'
import { brokenDown, type TableDefinition } from './table-definition.ts'

/*
 * The tables behind the fifteen graphs of the published reports, by their numbers there.
 */

const GROUPS = ['not-upheld', 'upheld-or-partly', 'without-finding'] as const
const groupOf = ({ group }: CountedCase) => group
const serviceOf = ({ service }: CountedCase) => service
const areaOf = ({ area }: CountedCase) => area
const kindOf = ({ feedback }: CountedCase) => feedback?.kind ?? 'complaint'

const atPeriodEnd = { basis: 'received', seen: 'atPeriodEnd' } as const
const ADULTS_CLOSED = 'complaints about adult social care received in the period and closed by its end'
const CHILDREN_CLOSED =
  'complaints under the children’s statutory procedure received in the period and closed by the day of writing'

/** Compliments. */
export const compliments: Count = received(['feedback'], ({ feedback }) => feedback?.kind === 'compliment')
/** Adults' complaints, compliments and comments. */
const adultFeedback: Count = plus(received(['adult']), received(['feedback'], inArea('adult')))
/** Children's statutory complaints, and compliments and comments about services for children. */
const childrenFeedback: Count = plus(received(['children']), received(['feedback'], inArea('children')))
/** Adults' compliments that the council's own system took down. */
const adultComplimentsHere: Count = received(
  ['feedback'],
  ({ feedback }) => feedback?.kind === 'compliment' && feedback.captured === 'here',
  inArea('adult'),
)

const bySettling = ({ settledAt, investigatedInternally }: CountedCase): string =>
  settledAt === 'early' && !investigatedInternally ? 'early' : investigatedInternally ? 'investigation' : 'otherwise'

/** Early resolution is “stage 0”; the withdrawn and signposted came to no stage either, and are no resolution. */
const byStage = ({ settledAt, outcome }: CountedCase): string =>
  settledAt === 'early' && outcome !== 'resolved-early' ? 'no-stage' : settledAt

const decisions =
  (
    area: 'adult' | 'children',
    words: Readonly<Record<ReturnType<typeof decisionGroup>, string>>,
  ): TableDefinition['entries'] =>
  (each, period) =>
    each.area !== area
      ? []
      : factsWithin(each, 'ombudsman-decided', period).map(({ data }) => ({
          row: words[decisionGroup(data.decision)],
          amount: 1,
        }))

export const GRAPH_TABLES: readonly TableDefinition[] = [
  {
    id: 'complaints.by-group',
    title: 'Complaints received',
    graph: 1,
    ...atPeriodEnd,
    population: 'complaints that came to a procedure, statutory or not',
    breaksDown: 'complaints.received',
    rowsAre: 'Complaints',
    rows: ['adult', 'children', 'other-children'],
    entries: brokenDown(received(COMPLAINTS), ({ countedAs }) => countedAs),
    requiredBy: OF_EVERYONE,
  },
  {
    id: 'compliments.by-area',
    title: 'Compliments received',
    graph: 2,
    ...atPeriodEnd,
    population: 'compliments, wherever they were taken down',
    breaksDown: 'compliments.received',
    rowsAre: 'Area',
    rows: ['adult', 'children'],
    words: { children: 'Services for children and young people' },
    entries: brokenDown(compliments, areaOf),
  },
  {
    id: 'statutory.closed-by-outcome',
    title: 'Statutory complaints by final outcome',
    graph: 3,
    basis: 'closed',
    seen: 'asReported',
    population:
      'statutory complaints closed with an outcome: adults’ by the end of the period, children’s by the day of writing',
    breaksDown: 'statutory.closed',
    rowsAre: 'Outcome',
    rows: GROUPS,
    entries: brokenDown(closed(['adult', 'children']), groupOf),
    requiredBy: [...OF_CHILDREN, ...OF_ADULTS],
  },
  {
    id: 'adult.by-feedback-type',
    title: 'Adult social care: kinds of feedback',
    graph: 4,
    ...atPeriodEnd,
    population: 'complaints, compliments and comments about adult social care',
    breaksDown: 'adult.feedback',
    rowsAre: 'Kind',
    rows: ['comment', 'complaint', 'compliment'],
    entries: brokenDown(adultFeedback, kindOf),
  },
  {
    id: 'adult.closed-by-stage',
    title: 'Adult social care: how complaints were resolved',
    graph: 5,
    basis: 'closed',
    seen: 'atPeriodEnd',
    population: ADULTS_CLOSED,
    breaksDown: 'adult.closed',
    rowsAre: 'Resolved',
    rows: ['early', 'investigation', 'otherwise'],
    words: {
      early: 'Before an investigation (“stage 0”)',
      investigation: 'By an investigation of the council’s own',
      otherwise: 'In another way: with the NHS, or by the provider',
    },
    entries: brokenDown(closed(['adult']), bySettling),
    requiredBy: OF_ADULTS,
  },
  {
    id: 'adult.closed-by-outcome',
    title: 'Adult social care: outcomes',
    graph: 6,
    basis: 'closed',
    seen: 'atPeriodEnd',
    population: ADULTS_CLOSED,
    breaksDown: 'adult.closed',
    rowsAre: 'Outcome',
    rows: GROUPS,
    entries: brokenDown(closed(['adult']), groupOf),
    requiredBy: OF_ADULTS,
  },
  {
    id: 'adult.by-service',
    title: 'Adult social care: complaints by service',
    graph: 7,
    ...atPeriodEnd,
    population: 'complaints about adult social care, those with the NHS included',
    breaksDown: 'adult.received',
    rowsAre: 'Service',
    entries: brokenDown(received(['adult']), serviceOf),
    requiredBy: OF_ADULTS,
  },
  {
    id: 'compliments.adult-by-service',
    title: 'Adult social care: compliments by service',
    graph: 8,
    ...atPeriodEnd,
    population: 'compliments about adult social care taken down in the council’s own system',
    breaksDown: 'compliments.adult-here',
    rowsAre: 'Service',
    entries: brokenDown(adultComplimentsHere, serviceOf),
  },
  {
    id: 'ombudsman.adult-by-decision',
    about: 'council',
    title: 'Adult social care: decisions of the Ombudsman',
    graph: 9,
    basis: 'happened',
    seen: 'atPeriodEnd',
    population: 'decisions from the Ombudsman about adult social care',
    breaksDown: 'ombudsman.adult-decisions',
    rowsAre: 'Decision',
    rows: ['not-upheld', 'not-investigated', 'upheld'],
    words: { 'referred-back': 'Referred back for local resolution' },
    entries: decisions('adult', {
      upheld: 'upheld',
      'not-upheld': 'not-upheld',
      'referred-back': 'referred-back',
      'closed-after-initial-enquiries': 'not-investigated',
      other: 'not-investigated',
    }),
    requiredBy: OF_ADULTS,
  },
  {
    id: 'children.by-feedback-type',
    title: 'Services for children: kinds of feedback',
    graph: 10,
    ...atPeriodEnd,
    population:
      'complaints under the children’s statutory procedure, and compliments and comments about services for children',
    breaksDown: 'children.feedback',
    rowsAre: 'Kind',
    rows: ['complaint', 'comment', 'compliment'],
    entries: brokenDown(childrenFeedback, kindOf),
  },
  {
    id: 'children.closed-by-stage',
    title: 'Children’s statutory procedure: the stage that resolved it',
    graph: 11,
    basis: 'closed',
    seen: 'whenWritten',
    population: CHILDREN_CLOSED,
    breaksDown: 'children.closed',
    rowsAre: 'Stage',
    rows: ['early', 'stage-1', 'stage-2', 'stage-3'],
    words: { early: 'Resolved early (“stage 0”)', 'no-stage': 'Withdrawn or signposted before an answer' },
    entries: brokenDown(closed(['children']), byStage),
    requiredBy: OF_CHILDREN,
  },
  {
    id: 'children.closed-by-outcome',
    title: 'Children’s statutory procedure: outcomes',
    graph: 12,
    basis: 'closed',
    seen: 'whenWritten',
    population: CHILDREN_CLOSED,
    breaksDown: 'children.closed',
    rowsAre: 'Outcome',
    rows: GROUPS,
    entries: brokenDown(closed(['children']), groupOf),
    requiredBy: OF_CHILDREN,
  },
  {
    id: 'children.by-service',
    title: 'Children’s statutory procedure: complaints by service',
    graph: 13,
    ...atPeriodEnd,
    population: 'complaints under the children’s statutory procedure',
    breaksDown: 'children.received',
    rowsAre: 'Service',
    entries: brokenDown(received(['children']), serviceOf),
    requiredBy: OF_CHILDREN,
  },
  {
    id: 'other-children.by-service',
    title: 'Outside of the statutory procedure: complaints by service',
    graph: 14,
    ...atPeriodEnd,
    population: 'complaints about services for children outside of the statutory procedure',
    breaksDown: 'other-children.received',
    rowsAre: 'Service',
    entries: brokenDown(received(['other-children']), serviceOf),
    requiredBy: OF_CODE,
  },
  {
    id: 'ombudsman.children-by-decision',
    about: 'council',
    title: 'Services for children: decisions of the Ombudsman',
    graph: 15,
    basis: 'happened',
    seen: 'atPeriodEnd',
    population: 'decisions from the Ombudsman about children’s social care, inclusion and education',
    breaksDown: 'ombudsman.children-decisions',
    rowsAre: 'Decision',
    rows: ['not-upheld-or-closed', 'referred-back', 'upheld'],
    words: {
      'not-upheld-or-closed': 'Not upheld, or closed after initial enquiries',
      'referred-back': 'Referred back for local resolution',
    },
    entries: decisions('children', {
      upheld: 'upheld',
      'not-upheld': 'not-upheld-or-closed',
      'referred-back': 'referred-back',
      'closed-after-initial-enquiries': 'not-upheld-or-closed',
      other: 'not-upheld-or-closed',
    }),
    requiredBy: OF_CHILDREN,
  },
]

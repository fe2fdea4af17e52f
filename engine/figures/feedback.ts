import type { CountedCase } from './counted-case.ts'
import type { FigureDefinition } from './definitions.ts'
import type { Area } from './counted-case.ts'
import { inArea, ofService, plus, received, type Count, type Test } from './select.ts'

const FEEDBACK = ['feedback'] as const
const ofKind = (kind: 'compliment' | 'comment') => (each: CountedCase) => each.feedback?.kind === kind
const here = (each: CountedCase) => each.feedback?.captured === 'here'
const compliments = (...tests: readonly Test[]): Count => received(FEEDBACK, ofKind('compliment'), ...tests)
const comments = (area: Area): Count => received(FEEDBACK, ofKind('comment'), inArea(area))

const complaints = received(['adult', 'children', 'other-children'])
const basis = { seen: 'atPeriodEnd', basis: 'received' } as const
const adult = inArea('adult')
const children = inArea('children')

/** Compliments and comments, and what share of all feedback complaints are. */
export const FEEDBACK_FIGURES: readonly FigureDefinition[] = [
  {
    id: 'compliments.received',
    title: 'Compliments received',
    unit: 'count',
    ...basis,
    population: 'compliments, wherever they were taken down',
    numerator: compliments(),
  },
  {
    id: 'compliments.adult',
    title: 'about adult social care',
    unit: 'count',
    ...basis,
    population: 'compliments about adult social care',
    numerator: compliments(adult),
  },
  {
    id: 'compliments.adult-here',
    title: 'taken down in the council’s own system',
    unit: 'count',
    ...basis,
    population: 'compliments about adult social care',
    numerator: compliments(adult, here),
  },
  {
    id: 'compliments.adult-elsewhere',
    title: 'taken down elsewhere, and not categorised',
    unit: 'count',
    ...basis,
    population: 'compliments about adult social care',
    numerator: compliments(adult, (each) => !here(each)),
  },
  {
    id: 'compliments.equipment-share',
    title: 'about equipment and adaptations, share',
    unit: 'percent',
    ...basis,
    population: 'compliments about adult social care taken down in the council’s own system',
    of: 'compliments about adult social care taken down in the council’s own system',
    numerator: compliments(adult, here, ofService('equipment-and-adaptations')),
    denominator: compliments(adult, here),
  },
  {
    id: 'compliments.children',
    title: 'about services for children and young people',
    unit: 'count',
    ...basis,
    population: 'compliments about services for children',
    numerator: compliments(children),
  },
  {
    id: 'compliments.children-social-care',
    title: 'of which not about the Inclusion Service',
    unit: 'count',
    ...basis,
    population: 'compliments about services for children',
    numerator: compliments(children, ({ service }) => service !== 'inclusion'),
  },
  {
    id: 'compliments.children-inclusion',
    title: 'of which about the Inclusion Service',
    unit: 'count',
    ...basis,
    population: 'compliments about services for children',
    numerator: compliments(children, ofService('inclusion')),
  },
  {
    id: 'compliments.elsewhere-about',
    title: 'about something else',
    unit: 'count',
    ...basis,
    population: 'compliments about neither adult social care nor services for children',
    numerator: compliments(({ area }) => area === undefined),
  },
  {
    id: 'adult.feedback',
    title: 'Complaints, compliments and comments',
    unit: 'count',
    ...basis,
    population: 'complaints, compliments and comments about adult social care',
    numerator: plus(received(['adult']), received(FEEDBACK, adult)),
  },
  {
    id: 'children.feedback',
    title: 'Complaints under the statutory procedure, compliments and comments',
    unit: 'count',
    ...basis,
    population:
      'complaints under the children’s statutory procedure, and compliments and comments about services for children',
    numerator: plus(received(['children']), received(FEEDBACK, children)),
  },
  {
    id: 'comments.received',
    title: 'Comments received',
    unit: 'count',
    ...basis,
    population: 'comments, wherever they were taken down',
    numerator: received(FEEDBACK, ofKind('comment')),
  },
  {
    id: 'comments.adult',
    title: 'Comments on adult social care',
    unit: 'count',
    ...basis,
    population: 'comments on adult social care',
    numerator: comments('adult'),
  },
  {
    id: 'comments.children',
    title: 'Comments on services for children',
    unit: 'count',
    ...basis,
    population: 'comments on services for children',
    numerator: comments('children'),
  },
  {
    id: 'comments.elsewhere-about',
    title: 'Comments on something else',
    unit: 'count',
    ...basis,
    population: 'comments on neither adult social care nor services for children',
    numerator: received(FEEDBACK, ofKind('comment'), ({ area }) => area === undefined),
  },
  {
    id: 'feedback.complaints-share',
    title: 'Complaints, as a share of all feedback',
    unit: 'percent',
    ...basis,
    population: 'complaints about adult social care and services for children, statutory or not',
    of: 'those complaints, and all compliments and comments',
    numerator: complaints,
    denominator: plus(complaints, received(FEEDBACK)),
  },
]

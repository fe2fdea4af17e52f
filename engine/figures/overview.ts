import { COMPLAINTS, type CountedAs } from './counted-case.ts'
import type { FigureDefinition } from './definitions.ts'
import { closed, has, isClosed, received } from './select.ts'
import { OF_EVERYONE } from './sources.ts'

/** Every heading under which something is received, and what it is called. */
const HEADINGS: Readonly<Record<Exclude<CountedAs, 'other'>, string>> = {
  adult: 'complaints about adult social care',
  children: 'complaints under the children’s statutory procedure',
  'other-children': 'complaints about services for children outside of the statutory procedure',
  corporate: 'complaints about other services of the council',
  'public-health': 'complaints about public health',
  feedback: 'compliments and comments',
  ombudsman: 'contacts from the Ombudsman that are no case of the council’s own',
}

/** The days on which what was received must be closed or open, as the ids of figures end. */
export const RECONCILED = [
  ['at-end', 'atPeriodEnd', 'at the end of the period'],
  ['when-written', 'whenWritten', 'when the report was written'],
] as const

export const RECONCILED_HEADINGS = Object.keys(HEADINGS) as readonly Exclude<CountedAs, 'other'>[]

const isOpen = (each: Parameters<typeof isClosed>[0]) => !isClosed(each)

/** What was received under each heading, and how it stands on both days. */
const STANDING_FIGURES: readonly FigureDefinition[] = RECONCILED_HEADINGS.flatMap((heading) =>
  RECONCILED.flatMap(([ending, seen, when]): readonly FigureDefinition[] => {
    const common = {
      unit: 'count',
      seen,
      population: HEADINGS[heading],
      requiredBy: OF_EVERYONE,
      about: 'council',
    } as const
    const id = (what: string) => `standing.${heading}-${what}-${ending}`
    return [
      {
        id: id('received'),
        title: `Received, as known ${when}`,
        ...common,
        basis: 'received',
        numerator: received([heading]),
      },
      { id: id('closed'), title: `of which closed ${when}`, ...common, basis: 'closed', numerator: closed([heading]) },
      {
        id: id('open'),
        title: `of which open ${when}`,
        ...common,
        basis: 'as-at',
        numerator: received([heading], isOpen),
      },
    ]
  }),
)

const all = { seen: 'atPeriodEnd', basis: 'received', requiredBy: OF_EVERYONE } as const
const COMPLAINT = 'complaints that came to a procedure, statutory or not'

export const OVERVIEW_FIGURES: readonly FigureDefinition[] = [
  {
    id: 'complaints.received',
    title: 'Complaints received, of every kind',
    unit: 'count',
    ...all,
    population: COMPLAINT,
    numerator: received(COMPLAINTS),
  },
  {
    id: 'complaints.closed',
    title: 'of which closed',
    unit: 'count',
    ...all,
    basis: 'closed',
    population: COMPLAINT,
    numerator: closed(COMPLAINTS),
  },
  {
    id: 'complaints.not-routed',
    title: 'Complaints that had not come to a procedure',
    unit: 'count',
    ...all,
    population: 'complaints that had been received and not been routed',
    numerator: received(['other'], has('complaint-received')),
  },
  {
    id: 'complaints.without-outcome',
    title: 'Complaints closed with no outcome on record',
    unit: 'count',
    ...all,
    seen: 'whenWritten',
    basis: 'closed',
    population: 'complaints received in the period were closed with no outcome on record',
    numerator: closed(COMPLAINTS, ({ group }) => group === 'undecided'),
  },
  {
    id: 'corporate.received',
    title: 'Complaints received',
    unit: 'count',
    ...all,
    population: HEADINGS.corporate,
    numerator: received(['corporate']),
  },
  {
    id: 'public-health.received',
    title: 'Complaints received',
    unit: 'count',
    ...all,
    population: HEADINGS['public-health'],
    numerator: received(['public-health']),
  },
  ...STANDING_FIGURES,
]

import type { Clock } from '../law/clock.ts'
import type { CountedAs, CountedCase } from './counted-case.ts'
import type { FigureDefinition } from './definitions.ts'
import { isWithin, type ReportPeriod } from './period.ts'
import type { Count } from './select.ts'
import { OF_ADULTS, OF_CHILDREN, OF_CODE, type FigureSource } from './sources.ts'
import type { TableDefinition } from './table-definition.ts'

interface Limit {
  /** Of the deadline rule; a council's own target that stands in for it counts with it. */
  readonly rule: string
  /** Of the row, and of the figure `<heading>.<code>-in-time`. */
  readonly code: string
  readonly title: string
}

interface Limits {
  readonly heading: CountedAs
  readonly title: string
  readonly requiredBy: readonly FigureSource[]
  readonly limits: readonly Limit[]
  readonly rules: ReadonlySet<string>
}

const limit = (rule: string, code: string, title: string): Limit => ({ rule, code, title })

/** The time limits that reports show, by heading. */
const LIMITS: readonly Limits[] = (
  [
    {
      heading: 'children',
      title: 'Time limits of the children’s statutory procedure',
      requiredBy: OF_CHILDREN,
      limits: [
        limit('children-act.acknowledgement', 'acknowledgement', 'Acknowledged in time'),
        limit('children-act.stage-1-answer', 'stage-1-10-days', 'Stage 1 answered in 10 working days'),
        limit('children-act.stage-1-limit', 'stage-1-20-days', 'Stage 1 answered in 20 working days'),
        limit('children-act.stage-2-answer', 'stage-2-25-days', 'Stage 2 answered in 25 working days'),
        limit('children-act.stage-2-limit', 'stage-2-65-days', 'Stage 2 answered in 65 working days'),
        limit('children-act.panel-meeting', 'panel-30-days', 'Review panel met in 30 working days'),
        limit('children-act.panel-report', 'panel-report-5-days', 'Panel’s report sent in 5 working days'),
        limit('children-act.panel-response', 'panel-response-15-days', 'Panel answered in 15 working days'),
      ],
    },
    {
      heading: 'adult',
      title: 'Time limits of complaints about adult social care',
      requiredBy: OF_ADULTS,
      limits: [
        limit('adult-social-care.acknowledgement', 'acknowledgement-3-days', 'Acknowledged in 3 working days'),
        limit('adult-social-care.planned-response', 'agreed-time', 'Answered in the time that was agreed or told'),
        limit('adult-social-care.response', '6-months', 'Answered in 6 months, or in longer that was agreed in time'),
      ],
    },
    {
      heading: 'corporate',
      title: 'Time limits of complaints about other services',
      requiredBy: OF_CODE,
      limits: [
        limit(
          'complaint-handling-code.stage-1-acknowledgement',
          'stage-1-acknowledgement-5-days',
          'Stage 1 acknowledged in 5 working days',
        ),
        limit('complaint-handling-code.stage-1-answer', 'stage-1-10-days', 'Stage 1 answered in 10 working days'),
        limit(
          'complaint-handling-code.stage-2-acknowledgement',
          'stage-2-acknowledgement-5-days',
          'Stage 2 acknowledged in 5 working days',
        ),
        limit('complaint-handling-code.stage-2-answer', 'stage-2-20-days', 'Stage 2 answered in 20 working days'),
      ],
    },
    {
      heading: 'public-health',
      title: 'Time limits of complaints about public health',
      requiredBy: [],
      limits: [
        limit('public-health.acknowledgement', 'acknowledgement', 'Acknowledged in time'),
        limit('public-health.response', 'response', 'Answered in time'),
      ],
    },
  ] as const satisfies readonly Omit<Limits, 'rules'>[]
).map((each) => ({ ...each, rules: new Set(each.limits.map(({ rule }) => rule)) }))

/** How a time limit that began in the period was kept. */
const STATES = ['in-time', 'in-extension', 'late', 'late-agreed', 'not-over', 'cannot-tell'] as const
type State = (typeof STATES)[number]

const IN_WORDS: Readonly<Record<State, string>> = {
  'in-time': 'In time',
  'in-extension': 'In a longer time, properly set',
  late: 'Late',
  'late-agreed': 'Late, though they agreed to wait',
  'not-over': 'Not over yet',
  'cannot-tell': 'Cannot be told',
}

/** Undefined where nothing was owed. */
function stateOf({ status, timeliness }: Clock): State | undefined {
  switch (timeliness) {
    case 'in-time':
    case 'in-extension':
      return status === 'running' ? 'not-over' : timeliness
    case 'breach':
      return 'late'
    case 'breach-consented':
      return 'late-agreed'
    case 'paused':
      return 'not-over'
    case 'undecidable':
      return 'cannot-tell'
    case undefined:
      return undefined
  }
}

interface Kept {
  readonly code: string
  readonly state: State
}

/** What a case kept of the time limits that began in the period; several figures ask the same of it, one after another. */
function keptIn(each: CountedCase, { heading, limits, rules }: Limits, period: ReportPeriod): readonly Kept[] {
  if (each.countedAs !== heading && !(heading === 'corporate' && each.countedAs === 'other-children')) return []
  if (!mayHaveBegun(each, period)) return []
  const known = LAST.get(each)
  if (known?.period === period) return known.kept
  const kept = each.clocksOf(rules).flatMap((clock): readonly Kept[] => {
    const found = limits.find(({ rule }) => rule === (clock.inPlaceOf ?? clock.rule))
    const state = found !== undefined && isWithin(clock.startedOn, period) ? stateOf(clock) : undefined
    return found === undefined || state === undefined ? [] : [{ code: found.code, state }]
  })
  LAST.set(each, { period, kept })
  return kept
}

const LAST = new WeakMap<CountedCase, { readonly period: ReportPeriod; readonly kept: readonly Kept[] }>()

/** A clock begins with a fact, on its day or on a later one that another fact puts it to. */
function mayHaveBegun({ receivedOn, facts }: CountedCase, { from, to }: ReportPeriod): boolean {
  if (receivedOn === undefined || receivedOn > to) return false
  return receivedOn >= from || facts.some(({ on }) => on >= from)
}

const countOf =
  (limits: Limits, code: string | undefined, states: readonly State[]): Count =>
  (each, period) =>
    keptIn(each, limits, period).filter(
      (kept) => (code === undefined || kept.code === code) && states.includes(kept.state),
    ).length

const OVER = ['in-time', 'in-extension', 'late', 'late-agreed'] as const

const populationOf = ({ title }: Limits) => `${title.charAt(0).toLowerCase()}${title.slice(1)} that began in the period`

/** How many time limits began, and of each what share was kept, of those that are over. */
export const TIME_LIMIT_FIGURES: readonly FigureDefinition[] = LIMITS.flatMap((limits) => {
  const common = {
    seen: 'whenWritten',
    basis: 'happened',
    about: 'council',
    population: populationOf(limits),
    requiredBy: limits.requiredBy,
  } as const
  return [
    {
      id: `${limits.heading}.time-limits-begun`,
      title: `${limits.title}: begun`,
      unit: 'count',
      ...common,
      numerator: countOf(limits, undefined, STATES),
    },
    ...limits.limits.flatMap(({ code, title }): readonly FigureDefinition[] => [
      {
        id: `${limits.heading}.${code}-in-time`,
        title: `${title}, share`,
        unit: 'percent',
        ...common,
        of: `${common.population}, and are over`,
        numerator: countOf(limits, code, ['in-time']),
        denominator: countOf(limits, code, OVER),
      },
    ]),
  ]
})

export const TIME_LIMIT_TABLES: readonly TableDefinition[] = LIMITS.map((limits) => ({
  id: `${limits.heading}.time-limits`,
  title: limits.title,
  population: populationOf(limits),
  basis: 'happened',
  about: 'council',
  seen: 'whenWritten',
  breaksDown: `${limits.heading}.time-limits-begun`,
  rowsAre: 'Time limit',
  columnsAre: 'How it was kept',
  rows: limits.limits.map(({ code }) => code),
  columns: STATES,
  words: { ...IN_WORDS, ...Object.fromEntries(limits.limits.map(({ code, title }) => [code, title])) },
  entries: (each, period) =>
    keptIn(each, limits, period).map(({ code, state }) => ({ row: code, column: state, amount: 1 })),
  requiredBy: limits.requiredBy,
}))

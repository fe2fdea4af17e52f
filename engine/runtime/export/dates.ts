import type { FactType } from '../../case/fact.ts'
import { NoLawForDateError } from '../../errors.ts'
import { USUAL_CALENDAR, workingDaysBetween } from '../../law/index.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Writer } from './about.ts'
import type { ExportedCase } from './case-events.ts'
import { csvLines } from './rows.ts'

/*
 * The dates of each case, as a request under the Freedom of Information Act 2000 asks for them: no names, no words, and
 * nothing of a group so small that somebody could be known by it.
 */

/** Of fewer cases than this nothing is told. */
export const FEWEST_TOLD = 5

/** A step that is told: the first day on which that fact happened, and since which other its days are counted. */
interface Step {
  readonly fact: FactType
  readonly title: string
  readonly since: FactType
}

const RECEIVED: FactType = 'complaint-received'

const STEPS: readonly Step[] = [
  { fact: RECEIVED, title: 'Received', since: RECEIVED },
  { fact: 'acknowledgement-sent', title: 'Acknowledged', since: RECEIVED },
  { fact: 'response-plan-agreed', title: 'Plan agreed', since: RECEIVED },
  { fact: 'stage-1-answered', title: 'Stage 1 answered', since: RECEIVED },
  { fact: 'stage-2-requested', title: 'Stage 2 asked for', since: RECEIVED },
  { fact: 'stage-2-answered', title: 'Stage 2 answered', since: 'stage-2-requested' },
  { fact: 'panel-requested', title: 'Panel asked for', since: RECEIVED },
  { fact: 'panel-met', title: 'Panel met', since: 'panel-requested' },
  { fact: 'panel-recommendations-received', title: 'Panel’s recommendations received', since: 'panel-met' },
  { fact: 'panel-response-sent', title: 'Panel answered', since: 'panel-recommendations-received' },
  { fact: 'adult-response-sent', title: 'Adult complaint answered', since: RECEIVED },
  { fact: 'public-health-response-sent', title: 'Public health complaint answered', since: RECEIVED },
  { fact: 'joint-response-sent', title: 'Joint complaint answered', since: RECEIVED },
  { fact: 'corporate-1-acknowledged', title: 'Corporate Stage 1 acknowledged', since: RECEIVED },
  { fact: 'corporate-1-answered', title: 'Corporate Stage 1 answered', since: 'corporate-1-acknowledged' },
  { fact: 'corporate-2-requested', title: 'Corporate Stage 2 asked for', since: RECEIVED },
  { fact: 'corporate-2-acknowledged', title: 'Corporate Stage 2 acknowledged', since: 'corporate-2-requested' },
  { fact: 'corporate-2-answered', title: 'Corporate Stage 2 answered', since: 'corporate-2-acknowledged' },
  { fact: 'ombudsman-contact-received', title: 'Ombudsman in touch', since: 'ombudsman-contact-received' },
  { fact: 'ombudsman-decided', title: 'Ombudsman decided', since: 'ombudsman-contact-received' },
  { fact: 'complaint-withdrawn', title: 'Withdrawn', since: RECEIVED },
]

/** One step of one case. */
export interface DatedStep {
  readonly step: string
  readonly on: LocalDate
  /** Since which step the days are counted; absent for the step from which they are. */
  readonly since?: string
  readonly days?: number
  /** Monday to Friday without the bank holidays of England; undefined where they are not known so far. */
  readonly workingDays?: number
}

/** The steps of a case that have happened, in the order of the list. */
export function datedSteps({ events }: Pick<ExportedCase, 'events'>): readonly DatedStep[] {
  const first = new Map<string, LocalDate>()
  for (const { type, on } of events.flatMap(({ facts }) => facts)) {
    const known = first.get(type)
    if (known === undefined || on < known) first.set(type, on)
  }
  return STEPS.flatMap(({ fact, title, since }): readonly DatedStep[] => {
    const on = first.get(fact)
    if (on === undefined) return []
    const from = fact === since ? undefined : first.get(since)
    if (from === undefined || from > on) return [{ step: title, on }]
    const workingDays = workingDaysSince(from, on)
    return [
      {
        step: title,
        on,
        since: STEPS.find((each) => each.fact === since)?.title ?? '',
        days: Math.round((Date.parse(on) - Date.parse(from)) / 86_400_000),
        ...(workingDays !== undefined && { workingDays }),
      },
    ]
  })
}

function workingDaysSince(from: LocalDate, on: LocalDate): number | undefined {
  try {
    return workingDaysBetween(from, on, USUAL_CALENDAR)
  } catch (error) {
    if (error instanceof NoLawForDateError) return undefined
    throw error
  }
}

/** How many cases each procedure has, and each of its steps: what is told hangs on it. */
export interface GroupSizes {
  readonly cases: ReadonlyMap<string, number>
  /** By `<procedure> <step>`. */
  readonly steps: ReadonlyMap<string, number>
}

export async function groupSizes(all: AsyncIterable<ExportedCase>): Promise<GroupSizes> {
  const [cases, steps] = [new Map<string, number>(), new Map<string, number>()]
  for await (const each of all) {
    cases.set(each.procedure, (cases.get(each.procedure) ?? 0) + 1)
    for (const { step } of datedSteps(each)) {
      const key = keyOf(each.procedure, step)
      steps.set(key, (steps.get(key) ?? 0) + 1)
    }
  }
  return { cases, steps }
}

/** A case as the table shows it. A step that too few cases have is not there: that a case has it is not told either. */
export interface DatedCase {
  readonly id: string
  readonly procedure: string
  readonly steps: readonly DatedStep[]
}

/** Undefined for a case of a procedure that has too few. */
export function tellableCase(each: ExportedCase, { cases, steps }: GroupSizes): DatedCase | undefined {
  const { id, procedure } = each
  if ((cases.get(procedure) ?? 0) < FEWEST_TOLD) return undefined
  const isTold = (step: string) => (steps.get(keyOf(procedure, step)) ?? 0) >= FEWEST_TOLD
  return {
    id,
    procedure,
    steps: datedSteps(each)
      .filter(({ step }) => isTold(step))
      // Days since a step that is not told would tell it.
      .map((dated) => (isTold(dated.since ?? dated.step) ? dated : { step: dated.step, on: dated.on })),
  }
}

/** What is not told: a whole procedure, or a step of one. */
export interface NotTold {
  readonly procedure: string
  readonly step?: string
}

export function notTold({ cases, steps }: GroupSizes): readonly NotTold[] {
  return [...cases].flatMap(([procedure, count]): readonly NotTold[] => {
    if (count < FEWEST_TOLD) return [{ procedure }]
    return STEPS.flatMap(({ title: step }) => {
      const has = steps.get(keyOf(procedure, step)) ?? 0
      return has > 0 && has < FEWEST_TOLD ? [{ procedure, step }] : []
    })
  })
}

function keyOf(procedure: string, step: string): string {
  return `${procedure} ${step}`
}

const COLUMNS = ['case', 'procedure', 'step', 'date', 'counted_from', 'days', 'working_days', 'note']
const SUPPRESSED = `not told: fewer than ${FEWEST_TOLD} cases`

/** Writes the dates of each case as CSV, a step a line. */
export const writeDates: Writer = async function* (_about, cases) {
  const sizes = await groupSizes(cases())
  yield csvLines([COLUMNS], true)
  yield csvLines(notTold(sizes).map(({ procedure, step = '' }) => ['', procedure, step, '', '', '', '', SUPPRESSED]))
  for await (const each of cases()) {
    const dated = tellableCase(each, sizes)
    if (dated === undefined) continue
    yield csvLines(
      dated.steps.map(({ step, on, since = '', days = '', workingDays = '' }) => {
        return [dated.id, dated.procedure, step, on, since, days, workingDays, '']
      }),
    )
  }
}

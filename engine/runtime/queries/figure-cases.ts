import { mayDo, mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import { behindFigure, type CountedReport, type ReportDays } from '../../figures/index.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { visibleTo } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { countedIn } from './counted-in.ts'
import { casesNamed } from './every-case.ts'
import { knownNow, recordFiguresRead } from './figures.ts'

export interface FigureCasesAsked {
  /** Id of a figure, or of a cell or total of a table. */
  readonly figure: string
  /** Those of the report in which it stands, its moment of knowing above all. */
  readonly days: ReportDays
  /** What it is a share of, where it is one; its numerator when left out. */
  readonly of?: 'numerator' | 'denominator'
  /** The `next` of the page before. */
  readonly after?: string
  /** Cases, at most 500; 50 when left out. */
  readonly limit?: number
}

export interface FigureCases {
  readonly days: ReportDays
  readonly figure: string
  readonly of: 'numerator' | 'denominator'
  /** In the order of their references: those that the asker may see. */
  readonly cases: readonly CaseBehind[]
  readonly next?: string
  /**
   * All the cases behind the figure, and how many of them the asker may not see. Only to those who look after all cases:
   * to anybody else the difference would say that there are cases of a kind that they may not know of.
   */
  readonly all?: { readonly cases: number; readonly hidden: number }
}

export interface CaseBehind {
  readonly caseId: string
  readonly receivedOn?: LocalDate
  /** Left out while it is open. */
  readonly closedOn?: LocalDate
  /** What the case adds to the figure: mostly 1, or pence. */
  readonly amount: number
}

const MOST = 500

/**
 * The cases behind a figure of a report: those, and only those, that make its number. What people said of themselves has
 * none: it is kept apart from their complaints.
 *
 * @throws NotFoundError when there is no such figure.
 */
export async function figureCases(runtime: Runtime, actor: Actor, asked: FigureCasesAsked): Promise<FigureCases> {
  mustBeAllowed(actor, 'read-report')
  mustBeAllowed(actor, 'read-cases')
  const { figure, of = 'numerator', after = '', limit = 50 } = asked
  const days = knownNow(runtime, asked.days)
  const { own, behind } = await countedIn(runtime, days, { withBefore: false })
  const id = counterOf(own, figure, of)
  const adds = id === undefined ? undefined : behindFigure(figure, days)
  if (id === undefined || adds === undefined) throw new NotFoundError('figure', figure)
  const references = behind(id).toSorted()
  const visible = await visibleAmong(runtime, actor, references)
  const most = Math.min(Math.max(1, Math.trunc(limit)), MOST)
  const rest = visible.filter((reference) => reference > after)
  const page = rest.slice(0, most)
  const cases = (await casesNamed(runtime, page)).map((each): CaseBehind => {
    const { receivedOn, closedOn, ...added } = adds(each)
    return {
      caseId: each.caseId,
      ...(receivedOn !== undefined && { receivedOn }),
      ...(closedOn !== undefined && { closedOn }),
      amount: added[of],
    }
  })
  await recordFiguresRead(runtime, actor, days, figure)
  return {
    days,
    figure,
    of,
    cases,
    ...(rest.length > most && { next: page.at(-1) ?? '' }),
    ...(mayDo(actor, 'read-compliance') && {
      all: { cases: references.length, hidden: references.length - visible.length },
    }),
  }
}

/** Under which id the cases of a figure were counted; undefined where there are none of it. */
function counterOf({ figures, tables }: CountedReport, figure: string, of: FigureCases['of']): string | undefined {
  const single = figures.find(({ id }) => id === figure)
  if (single !== undefined) {
    if (single.cases === undefined) return undefined
    if (of === 'numerator') return figure
    return single.unit === 'percent' ? `${figure}/of` : undefined
  }
  const table = tables.find(({ id }) => figure.startsWith(`${id}.`))
  if (table?.total.cases === undefined) return undefined
  return of === 'numerator' ? figure : table.total.id
}

/** Of these references those of cases that the actor may see, in their order. */
async function visibleAmong(runtime: Runtime, actor: Actor, references: readonly string[]): Promise<readonly string[]> {
  const visibility = visibleTo(runtime, actor)
  if (visibility === undefined) return references
  const today = dayOf(runtime.clock.now())
  const visible: string[] = []
  for (let at = 0; at < references.length; at += MOST) {
    const ids = references.slice(at, at + MOST)
    const seen = new Set(await runtime.store.read.whichCases({ ids, visibleTo: visibility }, today))
    visible.push(...ids.filter((id) => seen.has(id)))
  }
  return visible
}

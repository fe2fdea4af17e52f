import {
  annualFigures,
  casesOf,
  reconciliations,
  yearBefore,
  type CaseFacts,
  type Figure,
  type Reconciliation,
  type ReportDays,
} from '../../figures/index.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'

/** A figure beside the same one of the year before, where that was imported or is known. */
export interface ComparedFigure extends Figure {
  readonly before?: number
}

export interface AnnualFigures {
  readonly days: ReportDays
  readonly figures: readonly ComparedFigure[]
  readonly reconciliations: readonly Reconciliation[]
  /** Where the figures of the year before were read. */
  readonly comparedWith: readonly string[]
  /** The data is made up: a demonstration. */
  readonly synthetic: boolean
}

/** Cases read at once. */
const PAGE = 500

/**
 * The figures of a year, worked out from the facts of every case. That they were worked out is in the audit trail; which
 * case was looked at is not, since nothing of a single case is shown.
 */
export async function figuresOfYear(runtime: Runtime, actor: Actor, days: ReportDays): Promise<AnnualFigures> {
  mustBeAllowed(actor, 'read-operations')
  const cases = casesOf(await everyCase(runtime), days)
  const before = await runtime.store.read.aggregates(yearBefore(days.year).id)
  const valueBefore = new Map(before.map(({ figure, value }) => [figure, value]))
  await runtime.store.command((unit) => {
    const body = { year: days.year.id, writtenOn: days.writtenOn }
    unit.audit({ actor: actor.id, role: actor.role, type: 'figures-read', body })
    return Promise.resolve()
  })
  return {
    days,
    figures: annualFigures(cases, days).map((figure) => {
      const value = valueBefore.get(figure.id)
      return value === undefined ? figure : { ...figure, before: value }
    }),
    reconciliations: reconciliations(cases, days),
    comparedWith: [...new Set(before.map(({ source }) => source))],
    synthetic: (await runtime.store.read.setting(SYNTHETIC)) !== undefined,
  }
}

/** The setting of a database whose cases are made up. */
export const SYNTHETIC = 'synthetic'

async function everyCase({ store }: Runtime): Promise<readonly CaseFacts[]> {
  const found: CaseFacts[] = []
  let after: string | undefined
  do {
    const page = await store.read.cases({ limit: PAGE, ...(after !== undefined && { after }) })
    const facts = await store.read.factsOf(page.rows.map(({ id }) => id))
    for (const { id, procedure } of page.rows) found.push({ caseId: id, procedure, facts: facts.get(id) ?? [] })
    after = page.next
  } while (after !== undefined)
  return found
}

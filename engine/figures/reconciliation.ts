import type { CountedAs } from './counted-case.ts'
import type { Figure } from './figure.ts'
import { RECONCILED, RECONCILED_HEADINGS } from './overview.ts'
import type { CountedReport } from './tally.ts'

/** What was received under a heading is closed or open: the check that every report prints. */
export interface Reconciliation {
  readonly countedAs: Exclude<CountedAs, 'other'>
  readonly asAt: Figure['asAt']
  readonly received: number
  readonly closed: number
  readonly open: number
  /** Ids of the three figures. */
  readonly figures: { readonly received: string; readonly closed: string; readonly open: string }
}

/** For each heading under which anything was received, how it stands at the end of the period and when it was written. */
export function reconciliations({ figures }: Pick<CountedReport, 'figures'>): readonly Reconciliation[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  return RECONCILED.flatMap(([ending]) =>
    RECONCILED_HEADINGS.flatMap((countedAs): readonly Reconciliation[] => {
      const id = (what: string) => `standing.${countedAs}-${what}-${ending}`
      const received = byId.get(id('received'))
      if (received === undefined || received.numerator === 0) return []
      return [
        {
          countedAs,
          asAt: received.asAt,
          received: received.numerator,
          closed: byId.get(id('closed'))?.numerator ?? 0,
          open: byId.get(id('open'))?.numerator ?? 0,
          figures: { received: id('received'), closed: id('closed'), open: id('open') },
        },
      ]
    }),
  )
}

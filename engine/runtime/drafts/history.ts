import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'
import { authorsIn, type DraftActKind } from './acts.ts'
import type { HistoryLine } from './overview.ts'
import { draftRow } from './view.ts'

export interface DraftHistory {
  /** The newest first. */
  readonly lines: readonly HistoryLine[]
  /** Everybody who has written in it: none of them approves or publishes it. */
  readonly authors: readonly string[]
  /** Of a published one: from which day. */
  readonly from?: LocalDate
}

/** What was done with a draft, and by whom. @throws NotFoundError */
export async function draftHistory(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftHistory> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const { procedure, publishedVersion } = await draftRow(runtime, draftId)
  const [acts, days] = await Promise.all([read.draftActs(draftId), read.inForce(procedure)])
  const from = days.findLast(({ version }) => version === publishedVersion)?.fromDay
  return {
    lines: acts
      .map(({ at, actor: by, kind, words }) => ({
        ...{ at, actor: by, what: kind as DraftActKind, draft: draftId },
        ...(words !== null && { words }),
      }))
      .toReversed(),
    authors: [...authorsIn(acts)],
    ...(from !== undefined && { from }),
  }
}

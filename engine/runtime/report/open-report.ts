import { NotFoundError } from '../../errors.ts'
import { figuresShown, type Frozen, type ReportContent, type ShownFigure } from '../../figures/index.ts'
import type { Actor } from '../../access/index.ts'
import { figureCases, type FigureCases } from '../queries/figure-cases.ts'
import type { Runtime } from '../runtime.ts'
import { draftOf } from './asked.ts'
import { draftReport } from './content.ts'
import { readSnapshot } from './snapshots.ts'

export interface OpenedReport {
  readonly content: ReportContent
  /** Undefined for a draft. */
  readonly frozen?: Frozen
}

/**
 * A draft by the id of its days, or a frozen report by its own.
 *
 * @throws NotFoundError
 */
export async function openReport(runtime: Runtime, actor: Actor, id: string): Promise<OpenedReport> {
  const asked = draftOf(id)
  if (asked !== undefined) return { content: await draftReport(runtime, actor, asked) }
  const { content, frozen } = await readSnapshot(runtime, actor, id)
  return { content, frozen }
}

export interface ReportFigure extends OpenedReport {
  readonly figure: ShownFigure
  readonly behind: FigureCases
}

/**
 * A figure of a report with the cases behind it, which are found again as they were known when it was counted.
 *
 * @throws NotFoundError where the report has no such figure, or there are no cases behind it.
 */
export async function figureOfReport(
  runtime: Runtime,
  actor: Actor,
  asked: { readonly report: string; readonly figure: string } & Pick<
    Parameters<typeof figureCases>[2],
    'of' | 'after' | 'limit'
  >,
): Promise<ReportFigure> {
  const { report, figure: id, ...paging } = asked
  const opened = await openReport(runtime, actor, report)
  const figure = figuresShown(opened.content, 'internal').find((each) => each.id === id)
  if (figure === undefined) throw new NotFoundError('figure', id)
  return {
    ...opened,
    figure,
    behind: await figureCases(runtime, actor, { figure: id, days: opened.content.days, ...paging }),
  }
}

import { createHash } from 'node:crypto'
import {
  everyFigure,
  periodBefore,
  type Figure,
  type FigureTable,
  type Narrative,
  type ReportContent,
  type ReportDays,
  type ReportKind,
} from '../../figures/index.ts'
import { canonicalJson } from '../../store/index.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { lawVersion } from '../compliance/law-version.ts'
import { reportFigures, type ComparedFigure, type ComparedTable } from '../queries/figures.ts'
import type { Runtime } from '../runtime.ts'
import { askedOf, daysOfReport, draftId, type ReportAsked } from './asked.ts'
import { learningPoints } from './learning-points.ts'

/**
 * A report as it now is, before it is frozen. That it was read is recorded: words of cases stand in it, of what they
 * taught.
 */
export async function draftReport(runtime: Runtime, actor: Actor, asked: ReportAsked): Promise<ReportContent> {
  mustBeAllowed(actor, 'read-report')
  const found = await reportFigures(runtime, actor, daysOfReport(runtime, asked))
  const { days } = found
  await runtime.store.command((unit) => {
    const body = { draft: draftId(askedOf({ kind: asked.kind, days })) }
    unit.audit({ actor: actor.id, role: actor.role, type: 'report-read', body })
    return Promise.resolve()
  })
  return {
    format: 1,
    kind: asked.kind,
    council: runtime.council.name,
    days,
    figures: found.figures.map(withoutBefore),
    tables: found.tables.map(tableWithoutBefore),
    before: {
      period: periodBefore(days.period).id,
      values: Object.fromEntries(
        everyFigure<ComparedFigure>(found).flatMap(({ figure: { id, before } }) =>
          before === undefined ? [] : [[id, before] as const],
        ),
      ),
      sources: found.comparedWith,
    },
    learning: await learningPoints(runtime, days),
    narratives: await narrativesOf(runtime, asked.kind, days),
    withheld: found.withheld,
    mismatches: found.faults,
    law: lawVersion(runtime),
    synthetic: found.synthetic,
  }
}

/** The newest words of each box; a box that was emptied has none. */
async function narrativesOf(
  { store }: Runtime,
  kind: ReportKind,
  { period }: ReportDays,
): Promise<readonly Narrative[]> {
  const rows = await store.read.reportNarratives({ kind, fromDay: period.from, toDay: period.to })
  const newest = new Map(rows.map((row) => [row.box, row]))
  const authors = new Map(
    (await store.read.usersNamed([...new Set(rows.map(({ writtenBy }) => writtenBy))])).map(({ id, name }) => [
      id,
      name,
    ]),
  )
  return [...newest.values()]
    .filter(({ text }) => text !== '')
    .map(({ box, text, writtenBy, writtenAt }) => ({
      box,
      text,
      author: authors.get(writtenBy) ?? writtenBy,
      writtenAt,
    }))
}

function withoutBefore({ before: _, ...figure }: ComparedFigure): Figure {
  return figure
}

function tableWithoutBefore(table: ComparedTable): FigureTable {
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map(withoutBefore),
      total: withoutBefore(row.total),
    })),
    totals: table.totals.map(withoutBefore),
    total: withoutBefore(table.total),
  }
}

/** The content in its one canonical form, and the hash of that: its id once it is frozen. */
export function sealed(content: ReportContent): { readonly id: string; readonly text: string } {
  const text = canonicalJson(content)
  return { id: createHash('sha256').update(text).digest('hex'), text }
}

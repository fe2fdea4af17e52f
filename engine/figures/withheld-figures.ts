import { WITHIN } from './contents.ts'
import type { Figure } from './figure.ts'
import { IDENTITIES } from './identities.ts'
import type { FigureTable } from './table.ts'
import type { CountedReport } from './tally.ts'
import { withheld, type Adding, type Printed } from './withhold.ts'

/** Groups of fewer than that are left out of what is made public. */
export const SMALLEST_SHOWN = 5

/**
 * Ids of the figures, cells and totals that a public version of the report leaves out: of fewer than five, and what would
 * give those away. A share goes with its numerator and denominator; so must whatever else is worked out from a number that
 * is left out: its change since the year before, and the shares of a table whose total is left out.
 */
export function withheldFigures(report: Omit<CountedReport, 'days'>): ReadonlySet<string> {
  const { figures, tables, sets } = report
  const cells = tables.flatMap(cellsOf)
  const same = makeSame(sets)
  const printed = new Map<string, Printed>()
  const put = (each: Printed) => {
    const known = printed.get(each.id)
    if (known === undefined || rank(each) > rank(known)) printed.set(each.id, each)
  }
  const addings: Adding[] = []
  const singles = figures.filter(({ unit }) => unit !== 'percent')
  for (const figure of [...singles, ...cells]) put(printedOf(figure, same(figure)))
  for (const table of tables) addings.push(...addingsOf(table, same))
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  for (const share of figures.filter(({ unit }) => unit === 'percent')) {
    addings.push(
      ...partOf(share, share.denominator ?? 0, put, { part: same(share), whole: denominatorOf(share, sets) }),
    )
  }
  for (const [id, wholeId] of WITHIN) {
    const [part, whole] = [byId.get(id), byId.get(wholeId)]
    if (part === undefined || whole === undefined) continue
    addings.push(...partOf(part, whole.numerator, put, { part: same(part), whole: same(whole) }))
  }
  for (const { whole, parts } of IDENTITIES) {
    const all = [whole, ...parts].flatMap((id) => byId.get(id) ?? [])
    const [first, ...others] = all.map(same)
    if (first !== undefined && others.length === parts.length) addings.push({ whole: first, parts: others })
  }
  const left = withheld([...printed.values()], addings)
  const isLeft = (figure: Figure) =>
    left.has(same(figure)) || (figure.unit === 'percent' && left.has(denominatorOf(figure, sets)))
  return new Set([...figures, ...cells].filter(isLeft).map(({ id }) => id))
}

/**
 * Figures of the same cases are one number, by the set of cases that the tally kept of each: left out of one place, it must
 * be left out of all. A small number is left out everywhere for itself, and two that are small may well be of the same few
 * cases by chance.
 */
function makeSame(sets: ReadonlyMap<string, string>): (figure: Figure) => string {
  return (figure) => {
    const set = sets.get(figure.id)
    return set === undefined || isFew(figure.numerator) ? figure.id : `${unitOf(figure)} ${figure.numerator} of ${set}`
  }
}

function unitOf({ unit }: Figure): 'pence' | 'count' {
  return unit === 'pence' ? 'pence' : 'count'
}

function isFew(count: number | undefined): boolean {
  return count !== undefined && count > 0 && count < SMALLEST_SHOWN
}

function denominatorOf({ id, denominator }: Figure, sets: ReadonlyMap<string, string>): string {
  const set = sets.get(`${id}/of`)
  return set === undefined || isFew(denominator) ? `${id}/of` : `count ${denominator ?? 0} of ${set}`
}

function printedOf({ unit, about, numerator, cases }: Figure, id: string): Printed {
  if (about === 'council') return { id, value: numerator, as: 'open' }
  if (unit === 'pence') return { id, value: numerator, as: isFew(cases) ? 'small' : 'plain' }
  const small = isFew(numerator)
  // Many events in few cases are as telling, and can be any number.
  if (!small && isFew(cases)) return { id, value: numerator, as: 'small' }
  return { id, value: numerator, as: small ? 'small' : 'plain', atMost: SMALLEST_SHOWN - 1 }
}

/** Of figures of the same cases the one that is guarded most. */
function rank({ as }: Printed): number {
  return ['unsaid', 'small-unsaid', 'open', 'plain', 'small'].indexOf(as)
}

/** A part, its whole, and what remains: printed nowhere, but anybody can work it out. */
function partOf(
  { unit, about, numerator }: Figure,
  whole: number,
  put: (each: Printed) => void,
  ids: { readonly part: string; readonly whole: string },
): readonly Adding[] {
  if (about === 'council' || unit === 'pence') return []
  const rest = whole - numerator
  const as = (count: number): Printed['as'] => (isFew(count) ? 'small' : 'plain')
  const atMost = SMALLEST_SHOWN - 1
  put({ id: ids.part, value: numerator, as: as(numerator), atMost })
  put({ id: ids.whole, value: whole, as: as(whole), atMost })
  if (ids.part === ids.whole) return []
  const restId = `${ids.whole} without ${ids.part}`
  put({ id: restId, value: rest, as: as(rest) === 'small' ? 'small-unsaid' : 'unsaid' })
  return [{ whole: ids.whole, parts: [ids.part, restId] }]
}

function cellsOf({ rows, columnsAre, totals, total }: FigureTable): readonly Figure[] {
  const oneColumn = columnsAre === undefined
  return [
    ...rows.flatMap((row) => (oneColumn ? row.cells : [...row.cells, row.total])),
    ...(oneColumn ? [] : totals),
    total,
  ]
}

function addingsOf(table: FigureTable, same: (figure: Figure) => string): readonly Adding[] {
  const { rows, totals, total, columnsAre } = table
  const adding = (whole: Figure, parts: readonly Figure[]): Adding => ({ whole: same(whole), parts: parts.map(same) })
  if (columnsAre === undefined)
    return [
      adding(
        total,
        rows.map((row) => row.total),
      ),
    ]
  return [
    ...rows.map((row) => adding(row.total, row.cells)),
    ...totals.map((column, index) =>
      adding(
        column,
        rows.flatMap(({ cells }) => cells[index] ?? []),
      ),
    ),
    adding(
      total,
      rows.map((row) => row.total),
    ),
    adding(total, totals),
  ]
}

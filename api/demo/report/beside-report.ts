import type { ReportFigures, ComparedFigure } from '../../../engine/index.ts'
import { inWords } from './in-words.ts'
import type { PublishedReport, Reported } from './reported.ts'

/** One of our figures beside the published one. */
export interface Beside {
  readonly section: string
  readonly figure: ComparedFigure | undefined
  readonly printed: string
  /** `same`; `read`: differs, and is what the reading makes of it; `differs`: nothing says why. */
  readonly verdict: 'same' | 'read' | 'differs' | 'not-counted'
  readonly reading?: string
}

/** Each figure of the report beside ours. */
export function besideReport({ figures }: Pick<ReportFigures, 'figures'>, report: PublishedReport): readonly Beside[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]))
  return report.figures.map((reported) => {
    const { section, figure: id, printed, reading } = reported
    const figure = id === undefined ? undefined : byId.get(id)
    const verdict = verdictOn(figure, reported)
    return { section, figure, printed, verdict, ...(reading !== undefined && { reading }) }
  })
}

function verdictOn(figure: ComparedFigure | undefined, { value, read }: Reported): Beside['verdict'] {
  if (figure === undefined || value === undefined) return 'not-counted'
  if (figure.value === value) return 'same'
  return read !== undefined && figure.value === read ? 'read' : 'differs'
}

const MARKS: Readonly<Record<Beside['verdict'], string>> = {
  same: '=',
  read: '≠',
  differs: '!',
  'not-counted': '·',
}

/** The comparison as text: a line a figure, and beneath it the reading where there is one. */
export function besideInWords(rows: readonly Beside[], report: PublishedReport): string {
  const lines = rows.flatMap(({ section, figure, printed, verdict, reading }) => [
    [
      MARKS[verdict],
      section.padEnd(8),
      (figure === undefined ? '' : inWords(figure.value, figure.unit)).padStart(12),
      printed.padStart(12),
      figure === undefined ? printed : `${figure.title}${sumOf(figure)}; ${figure.basis}, as at ${figure.asAt}`,
    ].join('  '),
    ...(reading === undefined ? [] : [`${' '.repeat(40)}${reading}`]),
  ])
  const differing = rows.filter(({ verdict }) => verdict === 'differs').length
  const read = rows.filter(({ verdict }) => verdict === 'read').length
  const same = rows.filter(({ verdict }) => verdict === 'same').length
  return [
    `Beside: ${report.title}`,
    `${'   section'.padEnd(11)}${'here'.padStart(12)}${'report'.padStart(14)}  figure`,
    ...lines,
    '',
    `${same} the same (=), ${read} different for the reason given (≠), ${differing} different without one (!).`,
  ].join('\n')
}

function sumOf({ numerator, denominator }: ComparedFigure): string {
  return denominator === undefined ? '' : ` (${numerator} of ${denominator})`
}

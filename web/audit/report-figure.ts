import {
  capital,
  amountInWords,
  basisInWords,
  figureOfReport,
  reportInWords,
  type FigureCases,
  type Runtime,
} from '../../engine/index.ts'
import { addressWith, field, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'

const AT_ONCE = 50

/** The cases behind a figure of a report, with all that it takes to check it. */
export function addReportFigurePage(area: Area, runtime: Runtime): void {
  area.staff('get', '/audit/report/:report/figures/:figure', 'read-report', (ask) => figurePage(runtime, ask))
}

async function figurePage(runtime: Runtime, { actor, params, query }: StaffAsk): Promise<Reply> {
  const report = params['report'] ?? ''
  const id = params['figure'] ?? ''
  const of: FigureCases['of'] = field(query, 'of') === 'denominator' ? 'denominator' : 'numerator'
  const after = field(query, 'after')
  const { content, figure, behind } = await figureOfReport(runtime, actor, {
    report,
    figure: id,
    of,
    limit: AT_ONCE,
    ...(after !== '' && { after }),
  })
  const here = `/audit/report/${report}/figures/${id}`
  const { unit, value, numerator, denominator, population, basis } = figure
  const partUnit = unit === 'pence' ? 'pence' : 'count'
  const isDenominator = of === 'denominator'
  return view('audit/report-figure', {
    figure,
    report: reportInWords(content),
    back: `/audit/report/${report}`,
    value: amountInWords(value, unit),
    numerator: amountInWords(numerator, partUnit),
    denominator: denominator === undefined ? undefined : amountInWords(denominator, partUnit),
    population: capital(population),
    basis: capital(basisInWords(basis)),
    isShare: unit === 'percent',
    isDenominator,
    numeratorHref: here,
    denominatorHref: addressWith(here, { of: 'denominator' }),
    all: behind.all,
    rows: behind.cases.map((each) => ({
      ...each,
      href: `/cases/${each.caseId}`,
      // Mostly 1: shown where a case adds more, or money.
      adds: amountInWords(each.amount, partUnit),
    })),
    showsAmounts: unit === 'pence' || behind.cases.some(({ amount }) => amount !== 1),
    next:
      behind.next === undefined
        ? undefined
        : addressWith(here, { of: isDenominator ? of : undefined, after: behind.next }),
    first: after === '' ? undefined : addressWith(here, { of: isDenominator ? of : undefined }),
  })
}

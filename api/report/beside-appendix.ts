import { amountInWords, type Edition, type ReportContent, type ReportSection } from '../../engine/index.ts'
import { besideReport, type Beside } from '../demo/report/beside-report.ts'
import { REPORT_2020_21 } from '../demo/report/report-2020-21.ts'

const VERDICTS: Readonly<Record<Beside['verdict'], string>> = {
  same: 'The same',
  read: 'Differs, for the reason given',
  differs: 'Differs',
  'not-counted': 'Not counted here',
}

/**
 * The demonstration year beside the report it was made after, number by number.
 *
 * @returns undefined for every report but the demonstration's own.
 */
export function besideAppendix(
  { kind, days, synthetic, figures }: ReportContent,
  edition: Edition,
): ReportSection | undefined {
  if (!synthetic || kind !== 'annual' || edition !== 'internal' || days.period.id !== REPORT_2020_21.year)
    return undefined
  const rows = besideReport({ figures }, REPORT_2020_21)
  const count = (verdict: Beside['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return {
    id: 'beside',
    number: '',
    title: 'Appendix: beside the published report',
    sections: [],
    blocks: [
      {
        kind: 'paragraph',
        runs: [
          `The cases of this demonstration are made up so that its numbers are those of a published report (${REPORT_2020_21.title}). Of ${rows.length} numbers printed there, ${count('same')} are the same here, ${count('read')} differ for the reason given, ${count('differs')} differ without one, and ${count('not-counted')} cannot be counted from cases.`,
        ],
      },
      {
        kind: 'table',
        id: 'table-beside',
        caption: 'Each number of the published report, and this report’s own',
        columns: [
          { heading: 'Section there', numeric: false },
          { heading: 'Figure', numeric: false },
          { heading: 'Printed there', numeric: true },
          { heading: 'Here', numeric: true },
          { heading: 'Result', numeric: false },
          { heading: 'How it is read', numeric: false },
        ],
        rows: rows.map(({ section, figure, printed, verdict, reading }) => [
          { text: section },
          { text: figure === undefined ? printed : `${figure.title}: ${figure.population}` },
          { text: figure === undefined ? '' : printed },
          figure === undefined
            ? { text: '–' }
            : {
                text: amountInWords(figure.value, figure.unit),
                figure: figure.id,
                label: `${figure.title} (${figure.id.replaceAll(/[.-]/g, ' ')}), beside the published report`,
                ...(figure.value !== undefined && { value: figure.value }),
              },
          { text: VERDICTS[verdict] },
          { text: reading ?? '' },
        ]),
        notes: [],
      },
    ],
  }
}

import type { PageState } from './state.ts'

const YEAR = '/audit/report/annual_2025-04-01_2026-03-31_2026-03-02_085900000'

/** Reports: from what to work out to what was frozen. Freezing comes last. */
export const REPORT_STATES: readonly PageState[] = [
  { name: 'reports, none frozen', as: 'manager', at: '/audit/report' },
  { name: 'reports, without a period', as: 'manager', does: [{ press: 'Work out the report' }] },
  {
    name: 'report of other days',
    as: 'manager',
    at: '/audit/report',
    does: [
      {
        set: { kind: 'quarter', 'from-day': '1', 'from-month': '1', 'from-year': '2026' },
        press: 'Work out the report',
      },
    ],
  },
  { name: 'annual report, draft', as: 'manager', at: YEAR },
  { name: 'annual report, as one who writes nothing in it', as: 'auditor', at: YEAR },
  { name: 'annual report, public edition', as: 'learner', at: `${YEAR}?edition=public`, ends: YEAR },
  { name: 'cases behind a number', as: 'manager', at: `${YEAR}/figures/complaints.received` },
  {
    name: 'cases behind a share',
    as: 'manager',
    at: `${YEAR}/figures/feedback.complaints-share?of=denominator`,
    ends: `${YEAR}/figures`,
  },
  { name: 'cases behind money', as: 'manager', at: `${YEAR}/figures/costs.recorded` },
  { name: 'words of a report', as: 'manager', at: `${YEAR}/words/adult.timeliness` },
  {
    name: 'words of a report, too many',
    as: 'manager',
    does: [{ set: { text: 'Words. '.repeat(800) }, press: 'Save' }],
  },
  {
    name: 'words of a report, written',
    as: 'manager',
    does: [{ set: { text: 'A pause of three months.\n\nStaff capacity.' }, press: 'Save' }],
    ends: YEAR,
  },
  { name: 'report to be frozen', as: 'manager', at: `${YEAR}/freeze` },
  { name: 'quarterly summary', as: 'auditor', at: '/audit/report/quarter_2025-10-01_2025-12-31_2026-03-01' },
  { name: 'pack of the learning panel', as: 'learner', at: '/audit/report/learning_2025-04-01_2026-03-31_2026-03-01' },
]

import type { PageState } from './state.ts'

const DAYS = {
  'from-day': '1',
  'from-month': '4',
  'from-year': '2025',
  'to-day': '31',
  'to-month': '3',
  'to-year': '2026',
} as const

/** What leaves the service as a file. */
export const EXPORT_STATES: readonly PageState[] = [
  { name: 'exports: none yet', as: 'examiner', at: '/audit/exports' },
  { name: 'exports: what', as: 'examiner', at: '/audit/exports/new', ends: '/audit/exports/new' },
  { name: 'exports: what, nothing said', as: 'examiner', does: [{ press: 'Continue' }] },
  {
    name: 'exports: why',
    as: 'examiner',
    at: '/audit/exports/new',
    does: [{ set: { ...DAYS, format: 'dates' }, press: 'Continue' }],
    ends: '/audit/exports/confirm',
  },
  { name: 'exports: why, not said', as: 'examiner', does: [{ press: 'Make the export' }] },
  {
    name: 'exports: ready',
    as: 'examiner',
    does: [{ set: { reason: 'A request for information' }, press: 'Make the export' }],
    ends: '/audit/exports/export-',
  },
  { name: 'exports: dates', as: 'examiner', does: [{ follow: 'See the dates' }] },
  {
    name: 'exports: by two, why',
    as: 'examiner',
    at: '/audit/exports/new',
    does: [{ set: { ...DAYS, format: 'xes', named: 'yes' }, press: 'Continue' }],
    ends: '/audit/exports/confirm',
  },
  {
    name: 'exports: waits for a second person',
    as: 'examiner',
    does: [{ set: { reason: 'The court asked' }, press: 'Ask a second person' }],
    ends: '/audit/exports/export-',
  },
  { name: 'exports: for the second person', as: 'monitor', at: '/approvals' },
  { name: 'exports: some', as: 'examiner', at: '/audit/exports' },
  { name: 'exports: whose record', as: 'examiner', at: '/audit/exports/record' },
  { name: 'exports: no reference', as: 'examiner', at: '/audit/exports/record?reference=x' },
  { name: 'exports: the record', as: 'manager', at: '/audit/exports/record?reference={stage2}' },
]

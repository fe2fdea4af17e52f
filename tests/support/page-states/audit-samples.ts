import type { PageState } from './state.ts'

/** Samples with their working papers, and how cases went. */
export const AUDIT_SAMPLE_STATES: readonly PageState[] = [
  { name: 'samples, none', as: 'auditor', at: '/audit/samples' },
  { name: 'samples, older, none', as: 'auditor', at: '/audit/samples?after=WyIiLCIiXQ' },
  { name: 'sample, to be drawn', as: 'auditor', at: '/audit/samples/new' },
  { name: 'sample, nothing filled in', as: 'auditor', does: [{ set: { size: 'few', tests: '' }, press: 'Continue' }] },
  {
    name: 'sample, fewer cases than groups',
    as: 'auditor',
    at: '/audit/samples/new',
    does: [{ set: { title: 'Winter', size: '1', strata: 'procedure' }, press: 'Continue' }],
  },
  {
    name: 'sample, checked',
    as: 'auditor',
    at: '/audit/samples/new',
    does: [{ set: { title: 'Winter', size: '12', seed: 'Lantern', strata: 'procedure' }, press: 'Continue' }],
  },
  { name: 'sample, drawn', as: 'auditor', does: [{ press: 'Draw the sample' }], ends: '/audit/samples/S-' },
  { name: 'working paper, not begun', as: 'auditor', does: [{ follow: 'SC-' }] },
  {
    name: 'working paper, not complete',
    as: 'auditor',
    does: [{ set: { 'test-1': 'exception' }, press: 'Save and sign off' }],
  },
  {
    name: 'working paper, to be signed',
    as: 'auditor',
    does: [
      {
        set: {
          'note-1': 'A day is wrong.',
          'test-2': 'tick',
          'test-3': 'tick',
          'test-4': 'tick',
          'test-5': 'not-applicable',
          conclusion: 'Sound, but for a day.',
        },
        press: 'Save and sign off',
      },
    ],
  },
  { name: 'working paper, signed', as: 'auditor', does: [{ press: 'Sign off' }] },
  { name: 'working paper, nothing added', as: 'auditor', does: [{ press: 'Add' }] },
  { name: 'working paper, added to', as: 'auditor', does: [{ set: { words: 'The file was found.' }, press: 'Add' }] },
  {
    name: 'working paper, to be reviewed',
    as: 'reviewer',
    at: '/audit/samples/S-2026-1',
    does: [{ follow: 'SC-' }, { follow: 'Review this paper' }],
    ends: '/audit/samples/S-2026-1/cases/',
  },
  { name: 'sample, to print', as: 'auditor', at: '/audit/samples/S-2026-1/print' },
  { name: 'samples', as: 'auditor', at: '/audit/samples' },
  { name: 'process', as: 'auditor', at: '/audit/process' },
  { name: 'process, as the manager', as: 'manager', at: '/audit/process?procedure=adult-social-care' },
  { name: 'process, longest unfolded', as: 'auditor', at: '/audit/process', does: [{ open: '31 working days' }] },
  { name: 'process, no case', as: 'auditor', at: '/audit/process?procedure=learning&period=2020' },
  {
    name: 'cases of a variant',
    as: 'auditor',
    at: '/audit/process/variant?procedure=children-act&variant=complaint-received.acknowledgement-sent',
  },
  { name: 'cases of a variant, none', as: 'auditor', at: '/audit/process/variant?variant=case-closed' },
  { name: 'dotted chart', as: 'auditor', at: '/audit/process/chart' },
  { name: 'dotted chart by the calendar', as: 'auditor', at: '/audit/process/chart?time=absolute' },
  { name: 'dotted chart, no case', as: 'auditor', at: '/audit/process/chart?period=2020' },
]

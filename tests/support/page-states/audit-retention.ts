import type { PageState } from './state.ts'

/** How long cases are kept, and what keeps them longer. */
export const AUDIT_RETENTION_STATES: readonly PageState[] = [
  { name: 'retention', as: 'auditor', at: '/audit/retention' },
  { name: 'how long a case is kept, read', as: 'auditor', at: '/audit/retention/{closed}' },
  { name: 'how long a case is kept', as: 'manager', at: '/audit/retention/{closed}' },
  { name: 'a hold, nothing said', as: 'manager', does: [{ press: 'Hold this case' }] },
  {
    name: 'a case that is held',
    as: 'manager',
    at: '/audit/retention/{closed}',
    does: [{ set: { kind: 'litigation', reason: 'A claim was made.' }, press: 'Hold this case' }],
    ends: '/audit/retention/',
  },
  { name: 'retention, with a hold', as: 'manager', at: '/audit/retention' },
]

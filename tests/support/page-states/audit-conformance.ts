import type { PageState } from './state.ts'

/** Cases against their diagrams, and one case step by step. */
export const AUDIT_CONFORMANCE_STATES: readonly PageState[] = [
  { name: 'conformance, nothing played', as: 'auditor', at: '/audit/conformance' },
  {
    name: 'conformance, played',
    as: 'auditor',
    does: [{ set: { scope: 'all' }, press: 'Play the cases again' }],
    ends: '/audit/conformance',
  },
  { name: 'conformance of a case', as: 'auditor', at: '/audit/cases/{stage2}/conformance' },
  { name: 'conformance of a closed case', as: 'auditor', at: '/audit/cases/{closed}/conformance' },
  { name: 'replay, first step', as: 'auditor', at: '/audit/cases/{stage2}/replay' },
  { name: 'replay, a step on', as: 'auditor', at: '/audit/cases/{stage2}/replay?step=2' },
  { name: 'replay, in a stage', as: 'auditor', at: '/audit/cases/{stage2}/replay?step=20' },
  { name: 'replay, the whole diagram', as: 'auditor', at: '/audit/cases/{stage2}/replay?step=20&view=fit' },
  { name: 'replay, last step', as: 'auditor', at: '/audit/cases/{stuck}/replay?step=999' },
]

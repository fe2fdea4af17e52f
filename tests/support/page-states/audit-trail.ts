import type { PageState } from './state.ts'

/** The audit trail, its proofs, and who had access. */
export const AUDIT_TRAIL_STATES: readonly PageState[] = [
  { name: 'trail', as: 'auditor', at: '/audit/trail' },
  { name: 'trail: one row', as: 'auditor', does: [{ follow: 'Row ' }], ends: '/audit/trail/rows/' },
  { name: 'trail: one row, all of it', as: 'auditor', does: [{ open: 'What the row says' }] },
  { name: 'trail: of a case', as: 'auditor', at: '/audit/trail?case={stage2}' },
  { name: 'trail: nothing found', as: 'auditor', at: '/audit/trail?to-day=1&to-month=1&to-year=2001' },
  { name: 'trail: no day, no case', as: 'auditor', at: '/audit/trail?from-day=31&from-month=2&from-year=2026' },
  { name: 'trail: to be verified', as: 'auditor', at: '/audit/trail/verify' },
  {
    name: 'trail: to be verified, no key',
    as: 'auditor',
    does: [{ set: { key: 'x', note: '' }, press: 'Verify now' }],
  },
  {
    name: 'trail: verified',
    as: 'auditor',
    at: '/audit/trail/verify',
    does: [{ press: 'Verify now' }],
    ends: '/audit/trail/verifications/',
  },
  { name: 'trail: signed', as: 'auditor', at: '/audit/trail/signed' },
  { name: 'trail: signed, no such case', as: 'auditor', at: '/audit/trail/signed?none=yes' },
  ...(['restricted', 'emergency', 'revealed', 'auditors', 'exports', 'refused', 'roles'] as const).map(
    (kind): PageState => ({ name: `access review: ${kind}`, as: 'auditor', at: `/audit/access?kind=${kind}` }),
  ),
  { name: 'access review, as the manager sees it', as: 'manager', at: '/audit/access?kind=auditors' },
]

import type { PageState } from './state.ts'

/** Who may see a case, who opens it to whom, and what a second person decides. */
export const ACCESS_STATES: readonly PageState[] = [
  { name: 'access: reason', as: 'manager', at: '/cases/{stage2}/reason' },
  { name: 'access: restrict', as: 'manager', at: '/cases/{stage2}/restrict' },
  { name: 'access: restrict, no reason', as: 'manager', does: [{ press: '' }] },
  { name: 'access: lift', as: 'manager', at: '/cases/{restricted}/restrict/lift' },
  { name: 'access: conflict', as: 'manager', at: '/cases/{stage2}/conflict' },
  { name: 'access: conflict, not said', as: 'manager', does: [{ press: '' }] },
  { name: 'access: subject', as: 'manager', at: '/cases/{stage2}/subject' },
  { name: 'access: subject, not said', as: 'manager', does: [{ press: '' }] },
  { name: 'access: in an emergency', as: 'keeper', at: '/cases/{restricted}/break-glass' },
  { name: 'access: names shown', as: 'auditor', at: '/cases/{stage2}/reveal' },
  { name: 'access: names shown, no reason', as: 'auditor', does: [{ press: '' }] },
  { name: 'access: what has stopped', as: 'manager', at: '/cases/{stuck}/incidents' },
  { name: 'access: skipped', as: 'manager', at: '/cases/{stuck}/incidents/{incident}/skip' },
  { name: 'access: skipped, no reason', as: 'manager', does: [{ press: '' }] },
  { name: 'access: nothing to approve', as: 'monitor', at: '/approvals' },
  {
    name: 'access: proposed',
    as: 'manager',
    at: '/cases/{corporate}/actions/cancel',
    does: [{ set: { reason: 'It was recorded twice.' }, press: 'Confirm' }],
  },
  { name: 'access: own proposals', as: 'manager', at: '/approvals/mine' },
  { name: 'access: to approve', as: 'monitor', at: '/approvals' },
  { name: 'access: one to approve', as: 'monitor', at: '/approvals', does: [{ follow: '' }] },
  { name: 'access: one to approve, not said', as: 'monitor', does: [{ press: '' }] },
]

import type { PageState } from './state.ts'

/** Who can sign in, as somebody who signed in with a password. */
export const ADMIN_STATES: readonly PageState[] = [
  {
    name: 'users',
    as: 'admin',
    at: '/sign-in',
    does: [{ set: { name: 'synthetic-system-admin', password: '{password}' }, press: 'Sign in' }],
  },
  { name: 'all users', as: 'admin', at: '/admin/users', ends: '/admin/users' },
  { name: 'about to be signed out', as: 'admin', does: [{ dialog: true }] },
  { name: 'own password', as: 'admin', at: '/password' },
  { name: 'own password, nothing said', as: 'admin', does: [{ press: 'Change' }] },
  { name: 'new user', as: 'admin', at: '/admin/users/new' },
  { name: 'new user, nothing said', as: 'admin', does: [{ press: 'Add' }] },
  { name: 'one user', as: 'admin', at: '/admin/users/newcomer' },
  { name: 'one user without a name', as: 'admin', does: [{ set: { name: '' }, press: 'Save' }] },
  { name: 'user’s access ended', as: 'admin', at: '/admin/users/newcomer/status' },
  { name: 'user’s roles', as: 'admin', at: '/admin/users/newcomer/roles' },
  { name: 'user’s roles, nothing said', as: 'admin', does: [{ press: 'Ask' }] },
  { name: 'confirm it is you', as: 'admin', at: '/confirm-it-is-you' },
  { name: 'confirm it is you, nothing said', as: 'admin', does: [{ press: 'Confirm' }] },
  { name: 'invitations', as: 'manager', at: '/admin/invitations' },
  {
    name: 'invitation, taken back',
    as: 'manager',
    does: [{ follow: 'Take back' }],
    ends: '/admin/invitations/',
  },
  { name: 'invitations, to be sent', as: 'manager', at: '/admin/invitations?case={stage2}&person=ip1' },
  { name: 'invitations, nothing said', as: 'manager', does: [{ press: 'Send the invitation' }] },
]

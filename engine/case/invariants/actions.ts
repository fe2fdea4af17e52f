import type { ComplaintCase } from '../complaint-case.ts'
import { refused, type Refusal } from '../refusal.ts'
import type { Invariants } from './parts.ts'

export const ACTION_INVARIANTS: Invariants = {
  'action-agreed': ({ actions }, { data: { action } }) =>
    actions.some(({ id }) => id === action)
      ? refused('action-exists', `There is an action ${action} already`)
      : undefined,
  'action-updated': (state, { data: { action } }) => unknown(state, action),
  'action-done': (state, { data: { action } }) => unknown(state, action),
}

function unknown({ actions }: ComplaintCase, action: string): Refusal | undefined {
  return actions.some(({ id }) => id === action) ? undefined : refused('no-such-action', `There is no action ${action}`)
}

import type { PageState } from './state.ts'

/** What a draft would do to running cases, and moving these to another version and back. */
export const PROCEDURE_MOVE_STATES: readonly PageState[] = [
  { name: 'draft, effect not asked for', as: 'owner', at: '{draft:late}/effect' },
  { name: 'draft, effect', as: 'owner', does: [{ press: 'Work out the effect' }] },
  { name: 'cases to be moved', as: 'owner', at: '/procedures/learning/versions/2/move' },
  { name: 'cases to be moved, tried', as: 'owner', does: [{ press: 'Try it' }] },
  { name: 'cases to be moved, no reason', as: 'owner', does: [{ press: 'Move ' }] },
  {
    name: 'cases moved',
    as: 'owner',
    does: [{ set: { reason: 'The new title' }, press: 'Move ' }],
    ends: '/procedures/learning/moves/',
  },
  { name: 'cases moved, no reason to take them back', as: 'owner', does: [{ press: 'Take the move back' }] },
  {
    name: 'cases moved back',
    as: 'owner',
    does: [{ set: { reason: 'Too early' }, press: 'Take the move back' }],
    ends: '/procedures/learning/moves/',
  },
]

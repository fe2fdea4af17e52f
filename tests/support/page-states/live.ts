import type { PageState } from './state.ts'

/** Where the cases are, a step's cases, and moving one as far as the second person. */
export const LIVE_STATES: readonly PageState[] = [
  { name: 'live, counts only', as: 'owner', at: '/procedures/children-act/live' },
  { name: 'live, stage', as: 'manager', at: '/procedures/children-act/live?diagram=children-act-stage-1' },
  { name: 'live, no cases', as: 'owner', at: '/procedures/public-health/live' },
  {
    name: 'live, cases at a step',
    as: 'manager',
    at: '/procedures/children-act/live/steps/call_consideration?version=1',
  },
  { name: 'live, late cases', as: 'manager', does: [{ follow: 'Late' }] },
  { name: 'move a case, from one of several steps', as: 'manager', at: '/cases/{late}/move' },
  { name: 'move a case, to which step', as: 'manager', at: '/cases/{late}/move?at={id:answer-stage-1}' },
  { name: 'move a case, unsaid', as: 'manager', does: [{ press: 'See what would happen' }] },
  {
    name: 'move a case, what it would bring',
    as: 'manager',
    at: '/cases/{late}/move?at={id:answer-stage-1}',
    does: [
      {
        set: { to: 'task_choose_handling', reason: 'The answer was written elsewhere' },
        press: 'See what would happen',
      },
    ],
  },
]

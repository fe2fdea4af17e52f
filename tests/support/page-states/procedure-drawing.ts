import type { PageState } from './state.ts'

/** A diagram of a draft, drawn: by whoever may change it, and for those who only look. */
export const PROCEDURE_DRAWING_STATES: readonly PageState[] = [
  { name: 'diagram to draw', as: 'owner', at: '/procedures/public-health/drafts/{drawing}/edit?file=response.bpmn' },
  {
    name: 'diagram to look at',
    as: 'manager',
    at: '/procedures/public-health/drafts/{drawing}/edit?file=handling.bpmn',
  },
]

import type { PageState } from './state.ts'

/** What a draft changes, and what two versions do not have in common. */
export const PROCEDURE_COMPARE_STATES: readonly PageState[] = [
  { name: 'draft, compared', as: 'owner', at: '{draft:faulty}/compare' },
  { name: 'draft, compared, of one kind', as: 'owner', at: '{draft:faulty}/compare?kind=removed&about=deadlines' },
  { name: 'versions, compared', as: 'owner', at: '/procedures/learning/compare/1/2' },
  { name: 'versions, the same', as: 'owner', at: '/procedures/learning/compare/1/1' },
]

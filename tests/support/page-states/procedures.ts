import type { PageState } from './state.ts'

/** Procedures, and drafts from their first change to publishing. */
export const PROCEDURE_STATES: readonly PageState[] = [
  { name: 'procedures, with drafts', as: 'owner', at: '/procedures' },
  { name: 'procedure, with drafts', as: 'owner', at: '/procedures/learning' },
  { name: 'procedure, history', as: 'owner', at: '/procedures/learning/history' },
  { name: 'procedure, roll back', as: 'owner', at: '/procedures/learning/versions/1/roll-back' },
  { name: 'diagrams of a procedure, to be read', as: 'auditor', at: '/procedures/learning/diagrams' },
  { name: 'rules', as: 'owner', at: '/rules' },
  { name: 'calendars', as: 'owner', at: '/calendars' },
  { name: 'calendars, no day', as: 'owner', does: [{ press: 'Work it out' }] },
  {
    name: 'calendars, worked out',
    as: 'owner',
    at: '/calendars?calendar=children-act&from-day=23&from-month=12&from-year=2026&days=10&own=yes',
  },
  { name: 'draft, task list', as: 'owner', at: '{draft:faulty}' },
  { name: 'draft, checks', as: 'owner', at: '{draft:faulty}/checks' },
  { name: 'draft, not ready to be asked', as: 'owner', at: '{draft:faulty}/ask' },
  { name: 'draft, discard', as: 'owner', at: '{draft:faulty}/discard' },
  { name: 'draft, comments', as: 'owner', at: '{draft:faulty}/comments' },
  { name: 'draft, comment unsaid', as: 'owner', does: [{ press: 'Add the comment' }] },
  { name: 'draft, comment resolved', as: 'owner', at: '{draft:faulty}/comments', does: [{ press: 'Resolve' }] },
  { name: 'draft, bring up to date', as: 'owner', at: '{draft:late}/bring-up-to-date' },
  { name: 'draft, not chosen', as: 'owner', does: [{ press: 'Bring it up to date' }] },
  { name: 'draft, approval asked', as: 'owner', at: '{draft:asked}' },
  { name: 'draft, review', as: 'manager', at: '{draft:asked}/review' },
  { name: 'draft, review undecided', as: 'manager', does: [{ press: 'Answer' }] },
  { name: 'draft, approved', as: 'manager', at: '{draft:approved}' },
  { name: 'draft, publish', as: 'manager', at: '{draft:approved}/publish' },
  { name: 'draft, published', as: 'owner', at: '{draft:published}' },
]

import type { PageState } from './state.ts'

const FORMS = [
  ['investigation-report', 'investigator'],
  ['record-panel-meeting', 'clerk'],
  ['intake-triage', 'manager'],
  ['joint-draft', 'manager'],
  ['appoint-advocate', 'manager'],
  ['conclude-proceedings', 'manager'],
  ['ombudsman-enquiry-answered', 'link'],
  ['learning-panel-meeting', 'learner'],
  ['adult-investigate', 'manager'],
] as const

/** The page of a task as it is opened, and after it was sent with nothing in it. */
export const TASK_STATES: readonly PageState[] = [
  ...FORMS.flatMap(([form, as]): readonly PageState[] => [
    { name: `task ${form}`, as, at: `{task:${form}}` },
    { name: `task ${form}, sent empty`, as, does: [{ press: 'Continue' }] },
  ]),
  { name: 'task, somebody may only read it', as: 'investigator', at: '{task:investigation-report}' },
  { name: 'task, draft saved', as: 'manager', at: '{task:intake-triage}', does: [{ press: 'Save' }] },
  { name: 'task, sent back', as: 'manager', at: '{task:joint-draft}/send-back' },
  { name: 'task, sent back without a reason', as: 'manager', does: [{ press: 'Send' }] },
]

import type { HistoryLine, VersionLine } from '../../engine/index.ts'

/** What was done with a procedure, after the name of who did it. */
export const DID: Readonly<Record<HistoryLine['what'], string>> = {
  begun: 'began the procedure',
  opened: 'opened a draft',
  'rolled-back': 'opened a draft to roll back',
  saved: 'changed a draft',
  'brought-up-to-date': 'brought a draft up to date',
  'approval-asked': 'asked for approval',
  approved: 'approved a draft',
  'sent-back': 'sent a draft back',
  'taken-back': 'took a draft back to work on it',
  lapsed: 'approval lapsed',
  published: 'published a draft',
  discarded: 'discarded a draft',
  'version-made': 'made a version',
  'put-in-force': 'put a version in force',
}

export const VERSION_STATES: Readonly<Record<VersionLine['status'], { readonly text: string; readonly tone: string }>> =
  {
    draft: { text: 'Not in force yet', tone: 'grey' },
    scheduled: { text: 'From a later day', tone: 'yellow' },
    active: { text: 'In force', tone: 'green' },
    retired: { text: 'No longer in force', tone: 'grey' },
  }

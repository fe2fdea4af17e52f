import {
  EngineError,
  InvalidVariablesError,
  NotFoundError,
  type AccessRequestView,
  type ItemKind,
  type ItemView,
  type ItemProposal,
} from '../../engine/index.ts'
import { WITHHELD_IN_WORDS } from '../../api/index.ts'
import type { FormError } from '../record/day.ts'

/** How a request stands. */
export const STATES: Readonly<Record<AccessRequestView['status'], { readonly text: string; readonly tone: string }>> = {
  open: { text: 'Being prepared', tone: 'blue' },
  prepared: { text: 'Waits for a second person', tone: 'yellow' },
  signed: { text: 'Signed', tone: 'turquoise' },
  answered: { text: 'Answered', tone: 'green' },
  ended: { text: 'Ended without an answer', tone: 'grey' },
}

export const KINDS: Readonly<Record<ItemKind, string>> = {
  person: 'Who they are',
  entry: 'Entry of the record',
  letter: 'Letter or message',
  document: 'Document',
  task: 'Task',
  draft: 'Answers not sent yet',
  handover: 'Note between colleagues',
  clock: 'Time limit',
}

export const WHY: Readonly<Record<ItemView['hits'][number]['why'], string>> = {
  name: 'Name of somebody else',
  professional: 'Somebody who acted as part of their work: usually shown',
  contact: 'Address or birthday of somebody else',
  stranger: 'A way to reach somebody else',
}

/** What is given of an item, in words. */
export function givenInWords(proposal: ItemProposal | undefined): string {
  if (proposal === undefined) return 'To be looked at by a person'
  const reason = proposal.reason === undefined ? '' : `: ${WITHHELD_IN_WORDS[proposal.reason].toLowerCase()}`
  switch (proposal.verdict) {
    case 'include':
      return 'Give it whole'
    case 'redact': {
      const n = proposal.marks.length
      return `Give it with ${n === 1 ? 'one passage' : `${n} passages`} taken out${reason}`
    }
    case 'copy':
      return 'Give the copy with words blacked out'
    case 'withhold':
      return `Withhold it${reason}`
  }
}

/** What was refused, as lines of the error summary. @throws what is no refusal, and what is not there. */
export function faultsOf(error: unknown, href: string): readonly FormError[] {
  if (!(error instanceof EngineError) || error instanceof NotFoundError) throw error
  if (error instanceof InvalidVariablesError) {
    return error.faults.map(({ message }) => ({ text: `${message.charAt(0).toUpperCase()}${message.slice(1)}`, href }))
  }
  return [{ text: error.message, href }]
}

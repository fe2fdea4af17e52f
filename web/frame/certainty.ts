import type { Certainty } from '../../engine/index.ts'

/** How far a clause may be relied on, in the same words on every page. The tone of its tag repeats what the mark says. */
export interface CertaintyMark {
  readonly mark: string
  readonly text: string
  readonly tone: 'green' | 'grey' | 'yellow'
}

export const CERTAINTIES: Readonly<Record<Certainty, CertaintyMark>> = {
  verified: { mark: 'Verified', tone: 'green', text: 'We compared this with the published text.' },
  'well-known': {
    mark: 'Well known',
    tone: 'grey',
    text: 'This is how practice reads it; we did not compare the published text.',
  },
  unsure: { mark: 'Not certain', tone: 'yellow', text: 'A lawyer must check this before anybody relies on it.' },
}

/** A clause, with its mark where nobody compared it with the published text. */
export function markedClause(clause: string, certainty: Certainty): string {
  return certainty === 'verified' ? clause : `${clause} (${CERTAINTIES[certainty].mark.toLowerCase()})`
}

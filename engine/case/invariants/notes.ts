import { standingFacts } from '../evolve.ts'
import { refused } from '../refusal.ts'
import type { Invariants } from './parts.ts'

const NOTES: ReadonlySet<string> = new Set(['note-recorded', 'contact-recorded'])

export const NOTE_INVARIANTS: Invariants = {
  'note-corrected': ({ facts }, { data: { note } }) =>
    facts.some(({ id, type }) => id === note && NOTES.has(type))
      ? undefined
      : refused('no-such-note', `There is no note ${note} in this case`),
  'case-linked': ({ id, facts }, { data }) => {
    if (data.case === id) return refused('same-case', 'A case is not linked with itself')
    // A link that was undone may be made again.
    const there = standingFacts(facts).some(
      (fact) => fact.type === 'case-linked' && fact.data.case === data.case && fact.data.kind === data.kind,
    )
    return there ? refused('already-linked', `${data.case} is linked with this case so already`) : undefined
  },
}

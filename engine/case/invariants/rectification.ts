import { annotationsIn } from '../rectification.ts'
import { refused } from '../refusal.ts'
import type { Invariants } from './parts.ts'

const THEMSELVES: ReadonlySet<string> = new Set(['rectification-requested', 'rectification-decided', 'fact-corrected'])

export const RECTIFICATION_INVARIANTS: Invariants = {
  'rectification-requested': ({ facts, people }, { data: { request, kind, of, person } }) => {
    const about = facts.find(({ id }) => id === of)
    if (kind === 'entry' && (about === undefined || THEMSELVES.has(about.type))) {
      return refused('no-such-entry', `There is no entry ${of} in this case that could be wrong`)
    }
    if (!people.some((each) => each.person === person)) {
      return refused('no-such-person', `There is no person ${person} in this case`)
    }
    return annotationsIn(facts).some((each) => each.request === request)
      ? refused('asked-already', `${request} was asked before`)
      : undefined
  },
  'rectification-decided': ({ facts }, { data: { request, outcome, text } }) => {
    const asked = annotationsIn(facts).find((each) => each.request === request)
    if (asked === undefined) return refused('not-asked', `Nobody asked for ${request} in this case`)
    if (asked.decision !== undefined) return refused('decided-already', `${request} was decided before`)
    return outcome === 'accepted' && text === undefined
      ? refused('nothing-right', 'Say what is right, so that it can stand beside what is wrong')
      : undefined
  },
}

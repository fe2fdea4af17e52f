import { defineHandler, holdersOf, RefusedError, type ComplaintCase, type OutgoingMessage } from '../engine/index.ts'
import { toComplainant, toParticipant } from './correspondence.ts'
import { maybe } from './reading.ts'
import { panelPapers } from './words/panel.ts'

/**
 * Sends the panel's papers to the members, the complainant and the independent person of Stage 2.
 *
 * Needs `papersRedacted` (boolean): whether somebody made sure that what concerns third parties is taken out. Papers
 * that were not redacted are not sent.
 */
export const sendPanelPapers = defineHandler({
  name: 'send-panel-papers',
  needs: ['papersRedacted'],
  sends: ['panel-papers-sent'],

  run(task) {
    const { caseState, variables, today } = task
    if (variables['papersRedacted'] !== true) {
      throw new RefusedError(
        'papers-not-redacted',
        'Take out first what concerns third parties, and record that it is done',
      )
    }
    const contents = ['papers']
    const text = panelPapers(maybe('meetsOn', caseState.panel.meetsOn))
    const participants = recipients(caseState)
    const messages = participants.flatMap(
      (person) => toParticipant(task, 'panel-papers', contents, text, person).messages,
    )
    const own = toComplainant(task, 'panel-papers', contents, text).messages
    return {
      kind: 'completed',
      facts: [
        {
          type: 'panel-papers-sent',
          on: today,
          data: { to: [...participants, ...personsOf(own)], redacted: true },
        },
      ],
      messages: [...messages, ...own],
    }
  },
})

function recipients(state: ComplaintCase): readonly string[] {
  return [...new Set([...state.panel.members.map(({ person }) => person), ...holdersOf(state, 'independent-person')])]
}

/** The people that messages go to, each once. */
export function personsOf(messages: readonly OutgoingMessage[]): readonly string[] {
  return [...new Set(messages.flatMap(({ to }) => (to.kind === 'person' ? [to.person] : [])))]
}

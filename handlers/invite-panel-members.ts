import { defineHandler, RefusedError } from '../engine/index.ts'
import { toParticipant } from './correspondence.ts'
import { maybe } from './reading.ts'
import { panelInvitation } from './words/panel.ts'

/** Writes to the three members of the review panel (reg 19(2)). */
export const invitePanelMembers = defineHandler({
  name: 'invite-panel-members',
  sends: ['notice:panel-invitation'],

  run(task) {
    const { caseState, today } = task
    const { members, meetsOn } = caseState.panel
    if (members.length === 0) throw new RefusedError('no-panel', 'Appoint the panel first')
    const contents = ['duties', 'independence', 'confidentiality', ...(meetsOn === undefined ? [] : ['date'])]
    const letters = members.map(({ person, chairs }) =>
      toParticipant(
        task,
        'panel-invitation',
        contents,
        panelInvitation({ chairs, ...maybe('meetsOn', meetsOn) }),
        person,
      ),
    )
    return {
      kind: 'completed',
      facts: letters.map(({ mode }) => ({
        type: 'notice-sent',
        on: today,
        data: { kind: 'panel-invitation', mode, contents },
      })),
      messages: letters.flatMap(({ messages }) => messages),
    }
  },
})

import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { dueBy, maybe, needed } from './reading.ts'
import { panelAcknowledgement } from './words/panel.ts'

/** Tells the complainant that a panel will be set up, and by when it meets (reg 19(4)). */
export const acknowledgePanelRequest = defineHandler({
  name: 'acknowledge-panel-request',
  sends: ['panel-request-acknowledged'],

  run(task) {
    const requestedOn = needed(task.caseState.panel.requestedOn, 'the request for a review panel')
    const contents = ['receipt', 'who-may-come']
    const text = panelAcknowledgement({ requestedOn, ...maybe('meetsBy', dueBy(task, 'children-act.panel-meeting')) })
    return factLetter(task, 'panel-acknowledgement', contents, text, [
      { type: 'panel-request-acknowledged', on: task.today, data: { contents } },
    ])
  },
})

import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { needed } from './reading.ts'
import { panelResponse } from './words/panel.ts'

/** Sends the authority's answer to the panel: proposals, reasons for departure, the Ombudsman (reg 20(3)). */
export const sendPanelResponse = defineHandler({
  name: 'send-panel-response',
  sends: ['panel-response-sent'],

  run(task) {
    const { caseState, council, today } = task
    const { departures, reason, withIndependentPerson } = needed(
      caseState.panel.response,
      'what was decided on the panel’s recommendations',
    )
    const contents = ['proposals', ...(departures.length === 0 ? [] : ['departure-reasons']), 'ombudsman']
    const text = panelResponse({
      recommendations: caseState.panel.recommendations,
      departures,
      reason,
      withIndependentPerson,
      ombudsman: council.ombudsman.name,
    })
    return factLetter(task, 'panel-response', contents, text, [
      { type: 'panel-response-sent', on: today, data: { contents } },
    ])
  },
})

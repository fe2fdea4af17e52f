import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { panelDate } from './words/panel.ts'

/** Tells the complainant the day of the panel, and whom they may bring (reg 19(5), (6)). */
export const notifyPanelDate = defineHandler({
  name: 'notify-panel-date',
  sends: ['notice:panel-date'],

  run(task) {
    const meetsOn = needed(task.caseState.panel.meetsOn, 'the day on which the panel meets')
    return notice(task, 'panel-date', ['date', 'who-may-come', 'submissions'], panelDate({ meetsOn }))
  },
})

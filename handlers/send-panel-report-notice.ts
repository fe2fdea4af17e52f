import { defineHandler, holdersOf } from '../engine/index.ts'
import { toComplainant, toParticipant } from './correspondence.ts'
import { dueBy, maybe } from './reading.ts'
import { personsOf } from './send-panel-papers.ts'
import { panelReport } from './words/panel.ts'

/**
 * Sends the panel's report to the complainant, whoever speaks for them, the independent person, and others with
 * sufficient interest where there are any (reg 20(1), (2)).
 */
export const sendPanelReportNotice = defineHandler({
  name: 'send-panel-report-notice',
  sends: ['panel-report-sent'],

  run(task) {
    const { caseState, today } = task
    const contents = ['panel-report']
    const text = panelReport(maybe('answerBy', dueBy(task, 'children-act.panel-response')))
    const own = toComplainant(task, 'panel-report', contents, text).messages
    const entitled = ['independent-person', 'interested-person'].flatMap((role) => holdersOf(caseState, role))
    const others = entitled.flatMap((person) => toParticipant(task, 'panel-report', contents, text, person).messages)
    return {
      kind: 'completed',
      facts: [{ type: 'panel-report-sent', on: today, data: { to: [...personsOf(own), ...entitled] } }],
      messages: [...own, ...others],
    }
  },
})

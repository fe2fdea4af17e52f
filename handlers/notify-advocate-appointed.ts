import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { dueBy, maybe, needed } from './reading.ts'
import { advocateAppointed } from './words/receipt.ts'

/** Tells the complainant that an advocate is there, and the day from which the answer is now counted (reg 14). */
export const notifyAdvocateAppointed = defineHandler({
  name: 'notify-advocate-appointed',
  sends: ['notice:advocate-appointed'],

  run(task) {
    const appointedOn = needed(task.caseState.advocacy.appointedOn, 'the appointment of the advocate')
    const answerBy = dueBy(task, 'children-act.stage-1-answer')
    const text = advocateAppointed({ appointedOn, ...maybe('answerBy', answerBy) })
    return notice(task, 'advocate-appointed', ['advocate', ...(answerBy === undefined ? [] : ['new-date'])], text)
  },
})

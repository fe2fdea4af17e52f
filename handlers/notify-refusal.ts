import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { refusal } from './words/eligibility.ts'

/** Tells the complainant that the complaint is not considered, why, and of the Ombudsman. */
export const notifyRefusal = defineHandler({
  name: 'notify-refusal',
  sends: ['notice:refusal'],

  run(task) {
    const { refused, excluded } = task.caseState.decisions
    const { reason } = needed(refused ?? excluded, 'the refusal with its reason')
    return notice(task, 'refusal', ['reason', 'ombudsman'], refusal({ reason, ombudsman: task.council.ombudsman.name }))
  },
})

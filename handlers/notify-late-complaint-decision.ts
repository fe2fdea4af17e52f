import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { lateDecision } from './words/eligibility.ts'

/** Tells the complainant whether a complaint made after a year is considered (SI 2006/1738 reg 9). */
export const notifyLateComplaintDecision = defineHandler({
  name: 'notify-late-complaint-decision',
  sends: ['notice:late-complaint-decision'],

  run(task) {
    const { outcome, reason } = needed(task.caseState.decisions.late, 'the decision on the late complaint')
    const yes = outcome === 'consider'
    const contents = ['decision', ...(yes ? [] : ['reason', 'both-limbs', 'ombudsman'])]
    const text = lateDecision({ yes, reason, ombudsman: task.council.ombudsman.name })
    return notice(task, 'late-complaint-decision', contents, text)
  },
})

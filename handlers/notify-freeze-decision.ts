import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { freezeDecision } from './words/eligibility.ts'

/** Tells the complainant whether the change complained of waits until the complaint is answered. */
export const notifyFreezeDecision = defineHandler({
  name: 'notify-freeze-decision',
  sends: ['notice:freeze-decision'],

  run(task) {
    const { outcome, reason } = needed(task.caseState.decisions.freeze, 'whether the decision is frozen')
    return notice(
      task,
      'freeze-decision',
      ['decision', 'reason'],
      freezeDecision({ frozen: outcome === 'frozen', reason }),
    )
  },
})

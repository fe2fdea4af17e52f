import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { deferral } from './words/eligibility.ts'

/** Tells the complainant which proceedings the complaint waits for, why, and how to come back (reg 8). */
export const notifyDeferral = defineHandler({
  name: 'notify-deferral',
  sends: ['notice:deferral'],

  run(task) {
    const { proceedings, reason, scope } = needed(task.caseState.deferrals.at(-1), 'the decision to defer')
    const text = deferral({ proceedings, reason, parts: scope === 'parts' })
    return notice(task, 'deferral', ['proceedings', 'reason', 'resubmit'], text)
  },
})

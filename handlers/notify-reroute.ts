import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { reroute } from './words/eligibility.ts'

/** Tells the complainant that the complaint goes another way, and why. */
export const notifyReroute = defineHandler({
  name: 'notify-reroute',
  sends: ['notice:reroute'],

  run(task) {
    const { reason } = needed(task.caseState.decisions.rerouted, 'where the complaint goes, and why')
    const text = reroute({ reason, ombudsman: task.council.ombudsman.name })
    return notice(task, 'reroute', ['other-procedure', 'reason', 'ombudsman'], text)
  },
})

import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { lastFact, needed } from './reading.ts'
import { earlyResolution } from './words/stage-1.ts'

/** Confirms in writing what was agreed when the complaint was put right at once (reg 14). */
export const confirmEarlyResolution = defineHandler({
  name: 'confirm-early-resolution',
  sends: ['notice:early-resolution'],

  run(task) {
    const tried = lastFact(task.caseState, 'early-resolution-tried', ({ data }) => data.outcome === 'resolved')
    const agreed = needed(tried, 'what was agreed with the complainant').data.reason
    return notice(task, 'early-resolution', ['agreement', 'stage-2-right'], earlyResolution({ agreed }))
  },
})

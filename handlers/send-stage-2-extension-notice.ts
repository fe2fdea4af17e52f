import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { lastFact, needed } from './reading.ts'
import { stage2Extension } from './words/stage-2.ts'

/** Tells the complainant, before day 25, why Stage 2 needs longer and until when (reg 17). */
export const sendStage2ExtensionNotice = defineHandler({
  name: 'send-stage-2-extension-notice',
  sends: ['notice:stage-2-extension'],

  run(task) {
    const { until, reason } = needed(lastFact(task.caseState, 'stage-2-extended'), 'the extension of Stage 2').data
    return notice(task, 'stage-2-extension', ['reason', 'new-date'], stage2Extension({ until, reason }))
  },
})

import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { lastFact, needed } from './reading.ts'
import { stage1Extension } from './words/stage-1.ts'

/** Tells the complainant, before day 10, why the answer needs longer and until when (reg 14). */
export const sendStage1ExtensionNotice = defineHandler({
  name: 'send-stage-1-extension-notice',
  sends: ['notice:stage-1-extension'],

  run(task) {
    const { until, reason } = needed(lastFact(task.caseState, 'stage-1-extended'), 'the extension of Stage 1').data
    return notice(
      task,
      'stage-1-extension',
      ['reason', 'new-date', 'stage-2-right'],
      stage1Extension({ until, reason }),
    )
  },
})

import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { dueBy, lastFact, maybe, needed } from './reading.ts'
import { stage2Acknowledgement } from './words/stage-2.ts'

/** Tells the complainant that Stage 2 has begun, and by when it should be answered (reg 17). */
export const acknowledgeStage2Request = defineHandler({
  name: 'acknowledge-stage-2-request',
  sends: ['notice:stage-2-acknowledgement'],

  run(task) {
    const requestedOn = needed(lastFact(task.caseState, 'stage-2-requested'), 'the request for Stage 2').on
    const text = stage2Acknowledgement({
      requestedOn,
      ...maybe('answerBy', dueBy(task, 'children-act.stage-2-answer')),
    })
    return notice(task, 'stage-2-acknowledgement', ['receipt', 'next-step'], text)
  },
})

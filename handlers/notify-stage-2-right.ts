import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { NO_ANSWER_YET } from './words/stage-1.ts'

/** Tells the complainant, after 20 working days without an answer, that Stage 2 is open to them (reg 15). */
export const notifyStage2Right = defineHandler({
  name: 'notify-stage-2-right',
  sends: ['stage-2-right-notified'],

  run(task) {
    const contents = ['stage-2-right', 'how-to-ask', 'may-wait']
    return factLetter(task, 'stage-2-right', contents, NO_ANSWER_YET, [
      { type: 'stage-2-right-notified', on: task.today, data: { contents } },
    ])
  },
})

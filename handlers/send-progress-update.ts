import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { ANSWER_RULES, dueBy, maybe } from './reading.ts'
import { progress } from './words/closing.ts'

/** Tells the complainant how it stands, so that they do not have to ask. */
export const sendProgressUpdate = defineHandler({
  name: 'send-progress-update',
  sends: ['notice:progress-update'],

  run(task) {
    const { caseState, today } = task
    const open = caseState.stages.findLast(({ answeredOn }) => answeredOn === undefined)
    const rules = open?.stage === 'stage-2' ? ['children-act.stage-2-answer'] : ANSWER_RULES
    const due = open?.extended?.until ?? dueBy(task, ...rules)
    const waiting = caseState.status === 'deferred'
    const text = progress({
      waiting,
      ...maybe('answerBy', !waiting && due !== undefined && due >= today ? due : undefined),
    })
    return notice(task, 'progress-update', ['progress'], text)
  },
})

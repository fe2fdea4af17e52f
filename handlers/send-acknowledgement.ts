import { defineHandler, NOTHING_TO_DO } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { ANSWER_RULES, dueBy, maybe, needed } from './reading.ts'
import { acknowledgement } from './words/receipt.ts'

/** Tells the complainant that the council has the complaint, and by when it wants to answer. Once. */
export const sendAcknowledgement = defineHandler({
  name: 'send-acknowledgement',
  sends: ['acknowledgement-sent'],

  run(task) {
    const { caseState, today } = task
    if (caseState.acknowledgedOn !== undefined) return NOTHING_TO_DO

    const { on, oral } = needed(caseState.received, 'the day on which the complaint came')
    const contents = ['receipt', 'next-step']
    const text = acknowledgement({ receivedOn: on, oral, ...maybe('answerBy', dueBy(task, ...ANSWER_RULES)) })
    return factLetter(task, 'acknowledgement', contents, text, [
      { type: 'acknowledgement-sent', on: today, data: { contents } },
    ])
  },
})

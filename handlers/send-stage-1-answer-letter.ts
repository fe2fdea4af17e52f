import { defineHandler, holdersOf, type ComplaintCase } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { lastFact, needed } from './reading.ts'
import { stage1Answer } from './words/stage-1.ts'

/**
 * Sends the answer at Stage 1, point by point, with the right to Stage 2 (SI 2006/1738 regs 14, 15).
 *
 * The answer is that of the responding manager in the case, or of whoever recorded the last decision on a point.
 */
export const sendStage1AnswerLetter = defineHandler({
  name: 'send-stage-1-answer-letter',
  sends: ['stage-1-answered'],

  run(task) {
    const { caseState, today } = task
    const person = needed(answeredBy(caseState), 'what was found on each point of complaint')
    const contents = ['answer', 'stage-2-right', 'how-to-ask']
    return factLetter(task, 'stage-1-answer', contents, stage1Answer({ points: caseState.points }), [
      { type: 'stage-1-answered', on: today, data: { contents, person } },
    ])
  },
})

function answeredBy(state: ComplaintCase): string | undefined {
  return holdersOf(state, 'responding-manager').at(-1) ?? lastFact(state, 'point-decided')?.recordedBy
}

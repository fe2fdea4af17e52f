import { defineHandler } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { lastFact, needed, standing } from './reading.ts'
import { agenda } from './words/learning.ts'

/** Tells the members of the learning panel what is on the agenda. */
export const sendLearningAgenda = defineHandler({
  name: 'send-learning-agenda',
  sends: ['learning-agenda-sent', 'staff-notification'],

  run(task) {
    const { caseState, today } = task
    const { quarter } = needed(lastFact(caseState, 'learning-panel-called'), 'that the panel was called').data
    const items = standing(caseState).flatMap((fact) => (fact.type === 'learning-item-tabled' ? [fact.data] : []))
    const to = { kind: 'team', team: 'shared-learning-panel' } as const
    return {
      kind: 'completed',
      facts: [{ type: 'learning-agenda-sent', on: today, data: { contents: ['items'] } }],
      messages: [staffNotification(task, 'learning-agenda', to, agenda({ quarter, items, reference: caseState.id }))],
    }
  },
})

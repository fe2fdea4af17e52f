import { defineHandler } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { lastFact, needed, standing } from './reading.ts'
import { quarterlySummary } from './words/learning.ts'

/** Tells senior managers of the panel of the quarter: themes, what was agreed, what was passed on. */
export const sendQuarterlySummary = defineHandler({
  name: 'send-quarterly-summary',
  sends: ['quarterly-summary-sent', 'staff-notification'],

  run(task) {
    const { caseState, today } = task
    const facts = standing(caseState)
    const body = quarterlySummary({
      quarter: needed(lastFact(caseState, 'learning-panel-called'), 'that the panel was called').data.quarter,
      attended: needed(lastFact(caseState, 'learning-panel-met'), 'that the panel has met').data.attended,
      items: facts.flatMap((fact) => (fact.type === 'learning-item-tabled' ? [fact.data] : [])),
      passedOn: facts.filter(({ type }) => type === 'learning-cascaded').length,
      actions: caseState.actions,
      reference: caseState.id,
    })
    return {
      kind: 'completed',
      facts: [{ type: 'quarterly-summary-sent', on: today, data: { contents: ['themes', 'agreed', 'passed-on'] } }],
      messages: [staffNotification(task, 'quarterly-summary', { kind: 'team', team: 'senior-managers' }, body)],
    }
  },
})

import { defineHandler, type NewFact } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { lastFact } from './reading.ts'
import { ombudsmanRight } from './words/closing.ts'

/** Tells the complainant of the right to go to the Ombudsman; no second letter where today's answer to the panel says it. */
export const signpostOmbudsman = defineHandler({
  name: 'signpost-ombudsman',
  sends: ['ombudsman-signposted'],

  run(task) {
    const contents = ['ombudsman']
    const fact: NewFact = { type: 'ombudsman-signposted', on: task.today, data: { contents } }
    const response = lastFact(task.caseState, 'panel-response-sent', ({ on }) => on === task.today)
    if (response?.data.contents.includes('ombudsman') === true)
      return { kind: 'completed', facts: [fact], messages: [] }
    const text = ombudsmanRight({ ombudsman: task.council.ombudsman.name })
    return factLetter(task, 'ombudsman', contents, text, [fact])
  },
})

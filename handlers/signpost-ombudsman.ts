import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { ombudsmanRight } from './words/closing.ts'

/** Tells the complainant of the right to go to the Ombudsman. */
export const signpostOmbudsman = defineHandler({
  name: 'signpost-ombudsman',
  sends: ['ombudsman-signposted'],

  run(task) {
    const contents = ['ombudsman']
    const text = ombudsmanRight({ ombudsman: task.council.ombudsman.name })
    return factLetter(task, 'ombudsman', contents, text, [
      { type: 'ombudsman-signposted', on: task.today, data: { contents } },
    ])
  },
})

import { defineHandler, holdersOf } from '../engine/index.ts'
import { notice } from './notice.ts'
import { maybe } from './reading.ts'
import { investigatorsNamed } from './words/stage-2.ts'

/** Tells the complainant who investigates and who watches over it, so that they can object. */
export const tellWhoInvestigates = defineHandler({
  name: 'tell-who-investigates',
  sends: ['notice:investigators-named'],

  run(task) {
    const nameOf = (role: string) => {
      const id = holdersOf(task.caseState, role).at(-1)
      return id === undefined ? undefined : task.person(id)?.name
    }
    const text = investigatorsNamed({
      ...maybe('investigator', nameOf('investigating-officer')),
      ...maybe('independentPerson', nameOf('independent-person')),
    })
    return notice(task, 'investigators-named', ['investigating-officer', 'independent-person'], text)
  },
})

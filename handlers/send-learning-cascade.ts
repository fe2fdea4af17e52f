import { defineHandler, RefusedError, type OutgoingMessage } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { standing } from './reading.ts'
import { passedOn } from './words/learning.ts'

/**
 * Tells each team that the panel passes something on to it.
 *
 * @throws RefusedError where the council has no such team.
 */
export const sendLearningCascade = defineHandler({
  name: 'send-learning-cascade',
  sends: ['staff-notification'],

  run(task) {
    const { caseState, council } = task
    const cascades = standing(caseState).flatMap((fact) => (fact.type === 'learning-cascaded' ? [fact.data] : []))
    const teams = [...new Set(cascades.map(({ to }) => to))]
    const messages = teams.map((team): OutgoingMessage => {
      if (!Object.hasOwn(council.teams, team)) throw new RefusedError('no-such-team', `The council has no team ${team}`)
      const items = cascades.filter(({ to }) => to === team)
      return staffNotification(
        task,
        `cascade-${team}`,
        { kind: 'team', team },
        passedOn({ items, reference: caseState.id }),
      )
    })
    return { kind: 'completed', facts: [], messages }
  },
})

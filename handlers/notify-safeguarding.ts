import { defineHandler } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { needed } from './reading.ts'
import { safeguardingMessage } from './words/staff.ts'

/** Alerts the safeguarding team. What the concern is stands in the case and is not sent. */
export const notifySafeguarding = defineHandler({
  name: 'notify-safeguarding',
  sends: ['staff-notification'],

  run(task) {
    const { raisedOn } = needed(task.caseState.safeguarding, 'the safeguarding concern')
    const body = safeguardingMessage({ reference: task.caseState.id, raisedOn })
    const to = { kind: 'team', team: 'safeguarding' } as const
    return { kind: 'completed', facts: [], messages: [staffNotification(task, 'safeguarding', to, body)] }
  },
})

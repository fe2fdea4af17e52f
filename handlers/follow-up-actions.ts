import { addDays, defineHandler, type OutgoingMessage } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { actionReminder } from './words/staff.ts'

/** Reminders go out from this many calendar days before an action is due. */
const REMIND_DAYS = 7

/**
 * Reminds the owner of each promised action that is due within a week or overdue; the complaints team where we hold
 * no details of the owner. Sets `openActions`, `overdueActions` and `allActionsDone`.
 */
export const followUpActions = defineHandler({
  name: 'follow-up-actions',
  variables: {
    openActions: { type: 'number' },
    overdueActions: { type: 'number' },
    allActionsDone: { type: 'boolean' },
  },
  sends: ['staff-notification'],

  run(task) {
    const { caseState, person, today } = task
    const open = caseState.actions.filter(({ doneOn }) => doneOn === undefined)
    const overdue = open.filter(({ dueOn }) => dueOn < today)
    const near = open.filter(({ dueOn }) => dueOn <= addDays(today, REMIND_DAYS))
    const messages = near.map(({ id, owner, dueOn }): OutgoingMessage => {
      const body = actionReminder({ reference: caseState.id, action: id, dueOn, overdue: dueOn < today })
      const held = person(owner)?.email !== undefined
      const to = held
        ? ({ kind: 'person', person: owner } as const)
        : ({ kind: 'team', team: 'complaints-team' } as const)
      return staffNotification(task, `action-${id}`, to, body)
    })
    return {
      kind: 'completed',
      facts: [],
      messages,
      variables: { openActions: open.length, overdueActions: overdue.length, allActionsDone: open.length === 0 },
    }
  },
})

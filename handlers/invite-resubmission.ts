import { defineHandler } from '../engine/index.ts'
import { notice } from './notice.ts'
import { dueBy, maybe, needed } from './reading.ts'
import { resubmissionInvitation } from './words/eligibility.ts'

/** Tells the complainant that the proceedings are over and that they have a year to come back (reg 8). */
export const inviteResubmission = defineHandler({
  name: 'invite-resubmission',
  sends: ['notice:resubmission-invitation'],

  run(task) {
    const concludedOn = task.caseState.deferrals.findLast((deferral) => deferral.concludedOn !== undefined)?.concludedOn
    const text = resubmissionInvitation({
      concludedOn: needed(concludedOn, 'the day on which the proceedings ended'),
      ...maybe('until', dueBy(task, 'children-act.resubmission')),
    })
    return notice(task, 'resubmission-invitation', ['proceedings-concluded', 'resubmit'], text)
  },
})

import { defineHandler, RefusedError } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { factLetter } from './notice.ts'
import { earlyReferral } from './words/closing.ts'

/**
 * Tells the complainant that the complaint goes to the Ombudsman without a panel, as they agreed, and asks the
 * complaints team to send the file. Refuses unless the decision with all six conditions is on record.
 */
export const referEarlyToOmbudsman = defineHandler({
  name: 'refer-early-to-ombudsman',
  sends: ['ombudsman-signposted', 'staff-notification'],

  run(task) {
    const { caseState, council, today } = task
    if (caseState.decisions.earlyReferral?.outcome !== 'refer') {
      throw new RefusedError(
        'early-referral-not-decided',
        'Record first that all six conditions of early referral are met',
      )
    }
    const contents = ['ombudsman', 'early-referral', 'panel-right-kept']
    const text = earlyReferral({ ombudsman: council.ombudsman.name })
    const outcome = factLetter(task, 'early-referral', contents, text, [
      { type: 'ombudsman-signposted', on: today, data: { contents } },
    ])
    const body = `Case ${caseState.id} goes to the ${council.ombudsman.name} early. Please send them the file: both reports, the adjudication, the action plan, and the complainant’s agreement.`
    const file = staffNotification(task, 'early-referral-file', { kind: 'team', team: 'complaints-team' }, body)
    return outcome.kind === 'completed' ? { ...outcome, messages: [...outcome.messages, file] } : outcome
  },
})

import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { needed } from './reading.ts'
import { withdrawalConfirmed } from './words/closing.ts'

/** Confirms in writing that the complaint was taken back (SI 2006/1738 reg 7). */
export const confirmWithdrawal = defineHandler({
  name: 'confirm-withdrawal',
  sends: ['withdrawal-confirmed'],

  run(task) {
    const withdrawnOn = needed(task.caseState.withdrawnOn, 'the withdrawal')
    const contents = ['withdrawal', 'may-come-back']
    return factLetter(task, 'withdrawal', contents, withdrawalConfirmed({ withdrawnOn }), [
      { type: 'withdrawal-confirmed', on: task.today, data: { contents } },
    ])
  },
})

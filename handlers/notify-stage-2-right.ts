import { defineHandler, isOneDuty, NOTHING_TO_DO, type Fact, type Task, type TaskOutcome } from '../engine/index.ts'
import { newDateOf, NO_REASON } from './lateness.ts'
import { factLetter } from './notice.ts'
import { lastFact, maybe } from './reading.ts'
import { noAnswerYet } from './words/stage-1.ts'

const RULE = 'children-act.stage-1-answer'

/**
 * Tells the complainant, after 20 working days without an answer, that Stage 2 is open to them (reg 15). The answer is
 * late on the same day, so that one letter says both and stands on record for both; `send-lateness-notice` sends the
 * same one when it comes first.
 */
export const notifyStage2Right = defineHandler({
  name: 'notify-stage-2-right',
  sends: ['stage-2-right-notified', 'lateness-notice-sent'],

  run: (task) => stage2RightLetter(task),
})

/** The letter of day 21, once a day: late, why, until when, and the right to go to Stage 2. */
export function stage2RightLetter(task: Task<unknown>): TaskOutcome {
  const { caseState, today } = task
  if (lastFact(caseState, 'stage-2-right-notified')?.on === today) return NOTHING_TO_DO
  const aboutIt = ({ data }: Fact<'lateness-reason-recorded'>): boolean => isOneDuty(data.rule, RULE)
  const reason = lastFact(caseState, 'lateness-reason-recorded', aboutIt)?.data.reason
  const newDate = newDateOf(task, RULE)
  const contents = ['stage-2-right', 'how-to-ask', 'may-wait']
  const said = [
    ...contents,
    'apology',
    ...(reason === undefined ? [] : ['reason']),
    ...(newDate === undefined ? [] : ['new-date']),
  ]
  return factLetter(
    task,
    'stage-2-right',
    said,
    noAnswerYet({ ...maybe('reason', reason), ...maybe('newDate', newDate) }),
    [
      { type: 'stage-2-right-notified', on: today, data: { contents } },
      {
        type: 'lateness-notice-sent',
        on: today,
        data: { rule: RULE, reason: reason ?? NO_REASON, ...maybe('newDate', newDate) },
      },
    ],
  )
}

/** Whether the letter of day 21 is due: the longest time of Stage 1 has passed, and nobody was told of Stage 2 since. */
export function isDay21({ caseState, clocks }: Task<unknown>, rule: string): boolean {
  if (!isOneDuty(rule, RULE)) return false
  const passed = clocks.findLast((clock) => clock.rule === 'children-act.stage-1-limit')
  if (passed?.status !== 'breached' || passed.due === undefined) return false
  const told = lastFact(caseState, 'stage-2-right-notified')
  return told === undefined || told.on <= passed.due
}

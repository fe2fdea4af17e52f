import { defineHandler, isOneDuty, NOTHING_TO_DO, type Fact, type NewFact, type Task } from '../engine/index.ts'
import { newDateOf, NO_REASON } from './lateness.ts'
import { factLetter } from './notice.ts'
import { isDay21, stage2RightLetter } from './notify-stage-2-right.ts'
import { lastFact, maybe } from './reading.ts'
import { lateness, type PassedLimit } from './words/closing.ts'

interface Input {
  /** Id of the deadline rule that was missed. */
  readonly rule: string
}

/**
 * Tells the complainant that the council is late, with what, why, and what the new day is; the diagram says it again
 * every ten working days.
 *
 * The reason is the last one recorded for what is late. The new day is the variable `newDate`, or what was last agreed or
 * said, as long as it has not gone by. Of several time limits for one answer that pass on the same day the complainant
 * hears once: what the letter says comes from the clocks, not from the timer that came first. On day 21 of the children's
 * Stage 1 the letter is the one that tells of Stage 2 as well.
 */
export const sendLatenessNotice = defineHandler<Input>({
  name: 'send-lateness-notice',
  parameters: { rule: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$' } },
  required: ['rule'],
  sends: ['lateness-notice-sent', 'stage-2-right-notified'],

  run(task) {
    const { caseState, input, today } = task
    const aboutIt = ({ data }: Fact<'lateness-reason-recorded' | 'lateness-notice-sent'>): boolean =>
      isOneDuty(data.rule, input.rule)
    const before = lastFact(caseState, 'lateness-notice-sent', aboutIt)
    if (before?.on === today) return NOTHING_TO_DO
    if (isDay21(task, input.rule)) return stage2RightLetter(task)
    const reason = lastFact(caseState, 'lateness-reason-recorded', aboutIt)?.data.reason
    const newDate = newDateOf(task, input.rule)
    const text = lateness({
      rule: input.rule,
      again: before !== undefined,
      ...maybe('reason', reason),
      ...maybe('newDate', newDate),
      ...maybe('limit', passedLimit(task)),
    })
    const contents = [
      'apology',
      ...(reason === undefined ? [] : ['reason']),
      ...(newDate === undefined ? [] : ['new-date']),
    ]
    const fact: NewFact = {
      type: 'lateness-notice-sent',
      on: today,
      data: { rule: input.rule, reason: reason ?? NO_REASON, ...maybe('newDate', newDate) },
    }
    return factLetter(task, 'lateness', contents, text, [fact])
  },
})

/** Whether the most that the law gives for Stage 2 has gone by, on one reading of its start or on both. */
function passedLimit({ clocks, input: { rule } }: Task<Input>): PassedLimit | undefined {
  const hasPassed = (limit: string): boolean =>
    isOneDuty(rule, limit) && clocks.some((clock) => clock.rule === limit && clock.status === 'breached')
  if (hasPassed('children-act.stage-2-limit-from-record')) return 'from-either'
  return hasPassed('children-act.stage-2-limit') ? 'from-request' : undefined
}

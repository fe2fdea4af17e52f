import { defineHandler, isLocalDate, type LocalDate, type NewFact, type Task } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { lastFact, maybe } from './reading.ts'
import { lateness } from './words/closing.ts'

interface Input {
  /** Id of the deadline rule that was missed. */
  readonly rule: string
}

/**
 * Tells the complainant that the council is late, with what, why, and what the new day is; the diagram says it again
 * every ten working days.
 *
 * The reason is the last one recorded for the rule. The new day is the variable `newDate`, or what was last agreed or
 * said, as long as it has not gone by.
 */
export const sendLatenessNotice = defineHandler<Input>({
  name: 'send-lateness-notice',
  parameters: { rule: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$' } },
  required: ['rule'],
  sends: ['lateness-notice-sent'],

  run(task) {
    const { caseState, input, today } = task
    const reason = lastFact(caseState, 'lateness-reason-recorded', ({ data }) => data.rule === input.rule)?.data.reason
    const newDate = newDateOf(task)
    const before = lastFact(caseState, 'lateness-notice-sent', ({ data }) => data.rule === input.rule)
    const text = lateness({
      rule: input.rule,
      again: before !== undefined,
      ...maybe('reason', reason),
      ...maybe('newDate', newDate),
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

const NO_REASON = 'No reason was recorded by the day of the notice.'

function newDateOf({ caseState, input, variables, today }: Task<Input>): LocalDate | undefined {
  const agreed = lastFact(caseState, 'complainant-agreed-to-wait', ({ data }) => data.rule === input.rule)?.data.until
  const said = lastFact(caseState, 'lateness-notice-sent', ({ data }) => data.rule === input.rule)?.data.newDate
  return [variables['newDate'], agreed, said].filter(isLocalDate).find((day) => day >= today)
}

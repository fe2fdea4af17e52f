import { defineHandler, mayShareWith, RefusedError } from '../engine/index.ts'
import { standing } from './reading.ts'
import { sendLetter } from './send-letter.ts'

interface Input {
  /** The letter, which records `adult-response-sent`. */
  readonly letter: string
  readonly signatory?: string
}

/**
 * Sends the one response of all bodies, and records it as such besides as our own signed response. Refused while a body
 * that we share with has not signed off its part of the draft that last went round.
 */
export const sendJointResponse = defineHandler<Input>({
  name: 'send-joint-response',
  parameters: {
    letter: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    signatory: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
  },
  required: ['letter'],
  sends: ['joint-response-sent'],
  ...(sendLetter.describe.letters !== undefined && { letters: sendLetter.describe.letters }),

  run(task) {
    const { caseState, input } = task
    const facts = standing(caseState)
    const since = facts.slice(facts.findLastIndex(({ type }) => type === 'joint-draft-circulated') + 1)
    const signed = new Set(since.flatMap((fact) => (fact.type === 'part-signed-off' ? [fact.data.body] : [])))
    const open = facts.filter(
      (fact) =>
        fact.type === 'nhs-part-detected' && mayShareWith(caseState, fact.data.body) && !signed.has(fact.data.body),
    )
    if (open.length > 0) {
      throw new RefusedError(
        'part-not-signed',
        `${open.length} of the bodies have not signed off their part of the draft`,
      )
    }
    return sendLetter.run({ ...task, input: { ...input, also: 'joint-response-sent' } })
  },
})

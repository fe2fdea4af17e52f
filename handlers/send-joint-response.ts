import { defineHandler, RefusedError } from '../engine/index.ts'
import { jointParts } from './joint-parts.ts'
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
    const { unsigned } = jointParts(task.caseState, task.council)
    if (unsigned.length > 0) {
      throw new RefusedError(
        'part-not-signed',
        `${unsigned.length} of the bodies have not signed off their part of the draft`,
      )
    }
    return sendLetter.run({ ...task, input: { ...task.input, also: 'joint-response-sent' } })
  },
})

import { addDays, defineHandler, mayShareWith, RefusedError, startOf, type Fact, type Task } from '../engine/index.ts'
import { bodyOf, partnerOf } from './letter-input.ts'
import { needed } from './reading.ts'
import { sendLetter } from './send-letter.ts'

interface Input {
  /** A letter to the partner, with `{partnerLink}` in it. */
  readonly letter: string
  /** For how many days the link can be used. */
  readonly days?: number
}

const DAYS = 42

/**
 * Asks a partner body for its part: issues a link for it, and sends the letter that carries it. The body is the one that
 * the process is about (its variable `body`).
 *
 * The link's id comes from the entry of the task, so that a second try issues the same one; it is signed when the message
 * is sent (handlers/decisions/0001).
 */
export const askPartner = defineHandler<Input>({
  name: 'ask-partner',
  parameters: {
    letter: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    days: { type: 'integer', minimum: 1, maximum: 366 },
  },
  required: ['letter'],
  sends: ['partner-link-issued'],
  toPartner: true,
  ...(sendLetter.describe.letters !== undefined && { letters: sendLetter.describe.letters }),

  run(task) {
    const { caseState, today, entry, input } = task
    const named = needed(bodyOf({ ...task, input: { letter: input.letter } }), 'the body, as the variable body')
    const body = partnerOf(task, named)?.code ?? named
    if (!mayShareWith(caseState, body)) {
      throw new RefusedError('no-consent', 'Consent to share with that body does not stand: nothing may go to it')
    }
    const link = `link-${entry.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
    const issued = {
      type: 'partner-link-issued',
      on: today,
      data: { body, link, until: addDays(today, input.days ?? DAYS) },
    } as const
    const outcome = sendLetter.run({ ...withFact(task, issued), input: { letter: input.letter } })
    return outcome.kind === 'completed' ? { ...outcome, facts: [issued, ...outcome.facts] } : outcome
  },
})

/** The case as it is once the fact is recorded, for the words of a letter that goes out with it. */
function withFact<Input>(
  task: Task<Input>,
  fact: Pick<Fact<'partner-link-issued'>, 'type' | 'on' | 'data'>,
): Task<Input> {
  const { caseState, today } = task
  const { id, facts } = caseState
  const recorded: Fact = {
    ...fact,
    id: `${id}/${facts.length + 1}`,
    recordedAt: startOf(today),
    recordedBy: '',
    role: '',
  }
  return { ...task, caseState: { ...caseState, facts: [...facts, recorded] } }
}

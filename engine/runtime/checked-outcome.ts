import type { TaskOutcome } from '../handler.ts'
import { compileSchema, mustFit } from '../schema.ts'

/** The longest outcome, in characters as JSON: a hundred letters. */
const MOST_CHARACTERS = 1_000_000
/** Names that an object of JavaScript has by itself: never those of data. */
const NEVER_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const text = { type: 'string', minLength: 1 } as const
const check = compileSchema({
  type: 'object',
  required: ['kind'],
  oneOf: [
    {
      properties: {
        kind: { const: 'completed' },
        facts: { type: 'array', items: { type: 'object' } },
        messages: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              key: text,
              channel: { enum: ['email', 'letter', 'telephone', 'staff-notification'] },
              to: { type: 'object', properties: { kind: text }, required: ['kind'] },
              subject: text,
              body: text,
              contents: { type: 'array', items: text },
            },
            required: ['key', 'channel', 'to', 'subject', 'body', 'contents'],
          },
        },
        variables: { type: 'object' },
      },
      required: ['facts', 'messages'],
      additionalProperties: false,
    },
    {
      properties: { kind: { const: 'bpmn-error' }, errorCode: text, detail: { type: 'string' } },
      required: ['errorCode', 'detail'],
      additionalProperties: false,
    },
  ],
})

/**
 * What a handler gave back, once it is known to be an outcome: data, no promise, of a size that a case can carry, without
 * keys that mean something to JavaScript.
 *
 * @throws TypeError, RangeError or InvalidVariablesError when it is not.
 */
export function checkedOutcome(name: string, given: unknown): TaskOutcome {
  if (isPromise(given)) {
    // What becomes of it is nobody's concern any more: were it to fail unheard, the service would end.
    given.then(undefined, () => undefined)
    throw new TypeError(`${name} answers with a promise: a handler answers at once`)
  }
  const written = JSON.stringify(given, (key, value: unknown) => {
    if (NEVER_KEYS.has(key)) throw new TypeError(`${name} answers with a key that no data may have`)
    return value
  }) as string | undefined
  if (written !== undefined && written.length > MOST_CHARACTERS) {
    throw new RangeError(`${name} answers with ${written.length} characters; at most ${MOST_CHARACTERS} are kept`)
  }
  mustFit(`The outcome of ${name}`, check, given)
  return given as TaskOutcome
}

function isPromise(given: unknown): given is PromiseLike<unknown> {
  return typeof given === 'object' && given !== null && 'then' in given && typeof given.then === 'function'
}

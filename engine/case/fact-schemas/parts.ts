/** The JSON Schema of one fact's data: an object, nothing else in it. */
export interface FactSchema {
  readonly type: 'object'
  readonly additionalProperties: false
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, object>>
}

/** An object with these properties; a name that ends in `?` may be missing. */
export function object(properties: Readonly<Record<string, object>>): FactSchema {
  const names = Object.keys(properties)
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), properties[name] ?? {}])),
  }
}

/** What databases cannot keep: NUL, and half of a surrogate pair. */
const STORABLE = '[^\\u0000\\ud800-\\udfff]'

/** People's words: anything but nothing. At most 20,000 characters. */
export const WORDS = {
  type: 'string',
  maxLength: 20_000,
  pattern: `^${STORABLE}*[^\\s\\u0000\\ud800-\\udfff]${STORABLE}*$`,
}

/** People's words, or none. */
export const ANY_WORDS = { type: 'string', maxLength: 20_000, pattern: `^${STORABLE}*$` }

/** A code of a list, a rule, a role. */
export const CODE = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$' }

/** The id of a person, a point, an action. */
export const ID = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$' }

/** The id of a message, which is made of what it tells. */
export const LONG_ID = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,299}$' }

/** The name or reference of something outside: a court case, a partner body, a file. One line. */
export const NAME = {
  type: 'string',
  maxLength: 300,
  pattern:
    '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f\\ud800-\\udfff][^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$',
}

export const DAY = { type: 'string', format: 'date' }
export const YES_NO = { type: 'boolean' }
export const PENCE = { type: 'integer', minimum: 0, maximum: 1_000_000_000 }

export function oneOf(...options: readonly string[]): object {
  return { enum: options }
}

export function listOf(items: object): object {
  return { type: 'array', items, maxItems: 500 }
}

export const NOTHING = object({})
export const REASON = object({ reason: WORDS })
export const SENT = object({ contents: listOf(CODE) })
export const EXTENDED = object({ ground: CODE, reason: WORDS, until: DAY })
export const APPOINTMENT = object({ person: ID, declaredIndependent: YES_NO })

export const CHANNEL = oneOf('form', 'email', 'letter', 'phone', 'in-person', 'on-behalf')
export const MODE = oneOf('email', 'letter', 'in-person', 'phone')
export const STAGE = oneOf(
  'stage-1',
  'stage-2',
  'stage-3',
  'adult',
  'public-health',
  'corporate-1',
  'corporate-2',
  'ombudsman',
)
export const POINT_OUTCOME = oneOf(
  'upheld',
  'partly-upheld',
  'not-upheld',
  'no-finding',
  'withdrawn',
  'resolved-early',
  'signposted',
  'excluded',
  'deferred',
)
export const REMEDY = oneOf(
  'none',
  'apology',
  'explanation',
  'reassessment',
  'service-change',
  'training',
  'record-correction',
  'payment',
)

const POINT_DECISION_PROPERTIES = {
  point: ID,
  outcome: POINT_OUTCOME,
  reason: WORDS,
  remedy: REMEDY,
  'payment?': PENCE,
}
export const POINT_DECISION = object(POINT_DECISION_PROPERTIES)
export const POINT_DECISION_AT_STAGE = object({ ...POINT_DECISION_PROPERTIES, stage: STAGE })

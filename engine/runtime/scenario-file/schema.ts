const text = { type: 'string', minLength: 1 }
const texts = { type: 'array', items: text }
const object = { type: 'object' }
const moment = {
  type: 'string',
  pattern: '^(\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}.*)?|\\$today([+-]\\d+(d|wd))?)$',
}
/** A day, or one counted from today. */
const day = { type: 'string', pattern: '^(\\d{4}-\\d{2}-\\d{2}|\\$today([+-]\\d+(d|wd))?)$' }

function closed(properties: object, required: readonly string[] = []) {
  return { type: 'object', additionalProperties: false, required, properties }
}

const facts = {
  type: 'array',
  minItems: 1,
  items: closed({ type: text, on: day, data: object }, ['type', 'data']),
}

const expectation = closed({
  tasks: { type: 'object', additionalProperties: { anyOf: [day, { type: 'null' }] } },
  only: { type: 'boolean' },
  noTasks: texts,
  letters: texts,
  facts: texts,
  clocks: {
    type: 'object',
    additionalProperties: { anyOf: [day, closed({ due: day, status: text })] },
  },
  procedure: text,
  status: { enum: ['open', 'closed', 'incident'] },
  outcome: text,
  refused: text,
})

const step = closed({
  at: moment,
  complete: text,
  nth: { type: 'integer', minimum: 1 },
  message: text,
  procedure: text,
  answers: object,
  keepForDays: { type: 'integer', minimum: 1, maximum: 366 },
  as: text,
  record: facts,
  person: object,
  close: text,
  mark: text,
  expect: expectation,
})

/** `<diagram>.scenarios.json` */
export const SCENARIOS_SCHEMA = closed(
  {
    scenarios: {
      type: 'array',
      maxItems: 300,
      items: closed(
        {
          id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' },
          title: text,
          at: moment,
          procedure: text,
          submit: object,
          open: closed({ facts, people: { type: 'array', items: object }, variables: object }, ['facts']),
          from: text,
          until: text,
          covers: texts,
          usualPeople: { type: 'boolean' },
          steps: { type: 'array', maxItems: 300, items: step },
        },
        ['id', 'title', 'steps'],
      ),
    },
  },
  ['scenarios'],
)

/** `usual-answers.json` */
export const USUAL_ANSWERS_SCHEMA = closed({
  people: { type: 'array', items: object },
  forms: { type: 'object', additionalProperties: object },
})

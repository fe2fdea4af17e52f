import { DECIDE, defineHandler, type NamedValue } from '../engine/index.ts'

interface Input {
  readonly decision: string
}

/**
 * Asks a decision table of the procedure with the variables of the case, puts on record which row matched, on what, and
 * sets the outputs of that row as variables.
 */
export const decide = defineHandler<Input>({
  name: DECIDE,
  parameters: { decision: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' } },
  required: ['decision'],

  run({ input, decide, today }) {
    const { decision, hash, row, rule, inputs, outputs } = decide(input.decision)
    return {
      kind: 'completed',
      facts: [
        {
          type: 'decision-table-applied',
          on: today,
          data: { decision, hash, row, rule, inputs: asNamed(inputs), outputs: asNamed(outputs) },
        },
      ],
      messages: [],
      variables: outputs,
    }
  },
})

function asNamed(values: Readonly<Record<string, string | number | boolean>>): readonly NamedValue[] {
  return Object.entries(values).map(([name, value]) => ({ name, value: String(value) }))
}

import { defineHandler, NOTHING_TO_DO, type Stage } from '../engine/index.ts'

interface Input {
  readonly stage: Stage
}

/** Puts on record that a stage begins. A stage that is open is not opened again. */
export const openStage = defineHandler<Input>({
  name: 'open-stage',
  parameters: {
    stage: {
      type: 'string',
      enum: ['stage-1', 'stage-2', 'stage-3', 'adult', 'public-health', 'corporate-1', 'corporate-2', 'ombudsman'],
    },
  },
  required: ['stage'],

  run({ caseState, input, today }) {
    const last = caseState.stages.findLast(({ stage }) => stage === input.stage)
    if (last !== undefined && last.answeredOn === undefined) return NOTHING_TO_DO
    return {
      kind: 'completed',
      facts: [{ type: 'stage-opened', on: today, data: { stage: input.stage } }],
      messages: [],
    }
  },
})

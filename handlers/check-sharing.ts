import { defineHandler, mayShareWith } from '../engine/index.ts'

interface Input {
  /** True ends in the error `SHARING_STOPPED` where consent does not stand. */
  readonly stop?: boolean
}

/**
 * Sets `sharingStands`: whether consent to share with the body that the process is about stands today. Asked before
 * anything goes to it, and again whenever a consent was taken back.
 */
export const checkSharing = defineHandler<Input>({
  name: 'check-sharing',
  parameters: { stop: { type: 'boolean' } },
  variables: { sharingStands: { type: 'boolean' } },
  errors: ['SHARING_STOPPED'],
  asksConsent: true,

  run({ caseState, variables, input }) {
    const { body } = variables
    const stands = typeof body === 'string' && mayShareWith(caseState, body)
    if (!stands && input.stop === true) {
      return {
        kind: 'bpmn-error',
        errorCode: 'SHARING_STOPPED',
        detail: 'Consent to share with the body does not stand',
      }
    }
    return { kind: 'completed', facts: [], messages: [], variables: { sharingStands: stands } }
  },
})

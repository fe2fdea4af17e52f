import { defineHandler } from '../engine/index.ts'
import { jointParts } from './joint-parts.ts'
import { lastFact } from './reading.ts'

/**
 * Says how a joint complaint stands, from its facts: with which bodies we may share (`sharing`), whether there are any,
 * whether consent for one is missing, whether the complaint was recorded and acknowledged, whether the
 * complainant was offered a talk about how it is handled and has a copy of what they said by word of mouth, and whether every body that we share with has signed off its part
 * of the draft that last went round.
 */
export const weighSharing = defineHandler({
  name: 'weigh-sharing',
  variables: {
    sharing: { type: 'list' },
    anySharing: { type: 'boolean' },
    anyWithheld: { type: 'boolean' },
    recorded: { type: 'boolean' },
    acknowledged: { type: 'boolean' },
    discussionOffered: { type: 'boolean' },
    recordSent: { type: 'boolean' },
    allSigned: { type: 'boolean' },
  },
  asksConsent: true,

  run({ caseState, council }) {
    const { bodies, sharing, unsigned } = jointParts(caseState, council)
    return {
      kind: 'completed',
      facts: [],
      messages: [],
      variables: {
        sharing,
        anySharing: sharing.length > 0,
        anyWithheld: sharing.length < bodies.length,
        recorded: caseState.classified !== undefined,
        acknowledged: caseState.acknowledgedOn !== undefined,
        discussionOffered: lastFact(caseState, 'discussion-offered') !== undefined,
        recordSent: lastFact(caseState, 'record-of-complaint-sent') !== undefined,
        allSigned: unsigned.length === 0,
      },
    }
  },
})

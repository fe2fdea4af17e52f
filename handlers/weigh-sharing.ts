import { defineHandler, mayShareWith } from '../engine/index.ts'
import { standing } from './reading.ts'

/**
 * Says how a joint complaint stands, from its facts: with which bodies we may share (`sharing`), whether there are any,
 * whether consent for one is missing, whether the complaint was acknowledged, and whether every body that we share with
 * has signed off its part of the draft that last went round.
 */
export const weighSharing = defineHandler({
  name: 'weigh-sharing',
  variables: {
    sharing: { type: 'list' },
    anySharing: { type: 'boolean' },
    anyWithheld: { type: 'boolean' },
    acknowledged: { type: 'boolean' },
    allSigned: { type: 'boolean' },
  },
  asksConsent: true,

  run({ caseState }) {
    const facts = standing(caseState)
    const bodies = [...new Set(facts.flatMap((fact) => (fact.type === 'nhs-part-detected' ? [fact.data.body] : [])))]
    const sharing = bodies.filter((body) => mayShareWith(caseState, body))
    const since = facts.slice(facts.findLastIndex(({ type }) => type === 'joint-draft-circulated') + 1)
    const signed = new Set(since.flatMap((fact) => (fact.type === 'part-signed-off' ? [fact.data.body] : [])))
    return {
      kind: 'completed',
      facts: [],
      messages: [],
      variables: {
        sharing,
        anySharing: sharing.length > 0,
        anyWithheld: sharing.length < bodies.length,
        acknowledged: caseState.acknowledgedOn !== undefined,
        allSigned: sharing.every((body) => signed.has(body)),
      },
    }
  },
})

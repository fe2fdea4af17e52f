import { defineHandler } from '../engine/index.ts'
import { standing } from './reading.ts'

/** Looks for recommendations of the Ombudsman without evidence, and sets `openRecommendations`. */
export const followUpRecommendations = defineHandler({
  name: 'follow-up-recommendations',
  variables: { openRecommendations: { type: 'number' } },

  run({ caseState }) {
    const facts = standing(caseState)
    const done = new Set(
      facts.flatMap((fact) => (fact.type === 'ombudsman-evidence-sent' ? [fact.data.recommendation] : [])),
    )
    const open = new Set(
      facts.flatMap((fact) => (fact.type === 'ombudsman-recommended' ? [fact.data.recommendation] : [])),
    )
    const openRecommendations = [...open].filter((recommendation) => !done.has(recommendation)).length
    return { kind: 'completed', facts: [], messages: [], variables: { openRecommendations } }
  },
})

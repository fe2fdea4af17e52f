import { defineHandler, type NewFact } from '../engine/index.ts'
import { standing } from './reading.ts'

/**
 * Puts on record which bodies have a part in the complaint: the variable `bodies`, as a form has set it. Ends in
 * `UNKNOWN_BODY` where the council's file has no partner of that code, so that a slip of the pen can be put right.
 */
export const recordBodies = defineHandler({
  name: 'record-bodies',
  errors: ['UNKNOWN_BODY'],

  run({ caseState, variables, council: { partners = {} }, today }) {
    const { bodies } = variables
    const named = Array.isArray(bodies) ? bodies.filter((body) => typeof body === 'string') : []
    const unknown = named.filter((body) => !Object.hasOwn(partners, body))
    if (named.length === 0 || unknown.length > 0) {
      const detail = `The council’s file has no partner with the code ${unknown.join(', ') || '(none was named)'}`
      return { kind: 'bpmn-error', errorCode: 'UNKNOWN_BODY', detail }
    }
    const known = new Set(
      standing(caseState).flatMap((fact) => (fact.type === 'nhs-part-detected' ? [fact.data.body] : [])),
    )
    return {
      kind: 'completed',
      facts: named
        .filter((body) => !known.has(body))
        .map((body): NewFact => ({ type: 'nhs-part-detected', on: today, data: { body } })),
      messages: [],
    }
  },
})

import { mayShareWith, type ComplaintCase, type Council } from '../engine/index.ts'
import { standing } from './reading.ts'

/** How the parts of a joint complaint stand. Bodies by code, each once; the council is none of them. */
export interface JointParts {
  readonly bodies: readonly string[]
  /** Those with which consent to share stands. */
  readonly sharing: readonly string[]
  /** Those of `sharing` that have not signed off the draft that they were last sent. */
  readonly unsigned: readonly string[]
}

/** A body that stands on record by another name than the council's code for it is none: nothing could be sent to it. */
export function jointParts(state: ComplaintCase, { partners = {} }: Council): JointParts {
  const bodies = new Set<string>()
  const signed = new Set<string>()
  for (const fact of standing(state)) {
    if (fact.type === 'nhs-part-detected' && Object.hasOwn(partners, fact.data.body)) bodies.add(fact.data.body)
    if (fact.type === 'joint-draft-circulated') for (const body of fact.data.bodies) signed.delete(body)
    if (fact.type === 'part-signed-off') signed.add(fact.data.body)
  }
  const sharing = [...bodies].filter((body) => mayShareWith(state, body))
  return { bodies: [...bodies], sharing, unsigned: sharing.filter((body) => !signed.has(body)) }
}

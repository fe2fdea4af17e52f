import { defineHandler, RefusedError, type NewFact, type Task } from '../engine/index.ts'
import { lastFact, maybe, needed, standing } from './reading.ts'
import { SIGNPOSTS } from './words/destinations.ts'

/** Procedures of ours that take a complaint on from intake. */
const PROCEDURES: ReadonlySet<string> = new Set([
  'children-act',
  'adult-social-care',
  'public-health',
  'nhs-joint',
  'corporate',
])

/**
 * Sends a complaint on its way: as the table said (`suggestedRoute`), or as a person chose (`chosenRoute`).
 *
 * To a procedure of ours it classifies the complaint, and the case goes on there; to anybody else it records a signpost.
 * Sets `triaged` where the function is known, and `destination` for the way that the diagram takes.
 */
export const routeComplaint = defineHandler({
  name: 'route-complaint',
  variables: {
    triaged: { type: 'boolean' },
    destination: { type: 'option', options: ['procedure', 'data-protection', 'service-request', 'elsewhere'] },
  },
  needs: ['suggestedRoute'],

  run(task) {
    const to = codeAt(task, 'chosenRoute') ?? needed(codeAt(task, 'suggestedRoute'), 'what the routing table says')
    const triaged = needed(lastFact(task.caseState, 'complaint-triaged'), 'what was found on reading the complaint')
    const since = standing(task.caseState).slice(standing(task.caseState).indexOf(triaged))
    const facts: readonly NewFact[] = [
      ...(PROCEDURES.has(to) ? [classified(task, to)] : []),
      ...(since.some(({ type }) => type === 'complaint-routed')
        ? []
        : [{ type: 'complaint-routed', on: task.today, data: { to, reasonCode: 'routing-table' } } as const]),
      ...(PROCEDURES.has(to) || since.some(({ type }) => type === 'matter-signposted')
        ? []
        : [signposted(task, to, triaged.data.reason)]),
    ]
    // What nobody could place is asked again where it goes.
    const isClear = triaged.data.function !== 'unclear'
    return { kind: 'completed', facts, messages: [], variables: { triaged: isClear, destination: destinationOf(to) } }
  },
})

function classified({ caseState, today }: Task<unknown>, procedure: string): NewFact {
  const { data } = needed(lastFact(caseState, 'complaint-triaged'), 'what was found on reading the complaint')
  return {
    type: 'complaint-classified',
    on: today,
    data: {
      procedure,
      functionCode: data.function,
      personCode: data.person,
      reason: data.reason,
      ...maybe('service', data.service),
    },
  }
}

function signposted({ today }: Task<unknown>, to: string, reason: string): NewFact {
  if (!Object.hasOwn(SIGNPOSTS, to)) {
    throw new RefusedError('unknown-destination', `Nobody has said whom the complainant is to turn to (${to})`)
  }
  return { type: 'matter-signposted', on: today, data: { to, reason } }
}

function destinationOf(to: string): string {
  if (PROCEDURES.has(to)) return 'procedure'
  return to === 'data-protection' || to === 'service-request' ? to : 'elsewhere'
}

function codeAt({ variables }: Task<unknown>, name: string): string | undefined {
  const value = variables[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

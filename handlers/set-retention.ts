import {
  defineHandler,
  holdersOf,
  longestRetention,
  retentionDefaults,
  type ComplaintCase,
  type LocalDate,
  type RetentionRuleId,
  type Task,
} from '../engine/index.ts'
import { lastFact, proceduresOf } from './reading.ts'

/**
 * Puts on record how long the case is kept: the longest of what applies in its procedure and to the file that it
 * belongs to; a compliment or comment, that nobody had to answer, for less. Reads what the form `learning-record` sets:
 * `keptWith`, `legalHold`, `holdUntil`; without it the procedure alone decides. A hold for legal reasons beats everything.
 */
export const setRetention = defineHandler({
  name: 'set-retention',

  run(task) {
    const { caseState, variables, today } = task
    const { rule, until } = longestRetention(rulesOf(caseState, variables['keptWith']), today, birthOf(task))
    const hold = variables['legalHold'] === true ? variables['holdUntil'] : undefined
    const data =
      typeof hold === 'string'
        ? { rule: 'legal-hold', until: hold > until ? (hold as LocalDate) : until }
        : { rule, until }
    return { kind: 'completed', facts: [{ type: 'retention-set', on: today, data }], messages: [] }
  },
})

const WITH_FILE: Readonly<Record<string, RetentionRuleId>> = {
  child: 'child-to-25',
  'looked-after': 'looked-after-75-years',
  adoption: 'adoption-100-years',
  'foster-carer': 'foster-carer-10-years',
}

function rulesOf(state: ComplaintCase, keptWith: unknown): readonly RetentionRuleId[] {
  const { received, feedback } = state
  if (received === undefined && feedback !== undefined) return ['feedback-2-years']
  const byFile = typeof keptWith === 'string' ? WITH_FILE[keptWith] : undefined
  const shared = lastFact(state, 'nhs-part-detected') ?? lastFact(state, 'joint-response-sent')
  return [
    'complaint-6-years',
    ...proceduresOf(state).flatMap(retentionDefaults),
    ...(received?.byChild === true ? (['child-to-25'] as const) : []),
    ...(shared === undefined ? [] : (['nhs-part-10-years'] as const)),
    ...(byFile === undefined ? [] : [byFile]),
  ]
}

/** Of the child that it is about, or of the child who complains. */
function birthOf({ caseState, person }: Task<unknown>): LocalDate | undefined {
  const [child] = holdersOf(caseState, 'child')
  const [complainant] = caseState.received?.byChild === true ? holdersOf(caseState, 'complainant') : []
  const id = child ?? complainant
  return id === undefined ? undefined : person(id)?.dateOfBirth
}

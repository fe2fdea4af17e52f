import {
  defineHandler,
  overallOutcome,
  POINT_OUTCOMES,
  type ComplaintCase,
  type NewFact,
  type Stage,
} from '../engine/index.ts'
import { proceduresOf } from './reading.ts'

interface Input {
  readonly outcome?: 'withdrawn' | 'resolved-early' | 'signposted' | 'excluded' | 'deferred'
}

/**
 * Settles how the complaint ends, and sets `caseOutcome`.
 *
 * With a parameter, every point still open ends with that outcome, and what was found before stands. Without one, the
 * outcome is that of the points, and `POINTS_UNDECIDED` where one is open.
 */
export const recordOutcome = defineHandler<Input>({
  name: 'record-outcome',
  parameters: {
    outcome: { type: 'string', enum: ['withdrawn', 'resolved-early', 'signposted', 'excluded', 'deferred'] },
  },
  variables: { caseOutcome: { type: 'option', options: POINT_OUTCOMES } },
  errors: ['POINTS_UNDECIDED'],

  run({ caseState, input: { outcome }, today }) {
    const stage = caseState.stages.at(-1)?.stage ?? firstStageOf(caseState)
    const open = caseState.points.filter(({ decisions }) => decisions.length === 0)
    const facts: readonly NewFact[] =
      outcome === undefined
        ? []
        : open.map(({ id }) => ({
            type: 'point-decided',
            on: today,
            data: { point: id, stage, outcome, reason: REASONS[outcome], remedy: 'none' },
          }))
    const caseOutcome =
      caseState.points.length === 0
        ? (outcome ?? 'undecided')
        : overallOutcome(caseState.points.map(({ decisions }) => decisions.at(-1)?.outcome ?? outcome))
    if (caseOutcome === 'undecided') {
      return {
        kind: 'bpmn-error',
        errorCode: 'POINTS_UNDECIDED',
        detail: `${open.length} of ${caseState.points.length} points of complaint are not decided`,
      }
    }
    return { kind: 'completed', facts, messages: [], variables: { caseOutcome } }
  },
})

const REASONS = {
  withdrawn: 'The complaint was withdrawn.',
  'resolved-early': 'It was put right with the complainant.',
  signposted: 'Another body or procedure deals with it.',
  excluded: 'It cannot be considered under this procedure.',
  deferred: 'Other proceedings come first.',
} as const

/** The stage at which the points of a complaint end that never came to one. */
function firstStageOf(state: ComplaintCase): Stage {
  const procedure = proceduresOf(state).find((name) => Object.hasOwn(FIRST_STAGE, name))
  return FIRST_STAGE[procedure ?? ''] ?? 'stage-1'
}

const FIRST_STAGE: Readonly<Record<string, Stage>> = {
  'children-act': 'stage-1',
  'adult-social-care': 'adult',
  'nhs-joint': 'adult',
  'public-health': 'public-health',
  corporate: 'corporate-1',
  ombudsman: 'ombudsman',
}

import { closingOutcome, defineHandler, holdersOf, type CaseOutcome, type ComplaintCase } from '../engine/index.ts'
import { notice } from './notice.ts'
import { lastFact } from './reading.ts'
import { outcomeLetter, type NextRight } from './words/closing.ts'

/**
 * Tells the complainant how the complaint ended, and of the next right that they have. `NOBODY_TO_TELL` where they have
 * died and nobody took their place.
 */
export const sendOutcomeLetter = defineHandler({
  name: 'send-outcome-letter',
  sends: ['notice:outcome'],
  errors: ['NOBODY_TO_TELL'],

  run(task) {
    const { caseState, council } = task
    if (caseState.complainantDiedOn !== undefined && holdersOf(caseState, 'complainant').length === 0) {
      return { kind: 'bpmn-error', errorCode: 'NOBODY_TO_TELL', detail: 'The complainant has died' }
    }
    const next = nextRight(caseState)
    const contents = ['outcome', ...CONTENTS[next]]
    const text = outcomeLetter({
      outcome: outcomeOf(caseState),
      points: caseState.points,
      next,
      finished: isFinished(caseState),
      ombudsman: council.ombudsman.name,
      healthOmbudsman: council.healthOmbudsman?.name ?? 'Parliamentary and Health Service Ombudsman',
    })
    return notice(task, 'outcome', contents, text)
  },
})

/** Whether the last step that the council itself can take has been taken. */
function isFinished({ stages }: ComplaintCase): boolean {
  const last = stages.findLast(({ answeredOn }) => answeredOn !== undefined)?.stage
  return last !== undefined && LAST_STEPS.has(last)
}

const LAST_STEPS: ReadonlySet<string> = new Set(['stage-3', 'adult', 'public-health', 'corporate-2'])

/** The outcome with which the case closes, also before it is closed. */
function outcomeOf(state: ComplaintCase): CaseOutcome {
  const outcome = closingOutcome(state)
  return typeof outcome === 'string' ? outcome : state.outcome
}

const CONTENTS: Readonly<Record<NextRight, readonly string[]>> = {
  'stage-2': ['stage-2-right'],
  'stage-3': ['stage-3-right'],
  'corporate-2': ['stage-2-right', 'ombudsman'],
  ombudsman: ['ombudsman'],
  'both-ombudsmen': ['ombudsman', 'health-ombudsman'],
  none: [],
}

/**
 * Stage 2 follows Stage 1 and Stage 3 follows Stage 2 in the children's procedure, Stage 2 follows Stage 1 in the
 * corporate one, nothing follows the Ombudsman's decision; all else leads to the Ombudsman, and to the Health Ombudsman
 * too where the NHS has a part. Where we refused to go on, the next stage is no right any more.
 */
function nextRight(state: ComplaintCase): NextRight {
  const last = state.stages.findLast(({ answeredOn }) => answeredOn !== undefined)?.stage
  if (last === 'ombudsman') return 'none'
  if (lastFact(state, 'nhs-part-detected') ?? lastFact(state, 'joint-response-sent')) return 'both-ombudsmen'
  if (state.decisions.refused !== undefined) return 'ombudsman'
  switch (last) {
    case 'stage-1':
      return 'stage-2'
    case 'stage-2':
      return 'stage-3'
    case 'corporate-1':
      return 'corporate-2'
    default:
      return 'ombudsman'
  }
}

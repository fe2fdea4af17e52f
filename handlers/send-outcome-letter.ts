import { closingOutcome, defineHandler, type CaseOutcome, type ComplaintCase } from '../engine/index.ts'
import { notice } from './notice.ts'
import { outcomeLetter, type NextRight } from './words/closing.ts'

/** Tells the complainant how the complaint ended, and of the next right that they have. */
export const sendOutcomeLetter = defineHandler({
  name: 'send-outcome-letter',
  sends: ['notice:outcome'],

  run(task) {
    const { caseState, council } = task
    const next = nextRight(caseState)
    const contents = ['outcome', next === 'ombudsman' ? 'ombudsman' : `${next}-right`]
    const text = outcomeLetter({
      outcome: outcomeOf(caseState),
      points: caseState.points,
      next,
      ombudsman: council.ombudsman.name,
    })
    return notice(task, 'outcome', contents, text)
  },
})

/** The outcome with which the case closes, also before it is closed. */
function outcomeOf(state: ComplaintCase): CaseOutcome {
  const outcome = closingOutcome(state)
  return typeof outcome === 'string' ? outcome : state.outcome
}

/** Stage 2 follows Stage 1 and Stage 3 follows Stage 2 in the children's procedure; all else leads to the Ombudsman. */
function nextRight({ stages }: ComplaintCase): NextRight {
  switch (stages.findLast(({ answeredOn }) => answeredOn !== undefined)?.stage) {
    case 'stage-1':
      return 'stage-2'
    case 'stage-2':
      return 'stage-3'
    default:
      return 'ombudsman'
  }
}

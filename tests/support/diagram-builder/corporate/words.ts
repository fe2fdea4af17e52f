import type { Deadline } from '../sketch.ts'

/** A paragraph of the Code. */
export const code = (paragraph: string): string => `LGSCO Complaint Handling Code ${paragraph}`

export const LOCAL = 'Local practice'

interface Clock {
  readonly name: string
  readonly title: string
  readonly workingDays: number
  readonly startedBy: string
  readonly metBy: string
}

/**
 * A time limit of the Code, with the council's own target that stands in for it where a complaint came before the Code was
 * in force.
 */
function limit({ name, ...target }: Clock): Deadline {
  return {
    rule: `complaint-handling-code.${name}`,
    local: { id: `corporate.local.${name}`, calendar: 'complaint-handling-code', ...target },
  }
}

export const ACKNOWLEDGE_1 = limit({
  name: 'stage-1-acknowledgement',
  title: 'our acknowledgement at Stage 1',
  workingDays: 5,
  startedBy: 'complaint-received',
  metBy: 'corporate-1-acknowledged',
})
export const ANSWER_1 = limit({
  name: 'stage-1-answer',
  title: 'our answer at Stage 1',
  workingDays: 10,
  startedBy: 'corporate-1-acknowledged',
  metBy: 'corporate-1-answered',
})
export const WINDOW = limit({
  name: 'escalation-window',
  title: 'the complainant’s request for Stage 2, if they want one',
  workingDays: 20,
  startedBy: 'corporate-1-answered',
  metBy: 'corporate-2-requested',
})
export const ACKNOWLEDGE_2 = limit({
  name: 'stage-2-acknowledgement',
  title: 'our acknowledgement at Stage 2',
  workingDays: 5,
  startedBy: 'corporate-2-requested',
  metBy: 'corporate-2-acknowledged',
})
export const ANSWER_2 = limit({
  name: 'stage-2-answer',
  title: 'our final answer at Stage 2',
  workingDays: 20,
  startedBy: 'corporate-2-acknowledged',
  metBy: 'corporate-2-answered',
})

import type { Certainty, Citation } from '../law/citation.ts'
import { guidance, regulation as childrensRegulation } from '../law/children-act/source.ts'
import { code } from '../law/complaint-handling-code/source.ts'
import { regulation as adultsRegulation } from '../law/adult-social-care/source.ts'
import { clauseOf } from '../law/citation.ts'

/** What asks for a figure: the clause, and how far we know that it does. */
export interface FigureSource {
  /** `SI 2009/309 reg. 18`. */
  readonly clause: string
  readonly certainty: Certainty
}

const CHILDREN_RECORD = childrensRegulation(
  13,
  'reg. 13',
  'Record each representation, its outcome, and whether each time limit was met; report on the procedure at least once a year.',
  'well-known',
)
const CHILDREN_REPORT = guidance(
  's. 5',
  'The annual report has numbers for each stage and the Ombudsman, who complained, subjects, outcomes, advocacy, time limits met and extensions agreed, learning, and statistics on age, gender, disability, sexual orientation and ethnicity.',
)
const ADULTS_RECORD = adultsRegulation(
  17,
  'reg. 17',
  'Record each complaint received, its subject and outcome, and, where a response period was told, whether the response was sent in it.',
  'well-known',
)
const ADULTS_REPORT = adultsRegulation(
  18,
  'reg. 18',
  'The annual report has the number of complaints received, of those well-founded, and of those known to have been referred to an Ombudsman, and a summary of subjects, matters of general importance, and action taken or to be taken.',
  'well-known',
)
const CODE_REPORT = code(
  '8.1',
  'The annual report analyses complaints in numbers and words, with the kinds of complaint that were refused, a self-assessment, non-compliance, and improvements made.',
  'verified',
)

/** What law, guidance and the Code ask of a report, in full. */
export const REPORT_CITATIONS: readonly Citation[] = [
  CHILDREN_RECORD,
  CHILDREN_REPORT,
  ADULTS_RECORD,
  ADULTS_REPORT,
  CODE_REPORT,
]

const sourceOf = (citation: Citation): FigureSource => ({ clause: clauseOf(citation), certainty: citation.certainty })

/** What asks for figures of children's complaints. */
export const OF_CHILDREN: readonly FigureSource[] = [sourceOf(CHILDREN_RECORD), sourceOf(CHILDREN_REPORT)]
/** What asks for statistics of the people who complained. */
export const OF_PEOPLE: readonly FigureSource[] = [sourceOf(CHILDREN_REPORT)]
export const OF_ADULTS: readonly FigureSource[] = [sourceOf(ADULTS_RECORD), sourceOf(ADULTS_REPORT)]
/** What asks for figures of complaints outside of the statutory procedures. */
export const OF_CODE: readonly FigureSource[] = [sourceOf(CODE_REPORT)]
export const OF_EVERYONE: readonly FigureSource[] = [...OF_CHILDREN, ...OF_ADULTS, ...OF_CODE]

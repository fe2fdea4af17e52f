import type { Duty } from '../duty.ts'
import { earlyWorkMovesNoClock, oralException, refusalExplained } from './duties/early.ts'
import { bothLimbs, exclusionExplained, representativeDecided } from './duties/eligibility.ts'
import { countedOnce, learningDrawn, outcomeRecorded, reportable } from './duties/outcome.ts'
import { interestDecided, sorted, statutoryRoute } from './duties/sorting.ts'
import { deferralExplained, freezeConsidered, resubmissionAccepted } from './duties/waiting.ts'

/** What is owed on every complaint, whichever law it comes under: sorting it, recording it, reporting it. By id. */
export const EVERY_PROCEDURE_DUTIES: readonly Duty[] = [
  sorted,
  statutoryRoute,
  interestDecided,
  representativeDecided,
  bothLimbs,
  exclusionExplained,
  oralException,
  deferralExplained,
  resubmissionAccepted,
  refusalExplained,
  earlyWorkMovesNoClock,
  freezeConsidered,
  outcomeRecorded,
  reportable,
  countedOnce,
  learningDrawn,
]

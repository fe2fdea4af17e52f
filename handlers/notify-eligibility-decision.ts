import { defineHandler, type ComplaintCase } from '../engine/index.ts'
import { notice } from './notice.ts'
import { needed } from './reading.ts'
import { eligibilityDecision, representativeDecision, sufficientInterestDecision } from './words/eligibility.ts'

interface Input {
  readonly decision: 'eligibility' | 'sufficient-interest' | 'representative'
}

/** Tells the complainant whether the complaint can be made, and by this person (CA89 s.26(3); reg 12). */
export const notifyEligibilityDecision = defineHandler<Input>({
  name: 'notify-eligibility-decision',
  parameters: { decision: { type: 'string', enum: ['eligibility', 'sufficient-interest', 'representative'] } },
  required: ['decision'],
  sends: ['notice:eligibility-decision', 'notice:sufficient-interest-decision', 'notice:representative-decision'],

  run(task) {
    const { decision } = task.input
    const { yes, reason } = decided(task.caseState, decision)
    const contents = ['decision', ...(yes ? [] : ['reason', 'no-further-action', 'ombudsman'])]
    const text = WORDS[decision]({ yes, reason, ombudsman: task.council.ombudsman.name })
    return notice(task, `${decision}-decision`, contents, text)
  },
})

const WORDS = {
  eligibility: eligibilityDecision,
  'sufficient-interest': sufficientInterestDecision,
  representative: representativeDecision,
}

function decided({ decisions }: ComplaintCase, kind: Input['decision']) {
  switch (kind) {
    case 'eligibility': {
      const { outcome, reason } = needed(decisions.eligibility, 'whether the complaint is eligible')
      return { yes: outcome === 'eligible', reason }
    }
    case 'sufficient-interest': {
      const { outcome, reason } = needed(decisions.sufficientInterest, 'whether the interest is sufficient')
      return { yes: outcome === 'sufficient', reason }
    }
    case 'representative': {
      const { outcome, reason } = needed(decisions.representative, 'whether the representative is suitable')
      return { yes: outcome === 'suitable', reason }
    }
  }
}

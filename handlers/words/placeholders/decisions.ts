import { dayInWords, type CaseOutcome, type ComplaintCase, type Register } from '../../../engine/index.ts'
import type { LetterTask } from '../../letter-input.ts'
import { lastFact, standing } from '../../reading.ts'
import { CASE_OUTCOMES } from '../closing.ts'
import { signpostInWords } from '../destinations.ts'
import { findings, pointList, pounds } from '../points.ts'
import { lines, oneLine, sentence } from '../plain.ts'
import type { Paragraph } from '../letter.ts'
import { some, yes, type Placeholders } from './placeholder.ts'

/** What was complained about, found, decided and agreed. */
export const DECISION_PLACEHOLDERS = {
  points: {
    doc: 'The points of complaint as they were written down, with what the complainant wants.',
    record: 'the points of complaint',
    sealed: true,
    value: ({ caseState: { points } }, register) =>
      some(points.length === 0 ? [] : textOf([pointList(points, register)])),
  },
  desiredOutcomes: {
    doc: 'What the complainant wants to happen.',
    record: 'what the complainant wants',
    sealed: true,
    value: ({ caseState }) =>
      some(caseState.points.map(({ desiredOutcome }) => lines(desiredOutcome)).filter((text) => text !== '')),
  },
  findings: {
    doc: 'Each point with its finding, the reason and the remedy.',
    record: 'what was found on each point',
    sealed: true,
    value: decided,
  },
  decisions: {
    doc: 'The same as findings.',
    record: 'what was decided on each point',
    sealed: true,
    value: decided,
  },
  outcome: {
    doc: 'What became of the whole complaint, in a sentence.',
    record: 'what was found on each point',
    sealed: true,
    value: ({ caseState: { outcome } }, register) => outcomeWords(outcome, register),
  },
  actions: {
    doc: 'What the council will do, with the day for each; what is done already is left out.',
    record: 'the actions that were agreed',
    sealed: true,
    value: ({ caseState: { actions } }) =>
      some(
        actions
          .filter(({ doneOn }) => doneOn === undefined)
          .map(({ text, dueOn }) => `${sentence(text)} We will do this by ${dayInWords(dueOn)}.`),
      ),
  },
  settlement: {
    doc: 'The sum that was agreed, in pounds: the payments that are not yet made.',
    record: 'the settlement',
    sealed: true,
    value: ({ caseState }) => {
      const paid = standing(caseState).flatMap((fact) =>
        fact.type === 'settlement-paid' ? [fact.data.settlement] : [],
      )
      const owed = standing(caseState).flatMap((fact) =>
        fact.type === 'settlement-agreed' && !paid.includes(fact.data.settlement) ? [fact.data.pence] : [],
      )
      return owed.length === 0 ? undefined : pounds(owed.reduce((sum, pence) => sum + pence, 0))
    },
  },
  eligibilityReason: {
    doc: 'Why the complaint can, or cannot, go through this procedure.',
    record: 'the decision on eligibility',
    sealed: true,
    value: ({ caseState: { decisions } }) => words(decisions.eligibility?.reason),
  },
  refusalReason: {
    doc: 'Why the complaint is refused or excluded.',
    record: 'why it is refused',
    sealed: true,
    value: ({ caseState }) => words(refusalOf(caseState)?.reason),
  },
  refusalGround: {
    doc: 'The ground of the refusal or exclusion, as it stands in the form’s list.',
    record: 'on what ground it is refused',
    sealed: true,
    value: ({ caseState }) => refusalOf(caseState)?.ground.replaceAll('-', ' '),
  },
  lateReason: {
    doc: 'Why a complaint that came late is considered, or is not.',
    record: 'the decision on the late complaint',
    sealed: true,
    value: ({ caseState: { decisions } }) => words(decisions.late?.reason),
  },
  signpostTo: {
    doc: 'Whom to turn to instead.',
    record: 'whom to turn to',
    value: ({ caseState: { decisions } }) => line(decisions.signposted && signpostInWords(decisions.signposted.to)),
  },
  signpostReason: {
    doc: 'Why somebody else deals with it.',
    record: 'why somebody else deals with it',
    sealed: true,
    value: ({ caseState: { decisions } }) => words(decisions.signposted?.reason),
  },
  rerouteReason: {
    doc: 'Why it goes on in another procedure.',
    record: 'why it goes on in another procedure',
    sealed: true,
    value: ({ caseState: { decisions } }) => words(decisions.rerouted?.reason),
  },
  withdrawn: {
    doc: 'Holds when the complaint was taken back.',
    record: '',
    conditionOnly: true,
    value: ({ caseState }) => yes(caseState.withdrawnOn !== undefined),
  },
  oral: {
    doc: 'Holds when the complaint was made by word of mouth.',
    record: '',
    conditionOnly: true,
    value: ({ caseState }) => yes(caseState.received?.oral),
  },
  byChild: {
    doc: 'Holds when a child complains.',
    record: '',
    conditionOnly: true,
    value: ({ caseState }) => yes(caseState.received?.byChild),
  },
  compliment: {
    doc: 'Holds when it is a compliment.',
    record: '',
    conditionOnly: true,
    value: ({ caseState }) => yes(caseState.feedback?.kind === 'compliment'),
  },
  continuationReason: {
    doc: 'Why work goes on, or stops, after the complainant’s death.',
    record: 'the decision on going on',
    sealed: true,
    value: ({ caseState }) => words(lastFact(caseState, 'continuation-decided')?.data.reason),
  },
  panelRecommendations: {
    doc: 'What the review panel recommended.',
    record: 'what the panel recommended',
    sealed: true,
    value: ({ caseState: { panel } }) => some(panel.recommendations.map(lines)),
  },
} satisfies Placeholders

function decided({ caseState: { points } }: LetterTask, register: Register): readonly string[] | undefined {
  return some(textOf(findings(points, register)))
}

function outcomeWords(outcome: CaseOutcome, register: Register): string | undefined {
  return outcome === 'undecided' ? undefined : CASE_OUTCOMES[outcome][register]
}

function refusalOf({ decisions: { refused, excluded } }: ComplaintCase) {
  return refused ?? excluded
}

function textOf(paragraphs: readonly Paragraph[]): readonly string[] {
  return paragraphs.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.sealed))
}

function words(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lines(text)
}

function line(text: string | undefined): string | undefined {
  return text === undefined ? undefined : oneLine(text)
}

import {
  holdersOf,
  type FactType,
  type LetterTemplate,
  type LetterTo,
  type NewFact,
  type Stage,
} from '../engine/index.ts'
import { providerFor } from './advocacy-provider.ts'
import { bodyOf, given, partnerOf, signatoryOf, type LetterTask } from './letter-input.ts'
import { lastFact, maybe, needed } from './reading.ts'
import { newDateOf } from './words/placeholders/days.ts'

/** A fact that a letter records. */
interface LetterFact {
  /** To whom a letter that records it may go. */
  readonly to: readonly LetterTo[]
  readonly data: (task: LetterTask, letter: LetterTemplate, mode: 'email' | 'letter' | 'phone') => object
}

const READER: readonly LetterTo[] = ['complainant', 'representative-only']
const BODY: readonly LetterTo[] = ['partner', 'provider']

const contents: LetterFact = { to: READER, data: (_task, letter) => ({ contents: letter.contents }) }
const inside = (to: readonly LetterTo[]): LetterFact => ({ ...contents, to })
const nothing = (to: readonly LetterTo[]): LetterFact => ({ to, data: () => ({}) })
const signed: LetterFact = {
  to: READER,
  data: (task, letter) => ({
    contents: letter.contents,
    signatory: needed(signatoryOf(task)?.id, 'who signs (signatories in the council’s file)'),
  }),
}
const answeredAt = (stage: Stage): LetterFact => ({
  to: READER,
  data: (task, letter) => ({ contents: letter.contents, person: answeredBy(task, stage) }),
})
const body: LetterFact = { to: BODY, data: (task) => ({ body: theBody(task) }) }
const reference = (to: readonly LetterTo[]): LetterFact => ({
  to,
  data: ({ caseState }) => ({
    reference: needed(lastFact(caseState, 'ombudsman-contact-received')?.data.reference, 'the Ombudsman’s reference'),
  }),
})

/** Facts that can stand beside the one for which the letter is on record. */
export const ALSO = ['discussion-offered', 'joint-response-sent'] as const

/** Facts that a letter can record, and how each comes about. */
export const LETTER_FACTS: Readonly<Partial<Record<FactType, LetterFact>>> = {
  'notice-sent': {
    to: READER,
    data: (task, letter, mode) => ({ kind: given(task, 'kind') ?? letter.id, mode, contents: letter.contents }),
  },
  'acknowledgement-sent': contents,
  'procedure-information-given': contents,
  'advocacy-offered': contents,
  'discussion-offered': contents,
  'stage-2-right-notified': contents,
  'stage-2-answered': contents,
  'panel-request-acknowledged': contents,
  'panel-response-sent': contents,
  'joint-response-sent': contents,
  'corporate-1-acknowledged': contents,
  'corporate-2-acknowledged': contents,
  'ombudsman-signposted': contents,
  'withdrawal-confirmed': contents,
  'record-of-complaint-sent': nothing(READER),
  'stage-1-answered': answeredAt('stage-1'),
  'corporate-1-answered': answeredAt('corporate-1'),
  'corporate-2-answered': answeredAt('corporate-2'),
  'adult-response-sent': signed,
  'public-health-response-sent': signed,
  'adult-period-missed-notified': {
    to: READER,
    data: ({ caseState }) => ({
      reason: needed(lastFact(caseState, 'lateness-reason-recorded')?.data.reason, 'why it is late'),
    }),
  },
  'lateness-notice-sent': {
    to: READER,
    data: (task) => {
      const rule = needed(given(task, 'rule'), 'the rule that was missed, as the parameter rule')
      const said = lastFact(task.caseState, 'lateness-reason-recorded')?.data.reason
      return { rule, reason: needed(said, 'why it is late'), ...maybe('newDate', newDateOf(task)) }
    },
  },
  'consent-asked': {
    to: READER,
    data: (task) => ({
      person: needed(
        holdersOf(task.caseState, 'complainant').at(0) ?? holdersOf(task.caseState, 'child').at(0),
        'who complains',
      ),
      body: theBody(task),
    }),
  },
  'provider-notified': body,
  'partner-contacted': body,
  'partner-asked': body,
  'partner-escalated': {
    to: BODY,
    data: (task) => ({ body: theBody(task), reason: 'No answer by the day that was agreed.' }),
  },
  'joint-draft-circulated': { to: BODY, data: (task) => ({ bodies: [theBody(task)] }) },
  'advocacy-referred': {
    to: ['advocacy-provider'],
    data: (task) => ({ provider: providerFor(task).name }),
  },
  'feedback-passed-on': { to: ['team'], data: (task) => ({ team: needed(given(task, 'team'), 'the team') }) },
  'learning-agenda-sent': inside(['team', 'role']),
  'quarterly-summary-sent': inside(['team', 'role']),
  'monitoring-officer-reported': nothing(['team', 'role']),
  'ombudsman-papers-asked': reference(['team', 'role']),
}

/** The fact that the letter records on the day of the task, if any. @throws RefusedError when the case lacks a part of it. */
export function factOf(
  task: LetterTask,
  letter: LetterTemplate,
  mode: 'email' | 'letter' | 'phone',
): readonly NewFact[] {
  const { records } = letter
  const fact = records && LETTER_FACTS[records]
  if (records === undefined || fact === undefined) return []
  return [{ type: records, on: task.today, data: fact.data(task, letter, mode) } as NewFact]
}

/** Bodies stand on record by the council's code where they have one. */
function theBody(task: LetterTask): string {
  const named = needed(bodyOf(task), 'the body, as the parameter or variable body')
  return partnerOf(task, named)?.code ?? named
}

/** Who decided last at that stage, or else who manages the answer. */
/** Whoever is named as the one who answers; else whoever decided on the points at that stage. */
function answeredBy({ caseState }: LetterTask, stage: Stage): string {
  const named = stage === 'stage-1' ? undefined : lastFact(caseState, 'response-drafted')?.data.person
  const decided = lastFact(caseState, 'point-decided', ({ data }) => data.stage === stage)?.recordedBy
  return needed(
    named ?? decided ?? holdersOf(caseState, 'responding-manager').at(-1),
    'what was found on each point of complaint',
  )
}

import {
  isLocalDate,
  isOneDuty,
  type ComplaintCase,
  type Fact,
  type FactType,
  type LocalDate,
} from '../../../engine/index.ts'
import { given, type LetterTask } from '../../letter-input.ts'
import { ANSWER_RULES, dueBy, lastFact, standing } from '../../reading.ts'
import { lines } from '../plain.ts'
import { day, type Placeholders } from './placeholder.ts'

/** Days, by when, and why not sooner. */
export const DAY_PLACEHOLDERS = {
  today: { doc: 'The day of the letter.', record: 'the day', value: ({ today }) => day(today) },
  receivedOn: {
    doc: 'The day on which the complaint (or the first contact) reached the council.',
    record: 'when it was received',
    value: ({ caseState }) => day(caseState.received?.on ?? caseState.openedOn),
  },
  responseBy: {
    doc: 'By when the answer is due: of the rule that the step names, of the plan, or of the procedure. Never a day gone by.',
    record: 'a day for the answer, or say why it is late (responseBy is a day that has not gone by)',
    value: (task) => day(responseBy(task)),
  },
  planUntil: {
    doc: 'Until when the response plan runs: as agreed, or as the council set it.',
    record: 'until when the response plan runs',
    value: ({ caseState }) => day(planOf(caseState)?.until),
  },
  planReason: {
    doc: 'Why the day of the response plan changed.',
    record: 'why the day changed',
    sealed: true,
    value: ({ caseState }) => words(planOf(caseState)?.reason),
  },
  withdrawnOn: {
    doc: 'The day on which the complaint was taken back.',
    record: 'that it was withdrawn',
    value: ({ caseState }) => day(caseState.withdrawnOn),
  },
  advocateAppointedOn: {
    doc: 'The day on which the advocate was appointed.',
    record: 'that an advocate was appointed',
    value: ({ caseState }) => day(caseState.advocacy.appointedOn),
  },
  consentAskedOn: {
    doc: 'The day on which consent was last asked for.',
    record: 'that consent was asked for',
    value: ({ caseState }) => day(lastFact(caseState, 'consent-asked')?.on),
  },
  extensionUntil: {
    doc: 'The new day of the last extension.',
    record: 'the extension',
    value: ({ caseState }) => day(extensionOf(caseState)?.until),
  },
  extensionReason: {
    doc: 'Why the time was extended, in the words of whoever decided.',
    record: 'why the time is extended',
    sealed: true,
    value: ({ caseState }) => words(extensionOf(caseState)?.reason),
  },
  latenessReason: {
    doc: 'Why it is late, as last recorded for the rule that the step names, or for any.',
    record: 'why it is late',
    sealed: true,
    value: (task) => words(lastFact(task.caseState, 'lateness-reason-recorded', aboutRule(task))?.data.reason),
  },
  newDate: {
    doc: 'The new day, when late: the variable newDate, or what was last agreed or said, if it has not gone by.',
    record: 'the new day',
    value: (task) => day(newDateOf(task)),
  },
  windowUntil: {
    doc: 'Until when the complainant can act, by the rule that the step names.',
    record: 'the rule of the window as the parameter rule',
    value: (task) => {
      const rule = given(task, 'rule')
      return rule === undefined ? undefined : day(dueBy(task, rule))
    },
  },
} satisfies Placeholders

const MORE_ANSWER_RULES = ['public-health.response-from-notification', 'complaint-handling-code.stage-2-answer']

function responseBy(task: LetterTask): LocalDate | undefined {
  const rule = given(task, 'rule')
  if (rule !== undefined) return dueBy(task, rule)
  const plan = planOf(task.caseState)?.until
  const second = lastFact(task.caseState, 'corporate-2-requested') !== undefined
  const rules = second ? [...MORE_ANSWER_RULES].reverse() : [...ANSWER_RULES, ...MORE_ANSWER_RULES]
  return plan !== undefined && plan >= task.today ? plan : dueBy(task, ...rules)
}

function planOf(state: ComplaintCase) {
  return standing(state).findLast(
    (fact): fact is Fact<'response-plan-agreed' | 'response-plan-set'> =>
      fact.type === 'response-plan-agreed' || fact.type === 'response-plan-set',
  )?.data
}

const EXTENSIONS = [
  'stage-1-extended',
  'stage-2-extended',
  'adult-response-extended',
  'corporate-1-extended',
  'corporate-2-extended',
] as const satisfies readonly FactType[]

function extensionOf(state: ComplaintCase) {
  return standing(state).findLast((fact): fact is Fact<(typeof EXTENSIONS)[number]> =>
    (EXTENSIONS as readonly FactType[]).includes(fact.type),
  )?.data
}

function aboutRule(task: LetterTask) {
  const rule = given(task, 'rule')
  return ({ data }: { readonly data: { readonly rule: string } }) => rule === undefined || isOneDuty(data.rule, rule)
}

/** The new day that a letter may promise; one gone by is no promise. */
export function newDateOf(task: LetterTask): LocalDate | undefined {
  const { caseState, variables, today } = task
  const agreed = lastFact(caseState, 'complainant-agreed-to-wait', aboutRule(task))?.data.until
  const said = lastFact(caseState, 'lateness-notice-sent', aboutRule(task))?.data.newDate
  return [variables['newDate'], agreed, said].filter(isLocalDate).find((each) => each >= today)
}

function words(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lines(text)
}

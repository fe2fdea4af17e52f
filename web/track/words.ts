import type { LocalDate, OwnCase, OwnDate } from '../../engine/index.ts'
import { shortDay } from '../frame/index.ts'

/** Where a complaint stands, in a sentence or two. */
export function whereItStands({ status, stages, acknowledgedOn, isChild, procedure }: OwnCase): string {
  switch (status) {
    case 'closed':
      return isChild ? 'We have finished.' : 'Your complaint is closed.'
    case 'withdrawn':
      return isChild ? 'You asked us to stop, so we stopped.' : 'You took back your complaint.'
    case 'refused':
      return isChild
        ? 'We could not look into this. We wrote to you to say why.'
        : 'We could not look into this complaint. We wrote to you to say why.'
    case 'deferred':
      return isChild
        ? 'We are waiting for a court or others to finish first.'
        : 'Your complaint waits until a court, or another process, has finished.'
    case 'not-received':
    case 'open':
      break
  }
  if (procedure === 'ombudsman') return 'The Ombudsman is looking at your complaint.'
  const now = stages.at(-1)
  if (now === undefined) {
    if (acknowledgedOn !== undefined)
      return isChild ? 'We are finding out how best to help.' : 'We are working out how to deal with your complaint.'
    return isChild
      ? 'We have your complaint. Someone will read it soon.'
      : 'We have your complaint, and someone will read it soon.'
  }
  const names = (isChild ? NOW_FOR_CHILDREN : NOW)[now.stage]
  if (now.answeredOn === undefined) return names
  return isChild
    ? `We sent you our answer on ${shortDay(now.answeredOn)}.`
    : `We sent you our answer on ${shortDay(now.answeredOn)}.`
}

/** To whom one can go when we have finished; nothing while we have not, and once the Ombudsman has it. */
export function whereElse({ status, procedure, isChild }: OwnCase, ombudsman: string): readonly string[] {
  if ((status !== 'closed' && status !== 'refused') || procedure === 'ombudsman') return []
  return isChild
    ? [
        `Are you not happy with what we did? You can ask the ${ombudsman} to look at it. They do not work for us.`,
        'An advocate can help you with it. Just ask us. It is best not to wait.',
      ]
    : [
        `If you are not happy with what we did, you can go to the ${ombudsman}. They do not work for us.`,
        'You should go to them within 12 months of learning what went wrong.',
      ]
}

type StageCode = OwnCase['stages'][number]['stage']

const NOW: Readonly<Record<StageCode, string>> = {
  'stage-1': 'The manager of the service is looking into it. This is Stage 1.',
  'stage-2': 'Two people who were not part of it are looking into it. This is Stage 2.',
  'stage-3': 'A panel of three people will look at it. This is Stage 3.',
  adult: 'We are looking into your complaint.',
  'public-health': 'We are looking into your complaint.',
  'corporate-1': 'The service is looking into it. This is Stage 1.',
  'corporate-2': 'Someone else is looking at it again. This is Stage 2.',
  ombudsman: 'The Ombudsman is looking at your complaint.',
}

const NOW_FOR_CHILDREN: Readonly<Record<StageCode, string>> = {
  ...NOW,
  'stage-1': 'The boss of the team is looking into it.',
  'stage-2': 'Two new people are looking into it.',
  'stage-3': 'Three people will meet and talk about it.',
  adult: 'We are looking into it.',
}

export interface StageLine {
  readonly title: string
  readonly status: 'done' | 'now' | 'later'
  readonly hint?: string
}

/** The way of a complaint as a list of steps; those that nobody has to take are marked as such. */
export function stagesInWords({
  procedure,
  stages,
  receivedOn,
  acknowledgedOn,
  isChild,
  status,
  closedOn,
}: OwnCase): readonly StageLine[] {
  const found = (code: string) => stages.findLast(({ stage }) => stage === code)
  const isOver = status === 'closed' || status === 'withdrawn' || status === 'refused'
  const line = (title: string, code: StageCode, optional: boolean): readonly StageLine[] => {
    const stage = found(code)
    if (stage === undefined) {
      if (isOver) return []
      return [
        { title, status: 'later', ...(optional && { hint: isChild ? 'Only if you ask for it' : 'If you ask for it' }) },
      ]
    }
    if (stage.answeredOn !== undefined) return [{ title, status: 'done', hint: shortDay(stage.answeredOn) }]
    return [{ title, status: isOver ? 'done' : 'now' }]
  }
  const ways: Readonly<Record<string, readonly StageLine[]>> = {
    'children-act': [
      ...line(isChild ? 'Our first answer' : 'Stage 1: our first answer', 'stage-1', false),
      ...line(isChild ? 'New people look into it' : 'Stage 2: people from outside look into it', 'stage-2', true),
      ...line(isChild ? 'Three people meet about it' : 'Stage 3: a panel of three', 'stage-3', true),
    ],
    'adult-social-care': line('Our answer', 'adult', false),
    'nhs-joint': line('Our answer, with the NHS', 'adult', false),
    'public-health': line('Our answer', 'public-health', false),
    corporate: [
      ...line('Stage 1: our first answer', 'corporate-1', false),
      ...line('Stage 2: someone else looks at it', 'corporate-2', true),
    ],
  }
  return [
    { title: isChild ? 'You told us' : 'We got your complaint', status: 'done', hint: shortDay(receivedOn) },
    acknowledgedOn === undefined
      ? { title: isChild ? 'We say who will help' : 'We tell you who deals with it', status: isOver ? 'done' : 'later' }
      : {
          title: isChild ? 'We said who will help' : 'We told you who deals with it',
          status: 'done',
          hint: shortDay(acknowledgedOn),
        },
    ...(ways[procedure] ?? []),
    ...(closedOn === undefined ? [] : [{ title: 'Finished', status: 'done' as const, hint: shortDay(closedOn) }]),
  ]
}

export interface DateLine {
  readonly sentence: string
  readonly why: readonly string[]
  readonly clause: string
  readonly summary: string
  readonly isLate: boolean
  readonly late?: string
}

/** What is due, and why on that day; the first is the next. */
export function datesInWords({ dates, isChild, can }: OwnCase): readonly DateLine[] {
  return dates.map((date) => ({
    sentence: sentenceOf(date, isChild),
    why: date.inWords,
    clause: date.policy ? 'This is our own target.' : `The rule: ${date.clause}.`,
    summary: `Why ${shortDay(date.due)}: ${(WHAT[date.rule] ?? OTHER).what}`,
    isLate: date.isLate,
    ...(date.isLate && { late: lateness(date, isChild, can) }),
  }))
}

function sentenceOf({ rule, due, isLate, isHeld, nature }: OwnDate, isChild: boolean): string {
  const { what, because } = WHAT[rule] ?? OTHER
  if (nature === 'window')
    return `${what.replace(/^./, (first) => first.toUpperCase())} by ${shortDay(due)}. ${because}`
  if (isHeld) return `We wait for your advocate. Then we count the days again.`
  if (isLate) return `We are late. We had to ${what} by ${shortDay(due)}.`
  return isChild ? `We must ${what} by ${shortDay(due)}.` : `We must ${what} by ${shortDay(due)}, because ${because}.`
}

function lateness({ lateReason, newDate, missedDate }: OwnDate, isChild: boolean, can: OwnCase['can']): string {
  const sorry = isChild ? 'We are sorry.' : 'We are sorry that we are late.'
  const reason = lateReason === undefined ? 'We will tell you why.' : `We are late because: ${lateReason}`
  if (missedDate !== undefined) return [sorry, reason, ...missedAgain(missedDate, isChild, can)].join(' ')
  return [sorry, reason, ...(newDate === undefined ? [] : [`Our new date is ${shortDay(newDate)}.`])].join(' ')
}

/** We gave them another day, and did not keep that one either. */
function missedAgain(missed: LocalDate, isChild: boolean, can: OwnCase['can']): readonly string[] {
  return [
    isChild
      ? `Then we said ${shortDay(missed)}, and we missed that day too.`
      : `We then gave you a new date, ${shortDay(missed)}, and we have missed that too.`,
    isChild ? 'We will write to you with another day.' : 'We will write to you with another date, and say why.',
    ...(can.includes('next-stage')
      ? [
          isChild
            ? 'You do not have to wait: you can ask someone else to look at it now.'
            : 'You do not have to wait for it: you can ask for the next stage now.',
        ]
      : ['You can call us, or send us a message, at any time.']),
  ]
}

const OTHER = { what: 'go on with your complaint', because: 'that is the rule' } as const

/** What we owe by each rule, and why by then. */
const WHAT: Readonly<Record<string, { readonly what: string; readonly because: string }>> = {
  'children-act.acknowledgement': { what: 'tell you that we have it', because: 'we tell people in 3 working days' },
  'children-act.stage-1-answer': {
    what: 'send you our first answer',
    because: 'the law gives us 10 working days, or 20 if we need more time',
  },
  'children-act.stage-2-answer': {
    what: 'send you the answer of Stage 2',
    because: 'the law gives us 25 working days, or 65 if we need more time',
  },
  'children-act.panel-acknowledgement': {
    what: 'tell you that you will have a panel',
    because: 'we tell people in 2 working days',
  },
  'children-act.panel-meeting': { what: 'hold the panel', because: 'the law gives us 30 working days' },
  'children-act.panel-report': {
    what: 'send you what the panel says',
    because: 'the law gives the panel 5 working days',
  },
  'children-act.panel-response': {
    what: 'send you our answer to the panel',
    because: 'the law gives us 15 working days',
  },
  'children-act.stage-2-request-window': {
    what: 'ask for Stage 2, if you want it,',
    because: 'We look at it too if you ask later.',
  },
  'children-act.panel-request-window': { what: 'ask for a panel, if you want one,', because: 'The law sets this day.' },
  'adult-social-care.acknowledgement': { what: 'tell you that we have it', because: 'the law gives us 3 working days' },
  'adult-social-care.planned-response': {
    what: 'send you our answer',
    because: 'that is the date in our plan with you',
  },
  'adult-social-care.response': { what: 'send you our answer', because: 'the law gives us 6 months at the most' },
  'public-health.acknowledgement': { what: 'tell you that we have it', because: 'the law gives us 3 working days' },
  'public-health.response': { what: 'send you our answer', because: 'the law gives us 6 months at the most' },
  'complaint-handling-code.stage-1-acknowledgement': {
    what: 'tell you that we have it',
    because: 'the Ombudsman’s code says 5 working days',
  },
  'complaint-handling-code.stage-1-answer': {
    what: 'send you our first answer',
    because: 'the Ombudsman’s code says 10 working days',
  },
  'complaint-handling-code.stage-2-acknowledgement': {
    what: 'tell you that someone looks at it again',
    because: 'the Ombudsman’s code says 5 working days',
  },
  'complaint-handling-code.stage-2-answer': {
    what: 'send you our last answer',
    because: 'the Ombudsman’s code says 20 working days',
  },
  'complaint-handling-code.escalation-window': {
    what: 'ask for Stage 2, if you want it,',
    because: 'We look at it too if you ask later.',
  },
  'ombudsman.complaint-window': {
    what: 'ask the Ombudsman, if you want to,',
    because: 'They can look at it later if there is a good reason.',
  },
}

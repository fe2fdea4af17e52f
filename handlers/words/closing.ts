import { dayInWords } from '../../engine/index.ts'
import type { CaseOutcome, LocalDate, Point, Register } from '../../engine/index.ts'
import { sealed, type Text } from './letter.ts'
import { findings } from './points.ts'
import { lines } from './plain.ts'
import { STAGE_2_RIGHT } from './stage-1.ts'

/** The way to the Ombudsman; `finished` where no step of ours is left before it. */
export function ombudsmanRight(data: { ombudsman: string; finished?: boolean }): Text {
  const first =
    data.finished === true ? 'You do not need to come back to us first.' : 'They may ask you to let us finish first.'
  return {
    adult: [
      `If you are not happy with what we did, you can go to the ${data.ombudsman}. They do not work for us.`,
      `They can look at how we dealt with you. ${first} You should go to them within 12 months of learning what went wrong.`,
    ],
    child: [
      `Are you not happy with what we did? You can ask the ${data.ombudsman} to look at it. They do not work for us.`,
      `${first} An advocate can help you with it. Just ask us. It is best not to wait.`,
    ],
  }
}

/** Straight to the Ombudsman after Stage 2, as agreed. */
export function earlyReferral(data: { ombudsman: string }): Text {
  return {
    adult: [
      `You agreed that your complaint goes to the ${data.ombudsman} without a review panel. We have asked them to look at it.`,
      'We upheld the main points, and we will do what we said we would do.',
      'They may send it back to us and ask for a panel. If so, we will set one up. You do not lose any right.',
    ],
    child: [
      `You said yes to going to the ${data.ombudsman}. We have asked them to look at it.`,
      'We will still do what we said we would do.',
      'They may ask us to do step 3 first. Then we will do it.',
    ],
  }
}

/** A complaint taken back (reg 7). */
export function withdrawalConfirmed(data: { withdrawnOn: LocalDate }): Text {
  const on = dayInWords(data.withdrawnOn)
  return {
    adult: [
      `You told us on ${on} that you no longer want to go on with your complaint. We have stopped.`,
      'If you change your mind, tell us. If anyone made you stop, please tell us that too.',
      'If we still see a risk to somebody, we have to look into that ourselves.',
    ],
    child: [
      `You told us on ${on} to stop. We have stopped.`,
      'You can change your mind. Just tell us. Did someone make you stop? Please tell us that too.',
      'If someone may not be safe, we still have to help.',
    ],
  }
}

/** The most that the law gives for Stage 2, gone by from the request, or from the settled record as well. */
export type PassedLimit = 'from-request' | 'from-either'

/** We are late: with what, why, and the new day. */
export function lateness(data: {
  rule: string
  reason?: string
  newDate?: LocalDate
  again: boolean
  limit?: PassedLimit
}): Text {
  const what = LATE_WITH[data.rule] ?? LATE_WITH_WORK
  const day = data.newDate === undefined ? undefined : dayInWords(data.newDate)
  const reason = data.reason === undefined ? undefined : lines(data.reason)
  return {
    adult: [
      data.again
        ? `We are still late with ${what.adult}. We are sorry that you have to wait so long.`
        : `We are late with ${what.adult}. We are sorry.`,
      ...(data.limit === undefined ? [] : [LIMIT_PASSED[data.limit]]),
      reason === undefined
        ? 'We cannot yet tell you why. We will find out and write to you about it.'
        : sealed(`Our reason: ${reason}`),
      day === undefined
        ? 'We do not know the new date yet. We will write again in 10 working days at the latest.'
        : `The new date is ${day}. If we are late again, we will write to you.`,
      'Tell us if this makes things hard for you. We may be able to help now.',
    ],
    child: [
      data.again ? 'We are still late. We are very sorry.' : 'We are late. We are sorry.',
      `You are waiting for ${what.child}.`,
      ...(data.limit === undefined ? [] : ['The law says how long step 2 may take. We have taken longer.']),
      reason === undefined ? 'We will find out why and tell you.' : sealed(`This is why: ${reason}`),
      day === undefined
        ? 'We do not know the new day yet. We will write again in about two weeks.'
        : `The new day is ${day}.`,
      'Does this make things hard for you? Tell us. We may be able to help.',
    ],
  }
}

const LIMIT_PASSED: Readonly<Record<PassedLimit, string>> = {
  'from-request': 'The law gives at most 65 working days for Stage 2. Counted from the day you asked, they are over.',
  'from-either':
    'The law gives at most 65 working days for Stage 2. They are over, counted from the day you asked and also from the day the record of your complaint was settled.',
}
const LATE_WITH_WORK = { adult: 'our work on your complaint', child: 'us to look at what you told us' }
const FIRST_LETTER = { adult: 'our first letter to you', child: 'our first letter' }
const ANSWER = { adult: 'our answer to your complaint', child: 'our answer' }
const STAGE_2_ANSWER = { adult: 'our answer at Stage 2', child: 'our answer for step 2' }

/** What the complainant waits for, by deadline rule. */
const LATE_WITH: Readonly<Partial<Record<string, Readonly<Record<Register, string>>>>> = {
  'children-act.acknowledgement': FIRST_LETTER,
  'children-act.stage-1-answer': ANSWER,
  'children-act.stage-1-limit': ANSWER,
  'children-act.record-settled': { adult: 'the record of your complaint', child: 'what we have to write down' },
  'children-act.stage-2-answer': STAGE_2_ANSWER,
  'children-act.stage-2-answer-from-record': STAGE_2_ANSWER,
  'children-act.stage-2-limit': STAGE_2_ANSWER,
  'children-act.stage-2-limit-from-record': STAGE_2_ANSWER,
  'adult-social-care.acknowledgement': FIRST_LETTER,
  'adult-social-care.planned-response': ANSWER,
  'public-health.acknowledgement': FIRST_LETTER,
  'complaint-handling-code.stage-1-acknowledgement': FIRST_LETTER,
  'complaint-handling-code.stage-1-answer': ANSWER,
  'complaint-handling-code.stage-2-acknowledgement': {
    adult: 'our first letter on Stage 2',
    child: 'our first letter on step 2',
  },
  'complaint-handling-code.stage-2-answer': { adult: 'our final answer at Stage 2', child: 'our last answer' },
  'children-act.panel-acknowledgement': { adult: 'our reply about your review panel', child: 'our letter on step 3' },
  'children-act.panel-chair': { adult: 'setting up your review panel', child: 'step 3 to start' },
  'children-act.panel-papers': { adult: 'the papers for the review panel', child: 'the papers for the meeting' },
  'children-act.panel-meeting': { adult: 'the meeting of the review panel', child: 'the meeting of step 3' },
  'children-act.panel-report': { adult: 'the report of the review panel', child: 'what the three people wrote' },
  'children-act.panel-response': { adult: 'our answer to the review panel', child: 'our answer for step 3' },
}

/** How it stands, so that nobody has to ask. */
export function progress(data: { answerBy?: LocalDate; waiting: boolean }): Text {
  const by = data.answerBy === undefined ? undefined : dayInWords(data.answerBy)
  return {
    adult: [
      data.waiting
        ? 'We have not forgotten your complaint. We are still waiting for what we told you about. We will write to you when it ends.'
        : 'We are still looking into your complaint.',
      ...(by === undefined ? [] : [`We aim to send you our answer by ${by}.`]),
      'If something has changed for you, please tell us.',
    ],
    child: [
      data.waiting
        ? 'We have not lost sight of you. We still have to wait.'
        : 'We are still looking at what you told us.',
      ...(by === undefined ? [] : [`We want to give you an answer by ${by}.`]),
      'Has something changed for you? Tell us.',
    ],
  }
}

export type NextRight = 'stage-2' | 'stage-3' | 'corporate-2' | 'ombudsman' | 'both-ombudsmen' | 'none'

/** How it ended, and the way on. */
export function outcomeLetter(data: {
  outcome: CaseOutcome
  points: readonly Point[]
  next: NextRight
  ombudsman: string
  healthOmbudsman: string
  finished: boolean
}): Text {
  const right = RIGHTS[data.next](data)
  return {
    adult: [
      // true of every ending: also of a refusal, a withdrawal, and what somebody else looks into
      'We have finished our work on your complaint.',
      sealed(CASE_OUTCOMES[data.outcome].adult),
      ...findings(data.points, 'adult'),
      ...right.adult,
    ],
    child: [
      'We have finished. Thank you for telling us.',
      sealed(CASE_OUTCOMES[data.outcome].child),
      ...findings(data.points, 'child'),
      ...right.child,
    ],
  }
}

interface Names {
  readonly ombudsman: string
  readonly healthOmbudsman: string
  readonly finished: boolean
}

const RIGHTS: Readonly<Record<NextRight, (names: Names) => Text>> = {
  'stage-2': () => STAGE_2_RIGHT,
  'stage-3': () => ({
    adult: [
      'If you are not happy with this, you can ask for a review panel of three independent people. You must ask within 20 working days of getting our Stage 2 answer.',
    ],
    child: ['Are you not happy? You can ask for step 3. You must ask in 20 working days from our last answer.'],
  }),
  'corporate-2': (names) => ({
    adult: [
      'If you are not happy with this, you can ask for Stage 2. Somebody else will look at your complaint. You do not have to say why. Please ask within 20 working days if you can.',
      `You can also ask the ${names.ombudsman} for advice. They do not work for us.`,
    ],
    child: [
      'Are you not happy? You can ask for step 2. A new person will look at it. You need not say why. It is best to ask in the next four weeks.',
      `You can also ask the ${names.ombudsman} to help. They do not work for us.`,
    ],
  }),
  ombudsman: ombudsmanRight,
  'both-ombudsmen': (names) => {
    const { adult, child } = ombudsmanRight(names)
    const health = names.healthOmbudsman
    return {
      adult: [...adult, `For what the NHS did, there is the ${health}. They can look at it with the other one.`],
      child: [...child, `Is it about the NHS? Then you can ask the ${health} too.`],
    }
  },
  none: () => ({
    adult: ['The Ombudsman has decided, so this ends our part. If you have any question, please ask us.'],
    child: ['This is the end of it for us. Do you want to ask something? Please do.'],
  }),
}

/** What became of the whole complaint. */
export const CASE_OUTCOMES: Readonly<Record<CaseOutcome, Readonly<Record<'adult' | 'child', string>>>> = {
  upheld: { adult: 'We agree with your complaint.', child: 'You were right.' },
  'partly-upheld': { adult: 'We agree with part of your complaint.', child: 'You were right about some of it.' },
  'not-upheld': { adult: 'We do not agree with your complaint.', child: 'We do not think the same as you.' },
  'no-finding': {
    adult: 'We could not find out what happened.',
    child: 'We could not find out what happened.',
  },
  withdrawn: { adult: 'You took your complaint back, so we stopped.', child: 'You told us to stop, so we stopped.' },
  'resolved-early': { adult: 'We put things right with you.', child: 'We put it right with you.' },
  signposted: { adult: 'Someone else deals with your complaint.', child: 'Someone else can help you with this.' },
  excluded: { adult: 'We could not look into your complaint here.', child: 'We could not look at this here.' },
  deferred: { adult: 'We have to wait with your complaint.', child: 'We have to wait with this.' },
  recorded: { adult: 'We wrote down what you told us.', child: 'We wrote down what you told us.' },
  undecided: { adult: 'We made no finding.', child: 'We did not decide about it.' },
}

import { dayInWords } from '../../engine/index.ts'
import type { LocalDate, Point } from '../../engine/index.ts'
import { why } from './eligibility.ts'
import { sealed, sentences, type Text } from './letter.ts'
import { findings, pointList } from './points.ts'
import { oneLine } from './plain.ts'

/** We have the request. */
export function stage2Acknowledgement(data: { requestedOn: LocalDate; answerBy?: LocalDate }): Text {
  const on = dayInWords(data.requestedOn)
  const by = data.answerBy === undefined ? undefined : dayInWords(data.answerBy)
  return {
    adult: [
      `You asked for Stage 2 on ${on}. Stage 2 has begun.`,
      'First we will write down your complaint and send it to you. Please check that it says what you mean. Then someone from outside the service looks into it, and an independent person checks that this is fair.',
      sentences(
        by === undefined ? undefined : `We aim to send you our answer by ${by}.`,
        'If we need longer, we will tell you why.',
      ),
    ],
    child: [
      `You asked for step 2 on ${on}. We have started.`,
      'First we write down what is wrong. We will show you. You can tell us what to change.',
      ...(by === undefined ? [] : [`We want to give you an answer by ${by}.`]),
    ],
  }
}

/** The record of complaint, to be checked (reg 16). */
export function recordOfComplaint(data: {
  points: readonly Point[]
  settled: boolean
  /** Whether the complainant said that it is right. */
  agreed?: boolean
  /** The day after which it is settled as it stands. */
  replyBy?: LocalDate
}): Text {
  const by = data.replyBy === undefined ? undefined : dayInWords(data.replyBy)
  const agreed = data.agreed === true
  return data.settled
    ? {
        adult: [
          agreed
            ? 'Thank you for checking what we wrote down.'
            : 'We wrote down your complaint and asked you to check it. If anything is still wrong, please tell us.',
          'This is the record of your complaint as it now stands. This is what we will look into.',
          pointList(data.points, 'adult'),
        ],
        child: [
          agreed
            ? 'Thank you for your help. This is what we will look at.'
            : 'This is what we will look at. Is it still not right? Tell us.',
          pointList(data.points, 'child'),
        ],
      }
    : {
        adult: [
          'We have written down your complaint. Please check it.',
          pointList(data.points, 'adult'),
          'Is anything wrong or missing? Tell us and we will change it. You can call, write or e-mail.',
          by === undefined
            ? 'Please tell us as soon as you can. If we do not hear from you, we go by what is written here.'
            : `Please tell us by ${by}. If we do not hear from you by then, we go by what is written here.`,
        ],
        child: [
          'We wrote down what you told us. Please read it.',
          pointList(data.points, 'child'),
          'Did we get it wrong? Did we miss something? Tell us and we will change it.',
          ...(by === undefined ? [] : [`Please tell us by ${by} if you can. After that we will start.`]),
        ],
      }
}

/** Who looks into it. */
export function investigatorsNamed(data: { investigator?: string; independentPerson?: string }): Text {
  const investigator = data.investigator === undefined ? undefined : oneLine(data.investigator)
  const independent = data.independentPerson === undefined ? undefined : oneLine(data.independentPerson)
  return {
    adult: [
      'We have chosen the people who will look into your complaint.',
      ...(investigator === undefined
        ? []
        : [`${investigator} will investigate. They do not work for the people you complain about.`]),
      ...(independent === undefined
        ? []
        : [
            `${independent} is the independent person. They do not work for us. They check that the work is fair and complete.`,
          ]),
      'They will get in touch with you. Tell us if you know either of them, or if you have a worry about them.',
    ],
    child: [
      'We have found people to look at what went wrong.',
      ...(investigator === undefined ? [] : [`${investigator} will find out what happened.`]),
      ...(independent === undefined ? [] : [`${independent} will check that it is fair. They do not work for us.`]),
      'They will want to talk to you. Tell us if you know them, or if you do not feel safe with them.',
    ],
  }
}

/** To the people appointed. */
export function appointment(data: {
  role: 'investigating-officer' | 'independent-person' | 'adjudicating-officer' | 'panel-chair'
  answerBy?: LocalDate
}): Text {
  const by = data.answerBy === undefined ? undefined : `The answer is due by ${dayInWords(data.answerBy)}.`
  const adult = [
    `Thank you for agreeing to be the ${ROLE_NAMES[data.role]} for this complaint.`,
    DUTIES[data.role],
    'You have signed that no tie to the complaint or to the people in it stands in your way. If that changes, stop and tell us at once.',
    sentences('Please keep all papers safe, and send them back or destroy them at the end.', by),
    'We will give you the papers in a safe way. This message leaves them out.',
  ]
  return { adult, child: adult }
}

export const ROLE_NAMES = {
  'investigating-officer': 'investigating officer',
  'independent-person': 'independent person',
  'adjudicating-officer': 'adjudicating officer',
  'panel-chair': 'chair of the review panel',
} as const

const DUTIES = {
  'investigating-officer':
    'You look into each point of the record of complaint. For each point, write down the proof, what you find, and how to put it right. Talk to the complainant early.',
  'independent-person':
    'You take part in the whole of Stage 2. You see the same papers and go to the same talks. At the end you write your own report: was the work fair and complete, and do you agree with it?',
  'adjudicating-officer':
    'You read both reports and decide each point. Say what will be done, by whom and by when. You may meet the complainant. With a child, you should.',
  'panel-chair':
    'You lead three independent people who look at how Stage 2 was done. Please agree with us who comes and which papers the panel needs.',
} as const

/** More time at Stage 2: why, and until when. */
export function stage2Extension(data: { until: LocalDate; reason: string }): Text {
  const by = dayInWords(data.until)
  const reason = why(data.reason)
  return {
    adult: [
      `We need more time for Stage 2. We now aim to send you our answer by ${by}.`,
      reason.adult,
      'We are sorry for the wait. We will tell you how it goes until then.',
    ],
    child: [
      `We need more time for step 2. We now want to give you an answer by ${by}.`,
      reason.child,
      'We are sorry that you have to wait.',
    ],
  }
}

/** The Stage 2 answer: both reports, the decision, the right to a panel (regs 17, 18). */
export function stage2Pack(data: {
  points: readonly Point[]
  ombudsman: string
  /** Whether anything was upheld; the early way to the Ombudsman is never open where nothing was. */
  mayGoEarly: boolean
}): Text {
  return {
    adult: [
      'This is our answer at Stage 2.',
      sealed(
        'With this letter you get three papers: the report of the investigating officer, the report of the independent person, and our decision on them.',
      ),
      ...findings(data.points, 'adult'),
      'If you are not happy with this, you can ask for a review panel. That is Stage 3. The panel is three independent people. They look at how Stage 2 was done. They do not start again.',
      'You must ask within 20 working days of getting this letter. Call us, write, e-mail, or tell any of our staff. Please say why you are not happy. We will help you with that if you like.',
      ...(data.mayGoEarly
        ? [
            `Sometimes a complaint can go to the ${data.ombudsman} without a panel. Six things must all be true. The report is sound. Our decision covers every point. We upheld all the main points. There is a clear plan of what we will do. We agree to most of what you asked for. And you want to go that way. Ask us if you think this fits.`,
          ]
        : []),
    ],
    child: [
      'Here is our answer for step 2.',
      sealed('There are three papers in this letter. Two are reports. One says what we decided.'),
      ...findings(data.points, 'child'),
      'Are you not happy with this? You can ask for step 3. Three people from outside will look at how we did step 2.',
      'You must ask in the next 20 working days. That is about four weeks. Just tell us. Say why you are not happy if you can. We can help you.',
      ...(data.mayGoEarly
        ? [
            `Sometimes you can go to the ${data.ombudsman} now. We must have agreed with you on the main things. Ask us about it.`,
          ]
        : []),
    ],
  }
}

import { dayInWords } from '../../engine/index.ts'
import type { LocalDate } from '../../engine/index.ts'
import { why } from './eligibility.ts'
import { numbered, sealed, sentences, type Paragraph, type Text } from './letter.ts'
import { lines } from './plain.ts'

/** We have the request for a panel (reg 18). */
export function panelAcknowledgement(data: { requestedOn: LocalDate; meetsBy?: LocalDate }): Text {
  const on = dayInWords(data.requestedOn)
  const by = data.meetsBy === undefined ? undefined : dayInWords(data.meetsBy)
  return {
    adult: [
      `You asked for a review panel on ${on}. We will set one up.`,
      sentences(
        'The panel is three independent people. One of them leads it.',
        by === undefined ? undefined : `They must meet by ${by}.`,
        'We will tell you the day.',
      ),
      'You can come to the meeting, and you can bring an advocate and one other person. Either of them may speak for you.',
    ],
    child: [
      `You asked for step 3 on ${on}. We will do it.`,
      sentences(
        'Three people will meet. They do not work for us.',
        by === undefined ? undefined : `They must meet by ${by}.`,
        'We will tell you the day.',
      ),
      'You can come. You can bring an advocate and one more person. They can speak for you.',
    ],
  }
}

/** To a member. */
export function panelInvitation(data: { meetsOn?: LocalDate; chairs: boolean }): Text {
  const on =
    data.meetsOn === undefined ? 'We will tell you the day.' : `The panel meets on ${dayInWords(data.meetsOn)}.`
  const adult = [
    `Thank you for agreeing to ${data.chairs ? 'chair' : 'sit on'} the review panel for this complaint. ${on}`,
    'The panel has three independent members. It looks at how Stage 2 was done. It does not look into the complaint again, and takes no new complaint.',
    'We aim to send you the papers at least 10 working days before the meeting. Names that you do not need are taken out.',
    'Tell us at once if you know anybody in this matter. Please keep all papers safe, and send them back or destroy them at the end.',
  ]
  return { adult, child: adult }
}

/** To the complainant: the day, and whom they may bring (reg 19(5), (6)). */
export function panelDate(data: { meetsOn: LocalDate }): Text {
  const on = dayInWords(data.meetsOn)
  return {
    adult: [
      `The review panel meets on ${on}.`,
      'You can come and speak, or send the panel your words on paper. You can bring an advocate and one other person. Either of them may speak for you.',
      'Tell us what you need on the day: an interpreter, a room you can get into, a break, a lift there. We will set it up.',
      'We aim to send you the papers at least 10 working days before.',
    ],
    child: [
      `The three people will meet on ${on}.`,
      'You can come and talk to them. Or you can write to them. You can bring an advocate and one more person. They can speak for you.',
      'Tell us what you need on that day. We will help you get there.',
      'We will send you the papers before.',
    ],
  }
}

/** The papers go out. */
export function panelPapers(data: { meetsOn?: LocalDate }): Text {
  const meets = data.meetsOn === undefined ? 'will meet soon' : `meets on ${dayInWords(data.meetsOn)}`
  return {
    adult: [
      `The review panel ${meets}. The papers for it are ready.`,
      sealed('You will find them with this letter.'),
      'Names and facts about other people are taken out. Please keep the papers safe, and do not copy them.',
    ],
    child: [
      data.meetsOn === undefined ? 'The meeting will be soon.' : `The meeting is on ${dayInWords(data.meetsOn)}.`,
      sealed('Here are the papers for it.'),
      'The papers are about private things. Please keep them safe. Someone can read them with you.',
    ],
  }
}

/** The panel's report goes out (reg 20(1), (2)). */
export function panelReport(data: { answerBy?: LocalDate }): Text {
  const by = data.answerBy === undefined ? 'within 15 working days' : `by ${dayInWords(data.answerBy)}`
  return {
    adult: [
      'The review panel has met and written its report. It says in short what was talked about, and what the panel thinks we should do.',
      sealed('The report comes with this letter.'),
      `We will tell you ${by} what we will do about it.`,
    ],
    child: [
      'The three people have met. They wrote down what they think.',
      sealed('You will find it in this letter.'),
      `We will tell you ${by} what we will do.`,
    ],
  }
}

/** What the authority will do (reg 20(3)): proposals, reasons where it departs, and the Ombudsman. */
export function panelResponse(data: {
  recommendations: readonly string[]
  departures: readonly string[]
  reason: string
  ombudsman: string
  withIndependentPerson: boolean
}): Text {
  const reason = why(data.reason)
  return {
    adult: [
      sentences(
        'The review panel told us what it thinks we should do. This is our answer.',
        data.withIndependentPerson ? 'The independent person took part in the decision.' : undefined,
      ),
      ...list('What the panel asked us to do:', data.recommendations),
      ...list('Where we will do something else, and why:', data.departures),
      reason.adult,
      `This is the end of our procedure. If you are still not happy, you can go to the ${data.ombudsman}. They do not work for us. You should do so within 12 months of learning what went wrong. It is best not to wait.`,
    ],
    child: [
      sentences(
        'Three people told us what they think we should do. This is what we will do.',
        data.withIndependentPerson ? 'Someone from outside helped us decide.' : undefined,
      ),
      ...list('What they asked us to do:', data.recommendations),
      ...list('What we will not do like that, and why:', data.departures),
      reason.child,
      `This is our last step. Are you still not happy? You can ask the ${data.ombudsman} to look at it. They do not work for us. It is best not to wait.`,
    ],
  }
}

function list(heading: string, items: readonly string[]): readonly Paragraph[] {
  return items.length === 0 ? [] : [sealed(`${heading}\n${numbered(items.map(lines))}`)]
}

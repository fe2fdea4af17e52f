import { dayInWords } from '../../engine/index.ts'
import type { LocalDate } from '../../engine/index.ts'
import { sealed, type Paragraph, type Text } from './letter.ts'
import { lines } from './plain.ts'

/** Why, in the words of whoever decided. On paper only. */
export function why(reason: string): { readonly adult: Paragraph; readonly child: Paragraph } {
  return { adult: sealed(`Our reason: ${lines(reason)}`), child: sealed(`This is why: ${lines(reason)}`) }
}

function ombudsmanAdult(ombudsman: string): string {
  return `If you think we are wrong, tell us. You can also go to the ${ombudsman}. They do not work for us.`
}

function ombudsmanChild(ombudsman: string): string {
  return `Do you think we got it wrong? Tell us. You can also ask the ${ombudsman}. They do not work for us.`
}

/** Whether the complaint can go through this procedure. */
export function eligibilityDecision(data: { yes: boolean; reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return data.yes
    ? {
        adult: ['We have checked your complaint. We can look into it.', 'We will write to you again with our answer.'],
        child: ['We have read what you told us. We can look at it.', 'We will write to you again.'],
      }
    : {
        adult: [
          'We have checked your complaint. We cannot look into it in this way.',
          reason.adult,
          ombudsmanAdult(data.ombudsman),
        ],
        child: [
          'We have read what you told us. We cannot look at it in this way.',
          reason.child,
          ombudsmanChild(data.ombudsman),
        ],
      }
}

/** Sufficient interest in the child's welfare (reg 12): yes, or no and no further action. */
export function sufficientInterestDecision(data: { yes: boolean; reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return data.yes
    ? {
        adult: [
          'We looked at your link with the child. We decided that you can make this complaint.',
          'We will treat it like any other complaint, and write to you again with our answer.',
        ],
        child: ['You can make this complaint.', 'We will write to you again.'],
      }
    : {
        adult: [
          'We looked at your link with the child. We decided that it is not close enough for this kind of complaint.',
          reason.adult,
          'We will take no further action on it.',
          ombudsmanAdult(data.ombudsman),
        ],
        child: [
          'We thought about your complaint. We decided that it has to come from someone else.',
          reason.child,
          'We will not do more about it now.',
          ombudsmanChild(data.ombudsman),
        ],
      }
}

/** Whether somebody may complain for another. */
export function representativeDecision(data: { yes: boolean; reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return data.yes
    ? {
        adult: [
          'You asked to make this complaint for someone else. We agree that you can.',
          'We will write to you about it from now on.',
        ],
        child: ['You asked to speak for someone. We agree that you can.', 'We will write to you about it.'],
      }
    : {
        adult: [
          'You asked to make this complaint for someone else. We decided that you cannot.',
          reason.adult,
          'They can still complain themselves, or choose someone else to help. We will help them if they ask.',
          ombudsmanAdult(data.ombudsman),
        ],
        child: [
          'You asked to speak for someone. We decided that you cannot.',
          reason.child,
          'They can still tell us what is wrong. We will help them.',
          ombudsmanChild(data.ombudsman),
        ],
      }
}

/** A complaint made after a year (reg 9). */
export function lateDecision(data: { yes: boolean; reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return data.yes
    ? {
        adult: [
          'Your complaint is about something from more than a year ago. We do not always look into such things.',
          'We thought about it and decided that we will look into yours.',
        ],
        child: ['This happened more than a year ago. We will still look at it.'],
      }
    : {
        adult: [
          'Your complaint is about something from more than a year ago. We thought about two things. Could you have told us sooner? Can we still look into it well and fairly?',
          'We decided that we will not look into it.',
          reason.adult,
          ombudsmanAdult(data.ombudsman),
        ],
        child: [
          'This happened more than a year ago. We thought hard about it. We cannot look at it now.',
          reason.child,
          ombudsmanChild(data.ombudsman),
        ],
      }
}

/** We will not consider it. */
export function refusal(data: { reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return {
    adult: ['We have read your complaint. We will not look into it.', reason.adult, ombudsmanAdult(data.ombudsman)],
    child: ['We have read what you told us. We will not look at it.', reason.child, ombudsmanChild(data.ombudsman)],
  }
}

/** It goes another way. */
export function reroute(data: { reason: string; ombudsman: string }): Text {
  const reason = why(data.reason)
  return {
    adult: [
      'We have read your complaint. It needs to be dealt with in another way. We have passed it on, so you do not need to send it again.',
      reason.adult,
      'The people who deal with it will write to you.',
      ombudsmanAdult(data.ombudsman),
    ],
    child: [
      'We have read what you told us. Another team can help you best. We have told them, so you do not need to tell us again.',
      reason.child,
      'They will write to you.',
      ombudsmanChild(data.ombudsman),
    ],
  }
}

/** Waiting for other proceedings (reg 8): which, why, and the way back. */
export function deferral(data: { proceedings: string; reason: string; parts: boolean }): Text {
  const reason = why(data.reason)
  const what = data.parts ? 'part of your complaint' : 'your complaint'
  return {
    adult: [
      `We have to wait before we look into ${what}. Something else is going on about the same things, such as a court case. If we went on now, we could harm it.`,
      sealed(`What we are waiting for: ${lines(data.proceedings)}`),
      reason.adult,
      'When it ends, you can ask us to look into your complaint again. You have one year from that day. We will write to you to remind you.',
    ],
    child: [
      `We have to wait before we look at ${what}. A court or someone else has to decide first.`,
      sealed(`We are waiting for this: ${lines(data.proceedings)}`),
      reason.child,
      'When that is over, you can ask us to start again. You have one year to ask. We will write to you then.',
    ],
  }
}

/** The proceedings are over: the way back is open. */
export function resubmissionInvitation(data: { concludedOn: LocalDate; until?: LocalDate }): Text {
  const on = dayInWords(data.concludedOn)
  const until = data.until === undefined ? 'one year from that day' : `until ${dayInWords(data.until)}`
  return {
    adult: [
      'We told you that we had to wait before we could look into your complaint.',
      `What we waited for ended on ${on}. You can now ask us to look into your complaint again. You have ${until}.`,
      'You can write, e-mail, call or tell any of our staff. You do not need to explain it all again.',
    ],
    child: [
      'We told you that we had to wait.',
      `The wait ended on ${on}. You can ask us to start again now. You have ${until}.`,
      'Just tell us. You do not need to say it all again.',
    ],
  }
}

/** Whether the decision complained of waits (guidance, section 6). */
export function freezeDecision(data: { frozen: boolean; reason: string }): Text {
  const reason = why(data.reason)
  return data.frozen
    ? {
        adult: [
          'Your complaint is about a change that we planned. We will not make that change while we look into your complaint.',
          reason.adult,
        ],
        child: ['You told us about a change. You do not want it. We will not make it for now.', reason.child],
      }
    : {
        adult: [
          'Your complaint is about a change that we planned. We thought about waiting with it. We decided that we cannot wait.',
          reason.adult,
          'We will still look into your complaint.',
        ],
        child: [
          'You told us about a change that you do not want. We thought about it. We cannot wait with it.',
          reason.child,
          'We will still look at what you told us.',
        ],
      }
}

import { dayInWords } from '../../engine/index.ts'
import type { LocalDate } from '../../engine/index.ts'
import { sentences, type Text } from './letter.ts'
import { oneLine } from './plain.ts'

/** We have it, and by when we want to answer. */
export function acknowledgement(data: { receivedOn: LocalDate; answerBy?: LocalDate; oral: boolean }): Text {
  const on = dayInWords(data.receivedOn)
  const by = data.answerBy === undefined ? undefined : dayInWords(data.answerBy)
  return {
    adult: [
      `Thank you for telling us about your complaint. It reached us on ${on}.`,
      sentences(
        'We will look into it fairly.',
        by === undefined
          ? 'We will write soon to tell you what happens next.'
          : `We aim to answer you by ${by}. If we cannot, we will tell you why.`,
      ),
      ...(data.oral ? ['You told us in your own words. If we have written down anything wrong, please tell us.'] : []),
      'It is safe to complain. It will not change the help you get from us.',
    ],
    child: [
      `Thank you for telling us what is wrong. You told us on ${on}.`,
      sentences(
        'You did the right thing. We will listen to you.',
        by === undefined ? 'We will write to you soon.' : `We want to give you an answer by ${by}.`,
      ),
      ...(data.oral ? ['We wrote down what you said. Tell us if we got it wrong.'] : []),
      'You will not get into trouble for this.',
    ],
  }
}

/** How the procedure goes, and how we help (reg 11). */
export function procedureInformation(data: { childrens: boolean; ombudsman: string }): Text {
  return {
    adult: data.childrens
      ? [
          'This is what happens with your complaint. There are three stages.',
          'Stage 1. The manager of the service answers you. This should take 10 working days. It can take 20 if the matter is hard, or if we are finding you an advocate.',
          'Stage 2. If you are not happy with the answer, someone from outside the service looks into it. An independent person checks that this is fair. It should take 25 working days. It can take up to 65.',
          'Stage 3. If you are still not happy, three independent people look at how we dealt with it.',
          `At the end, you can go to the ${data.ombudsman}.`,
          'We can help you at each step. We can write things down for you, talk by phone, find you an interpreter, or send letters in large print or Easy Read. Just ask.',
          'You can stop your complaint at any time.',
        ]
      : [
          'This is what happens with your complaint. We look into it and send you our answer.',
          `If you are not happy with the way it ends, you can go to the ${data.ombudsman}.`,
          'We can help you at each step. We can write things down for you, talk by phone, find you an interpreter, or send letters in large print or Easy Read. Just ask.',
          'You can stop your complaint at any time.',
        ],
    child: [
      'This is what happens next.',
      ...(data.childrens
        ? [
            'Step 1. The boss of the team will answer you. That takes about two weeks. It can take up to four.',
            'Step 2. If you do not like the answer, tell us. Someone new will look at it. Another person checks that it is fair.',
            'Step 3. If you are still not happy, three people from outside will look at it.',
          ]
        : ['We look at what went wrong. Then we tell you what we found.']),
      `At the end you can ask the ${data.ombudsman} to look at it. They do not work for us.`,
      'We can help you. We can write things down for you. We can talk on the phone. Just ask.',
      'You can stop at any time.',
    ],
  }
}

/** The right to an advocate (CA89 s.26A). */
export function advocacyOffer(data: { provider: string; phone: string; email: string }): Text {
  const provider = oneLine(data.provider)
  return {
    adult: [
      'You have a right to an advocate. An advocate is someone who is on your side. They do not work for us.',
      'They can help you say what you want. They can speak for you and come to meetings with you.',
      `If you want an advocate, tell us and we will ask for one. Or contact ${provider} yourself: ${data.phone}, ${data.email}.`,
      'You can say yes now or later. You can also say no.',
    ],
    child: [
      'You can have someone to help you. They are called an advocate. They are on your side. They do not work for us.',
      'They can help you say what you want. They can speak for you.',
      `Do you want one? Tell us and we will ask. Or call ${provider} on ${data.phone}.`,
      'You can say yes now or later. You can say no too.',
    ],
  }
}

/** To the provider: that somebody wants an advocate, and not who. */
export function advocacyReferral(data: { reference: string; phone: string; team: string }): readonly string[] {
  return [
    'Somebody who has complained to us would like an advocate. They have agreed that we ask you.',
    `Please call the ${data.team} on ${data.phone} and give the reference ${data.reference}. We will tell you then how to reach them.`,
    'Our time to answer may start only when the advocate is appointed. Please tell us the day, and the name of the advocate.',
  ]
}

/** An advocate is there; the time for our answer is counted from that day (reg 14). */
export function advocateAppointed(data: { appointedOn: LocalDate; answerBy?: LocalDate }): Text {
  const on = dayInWords(data.appointedOn)
  const by = data.answerBy === undefined ? undefined : dayInWords(data.answerBy)
  return {
    adult: [
      `An advocate was found for you on ${on}. They will get in touch with you.`,
      sentences(
        'We count the time for our answer from that day.',
        by === undefined ? undefined : `So we aim to answer you by ${by}.`,
      ),
      'If you do not want this advocate, tell us. We will ask for another one.',
    ],
    child: [
      `We found an advocate for you on ${on}. They will talk to you soon.`,
      ...(by === undefined ? [] : [`We want to give you our answer by ${by}.`]),
      'You can ask for someone else if you want.',
    ],
  }
}

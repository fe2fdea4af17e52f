import { dayInWords } from '../../engine/index.ts'
import type { LocalDate, Point } from '../../engine/index.ts'
import { why } from './eligibility.ts'
import { sealed, type Text } from './letter.ts'
import { findings } from './points.ts'
import { lines } from './plain.ts'

/** How to ask for Stage 2; no reason needed, no time bar (reg 15). */
export const STAGE_2_RIGHT: Text = {
  adult: [
    'If you are not happy with this, you can ask for Stage 2. Then someone from outside the service looks into it. An independent person checks that this is fair.',
    'Call us, write, e-mail, or tell any of our staff. It helps us if you ask within 20 working days of getting this letter. If you ask later, we will still do it.',
  ],
  child: [
    'Are you not happy with this? You can ask for step 2. Someone new will look at it. Another person checks that it is fair.',
    'Just tell us. It is good to ask in the next four weeks. You can ask later too.',
  ],
}

/** More time at Stage 1: why, and until when (reg 14). */
export function stage1Extension(data: { until: LocalDate; reason: string }): Text {
  const by = dayInWords(data.until)
  const reason = why(data.reason)
  return {
    adult: [
      `We need more time to answer your complaint. We now aim to send you our answer by ${by}.`,
      reason.adult,
      `We are sorry for the wait. If you have no answer by then, you can go straight to Stage 2.`,
    ],
    child: [
      `We need more time. We now want to give you an answer by ${by}.`,
      reason.child,
      'We are sorry that you have to wait. If we are late, you can ask for step 2.',
    ],
  }
}

/** The answer, point by point, and the way on. */
export function stage1Answer(data: { points: readonly Point[] }): Text {
  return {
    adult: [
      'This is our answer to your complaint (Stage 1). Thank you for giving us the time to look into it.',
      ...findings(data.points, 'adult'),
      ...STAGE_2_RIGHT.adult,
    ],
    child: [
      'Here is our answer. We have read it all with care.',
      ...findings(data.points, 'child'),
      ...STAGE_2_RIGHT.child,
    ],
  }
}

/** Twenty working days have gone by without an answer: why, until when, and the right to Stage 2 (regs 14, 15). */
export function noAnswerYet(data: { reason?: string; newDate?: LocalDate }): Text {
  const day = data.newDate === undefined ? undefined : dayInWords(data.newDate)
  const reason = data.reason === undefined ? undefined : lines(data.reason)
  return {
    adult: [
      'You should have had our answer by now. You have not, and we are sorry.',
      reason === undefined
        ? 'We cannot yet tell you why. We will find out and write to you about it.'
        : sealed(`Our reason: ${reason}`),
      'You do not have to wait any longer. You can go to Stage 2 now. Then someone from outside the service looks into your complaint. An independent person checks that this is fair.',
      day === undefined
        ? 'If you would like to wait for our answer, tell us. You can still go to Stage 2 later. We will write again in 10 working days at the latest.'
        : `If you would like to wait for our answer, tell us. It should come by ${day}. You can still go to Stage 2 later.`,
      'To ask for Stage 2, call us, write, e-mail, or tell any of our staff.',
    ],
    child: [
      'You should have an answer from us by now. We are late. We are sorry.',
      reason === undefined ? 'We will find out why and tell you.' : sealed(`This is why: ${reason}`),
      'You do not have to wait. You can ask for step 2 now. Someone new will look at it. Another person checks that it is fair.',
      day === undefined
        ? 'Or you can wait for our answer. You choose. Just tell us.'
        : `Or you can wait for our answer. It should come by ${day}. You choose. Just tell us.`,
    ],
  }
}

/** What was agreed when it was put right at once. */
export function earlyResolution(data: { agreed: string }): Text {
  return {
    adult: [
      'We talked about your complaint and agreed how to put it right. This letter says what we agreed.',
      sealed(`What we agreed: ${lines(data.agreed)}`),
      'If we do not keep to it, tell us.',
      ...STAGE_2_RIGHT.adult,
    ],
    child: [
      'We talked about what went wrong. We found a way to put it right.',
      sealed(`This is what we said we will do: ${lines(data.agreed)}`),
      'Tell us if we do not do it.',
      ...STAGE_2_RIGHT.child,
    ],
  }
}

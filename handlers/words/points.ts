import type { Point, PointOutcome, Register, RemedyType } from '../../engine/index.ts'
import { sealed, type Paragraph } from './letter.ts'
import { lines } from './plain.ts'

const FINDINGS: Readonly<Record<PointOutcome, Readonly<Record<Register, string>>>> = {
  upheld: { adult: 'We agree with you (upheld).', child: 'You are right.' },
  'partly-upheld': { adult: 'We agree with part of it (partly upheld).', child: 'You are right about some of it.' },
  'not-upheld': { adult: 'We do not agree with you (not upheld).', child: 'We do not think the same as you.' },
  'no-finding': {
    adult: 'We could not find out what happened (no finding).',
    child: 'We could not find out what happened.',
  },
  withdrawn: { adult: 'You took this point back.', child: 'You told us to stop with this.' },
  'resolved-early': { adult: 'We put this right with you.', child: 'We put this right with you.' },
  signposted: { adult: 'Someone else deals with this point.', child: 'Someone else can help you with this.' },
  excluded: { adult: 'We cannot look into this point here.', child: 'We cannot look at this here.' },
  deferred: { adult: 'We have to wait with this point.', child: 'We have to wait with this.' },
}

const REMEDIES: Readonly<Record<RemedyType, Readonly<Record<Register, string>> | undefined>> = {
  none: undefined,
  apology: { adult: 'We are sorry.', child: 'We are sorry.' },
  explanation: { adult: 'We will explain to you what happened.', child: 'We will tell you what happened.' },
  reassessment: {
    adult: 'We will look again at the help you need.',
    child: 'We will look again at the help you need.',
  },
  'service-change': { adult: 'We will change how we work.', child: 'We will change how we do things.' },
  training: { adult: 'We will train our staff.', child: 'We will teach our staff to do better.' },
  'record-correction': { adult: 'We will put our records right.', child: 'We will fix what we wrote down about you.' },
  payment: { adult: 'We will make a payment.', child: 'We will pay some money.' },
}

/** Each point with its finding, reason and remedy. On paper only. */
export function findings(points: readonly Point[], register: Register): readonly Paragraph[] {
  return points.flatMap(({ text, decisions }, at) => {
    const decision = decisions.at(-1)
    if (decision === undefined) return []
    const remedy = REMEDIES[decision.remedy]?.[register]
    const sum = decision.payment === undefined ? undefined : `The sum is ${pounds(decision.payment)}.`
    return [
      sealed(
        [
          `${register === 'child' ? `${at + 1}. You said` : `Point ${at + 1}`}: ${lines(text)}`,
          FINDINGS[decision.outcome][register],
          `${register === 'child' ? 'Why' : 'Our reason'}: ${lines(decision.reason)}`,
          ...(remedy === undefined ? [] : [remedy]),
          ...(sum === undefined ? [] : [sum]),
        ].join('\n'),
      ),
    ]
  })
}

/** The points as we wrote them down. On paper only. */
export function pointList(points: readonly Point[], register: Register): Paragraph {
  return sealed(
    points
      .map(({ text, desiredOutcome }, at) => {
        const wanted = lines(desiredOutcome)
        const want = register === 'child' ? 'What you want' : 'What you want to happen'
        return `${at + 1}. ${lines(text)}${wanted === '' ? '' : `\n   ${want}: ${wanted}`}`
      })
      .join('\n'),
  )
}

/** Pence as `£1,250.00`. */
export function pounds(pence: number): string {
  const whole = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `£${whole}.${String(pence % 100).padStart(2, '0')}`
}

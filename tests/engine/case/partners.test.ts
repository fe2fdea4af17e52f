import { expect } from 'chai'
import type { NewFact } from '../../../engine/case/fact.ts'
import { caseOf, fact, RECEIVED, refusalOf } from './a-case.ts'

const asked = fact('2026-04-20', 'consent-asked', { person: 'ana', body: 'home-care' })
const given = fact('2026-04-21', 'consent-given', { person: 'ana', body: 'home-care' })
const refused = fact('2026-04-21', 'consent-refused', { person: 'ana', body: 'home-care' })
const withdrawn = fact('2026-04-22', 'consent-withdrawn', { person: 'ana', body: 'home-care' })
const notified = (body: string) => fact('2026-05-01', 'provider-notified', { body })

interface Example {
  readonly why: string
  readonly given: readonly NewFact[]
  readonly when: NewFact
  readonly refused?: string
}

/** SI 2009/309 reg. 11: a provider hears of a complaint only with consent, and only the one that it was given for. */
const EXAMPLES: readonly Example[] = [
  { why: 'tells a provider with consent', given: [asked, given], when: notified('home-care') },
  { why: 'tells none before an answer', given: [asked], when: notified('home-care'), refused: 'no-consent' },
  { why: 'tells none after a no', given: [asked, refused], when: notified('home-care'), refused: 'no-consent' },
  {
    why: 'tells none after consent was taken back',
    given: [asked, given, withdrawn],
    when: notified('home-care'),
    refused: 'no-consent',
  },
  { why: 'tells no other provider', given: [asked, given], when: notified('day-centre'), refused: 'no-consent' },
]

describe('what goes to a provider', () => {
  for (const { why, given: facts, when, refused: code } of EXAMPLES) {
    it(why, () => {
      expect(refusalOf(caseOf(RECEIVED, ...facts), [when])).to.equal(code ?? '')
    })
  }
})

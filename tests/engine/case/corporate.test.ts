import { expect } from 'chai'
import type { NewFact } from '../../../engine/case/fact.ts'
import { caseOf, fact, point, RECEIVED, refusalOf } from './a-case.ts'

const decided = (id: string, stage: 'corporate-1' | 'corporate-2') =>
  fact('2026-05-01', 'point-decided', { point: id, stage, outcome: 'upheld', reason: 'r', remedy: 'none' })
const drafted = (person: string) => fact('2026-05-01', 'response-drafted', { person })
const opened = (stage: 'corporate-1' | 'corporate-2') => fact('2026-04-20', 'stage-opened', { stage })
const answered1 = fact('2026-05-01', 'corporate-1-answered', { contents: [], person: 'ann' })
const answered2 = (person: string) => fact('2026-05-02', 'corporate-2-answered', { contents: [], person })

const OPEN = [RECEIVED, point('1'), point('2'), opened('corporate-1')]
const FOUND = [decided('1', 'corporate-1'), decided('2', 'corporate-1')]
const AT_STAGE_2 = [...OPEN, ...FOUND, answered1, opened('corporate-2')]

const invoice = fact('2026-05-01', 'invoice-received', {
  invoice: 'I1',
  stage: 'stage-2',
  supplier: 'Field',
  pence: 1_000,
})
const paid = fact('2026-05-02', 'invoice-paid', { invoice: 'I1' })
const settlement = fact('2026-05-01', 'settlement-agreed', {
  settlement: 'S1',
  basis: 'local',
  pence: 5_000,
  reason: 'r',
})
const settled = fact('2026-05-02', 'settlement-paid', { settlement: 'S1' })

interface Example {
  readonly why: string
  readonly given: readonly NewFact[]
  readonly when: NewFact
  readonly refused: string
}

const EXAMPLES: readonly Example[] = [
  {
    why: 'an answer deals with every point',
    given: [...OPEN, decided('1', 'corporate-1')],
    when: drafted('ann'),
    refused: 'points-undecided',
  },
  { why: 'every point dealt with', given: [...OPEN, ...FOUND], when: drafted('ann'), refused: '' },
  {
    why: 'no letter goes out with a point left open',
    given: [...OPEN, decided('1', 'corporate-1')],
    when: answered1,
    refused: 'points-undecided',
  },
  { why: 'a different person at Stage 2', given: AT_STAGE_2, when: drafted('ann'), refused: 'same-person' },
  { why: 'a different person', given: AT_STAGE_2, when: drafted('ben'), refused: '' },
  { why: 'the letter is held to it too', given: AT_STAGE_2, when: answered2('ann'), refused: 'same-person' },
  { why: 'the letter of a different person', given: AT_STAGE_2, when: answered2('ben'), refused: '' },
  {
    why: 'a point that is new at Stage 2 needs a finding',
    given: [...AT_STAGE_2, point('3')],
    when: drafted('ben'),
    refused: 'points-undecided',
  },
  {
    why: 'the drafts of other procedures are their own',
    given: [RECEIVED, point('1')],
    when: drafted('ann'),
    refused: '',
  },
  { why: 'an invoice comes once', given: [RECEIVED, invoice], when: invoice, refused: 'money-exists' },
  { why: 'what did not come is not paid', given: [RECEIVED], when: paid, refused: 'no-such-money' },
  { why: 'what came is paid', given: [RECEIVED, invoice], when: paid, refused: '' },
  { why: 'once', given: [RECEIVED, invoice, paid], when: paid, refused: 'already-paid' },
  { why: 'a settlement is agreed once', given: [RECEIVED, settlement], when: settlement, refused: 'money-exists' },
  { why: 'one that was not agreed is not paid', given: [RECEIVED], when: settled, refused: 'no-such-money' },
  { why: 'one that was agreed is', given: [RECEIVED, settlement], when: settled, refused: '' },
  { why: 'and not twice', given: [RECEIVED, settlement, settled], when: settled, refused: 'already-paid' },
]

describe('corporate complaints, and money', () => {
  for (const { why, given, when, refused } of EXAMPLES) {
    it(`${refused === '' ? 'allowed' : refused}: ${why}`, () => {
      expect(refusalOf(caseOf(...given), [when])).to.equal(refused)
    })
  }
})

import { expect } from 'chai'
import { caseId, checkNewFact, decide, emptyCase, evolve, type Fact } from '../../../engine/index.ts'
import { instant, localDate } from '../../../engine/index.ts'

const ID = caseId('SC-2026-00001')
const TODAY = localDate('2026-03-10')

const recorded = (n: number, type: string, data: object): Fact => ({
  ...checkNewFact({ type, on: TODAY, data }),
  id: `${ID}/${n}`,
  recordedAt: instant('2026-03-10T09:00:00Z'),
  recordedBy: 'cw1',
  role: 'caseworker',
})

const CASE = [
  recorded(1, 'complaint-received', { channel: 'email', oral: false, byChild: false }),
  recorded(2, 'note-recorded', { kind: 'internal', text: 'She rang the home.' }),
  recorded(3, 'case-linked', { case: 'SC-2026-00002', kind: 'same-family' }),
].reduce(evolve, emptyCase(ID))

const ask = (type: string, data: object) =>
  decide(CASE, { kind: 'record-facts', facts: [checkNewFact({ type, on: TODAY, data })] }, TODAY)

describe('notes, contacts and links', () => {
  const examples = [
    { type: 'note-corrected', data: { note: `${ID}/2`, text: 'He rang.', reason: 'Wrong person' }, is: 'facts' },
    { type: 'note-corrected', data: { note: `${ID}/1`, text: 'x', reason: 'y' }, is: 'no-such-note' },
    { type: 'note-corrected', data: { note: `${ID}/9`, text: 'x', reason: 'y' }, is: 'no-such-note' },
    { type: 'case-linked', data: { case: ID, kind: 'duplicate' }, is: 'same-case' },
    { type: 'case-linked', data: { case: 'SC-2026-00002', kind: 'same-family' }, is: 'already-linked' },
    { type: 'case-linked', data: { case: 'SC-2026-00002', kind: 'duplicate' }, is: 'facts' },
  ]
  for (const { type, data, is } of examples) {
    it(`${type} ${JSON.stringify(data)} → ${is}`, () => {
      const decision = ask(type, data)
      expect(decision.kind === 'refused' ? decision.reason : decision.kind).to.equal(is)
    })
  }

  it('are taken after the case was closed', () => {
    const closed = [recorded(4, 'case-closed', { outcome: 'withdrawn' })].reduce(evolve, CASE)
    const note = checkNewFact({ type: 'note-recorded', on: TODAY, data: { kind: 'legal-advice', text: 'Advice.' } })
    expect(decide(closed, { kind: 'record-facts', facts: [note] }, TODAY).kind).to.equal('facts')
  })
})

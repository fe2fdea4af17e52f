import { expect } from 'chai'
import { localDate, type NewFact } from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { aTask, fact } from './a-task.ts'
import { SCENARIOS } from './scenarios.ts'

function variablesOf(name: string, facts: readonly NewFact[]): unknown {
  const outcome = HANDLERS.find((handler) => handler.name === name)?.run(aTask({ facts }))
  return outcome?.kind === 'completed' ? outcome.variables : outcome
}
const DECIDED = SCENARIOS['close-case']?.['decided']?.facts ?? []
const recommended = (recommendation: string) =>
  fact('2026-06-17', 'ombudsman-recommended', { recommendation, dueOn: localDate('2026-07-17') })
const evidenced = (recommendation: string) => fact('2026-07-10', 'ombudsman-evidence-sent', { recommendation })
const contact = (about: 'premature' | 'decision', body: 'lgsco' | 'joint') =>
  fact('2026-06-17', 'ombudsman-contact-received', { reference: '26 1', body, about, area: 'adult-social-care' })

describe('follow-up-recommendations', () => {
  const table: readonly (readonly [what: string, facts: readonly NewFact[], open: number])[] = [
    ['nothing recommended', [], 0],
    ['two open', [recommended('R1'), recommended('R2')], 2],
    ['one of two evidenced', [recommended('R1'), recommended('R2'), evidenced('R1')], 1],
    ['all evidenced', [recommended('R1'), evidenced('R1')], 0],
    ['one given a new day', [recommended('R1'), recommended('R1')], 1],
  ]
  for (const [what, facts, openRecommendations] of table) {
    it(`counts ${openRecommendations} with ${what}`, () => {
      expect(variablesOf('follow-up-recommendations', facts)).to.deep.equal({ openRecommendations })
    })
  }
})

describe('note-ombudsman-contact', () => {
  it('takes the last letter', () => {
    const facts = [contact('premature', 'lgsco'), contact('decision', 'joint')]
    expect(variablesOf('note-ombudsman-contact', facts)).to.deep.equal({ about: 'decision', body: 'joint' })
  })
})

describe('close-case', () => {
  const closed = fact('2026-06-17', 'case-closed', { outcome: 'recorded' })
  const died = fact('2026-06-17', 'complainant-died', {})
  const table: readonly (readonly [what: string, facts: readonly NewFact[], tell: boolean])[] = [
    ['closed before', [closed], false],
    ['the complainant died', [died], false],
  ]
  for (const [what, facts, tell] of table) {
    it(`has ${tell ? 'somebody' : 'nobody'} to tell where ${what}`, () => {
      expect(variablesOf('close-case', [...DECIDED, ...facts])).to.deep.include({ tellComplainant: tell })
    })
  }
  it('has somebody to tell otherwise', () => {
    expect(variablesOf('close-case', DECIDED)).to.deep.include({ tellComplainant: true })
  })
})

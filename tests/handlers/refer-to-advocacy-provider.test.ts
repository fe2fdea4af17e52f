import { expect } from 'chai'
import { RefusedError, type NewFact } from '../../engine/index.ts'
import { referToAdvocacyProvider } from '../../handlers/refer-to-advocacy-provider.ts'
import { ANA, aTask, COUNCIL, fact, KIM } from './a-task.ts'

const wanted = (provider?: string): NewFact =>
  fact('2026-04-02', 'advocate-wanted', provider === undefined ? {} : { provider })

function refer(
  facts: readonly NewFact[],
  person = KIM,
  input: Readonly<Record<string, string>> = {},
): readonly unknown[] {
  const outcome = referToAdvocacyProvider.run(aTask({ facts, input }, person))
  if (outcome.kind !== 'completed') throw new Error(outcome.errorCode)
  return [outcome.messages.map(({ to }) => to), outcome.facts.map(({ data }) => data)]
}

describe('a referral for an advocate', () => {
  const voices = [[{ kind: 'advocacy-provider', provider: 'example-voices' }], [{ provider: 'Example Voices' }]]
  const speakUp = [[{ kind: 'advocacy-provider', provider: 'speak-up' }], [{ provider: 'Speak Up for Young People' }]]

  it('goes to the usual provider when none was chosen', () => {
    expect(refer([wanted()])).to.deep.equal(voices)
  })
  it('goes to the one that the child chose, by code or name', () => {
    expect(refer([wanted('speak-up')])).to.deep.equal(speakUp)
    expect(refer([wanted('Speak Up for Young People')])).to.deep.equal(speakUp)
  })
  it('goes to the last one that they chose, and to the one that the step names before it', () => {
    expect(refer([wanted('speak-up'), wanted()])).to.deep.equal(voices)
    expect(refer([wanted()], KIM, { provider: 'speak-up' })).to.deep.equal(speakUp)
  })
  it('goes to no provider that does not serve them', () => {
    expect(() => refer([wanted('speak-up')], ANA))
      .to.throw(RefusedError, 'speak-up is no advocacy provider for this complainant. These are: Example Voices')
      .with.property('reason', 'provider-does-not-serve')
    expect(refer([wanted()], ANA)).to.deep.equal(voices)
  })
  it('goes to nobody before an advocate is wanted', () => {
    expect(() => refer([]))
      .to.throw(RefusedError)
      .with.property('reason', 'advocate-not-wanted')
  })
  it('carries the reference, and nothing about the child', () => {
    const outcome = referToAdvocacyProvider.run(aTask({ facts: [wanted('speak-up')] }, KIM))
    const [message] = outcome.kind === 'completed' ? outcome.messages : []
    expect(message?.subject).to.equal('Reference SC-2026-00123')
    expect(message?.body)
      .to.contain(COUNCIL.complaintsTeam.phone)
      .and.not.to.match(/Kim|Lee|kim@/)
  })
})

import { expect } from 'chai'
import type { NewFact, TaskOutcome } from '../../engine/index.ts'
import { handlerNamed } from '../../handlers/index.ts'
import { aTask, fact, type Scenario } from './a-task.ts'

const TRUST = 'example-hospitals'
const FOUND = fact('2026-07-01', 'nhs-part-detected', { body: TRUST })
const ASKED = fact('2026-07-01', 'consent-asked', { person: 'ana', body: TRUST })
const GIVEN = fact('2026-07-02', 'consent-given', { person: 'ana', body: TRUST })
const REFUSED = fact('2026-07-02', 'consent-refused', { person: 'ana', body: TRUST })
const WITHDRAWN = fact('2026-07-03', 'consent-withdrawn', { person: 'ana', body: TRUST })
const DRAFT = fact('2026-07-10', 'joint-draft-circulated', { bodies: [TRUST] })
const SIGNED = fact('2026-07-11', 'part-signed-off', { body: TRUST })

const LETTER = `---
title: Your part
records: partner-asked
contents: [link]
to: partner
---
# adult
Please answer under {partnerLink} until {partnerLinkUntil}.
`

function run(handler: string, scenario: Scenario): TaskOutcome {
  const found = handlerNamed(handler)
  if (found === undefined) throw new RangeError(`There is no handler ${handler}`)
  return found.run(aTask(scenario))
}

describe('ask-partner', () => {
  const ask = (facts: readonly NewFact[]) =>
    run('ask-partner', { facts, variables: { body: TRUST }, input: { letter: 'ask' }, letters: { ask: LETTER } })

  for (const [name, facts] of [
    ['nobody was asked', [FOUND]],
    ['consent was asked for, and nothing came', [FOUND, ASKED]],
    ['consent was refused', [FOUND, ASKED, REFUSED]],
    ['consent was taken back', [FOUND, ASKED, GIVEN, WITHDRAWN]],
  ] as const) {
    it(`sends nothing where ${name}`, () => {
      expect(() => ask(facts))
        .to.throw()
        .and.to.include({ reason: 'no-consent' })
    })
  }

  it('issues one link, and says in the message where it belongs and for what it is', () => {
    const outcome = ask([FOUND, ASKED, GIVEN])
    if (outcome.kind !== 'completed') throw new Error(outcome.errorCode)
    const [message, ...others] = outcome.messages
    expect(others).to.deep.equal([])
    expect(message).to.deep.include({
      channel: 'email',
      to: { kind: 'partner', body: TRUST },
      subject: 'Reference SC-2026-00123',
      partnerLink: { body: TRUST, link: 'link-task-x-1', until: '2026-08-26' },
    })
    expect(message?.body)
      .to.include('{partner-link}')
      .and.to.include('26 August 2026')
      .and.not.match(/Ana|visits/)
  })

  it('issues the same link when it is run again', () => {
    expect(ask([FOUND, ASKED, GIVEN])).to.deep.equal(ask([FOUND, ASKED, GIVEN]))
  })
})

describe('check-sharing', () => {
  const check = (facts: readonly NewFact[], input: Readonly<Record<string, string>> = {}) =>
    run('check-sharing', { facts, variables: { body: TRUST }, input })

  it('says whether consent stands', () => {
    expect(check([FOUND, ASKED, GIVEN])).to.deep.include({ variables: { sharingStands: true } })
    expect(check([FOUND, ASKED, REFUSED])).to.deep.include({ variables: { sharingStands: false } })
  })

  it('stops where it is told to and consent does not stand', () => {
    expect(check([FOUND, ASKED, GIVEN], { stop: 'true' })).to.include({ kind: 'completed' })
    expect(check([FOUND, ASKED, GIVEN, WITHDRAWN], { stop: 'true' })).to.include({ errorCode: 'SHARING_STOPPED' })
  })
})

describe('record-bodies', () => {
  for (const bodies of [[], ['exampel-icb'], ['example-icb', 'exampel-icb'], 'example-icb']) {
    it(`puts nothing on record of ${JSON.stringify(bodies)}`, () => {
      expect(run('record-bodies', { facts: [], variables: { bodies } })).to.include({ errorCode: 'UNKNOWN_BODY' })
    })
  }
})

describe('weigh-sharing', () => {
  const weigh = (...facts: readonly NewFact[]) => {
    const outcome = run('weigh-sharing', { facts })
    return outcome.kind === 'completed' ? outcome.variables : undefined
  }

  it('shares with nobody before consent', () => {
    expect(weigh(FOUND, ASKED)).to.deep.equal({
      sharing: [],
      anySharing: false,
      anyWithheld: true,
      recorded: false,
      acknowledged: false,
      discussionOffered: false,
      recordSent: false,
      allSigned: true,
    })
  })

  it('takes a signature for the draft that it was given to, and no later one', () => {
    const sharing = { sharing: [TRUST], anySharing: true, anyWithheld: false }
    expect(weigh(FOUND, ASKED, GIVEN, DRAFT)).to.deep.include({ ...sharing, allSigned: false })
    expect(weigh(FOUND, ASKED, GIVEN, DRAFT, SIGNED)).to.deep.include({ ...sharing, allSigned: true })
    expect(weigh(FOUND, ASKED, GIVEN, DRAFT, SIGNED, DRAFT)).to.deep.include({ ...sharing, allSigned: false })
  })
})

describe('send-joint-response', () => {
  it('does not go out while a body has not signed', () => {
    expect(() => run('send-joint-response', { facts: [FOUND, ASKED, GIVEN, DRAFT], input: { letter: 'none' } }))
      .to.throw()
      .and.to.include({ reason: 'part-not-signed' })
  })
})

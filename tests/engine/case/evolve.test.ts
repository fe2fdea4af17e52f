import { expect } from 'chai'
import {
  caseId,
  checkNewFact,
  closingOutcome,
  decide,
  emptyCase,
  evolve,
  holdersOf,
  mayActFor,
  mayShareWith,
  replay,
  standingFacts,
} from '../../../engine/case/index.ts'
import { localDate } from '../../../engine/values/local-date.ts'
import { caseOf, CHILDRENS, fact, found, point, RECEIVED, stamped, TO_STAGE_2_ANSWER } from './a-case.ts'
import { randomFact, randomFrom } from './random-facts.ts'

describe('evolve', () => {
  it('keeps what the facts of two stages say', () => {
    const state = caseOf(...TO_STAGE_2_ANSWER)
    expect(state.status).to.equal('open')
    expect(state.outcome).to.equal('upheld')
    expect(state.received).to.deep.equal({ on: '2026-04-01', channel: 'email', oral: false, byChild: false })
    expect(state.stages).to.deep.equal([
      { stage: 'stage-1', openedOn: '2026-04-01', answeredOn: '2026-04-14', answeredBy: 'mo' },
      { stage: 'stage-2', openedOn: '2026-04-20', answeredBy: 'ao', answeredOn: '2026-05-22' },
    ])
    expect(holdersOf(state, 'investigating-officer')).to.deep.equal(['io'])
    expect(state.points[0]?.decisions).to.deep.equal([
      {
        point: '1',
        outcome: 'upheld',
        reason: 'The visits were missed.',
        remedy: 'apology',
        stage: 'stage-2',
        on: '2026-05-20',
      },
    ])
    expect(state.lastToldOn).to.equal('2026-05-22')
    expect(state.facts).to.have.length(TO_STAGE_2_ANSWER.length)
  })

  const statuses = [
    { facts: [], status: 'not-received' },
    { facts: [RECEIVED], status: 'open' },
    { facts: [RECEIVED, fact('2026-04-02', 'complaint-withdrawn', { channel: 'phone' })], status: 'withdrawn' },
    {
      facts: [RECEIVED, fact('2026-04-02', 'complaint-refused', { ground: 'repeat', reason: 'x' })],
      status: 'refused',
    },
    {
      facts: [RECEIVED, fact('2026-04-02', 'complaint-excluded', { ground: 'repeat', reason: 'x' })],
      status: 'refused',
    },
    { facts: [RECEIVED, fact('2026-04-02', 'case-closed', { outcome: 'upheld' })], status: 'closed' },
    {
      facts: [
        RECEIVED,
        fact('2026-04-02', 'case-closed', { outcome: 'upheld' }),
        fact('2026-04-03', 'case-reopened', { reason: 'x' }),
      ],
      status: 'open',
    },
  ]
  for (const { facts, status } of statuses) {
    it(`${facts.at(-1)?.type ?? 'nothing'} → ${status}`, () => {
      expect(caseOf(...facts).status).to.equal(status)
    })
  }

  it('waits while the whole complaint is put off, and not while a part is', () => {
    const deferral = { ground: 'court', proceedings: 'P', points: [], reason: 'x' } as const
    const all = fact('2026-04-02', 'consideration-deferred', { ...deferral, scope: 'all' })
    const parts = fact('2026-04-02', 'consideration-deferred', { ...deferral, scope: 'parts', points: ['1'] })
    const ended = [
      fact('2026-05-02', 'proceedings-concluded', { proceedings: 'P' }),
      fact('2026-05-03', 'complaint-resubmitted', {}),
    ]
    expect(caseOf(RECEIVED, all).status).to.equal('deferred')
    expect(caseOf(RECEIVED, parts).status).to.equal('open')
    expect(caseOf(RECEIVED, all, ...ended).status).to.equal('open')
    expect(caseOf(RECEIVED, all, ...ended).deferrals[0]).to.include({
      concludedOn: '2026-05-02',
      resubmittedOn: '2026-05-03',
    })
  })

  it('does not take a letter to an officer for one to the complainant', () => {
    const toOfficer = fact('2026-05-01', 'notice-sent', { kind: 'appointment', mode: 'email', contents: [] })
    const toComplainant = fact('2026-05-02', 'notice-sent', { kind: 'outcome', mode: 'email', contents: [] })
    expect(caseOf(RECEIVED, toOfficer).lastToldOn).to.equal(undefined)
    expect(caseOf(RECEIVED, toOfficer, toComplainant).lastToldOn).to.equal('2026-05-02')
  })

  it('only keeps that the complainant is satisfied: they told us, we did not tell them', () => {
    const before = caseOf(...TO_STAGE_2_ANSWER)
    const after = caseOf(...TO_STAGE_2_ANSWER, fact('2026-06-01', 'complainant-satisfied', { channel: 'phone' }))
    expect(after.facts).to.have.length(before.facts.length + 1)
    expect({ ...after, facts: [] }).to.deep.equal({ ...before, facts: [] })
    expect(after.lastToldOn).to.equal('2026-05-22')
  })

  it('opens an answered stage anew, as the Ombudsman may direct, and an open one not twice', () => {
    const opened = fact('2026-09-01', 'stage-opened', { stage: 'stage-2' })
    expect(caseOf(...TO_STAGE_2_ANSWER, opened, opened).stages.map(({ openedOn }) => openedOn)).to.deep.equal([
      '2026-04-01',
      '2026-04-20',
      '2026-09-01',
    ])
  })
})

describe('consent and authority to act', () => {
  const consent = (on: string, answer: 'asked' | 'given' | 'refused' | 'withdrawn', person: string) =>
    fact(on, `consent-${answer}`, { person, body: 'NHS trust' })
  const representative = fact('2026-04-02', 'person-added', { person: 'r', role: 'representative' })

  const consents = [
    { facts: [], may: false, why: 'nobody was asked' },
    { facts: [consent('2026-04-02', 'asked', 'p')], may: false, why: 'no answer yet' },
    { facts: [consent('2026-04-02', 'given', 'p')], may: true, why: 'given' },
    {
      facts: [consent('2026-04-02', 'given', 'p'), consent('2026-04-03', 'withdrawn', 'p')],
      may: false,
      why: 'withdrawn',
    },
    {
      facts: [consent('2026-04-02', 'given', 'p'), consent('2026-04-03', 'refused', 'q')],
      may: false,
      why: 'one of two',
    },
  ]
  for (const { facts, may, why } of consents) {
    it(`${may ? 'shares' : 'does not share'} with a partner: ${why}`, () => {
      expect(mayShareWith(caseOf(RECEIVED, ...facts), 'NHS trust')).to.equal(may)
    })
  }

  const authority = fact('2026-04-03', 'authority-to-act-recorded', { person: 'r', basis: 'Signed form' })
  const decided = (outcome: 'suitable' | 'not-suitable') =>
    fact('2026-04-04', 'representative-decided', { outcome, reason: 'x' })
  const authorities = [
    { facts: [representative], may: false, why: 'nothing recorded' },
    { facts: [representative, authority], may: true, why: 'a signed form' },
    { facts: [representative, decided('suitable')], may: true, why: 'found suitable' },
    { facts: [representative, authority, decided('not-suitable')], may: false, why: 'found not suitable' },
    { facts: [authority], may: false, why: 'not a representative at all' },
  ]
  for (const { facts, may, why } of authorities) {
    it(`a representative ${may ? 'may' : 'may not'} act: ${why}`, () => {
      expect(mayActFor(caseOf(RECEIVED, ...facts), 'r')).to.equal(may)
    })
  }
})

describe('corrections', () => {
  const taken = (on: string, id: number) =>
    fact(on, 'fact-corrected', { fact: `SC-2026-00123/${id}`, reason: 'A slip.' })

  it('take a fact back as if it had not been recorded, and keep it in the record', () => {
    const state = caseOf(RECEIVED, CHILDRENS, point('1'), found('1', 'upheld'), taken('2026-05-01', 4))
    expect(state.outcome).to.equal('undecided')
    expect(state.facts).to.have.length(5)
  })

  it('that are taken back themselves let the fact stand again', () => {
    const state = caseOf(
      RECEIVED,
      CHILDRENS,
      point('1'),
      found('1', 'upheld'),
      taken('2026-05-01', 4),
      taken('2026-05-02', 5),
    )
    expect(state.outcome).to.equal('upheld')
    expect(standingFacts(state.facts).map(({ id }) => id.split('/')[1])).to.deep.equal(['1', '2', '3', '4', '6'])
  })
})

describe('facts in any order', () => {
  const seed = Number(process.env['SEED'] ?? 20_261_122)

  it(`never throw, and give the same case every time (seed ${seed})`, () => {
    const random = randomFrom(seed)
    for (let run = 0; run < 80; run += 1) {
      const facts = Array.from({ length: 40 }, (_, at) => stamped(randomFact(random), at + 1))
      const id = caseId('SC-2026-00123')
      const before = JSON.stringify(facts)
      const state = facts.reduce(evolve, emptyCase(id))
      expect(state).to.deep.equal(replay(id, facts))
      expect(state).to.deep.equal(replay(id, JSON.parse(before) as typeof facts))
      expect(JSON.stringify(facts)).to.equal(before)
      closingOutcome(state)
    }
  })

  it(`are allowed or refused, never a failure, and every fact fits its schema (seed ${seed})`, () => {
    const random = randomFrom(seed + 1)
    let allowed = 0
    let state = caseOf(RECEIVED)
    for (let run = 0; run < 4000; run += 1) {
      const next = randomFact(random)
      expect(checkNewFact(structuredClone(next))).to.deep.equal(next)
      const decision = decide(state, { kind: 'record-facts', facts: [next] }, localDate('2026-12-01'))
      if (decision.kind === 'refused') {
        expect(decision.message).to.match(/^\S.+/)
        continue
      }
      allowed += 1
      state = decision.facts.reduce((now, each) => evolve(now, stamped(each, now.facts.length + 1)), state)
      if (state.facts.length > 60) state = caseOf(RECEIVED)
    }
    expect(allowed).to.be.greaterThan(500)
  })
})

/* Over 300 lines: one table of who gets a letter, and by which way. */
import { expect } from 'chai'
import {
  InvalidVariablesError,
  localDate,
  RefusedError,
  type OutgoingMessage,
  type Person,
} from '../../engine/index.ts'
import { handlerNamed } from '../../handlers/index.ts'
import { ANA, aTask, clock, fact, KIM, type Scenario } from './a-task.ts'
import { SCENARIOS } from './scenarios.ts'

const ACKNOWLEDGE: Scenario = { facts: [], today: '2026-04-02' }
const ANSWER = SCENARIOS['send-stage-1-answer-letter']!['answered']!

function messages(
  name: string,
  scenario: Scenario,
  ...people: readonly [Person, ...Person[]]
): readonly OutgoingMessage[] {
  const outcome = handlerNamed(name)!.run(aTask(scenario, ...people))
  return outcome.kind === 'completed' ? outcome.messages : []
}

function ways(all: readonly OutgoingMessage[]): readonly string[] {
  return all.map(
    ({ channel, to }) => `${channel} to ${to.kind === 'person' ? to.person : to.kind === 'team' ? to.team : to.kind}`,
  )
}

describe('how a letter goes', () => {
  const { id, role, name: ana, email = '', address = [], contactPreference, adjustments } = ANA
  const withoutEmail: Person = { id, role, name: ana, address, contactPreference, adjustments }
  const withoutAddress: Person = { id, role, name: ana, email, contactPreference, adjustments }
  const examples: readonly {
    readonly person: Person
    readonly scenario: Scenario
    readonly goes: readonly string[]
    readonly why: string
  }[] = [
    { person: ANA, scenario: ACKNOWLEDGE, goes: ['email to ana'], why: 'nothing in it is private' },
    { person: ANA, scenario: ANSWER, goes: ['email to ana', 'letter to ana'], why: 'the private part goes on paper' },
    { person: withoutEmail, scenario: ACKNOWLEDGE, goes: ['letter to ana'], why: 'no e-mail address: print' },
    { person: withoutEmail, scenario: ANSWER, goes: ['letter to ana'], why: 'all of it on paper' },
    {
      person: { ...ANA, phone: '01632 960001', adjustments: ['telephone-only'] },
      scenario: ACKNOWLEDGE,
      goes: ['telephone to ana'],
      why: 'telephone only: neither e-mail nor paper, somebody calls',
    },
    {
      person: { ...ANA, contactPreference: 'telephone' },
      scenario: ACKNOWLEDGE,
      goes: ['letter to ana', 'staff-notification to complaints-team'],
      why: 'telephone preferred, and no number: printed, and somebody is told',
    },
    {
      person: { ...ANA, contactPreference: 'telephone', phone: '01632 960001' },
      scenario: ACKNOWLEDGE,
      goes: ['telephone to ana', 'letter to ana'],
      why: 'telephone preferred: somebody calls, and it is there in writing',
    },
    {
      person: { ...ANA, adjustments: ['bsl'] },
      scenario: ACKNOWLEDGE,
      goes: ['email to ana', 'staff-notification to complaints-team'],
      why: 'sign language as well',
    },
    {
      person: { ...ANA, adjustments: ['large-print'] },
      scenario: ACKNOWLEDGE,
      goes: ['letter to ana'],
      why: 'large print',
    },
    {
      person: withoutAddress,
      scenario: ANSWER,
      goes: ['email to ana', 'letter to ana', 'staff-notification to complaints-team'],
      why: 'paper, and nowhere to post it: somebody is told',
    },
  ]
  for (const { person, scenario, goes, why } of examples) {
    it(`${goes.join(', ')}: ${why}`, () => {
      const name = scenario === ANSWER ? 'send-stage-1-answer-letter' : 'send-acknowledgement'
      expect(ways(messages(name, scenario, person))).to.deep.equal(goes)
    })
  }

  it('carries what the reader needs, for whoever prints it', () => {
    const [letter] = messages('send-acknowledgement', ACKNOWLEDGE, { ...ANA, adjustments: ['large-print'] })
    expect(letter?.adjustments).to.deep.equal(['large-print'])
  })

  it('records once, when it has gone, that the complainant was told', () => {
    const told = messages('send-stage-1-answer-letter', ANSWER, ANA).map(({ channel, factOnSent }) => [
      channel,
      factOnSent?.data,
    ])
    expect(told).to.deep.equal([
      ['email', { mode: 'email' }],
      ['letter', undefined],
    ])
  })
})

describe('who else gets a letter', () => {
  const advocate: Person = { ...ANA, id: 'ad', role: 'advocate', name: 'Del Ross', email: 'del@voices.example.org' }
  const representative: Person = { ...ANA, id: 're', role: 'representative', name: 'Uma Lee', email: 'uma@example.org' }
  const added = fact('2026-04-01', 'person-added', { person: 're', role: 'representative' })
  const authority = fact('2026-04-01', 'authority-to-act-recorded', { person: 're', basis: 'Signed form.' })
  const appointed = fact('2026-04-01', 'advocate-appointed', {
    person: 'ad',
    provider: 'Example Voices',
    declaredIndependent: true,
  })
  const ended = fact('2026-04-02', 'person-ended', { person: 'ad', role: 'advocate', reason: 'Moved on.' })

  const examples = [
    { facts: [appointed], goes: ['email to kim', 'email to ad'], why: 'the advocate' },
    { facts: [appointed, ended], goes: ['email to kim'], why: 'not one who left' },
    { facts: [added, authority], goes: ['email to kim', 'email to re'], why: 'a representative with authority' },
    { facts: [added], goes: ['email to kim'], why: 'not one without' },
  ]
  for (const { facts, goes, why } of examples) {
    it(`${goes.join(', ')}: ${why}`, () => {
      expect(
        ways(messages('send-acknowledgement', { ...ACKNOWLEDGE, facts }, KIM, advocate, representative)),
      ).to.deep.equal(goes)
    })
  }

  it('is told that it is a copy, in the words for adults', () => {
    const [own, copy] = messages('send-acknowledgement', { ...ACKNOWLEDGE, facts: [appointed] }, KIM, advocate)
    expect(own?.body).to.match(/^Hello,\n\nThank you for telling us what is wrong\./)
    expect(copy?.body).to.match(/^Dear Del Ross,\n\nThis is a copy of our letter to the person you speak for\./)
    expect(copy?.factOnSent).to.equal(undefined)
  })
})

describe('what stops a letter', () => {
  it('nobody to write to', () => {
    const task = aTask(ACKNOWLEDGE)
    expect(() => handlerNamed('send-acknowledgement')!.run({ ...task, person: () => undefined }))
      .to.throw(RefusedError)
      .with.property('reason', 'nobody-to-write-to')
  })

  it('no way to reach them', () => {
    const person: Person = {
      id: 'ana',
      role: 'complainant',
      name: 'Ana Lee',
      contactPreference: 'letter',
      adjustments: [],
    }
    expect(() => messages('send-acknowledgement', ACKNOWLEDGE, person))
      .to.throw(RefusedError)
      .with.property('reason', 'no-way-to-reach')
  })

  const missing: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['notify-advocate-appointed', {}],
    ['notify-eligibility-decision', { decision: 'eligibility' }],
    ['notify-eligibility-decision', { decision: 'sufficient-interest' }],
    ['notify-eligibility-decision', { decision: 'representative' }],
    ['notify-late-complaint-decision', {}],
    ['notify-refusal', {}],
    ['notify-reroute', {}],
    ['notify-deferral', {}],
    ['invite-resubmission', {}],
    ['notify-freeze-decision', {}],
    ['confirm-early-resolution', {}],
    ['send-stage-1-extension-notice', {}],
    ['send-stage-1-answer-letter', {}],
    ['acknowledge-stage-2-request', {}],
    ['send-appointment-letters', { role: 'independent-person' }],
    ['send-stage-2-extension-notice', {}],
    ['send-stage-2-pack', {}],
    ['acknowledge-panel-request', {}],
    ['invite-panel-members', {}],
    ['notify-panel-date', {}],
    ['send-panel-papers', {}],
    ['send-panel-response', {}],
    ['refer-early-to-ombudsman', {}],
    ['refer-to-advocacy-provider', {}],
    ['confirm-withdrawal', {}],
    ['notify-safeguarding', {}],
  ]
  for (const [name, input] of missing) {
    it(`${name} ${Object.values(input).join()} without what it must say`, () => {
      expect(() => handlerNamed(name)!.run(aTask({ facts: [], input }))).to.throw(RefusedError)
    })
  }

  it('parameters that the handler does not have, or that do not fit', () => {
    const run = (name: string, input: unknown) => () => handlerNamed(name)!.run({ ...aTask(ACKNOWLEDGE), input })
    expect(run('open-stage', { stage: 'stage-9' })).to.throw(InvalidVariablesError)
    expect(run('open-stage', {})).to.throw(InvalidVariablesError)
    expect(run('open-stage', { stage: 'stage-1', more: 'x' })).to.throw(InvalidVariablesError)
    expect(run('open-stage', 'stage-1')).to.throw(InvalidVariablesError)
    expect(run('send-lateness-notice', { rule: '__proto__' })).to.throw(InvalidVariablesError)
  })

  it('papers that were not redacted', () => {
    const scenario = SCENARIOS['send-panel-papers']!['redacted']!
    expect(() => messages('send-panel-papers', { ...scenario, variables: { papersRedacted: 'true' } }, ANA))
      .to.throw(RefusedError)
      .with.property('reason', 'papers-not-redacted')
  })
})

describe('done before', () => {
  const examples: readonly (readonly [string, Scenario])[] = [
    ['send-acknowledgement', { facts: [fact('2026-04-02', 'acknowledgement-sent', { contents: [] })] }],
    ['give-procedure-information', { facts: [fact('2026-04-02', 'procedure-information-given', { contents: [] })] }],
    ['open-stage', { facts: [fact('2026-04-02', 'stage-opened', { stage: 'stage-1' })], input: { stage: 'stage-1' } }],
  ]
  for (const [name, scenario] of examples) {
    it(`${name} does nothing again`, () => {
      expect(handlerNamed(name)!.run(aTask(scenario))).to.deep.equal({ kind: 'completed', facts: [], messages: [] })
    })
  }

  it('offer-advocacy offers a child an advocate, an adult none, and nobody twice', () => {
    const offered = (person: Person, facts: Scenario['facts']) => {
      const outcome = handlerNamed('offer-advocacy')!.run(aTask({ facts }, person))
      return outcome.kind === 'completed' ? [outcome.variables?.['advocacyOffered'], outcome.messages.length] : []
    }
    expect(offered(KIM, [])).to.deep.equal([true, 1])
    expect(offered(ANA, [])).to.deep.equal([false, 0])
    expect(offered(KIM, [fact('2026-04-02', 'advocacy-offered', { contents: [] })])).to.deep.equal([true, 0])
  })

  it('close-case and record-outcome end in POINTS_UNDECIDED while a point is open', () => {
    const open = { facts: [fact('2026-04-01', 'point-recorded', { point: '1', text: 'x', desiredOutcome: '' })] }
    for (const name of ['close-case', 'record-outcome']) {
      expect(handlerNamed(name)!.run(aTask(open))).to.include({ kind: 'bpmn-error', errorCode: 'POINTS_UNDECIDED' })
    }
  })

  it('close-case ends in LATENESS_UNEXPLAINED until the reason is on record, and asks nothing about local targets', () => {
    const facts = [
      fact('2026-04-01', 'point-recorded', { point: '1', text: 'x', desiredOutcome: '' }),
      fact('2026-04-20', 'point-decided', {
        point: '1',
        stage: 'stage-1',
        outcome: 'upheld',
        reason: 'So it was.',
        remedy: 'apology',
      }),
    ]
    const late = (rule: string) => clock(rule, 'our answer at Stage 1', '2026-04-17', 'met-late')
    const closed = (more: Scenario['facts'], rule = 'children-act.stage-1-answer') =>
      handlerNamed('close-case')!.run(aTask({ facts: [...facts, ...more], clocks: [late(rule)] }))
    const why = { rule: 'children-act.stage-1-limit', reasonCode: 'oversight', reason: 'It lay in a shared inbox.' }
    expect(closed([])).to.include({ kind: 'bpmn-error', errorCode: 'LATENESS_UNEXPLAINED' })
    expect(closed([fact('2026-04-17', 'lateness-reason-recorded', why)])).to.have.property('kind', 'bpmn-error')
    expect(closed([fact('2026-04-20', 'lateness-reason-recorded', why)])).to.have.property('kind', 'completed')
    expect(closed([], 'children-act.local.stage-2-progress')).to.have.property('kind', 'completed')
  })

  it('send-stage-2-pack offers the early way to the Ombudsman only where something was upheld', () => {
    const contents = (outcome: string) => {
      const facts = [
        fact('2026-04-01', 'point-recorded', { point: '1', text: 'x', desiredOutcome: '' }),
        fact('2026-06-01', 'complaint-adjudicated', {
          person: 'ao',
          points: [{ point: '1', outcome: outcome as 'upheld', reason: 'The file says so.', remedy: 'none' }],
        }),
      ]
      const done = handlerNamed('send-stage-2-pack')!.run(aTask({ facts }))
      return done.kind === 'completed' ? done.messages.map(({ contents: said, body }) => [said, body].join('\n')) : []
    }
    for (const text of contents('upheld')) expect(text).to.include('early-referral').and.include('Six things')
    for (const text of contents('not-upheld')) expect(text).to.not.match(/early-referral|without a panel/)
  })

  it('record-outcome leaves a finding alone that was made before', () => {
    const facts = [
      fact('2026-04-01', 'point-recorded', { point: '1', text: 'x', desiredOutcome: '' }),
      fact('2026-04-01', 'point-recorded', { point: '2', text: 'y', desiredOutcome: '' }),
      fact('2026-04-10', 'point-decided', {
        point: '1',
        stage: 'stage-1',
        outcome: 'upheld',
        reason: 'So it was.',
        remedy: 'apology',
      }),
    ]
    const outcome = handlerNamed('record-outcome')!.run(aTask({ facts, input: { outcome: 'withdrawn' } }))
    expect(outcome).to.deep.include({ variables: { caseOutcome: 'upheld' } })
    expect(
      outcome.kind === 'completed' && outcome.facts.map(({ data }) => (data as { point: string }).point),
    ).to.deep.equal(['2'])
  })

  it('follow-up-actions counts what is open and what is overdue', () => {
    const outcome = handlerNamed('follow-up-actions')!.run(aTask(SCENARIOS['follow-up-actions']!['due and overdue']!))
    expect(outcome).to.deep.include({ variables: { openActions: 3, overdueActions: 1, allActionsDone: false } })
  })

  it('send-lateness-notice promises no day that has gone by', () => {
    const scenario = SCENARIOS['send-lateness-notice']!['first, with all']!
    const on = (newDate: string) =>
      messages('send-lateness-notice', { ...scenario, variables: { newDate } }, ANA)[0]?.contents
    expect(on('2026-07-15')).to.deep.equal(['apology', 'reason', 'new-date'])
    expect(on('2026-07-14')).to.deep.equal(['apology', 'reason'])
    expect(on('soon')).to.deep.equal(['apology', 'reason'])
  })
})

describe('hostile words', () => {
  const HOSTILE = [
    '${process.exit()}',
    '{{constructor.constructor("return 1")()}}',
    '#{7*7}',
    'Ana\r\nBcc: x@evil.example',
    'Ana\nSubject: free money',
    '\u202EeeL anA',
    '\u2066Ana\u2069',
    'A\u0000na',
    '=cmd|calc',
    '__proto__',
    '$& $1 $`',
    '<script>alert(1)</script>',
    'A\u2028B',
    '👩‍👧',
  ]
  for (const name of HOSTILE) {
    it(`stay words: ${JSON.stringify(name)}`, () => {
      const facts = [
        fact('2026-04-01', 'point-recorded', { point: '1', text: name, desiredOutcome: name }),
        fact('2026-04-15', 'stage-1-extended', { ground: 'complex', reason: name, until: localDate('2026-09-01') }),
      ]
      const person = { ...ANA, name }
      const all = [
        ...messages('send-stage-1-extension-notice', { facts }, person),
        ...messages('send-record-of-complaint', { facts, input: { version: 'draft' } }, person),
      ]
      expect(all).to.have.length(4)
      for (const { subject, body } of all) {
        expect(subject).to.equal('Reference SC-2026-00123')
        expect(body.split('\n')[0]).to.equal(
          `Dear ${name.replace(/\s+/g, ' ').replace(/[\p{Cc}\u202E\u2066\u2069]/gu, '')},`,
        )
        expect(body).not.to.match(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(body).to.include('Complaints Team\nExample County Council')
      }
    })
  }
})

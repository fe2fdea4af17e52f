/* Over 300 lines: one table of what a letter file can ask for, and what comes of it. */
import { expect } from 'chai'
import { localDate, RefusedError, type NewFact, type OutgoingMessage, type Person } from '../../engine/index.ts'
import { sendLetter } from '../../handlers/send-letter.ts'
import { ANA, aTask, clock, fact, KIM, type Scenario } from './a-task.ts'

const HEAD = 'title: T\nrecords: notice-sent\ncontents: [plan]'

function letter(words: string, head = HEAD): string {
  return `---\n${head}\n---\n# adult\n${words}\n`
}

function messages(scenario: Scenario, person: Person = ANA, ...others: readonly Person[]): readonly OutgoingMessage[] {
  const outcome = sendLetter.run(aTask(scenario, person, ...others))
  return outcome.kind === 'completed' ? outcome.messages : []
}

/** The paragraphs between greeting and closing. */
function said({ body }: OutgoingMessage): readonly string[] {
  return body.split('\n\n').slice(1, -2)
}

function writing(words: string, facts: readonly NewFact[], more: Partial<Scenario> = {}): Scenario {
  return { facts, letters: { x: letter(words) }, input: { letter: 'x' }, ...more }
}

function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof RefusedError) return `${error.reason}: ${error.message}`
    throw error
  }
  return 'not refused'
}

const POINT = fact('2026-04-01', 'point-recorded', { point: '1', text: 'No visits {today}.', desiredOutcome: '' })

describe('send-letter', () => {
  const gaps: readonly (readonly [string, readonly NewFact[], string, Partial<Scenario>?])[] = [
    ['You wrote on {receivedOn}.', [], 'You wrote on Wednesday 1 April 2026.'],
    ['Today: {today}.', [], 'Today: Wednesday 15 July 2026.'],
    [
      'By {responseBy}.',
      [fact('2026-07-01', 'response-plan-set', { until: localDate('2026-08-20') })],
      'By Thursday 20 August 2026.',
    ],
    [
      'By {responseBy}.',
      [],
      'By Monday 3 August 2026.',
      {
        input: { letter: 'x', rule: 'nhs-joint.sign-off' },
        clocks: [clock('nhs-joint.sign-off', 'the joint answer', '2026-08-03')],
      },
    ],
    ['Go to the {ombudsman}.', [], 'Go to the Local Government and Social Care Ombudsman.'],
    ['Or the {healthOmbudsman}.', [], 'Or the Parliamentary and Health Service Ombudsman.'],
    ['{complaintsTeamPhone}, {complaintsTeamEmail}', [], '01632 960100, complaints@council.example.org'],
    ['Signed: {signatoryName}, {signatoryTitle}', [], 'Signed: Sam Okafor, Chief Executive'],
    [
      'Signed: {signatoryName}',
      [],
      'Signed: Robin Patel',
      { input: { letter: 'x', signatory: 'director-of-adult-services' } },
    ],
    ['Signed: {signatoryName}', [], 'Signed: Robin Patel', { variables: { signatory: 'delegate' } }],
    [
      '{leadBody} leads.',
      [fact('2026-07-01', 'lead-agreed', { body: 'example-icb', basis: 'Most points.' })],
      'Example Integrated Care Board leads.',
    ],
    ['{partnerBody}', [], 'Bright Homecare Limited', { input: { letter: 'x', body: 'bright-homecare' } }],
    ['{partnerBody}', [], 'Bright Homecare Limited', { variables: { body: 'Bright Homecare Limited' } }],
    [
      '{bodies}',
      [
        fact('2026-07-01', 'nhs-part-detected', { body: 'example-icb' }),
        fact('2026-07-01', 'point-assigned', { point: '1', body: 'council' }),
        fact('2026-07-01', 'point-assigned', { point: '2', body: 'example-hospitals' }),
        fact('2026-07-02', 'point-assigned', { point: '3', body: 'example-icb' }),
      ],
      'Example Integrated Care Board and Example Hospitals NHS Foundation Trust',
    ],
    [
      'Turn to {signpostTo}.',
      [fact('2026-07-01', 'matter-signposted', { to: 'the school', reason: 'It is about a school.' })],
      'Turn to the school.',
    ],
    ['{quarter}', [fact('2026-07-01', 'learning-panel-called', { quarter: '2026-Q4' })], 'January to March 2027'],
    ['[if oral] You told us.', [], 'You told us.'],
    ['[if not withdrawn] We go on.', [], 'We go on.'],
    [
      'New day: {newDate}',
      [fact('2026-07-01', 'complainant-agreed-to-wait', { rule: 'x', until: localDate('2026-07-20') })],
      'New day: Monday 20 July 2026',
    ],
  ]
  for (const [words, facts, expected, more] of gaps) {
    it(`fills '${words}' with '${expected}'`, () => {
      expect(said(messages(writing(words, facts, more))[0]!)).to.deep.equal([expected])
    })
  }

  const onPaper: readonly (readonly [string, readonly NewFact[], string])[] = [
    [
      'Why: {leadBasis}',
      [fact('2026-07-01', 'lead-agreed', { body: 'council', basis: 'most-serious' })],
      'Why: it has the most serious part.',
    ],
    [
      'Why: {leadBasis}',
      [fact('2026-07-01', 'lead-agreed', { body: 'council', basis: 'You asked for it' })],
      'Why: You asked for it.',
    ],
    [
      '{splitParts}',
      [
        fact('2026-04-01', 'point-recorded', { point: '1', text: 'No visits.', desiredOutcome: '' }),
        fact('2026-07-01', 'point-assigned', { point: '1', body: 'council', dueOn: localDate('2026-08-03') }),
      ],
      'Example County Council will answer this: No visits.',
    ],
    [
      '{splitParts}',
      [
        fact('2026-04-01', 'point-recorded', { point: '1', text: 'No visits.', desiredOutcome: '' }),
        fact('2026-07-01', 'complaint-split', { bodies: ['council'], reason: 'So agreed.' }),
        fact('2026-07-01', 'point-assigned', { point: '1', body: 'council', dueOn: localDate('2026-08-03') }),
      ],
      'Example County Council will answer this by Monday 3 August 2026: No visits.',
    ],
    [
      '{splitParts}',
      [
        fact('2026-04-01', 'point-recorded', { point: '1', text: 'Notes lost.', desiredOutcome: '' }),
        fact('2026-07-01', 'complaint-split', { bodies: ['example-icb'], reason: 'No consent.' }),
        fact('2026-07-01', 'point-assigned', { point: '1', body: 'example-icb', dueOn: localDate('2026-08-03') }),
      ],
      'This part is for Example Integrated Care Board: Notes lost.',
    ],
    [
      '{actions}',
      [
        fact('2026-07-01', 'action-agreed', {
          action: 'A1',
          text: 'Send the refund',
          owner: 'm1',
          dueOn: localDate('2026-08-03'),
        }),
      ],
      'Send the refund. We will do this by Monday 3 August 2026.',
    ],
    [
      '{recommendations}',
      [
        fact('2026-07-01', 'ombudsman-recommended', {
          recommendation: 'R1',
          text: 'Apologise in writing',
          dueOn: localDate('2026-08-03'),
        }),
      ],
      'Apologise in writing. By Monday 3 August 2026.',
    ],
  ]
  for (const [words, facts, expected] of onPaper) {
    it(`prints '${words}' as '${expected}'`, () => {
      const paper = messages(writing(`[sealed] ${words}`, facts)).find(({ channel }) => channel === 'letter')
      expect(said(paper!)).to.deep.equal([expected])
    })
  }

  it('keeps what is sealed out of the e-mail, and prints it', () => {
    const decided = fact('2026-07-01', 'point-decided', {
      point: '1',
      stage: 'adult',
      outcome: 'upheld',
      reason: 'Nobody came.',
      remedy: 'payment',
      payment: 12_500,
    })
    const [email, paper] = messages(writing('Our answer.\n\n[sealed] {findings}', [POINT, decided]))
    expect([email?.channel, paper?.channel]).to.deep.equal(['email', 'letter'])
    expect(email?.subject).to.equal('Reference SC-2026-00123')
    expect(email?.body).not.to.contain('Nobody came')
    expect(paper?.body).to.contain(
      'Point 1: No visits {today}.\nWe agree with you (upheld).\nOur reason: Nobody came.\nWe will make a payment.\nThe sum is £125.00.',
    )
  })

  it('leaves out a paragraph whose value is not known, and says nothing of it', () => {
    const words = 'We are late.\n\n[if latenessReason] [sealed] Because {latenessReason}'
    expect(said(messages(writing(words, []))[0]!)).to.deep.equal(['We are late.'])
  })

  const missing: readonly (readonly [string, string])[] = [
    ['By {responseBy}.', 'a day for the answer, or say why it is late (responseBy is a day that has not gone by)'],
    ['[sealed] {findings}', 'what was found on each point'],
    ['[sealed] {points}', 'the points of complaint'],
    ['{ombudsmanReference}', 'the Ombudsman’s reference'],
    ['{partnerBody}', 'the body, as the parameter or variable body'],
  ]
  for (const [words, record] of missing) {
    it(`is never sent with a gap for '${words}'`, () => {
      expect(refusal(() => messages(writing(words, [])))).to.equal(
        `not-recorded: Record first ${record}; the letter must say it`,
      )
    })
  }

  it('promises no day that has gone by', () => {
    const past = fact('2026-07-01', 'response-plan-set', { until: localDate('2026-07-14') })
    expect(refusal(() => messages(writing('By {responseBy}.', [past])))).to.match(/^not-recorded/)
  })

  it('is written to a child in the simpler words, and in the others where it has none', () => {
    const both = { x: `${letter('We have received your complaint.')}# child\nYou told us.\n` }
    expect(said(messages({ facts: [], letters: both, input: { letter: 'x' } }, KIM)[0]!)).to.deep.equal([
      'You told us.',
    ])
    expect(said(messages(writing('We have it.', []), KIM)[0]!)).to.deep.equal(['We have it.'])
  })

  it('is not stopped by a gap in words that nobody reads', () => {
    const text = { x: `${letter('We have it.')}# child\nBy {responseBy}.\n` }
    const scenario = { facts: [], letters: text, input: { letter: 'x' } }
    expect(messages(scenario)).to.have.length(1)
    expect(refusal(() => messages(scenario, KIM))).to.match(/^not-recorded/)
  })

  it('refuses a letter that the procedure has not', () => {
    expect(refusal(() => messages({ facts: [], input: { letter: 'gone' } }))).to.equal(
      'unknown-letter: The procedure has no letter gone',
    )
  })

  const facts: readonly (readonly [string, string, object, Partial<Scenario>?])[] = [
    ['notice-sent', 'complainant', { kind: 'x', mode: 'email', contents: ['plan'] }],
    [
      'notice-sent',
      'complainant',
      { kind: 'y', mode: 'email', contents: ['plan'] },
      { input: { letter: 'x', kind: 'y' } },
    ],
    ['acknowledgement-sent', 'complainant', { contents: ['plan'] }],
    ['adult-response-sent', 'complainant', { contents: ['plan'], signatory: 'chief-executive' }],
    ['corporate-1-answered', 'complainant', { contents: ['plan'], person: 'mo' }],
    ['partner-asked', 'partner', { body: 'example-icb' }, { input: { letter: 'x', body: 'example-icb' } }],
    [
      'provider-notified',
      'provider',
      { body: 'bright-homecare' },
      { input: { letter: 'x', body: 'Bright Homecare Limited' } },
    ],
    ['feedback-passed-on', 'team', { team: 'education' }, { input: { letter: 'x', team: 'education' } }],
    ['learning-agenda-sent', 'role', { contents: ['plan'] }, { input: { letter: 'x', role: 'responsible-person' } }],
    ['advocacy-referred', 'advocacy-provider', { provider: 'Example Voices' }],
    ['consent-asked', 'complainant', { person: 'ana', body: 'example-icb' }, { variables: { body: 'example-icb' } }],
  ]
  for (const [records, to, data, more] of facts) {
    it(`records ${records} when it goes to ${to}: ${JSON.stringify(data)}`, () => {
      const text = letter('Hello there.', `title: T\nrecords: ${records}\nto: ${to}\ncontents: [plan]`)
      const manager = fact('2026-07-01', 'person-added', { person: 'mo', role: 'responding-manager' })
      const scenario = { facts: [manager], letters: { x: text }, input: { letter: 'x' }, ...more }
      const outcome = sendLetter.run(aTask(scenario))
      expect(outcome.kind === 'completed' && outcome.facts).to.deep.equal([{ type: records, on: '2026-07-15', data }])
    })
  }

  const readers: readonly (readonly [string, Readonly<Record<string, string>>, object, string])[] = [
    ['partner', { body: 'example-icb' }, { kind: 'partner', body: 'example-icb' }, 'email'],
    ['advocacy-provider', {}, { kind: 'advocacy-provider', provider: 'example-voices' }, 'email'],
    ['team', { team: 'education' }, { kind: 'team', team: 'education' }, 'staff-notification'],
    ['role', { role: 'director' }, { kind: 'role', role: 'director' }, 'staff-notification'],
  ]
  for (const [to, input, recipient, channel] of readers) {
    it(`gives ${to} the reference and nothing about people`, () => {
      const text = letter('Please call us.', `title: T\nto: ${to}`)
      const [message, ...more] = messages({ facts: [POINT], letters: { x: text }, input: { letter: 'x', ...input } })
      expect(more).to.deep.equal([])
      expect(message).to.include({ channel, subject: 'Reference SC-2026-00123' })
      expect(message?.to).to.deep.equal(recipient)
      expect(message?.body).to.equal('Please call us.\n\nComplaints Team\nExample County Council')
    })
  }

  it('refuses a partner or a team that the council has not', () => {
    const to = (kind: string) => ({ facts: [], letters: { x: letter('Hello.', `title: T\nto: ${kind}`) } })
    expect(refusal(() => messages({ ...to('partner'), input: { letter: 'x', body: 'nobody' } }))).to.match(
      /^nobody-to-write-to: The council’s file has no partner 'nobody'/,
    )
    expect(refusal(() => messages({ ...to('team'), input: { letter: 'x', team: 'to-string' } }))).to.match(
      /^nobody-to-write-to: The council’s file has no team 'to-string'/,
    )
  })

  it('leaves the signed link of a partner to the sending', () => {
    const text = letter('Answer here: {partnerLink}', 'title: T\nrecords: partner-asked\nto: partner')
    const link = { body: 'example-icb', link: 'L1', until: localDate('2026-07-29') }
    const [message] = messages({
      facts: [fact('2026-07-14', 'partner-link-issued', link)],
      letters: { x: text },
      input: { letter: 'x', body: 'example-icb' },
    })
    expect(message?.body).to.contain('Answer here: {partner-link}\n')
    expect(message?.partnerLink).to.deep.equal(link)
  })

  it('writes to the representative alone where the letter says so', () => {
    const rep: Person = { ...ANA, id: 'rep', role: 'representative', name: 'Ray Stone', email: 'ray@example.org' }
    const text = letter('May you act for them?', `${HEAD}\nto: representative-only`)
    const scenario = {
      facts: [fact('2026-07-01', 'person-added', { person: 'rep', role: 'representative' })],
      letters: { x: text },
      input: { letter: 'x' },
    }
    expect(messages(scenario, ANA, rep).map(({ to }) => to)).to.deep.equal([{ kind: 'person', person: 'rep' }])
    expect(refusal(() => messages({ ...scenario, facts: [] }))).to.match(/^nobody-to-write-to/)
  })
})

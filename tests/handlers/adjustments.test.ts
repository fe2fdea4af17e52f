import { expect } from 'chai'
import { ADJUSTMENTS, RefusedError, type Adjustment, type OutgoingMessage, type Person } from '../../engine/index.ts'
import { sendLetter } from '../../handlers/send-letter.ts'
import { ANA, aTask, fact } from './a-task.ts'

/*
 * What each adjustment does to each way of being reached. `open` has nothing that is sealed; `sealed` has. A person of each
 * kind has an e-mail address, a postal address and a telephone.
 */

const OPEN = '---\ntitle: T\nrecords: notice-sent\n---\n# adult\nWe have it.\n'
const SEALED = `${OPEN}\n[sealed] {points}\n`
const POINT = fact('2026-04-01', 'point-recorded', { point: '1', text: 'No visits.', desiredOutcome: '' })

function outcome(person: Person, text: string) {
  const run = sendLetter.run(aTask({ facts: [POINT], letters: { x: text }, input: { letter: 'x' } }, person))
  if (run.kind !== 'completed') throw new Error(run.errorCode)
  return run
}

function ways(messages: readonly OutgoingMessage[]): string {
  return messages.map(({ channel }) => (channel === 'staff-notification' ? 'note to the team' : channel)).join(', ')
}

type Preference = Person['contactPreference']
const PREFERENCES: readonly Preference[] = ['email', 'letter', 'telephone']

/** For each adjustment: open by e-mail, letter, telephone; then sealed by the same. */
const TABLE: Readonly<Record<Adjustment | 'none', readonly [string, string, string, string, string, string]>> = {
  none: ['email', 'letter', 'telephone, letter', 'email, letter', 'letter', 'telephone, letter'],
  'large-print': ['letter', 'letter', 'telephone, letter', 'letter', 'letter', 'telephone, letter'],
  'easy-read': [
    'letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
    'letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
  ],
  braille: [
    'letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
    'letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
  ],
  audio: [
    'email, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
    'email, letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
  ],
  bsl: [
    'email, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
    'email, letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
  ],
  interpreter: [
    'email, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
    'email, letter, note to the team',
    'letter, note to the team',
    'telephone, letter, note to the team',
  ],
  'telephone-only': ['telephone', 'telephone', 'telephone', 'telephone', 'telephone', 'telephone'],
  'single-contact': ['email', 'letter', 'telephone, letter', 'email, letter', 'letter', 'telephone, letter'],
  'extra-time': ['email', 'letter', 'telephone, letter', 'email, letter', 'letter', 'telephone, letter'],
}

describe('what a reader needs decides how a letter goes', () => {
  it('for every adjustment', () => {
    expect(Object.keys(TABLE).sort()).to.deep.equal([...ADJUSTMENTS, 'none'].sort())
  })

  for (const [adjustment, expected] of Object.entries(TABLE)) {
    for (const [at, goes] of expected.entries()) {
      const contactPreference = PREFERENCES[at % 3] ?? 'email'
      const text = at < 3 ? OPEN : SEALED
      it(`${adjustment}, ${contactPreference} preferred, ${at < 3 ? 'nothing sealed' : 'something sealed'}: ${goes}`, () => {
        const adjustments = adjustment === 'none' ? [] : [adjustment as Adjustment]
        const person: Person = { ...ANA, phone: '01632 960001', contactPreference, adjustments }
        const { messages, facts } = outcome(person, text)
        expect(ways(messages)).to.equal(goes)
        // One word of having been told, by the way that comes first.
        const first = goes.split(', ')[0]
        const mode = first === 'telephone' ? 'phone' : first
        const told = messages.flatMap(({ channel, factOnSent }) => (factOnSent ? [[channel, factOnSent.data]] : []))
        expect(told).to.deep.equal([[first, { mode }]])
        expect(facts).to.deep.equal([
          { type: 'notice-sent', on: '2026-07-15', data: { kind: 'x', mode, contents: [] } },
        ])
        for (const message of messages) {
          if (message.channel === 'email') expect(message.body).not.to.contain('No visits.')
          if (message.channel === 'letter' || message.channel === 'telephone') {
            expect(message.adjustments ?? []).to.deep.equal(adjustments)
            if (at >= 3) expect(message.body).to.contain('No visits.')
          }
        }
      })
    }
  }

  it('telephone only, and no number: the letter stops, and the incident says what to record', () => {
    const person: Person = { ...ANA, adjustments: ['telephone-only'] }
    expect(() => outcome(person, OPEN))
      .to.throw(RefusedError, 'is to be told by telephone only, and we hold no number: record it')
      .with.property('reason', 'no-way-to-reach')
  })

  it('telephone preferred, with no postal address: the call is all', () => {
    const { address: _address, ...rest } = ANA
    const person: Person = { ...rest, phone: '01632 960001', contactPreference: 'telephone' }
    expect(ways(outcome(person, SEALED).messages)).to.equal('telephone')
  })

  it('an interpreter for somebody told by telephone only is still asked for', () => {
    const person: Person = { ...ANA, phone: '01632 960001', adjustments: ['telephone-only', 'interpreter'] }
    expect(ways(outcome(person, SEALED).messages)).to.equal('telephone, note to the team')
  })
})

import { expect } from 'chai'
import {
  ageOn,
  caseId,
  channelFor,
  checkPerson,
  formatCaseId,
  isEmailAddress,
  isFactId,
  isReachable,
  registerOf,
  type Person,
} from '../../../engine/case/index.ts'
import { InvalidValueError, InvalidVariablesError } from '../../../engine/errors.ts'
import { localDate } from '../../../engine/values/local-date.ts'

const ANA: Person = { id: 'p1', role: 'complainant', name: 'Ana Lee', contactPreference: 'email', adjustments: [] }
const today = localDate('2026-04-14')

describe('a case reference', () => {
  it('is a prefix, a year and a number', () => {
    expect(formatCaseId('SC', 2026, 123)).to.equal('SC-2026-00123')
    expect(formatCaseId('SC', 2026, 100_000)).to.equal('SC-2026-100000')
    expect(isFactId(caseId('SC-2026-00123'), 'SC-2026-00123/7')).to.equal(true)
    expect(isFactId(caseId('SC-2026-00123'), 'SC-2026-00124/7')).to.equal(false)
    expect(isFactId(caseId('SC-2026-00123'), 'SC-2026-00123/07')).to.equal(false)
  })

  for (const text of [
    '',
    'sc-2026-00123',
    'SC-26-00123',
    'SC-2026-123',
    'SC-2026-00123\n',
    ' SC-2026-00123',
    '../SC-2026-00123',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(() => caseId(text)).to.throw(InvalidValueError)
    })
  }
})

describe('one e-mail address', () => {
  const good = [
    'a@example.org',
    "o'brien.a+b@mail.example.co.uk",
    'x@xn--bcher-kva.example',
    `${'a'.repeat(64)}@example.org`,
  ]
  for (const text of good) it(`is ${text}`, () => expect(isEmailAddress(text)).to.equal(true))

  const bad = [
    '',
    'a',
    'a@',
    '@example.org',
    'a@example',
    'a@example.org, b@example.org',
    'a@example.org;b@example.org',
    'Ana <a@example.org>',
    '<a@example.org>',
    'group: a@example.org;',
    '"a b"@example.org',
    '"x@evil.example a"@example.org',
    'a@b@example.org',
    'a(comment)@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\n',
    ' a@example.org',
    'a..b@example.org',
    '.a@example.org',
    'a@-example.org',
    'a@example..org',
    'a@[127.0.0.1]',
    'ä@example.org',
    'a@exämple.org',
    'a\u202E@example.org',
    'a\u0000@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(250)}.org`,
  ]
  for (const text of bad)
    it(`is not ${JSON.stringify(text).slice(0, 60)}`, () => expect(isEmailAddress(text)).to.equal(false))
})

describe('how to reach somebody', () => {
  const examples: readonly { readonly person: Partial<Person>; readonly channel: string; readonly why: string }[] = [
    { person: { email: 'a@example.org' }, channel: 'email', why: 'an address, and e-mail preferred' },
    { person: {}, channel: 'letter', why: 'no address: print, never silence' },
    { person: { email: 'a@example.org', contactPreference: 'letter' }, channel: 'letter', why: 'post preferred' },
    {
      person: { email: 'a@example.org', contactPreference: 'telephone' },
      channel: 'letter',
      why: 'telephone preferred, and no number',
    },
    {
      person: { email: 'a@example.org', phone: '01632 960001', contactPreference: 'telephone' },
      channel: 'telephone',
      why: 'telephone preferred',
    },
    {
      person: { email: 'a@example.org', adjustments: ['telephone-only'] },
      channel: 'telephone',
      why: 'telephone only: never e-mail, nor paper',
    },
    { person: { email: 'a@example.org', adjustments: ['large-print'] }, channel: 'letter', why: 'large print' },
    { person: { email: 'a@example.org', adjustments: ['bsl'] }, channel: 'email', why: 'signed as well as written' },
  ]
  for (const { person, channel, why } of examples) {
    it(`${channel}: ${why}`, () => {
      expect(channelFor({ ...ANA, ...person })).to.equal(channel)
    })
  }

  it('is impossible without an e-mail address, a postal address or a telephone', () => {
    expect(isReachable(ANA)).to.equal(false)
    expect(isReachable({ ...ANA, phone: '01632 960001' })).to.equal(true)
    expect(isReachable({ ...ANA, address: ['1 High Street'] })).to.equal(true)
  })

  it('is impossible by telephone only without a number, whatever else we hold', () => {
    const only: Person = { ...ANA, adjustments: ['telephone-only'], email: 'a@example.org', address: ['1 High Street'] }
    expect(isReachable(only)).to.equal(false)
    expect(isReachable({ ...only, phone: '01632 960001' })).to.equal(true)
  })
})

describe('whose words', () => {
  it('counts birthdays, also those of 29 February', () => {
    expect(ageOn(localDate('2010-04-14'), today)).to.equal(16)
    expect(ageOn(localDate('2010-04-15'), today)).to.equal(15)
    expect(ageOn(localDate('2008-02-29'), localDate('2026-02-28'))).to.equal(17)
    expect(ageOn(localDate('2008-02-29'), localDate('2026-03-01'))).to.equal(18)
  })

  const examples: readonly { readonly person: Partial<Person>; readonly words: string; readonly why: string }[] = [
    { person: {}, words: 'adult', why: 'nothing known of an adult' },
    { person: { role: 'child' }, words: 'child', why: 'a child of unknown age' },
    { person: { dateOfBirth: localDate('2010-04-15') }, words: 'child', why: 'fifteen' },
    { person: { dateOfBirth: localDate('2010-04-14') }, words: 'adult', why: 'sixteen today' },
    { person: { role: 'child', dateOfBirth: localDate('2009-01-01') }, words: 'adult', why: 'a child of seventeen' },
    { person: { register: 'child' }, words: 'child', why: 'asked for' },
  ]
  for (const { person, words, why } of examples) {
    it(`${words}: ${why}`, () => {
      expect(registerOf({ ...ANA, ...person }, today)).to.equal(words)
    })
  }
})

describe('a person from outside', () => {
  it('is let through when it fits', () => {
    const person = {
      ...ANA,
      email: 'ana@example.org',
      address: ['1 High Street', 'Exampleton'],
      dateOfBirth: '1990-01-31',
    }
    expect(checkPerson(person)).to.deep.equal(person)
  })

  const examples: readonly { readonly change: object; readonly at: string }[] = [
    { change: { email: 'a@example.org, b@example.org' }, at: '/email' },
    { change: { name: 'Ana\r\nBcc: x@example.org' }, at: '/name' },
    { change: { name: '' }, at: '/name' },
    { change: { role: 'king' }, at: '/role' },
    { change: { address: ['1 High Street\n'] }, at: '/address/0' },
    { change: { phone: 'call me' }, at: '/phone' },
    { change: { dateOfBirth: '2010-02-30' }, at: '/dateOfBirth' },
    { change: { adjustments: ['bsl', 'bsl'] }, at: '/adjustments' },
    { change: { admin: true }, at: '/admin' },
  ]
  for (const { change, at } of examples) {
    it(`is refused for ${JSON.stringify(change).slice(0, 60)}`, () => {
      try {
        checkPerson({ ...ANA, ...change })
        expect.fail('it was let through')
      } catch (error) {
        expect(error).to.be.instanceOf(InvalidVariablesError)
        expect((error as InvalidVariablesError).faults.map((fault) => fault.at)).to.deep.equal([at])
      }
    })
  }
})

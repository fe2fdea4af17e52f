import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import {
  ADVOCATE_TIES,
  advocateTie,
  checkCouncil,
  chosenProvider,
  providersFor,
  tieInWords,
  type AdvocateTie,
  type NewFact,
} from '../../../engine/case/index.ts'
import { caseOf, CHILDRENS, fact, RECEIVED, refusalOf } from './a-case.ts'

/* Who may be the advocate (domain.md 1.16), and which provider is asked for one. */

const OPEN = [RECEIVED, CHILDRENS]
const added = (person: string, role: string) => fact('2026-04-02', 'person-added', { person, role })
const appointing = (person: string) =>
  fact('2026-04-10', 'advocate-appointed', { person, provider: 'Example Voices', declaredIndependent: true })
const checked = (person: string, clear: boolean, tie?: AdvocateTie) =>
  fact('2026-04-09', 'advocate-conflict-checked', {
    person,
    provider: 'Example Voices',
    clear,
    reason: 'Asked the provider and the child.',
    ...(tie !== undefined && { tie }),
  })

describe('the ties of an advocate', () => {
  const ties: readonly (readonly [string, readonly NewFact[], AdvocateTie | undefined])[] = [
    ['nobody known', [], undefined],
    ['the person who is complained of', [added('ad', 'subject-of-complaint')], 'subject'],
    ['their line manager', [added('ad', 'line-manager-of-subject')], 'manages-subject'],
    ['the manager of the service', [added('ad', 'responding-manager')], 'manages-service'],
    ['the provider of the service', [added('ad', 'provider')], 'manages-service'],
    ['the director', [added('ad', 'director')], 'controls-resources'],
    ['the complaints manager', [added('ad', 'complaints-manager')], 'considers-complaint'],
    [
      'the investigating officer',
      [fact('2026-04-03', 'investigating-officer-appointed', { person: 'ad', declaredIndependent: true })],
      'considers-complaint',
    ],
    [
      'whoever answered',
      [fact('2026-04-08', 'stage-1-answered', { person: 'ad', contents: [] })],
      'considers-complaint',
    ],
    [
      'one who declared a conflict',
      [fact('2026-04-03', 'conflict-declared', { person: 'ad', reason: 'A friend.' })],
      'declared',
    ],
    [
      'one who was subject and left',
      [
        added('ad', 'subject-of-complaint'),
        fact('2026-04-03', 'person-ended', { person: 'ad', role: 'subject-of-complaint', reason: 'Left.' }),
      ],
      'subject',
    ],
    [
      'subject and manager at once: the first counts',
      [added('ad', 'director'), added('ad', 'subject-of-complaint')],
      'subject',
    ],
    ['a representative', [added('ad', 'representative')], undefined],
    ['somebody else’s tie', [added('other', 'subject-of-complaint')], undefined],
  ]
  for (const [who, facts, tie] of ties) {
    it(`${who}: ${tie ?? 'none'}`, () => {
      expect(advocateTie(caseOf(...OPEN, ...facts), 'ad')).to.equal(tie)
    })
  }

  it('are each said in words', () => {
    for (const tie of ADVOCATE_TIES) expect(tieInWords(tie), tie).to.match(/^[a-z].*[a-z]$/)
  })
})

describe('an advocate is refused', () => {
  const table: readonly (readonly [string, readonly NewFact[], NewFact, string])[] = [
    ['nobody stands against them', [], appointing('ad'), ''],
    ['they were checked and are clear', [checked('ad', true)], appointing('ad'), ''],
    ['the child objects', [checked('ad', false, 'child-objects')], appointing('ad'), 'advocate-has-a-tie'],
    [
      'the last check was not clear',
      [checked('ad', true), checked('ad', false)],
      appointing('ad'),
      'advocate-has-a-tie',
    ],
    ['a later check is clear', [checked('ad', false), checked('ad', true)], appointing('ad'), ''],
    ['another one was not clear', [checked('other', false, 'subject')], appointing('ad'), ''],
    ['they are complained of', [added('ad', 'subject-of-complaint')], appointing('ad'), 'roles-not-separate'],
    [
      'they manage who is complained of',
      [added('ad', 'line-manager-of-subject')],
      appointing('ad'),
      'roles-not-separate',
    ],
    ['they decide on it', [added('ad', 'director')], appointing('ad'), 'roles-not-separate'],
    ['they speak for the child already', [added('ad', 'representative')], appointing('ad'), ''],
  ]
  for (const [why, given, when, expected] of table) {
    it(`${expected === '' ? 'not when' : 'when'} ${why}`, () => {
      expect(refusalOf(caseOf(...OPEN, ...given), [when])).to.equal(expected)
    })
  }

  const checks: readonly (readonly [string, readonly NewFact[], NewFact, string])[] = [
    ['clear, and nothing known', [], checked('ad', true), ''],
    ['not clear, for a tie', [], checked('ad', false, 'controls-resources'), ''],
    ['clear, with a tie named', [], checked('ad', true, 'subject'), 'advocate-has-a-tie'],
    ['clear, of the subject', [added('ad', 'subject-of-complaint')], checked('ad', true), 'advocate-has-a-tie'],
    ['not clear, of the subject', [added('ad', 'subject-of-complaint')], checked('ad', false, 'subject'), ''],
  ]
  for (const [what, given, when, expected] of checks) {
    it(`a check is ${expected === '' ? 'taken' : 'refused'}: ${what}`, () => {
      expect(refusalOf(caseOf(...OPEN, ...given), [when])).to.equal(expected)
    })
  }
})

describe('advocacy on record', () => {
  const offered = fact('2026-04-02', 'advocacy-offered', { contents: [] })
  const wanted = fact('2026-04-03', 'advocate-wanted', { provider: 'speak-up' })
  const declined = fact('2026-04-04', 'advocacy-declined', {})
  const referred = fact('2026-04-05', 'advocacy-referred', { provider: 'Speak Up for Young People' })
  const ended = fact('2026-04-20', 'person-ended', { person: 'ad', role: 'advocate', reason: 'Moved on.' })
  const again = fact('2026-04-25', 'advocate-appointed', {
    person: 'bo',
    provider: 'Example Voices',
    declaredIndependent: true,
  })

  const steps: readonly (readonly [string, readonly NewFact[], object])[] = [
    ['offered', [offered], { offeredOn: '2026-04-02' }],
    [
      'wanted, from one of their choice',
      [offered, wanted],
      { offeredOn: '2026-04-02', wantedOn: '2026-04-03', wantedFrom: 'speak-up' },
    ],
    ['declined', [offered, declined], { offeredOn: '2026-04-02', declinedOn: '2026-04-04' }],
    [
      'appointed',
      [wanted, referred, appointing('ad')],
      {
        wantedOn: '2026-04-03',
        wantedFrom: 'speak-up',
        referredOn: '2026-04-05',
        appointedOn: '2026-04-10',
        provider: 'Example Voices',
      },
    ],
    [
      'ended',
      [appointing('ad'), ended],
      { appointedOn: '2026-04-10', provider: 'Example Voices', endedOn: '2026-04-20' },
    ],
    [
      'another one appointed',
      [appointing('ad'), ended, again],
      { appointedOn: '2026-04-25', provider: 'Example Voices' },
    ],
    [
      'one of two left',
      [
        appointing('ad'),
        fact('2026-04-11', 'advocate-appointed', {
          person: 'bo',
          provider: 'Example Voices',
          declaredIndependent: true,
        }),
        ended,
      ],
      { appointedOn: '2026-04-11', provider: 'Example Voices' },
    ],
  ]
  for (const [what, facts, advocacy] of steps) {
    it(what, () => {
      expect(caseOf(...OPEN, ...facts).advocacy).to.deep.equal(advocacy)
    })
  }
})

describe('the choice of provider', () => {
  const council = checkCouncil(JSON.parse(readFileSync('processes/councils/example-council.json', 'utf8')))
  const child = caseOf(fact('2026-04-01', 'complaint-received', { channel: 'form', oral: false, byChild: true }))
  const adult = caseOf(fact('2026-04-01', 'complaint-received', { channel: 'form', oral: false, byChild: false }))
  const { advocacyProviders: _none, ...withoutDirectory } = council
  const onlyChildren = {
    ...council,
    advocacyProviders: { 'speak-up': council.advocacyProviders!['speak-up']! },
  }

  const lists: readonly (readonly [string, typeof child, Parameters<typeof providersFor>[1], readonly string[]])[] = [
    ['a child has both, the usual one first', child, council, ['Example Voices', 'Speak Up for Young People']],
    ['an adult has the one that serves adults', adult, council, ['Example Voices']],
    ['without a directory there is one', adult, withoutDirectory, ['Example Voices']],
    ['none serves adults', adult, onlyChildren, []],
  ]
  for (const [why, state, its, names] of lists) {
    it(why, () => {
      expect(providersFor(state, its).map(({ name }) => name)).to.deep.equal(names)
    })
  }

  const choices: readonly (readonly [typeof child, string | undefined, string | undefined])[] = [
    [child, undefined, 'Example Voices'],
    [child, 'speak-up', 'Speak Up for Young People'],
    [child, 'Speak Up for Young People', 'Speak Up for Young People'],
    [adult, 'speak-up', undefined],
    [child, 'nobody', undefined],
    [child, 'constructor', undefined],
  ]
  for (const [state, named, name] of choices) {
    it(`${named ?? 'nothing chosen'}, by ${state === child ? 'a child' : 'an adult'}: ${name ?? 'none'}`, () => {
      expect(chosenProvider(state, council, named)?.name).to.equal(name)
    })
  }
})

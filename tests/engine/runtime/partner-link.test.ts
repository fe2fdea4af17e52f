import { expect } from 'chai'
import { caseId, linkStanding, localDate, replay, type Fact, type NewFact } from '../../../engine/index.ts'
import { stamped } from '../case/a-case.ts'

const ICB = 'example-icb'
const CLAIM = { caseId: 'SC-2026-00001', body: ICB, link: 'link-1', until: '2026-03-02' }
const fact = (type: string, data: object): NewFact => ({ type, on: localDate('2026-02-02'), data }) as NewFact

const OPENED = [
  fact('complaint-received', { channel: 'email', oral: false, byChild: false }),
  fact('person-added', { person: 'p1', role: 'complainant' }),
  fact('nhs-part-detected', { body: ICB }),
  fact('consent-asked', { person: 'p1', body: ICB }),
  fact('consent-given', { person: 'p1', body: ICB }),
]
const ISSUED = fact('partner-link-issued', { body: ICB, link: 'link-1', until: '2026-03-02' })

function standing(after: readonly NewFact[], today = '2026-02-10', claim = CLAIM): string {
  const facts = [...OPENED, ...after].map((each, at): Fact => stamped(each, at + 1))
  return linkStanding(replay(caseId('SC-2026-00001'), facts), claim, localDate(today))
}

describe('linkStanding', () => {
  const cases: readonly (readonly [string, string, readonly NewFact[]])[] = [
    ['open', 'issued', [ISSUED]],
    ['unknown', 'never issued', []],
    ['answered', 'the body has replied', [ISSUED, fact('partner-replied', { body: ICB })]],
    ['answered', 'the body has signed', [ISSUED, fact('part-signed-off', { body: ICB })]],
    ['open', 'another body has replied', [ISSUED, fact('partner-replied', { body: 'example-hospitals' })]],
    ['open', 'it replied before this link', [fact('partner-replied', { body: ICB }), ISSUED]],
    ['revoked', 'consent was taken back', [ISSUED, fact('consent-withdrawn', { person: 'p1', body: ICB })]],
    ['revoked', 'split', [ISSUED, fact('complaint-split', { bodies: [ICB], reason: 'Police.' })]],
    ['revoked', 'withdrawn', [ISSUED, fact('complaint-withdrawn', { channel: 'phone' })]],
    [
      'answered',
      'replied, and consent taken back then',
      [ISSUED, fact('partner-replied', { body: ICB }), fact('consent-withdrawn', { person: 'p1', body: ICB })],
    ],
  ]
  for (const [wanted, what, after] of cases) it(`is ${wanted}: ${what}`, () => expect(standing(after)).to.equal(wanted))

  it('counts to the end of its last day', () => {
    expect(standing([ISSUED], '2026-03-02')).to.equal('open')
    expect(standing([ISSUED], '2026-03-03')).to.equal('expired')
  })

  it('is for that body, that link and that day, as issued', () => {
    for (const other of [{ body: 'example-hospitals' }, { link: 'link-2' }, { until: '2026-03-03' }]) {
      expect(standing([ISSUED], '2026-02-10', { ...CLAIM, ...other })).to.equal('unknown')
    }
  })
})

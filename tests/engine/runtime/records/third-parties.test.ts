import { expect } from 'chai'
import { localDate } from '../../../../engine/index.ts'
import { makeScan, withoutPlaces } from '../../../../engine/runtime/records/third-parties.ts'

/* Where somebody else stands in a text, however people write it; `[…]` is proposed to be taken out, `{…}` pointed out. */

const scan = makeScan(
  {
    name: 'Ms Ada Bell',
    email: 'ada@own.example',
    phone: '01632 960111',
    address: ['1 Elm Road', 'EX1 1AA'],
    professional: false,
  },
  [
    {
      name: 'Zoë O’Brien-Moss',
      email: 'zoe@else.example',
      phone: '+44 1632 960222',
      address: ['7 Oak Row', 'Exampletown', 'EX2 2BB'],
      dateOfBirth: localDate('2011-05-03'),
      professional: false,
    },
    { name: 'Ben Bell', professional: false },
    { name: 'Pat Ryder', email: 'pat@council.example', professional: true },
  ],
  ['complaints@council.example', '01632 960000', 'EX9 9ZZ'],
)

function marked(text: string): string {
  return scan(text)
    .toReversed()
    .reduce((left, { from, to, proposed }) => {
      const [open, close] = proposed ? ['[', ']'] : ['{', '}']
      return `${left.slice(0, from)}${open}${left.slice(from, to)}${close}${left.slice(to)}`
    }, text)
}

describe('others in a text', () => {
  for (const text of [
    '[Zoë] came, with [zoe]’s bag.',
    '[ZOE OBRIEN-MOSS], [Moss], [Zoe\u0308] and Zoey.',
    '[Z.O.M.] wrote; ZOMBIES did not.',
    'Ring [01632 960 222], [(01632) 960222] or 01632 960111.',
    'Ring 01632 960000, write to complaints@council.example.',
    'Nobody knows [07700 900123], nor [x@nowhere.example], nor [AB1 2CD].',
    'SC-2026-00001 of 2026-03-02, £1,000,000,000 and 01/02/2026.',
    'At [7 Oak Row], on [Oak Row], [ex22bb], in [Exampletown]; at 1 Elm Road, EX1 1AA.',
    'Born on [3 May 2011], [2011-05-03].',
    'Ada {Bell} and [Ben Bell]; {Bell} alone is both.',
    '{Pat Ryder} signed; [pat@council.example] is a way to reach them.',
    '',
  ]) {
    it(text === '' ? 'nothing' : text, () => {
      expect(marked(text.replaceAll(/[[\]{}]/g, ''))).to.equal(text)
    })
  }

  for (const [what, text] of [
    ['one word', 'a'.repeat(100_000)],
    ['half an address', `${'a'.repeat(50_000)}@${'b'.repeat(50_000)}`],
    ['brackets', `+1${'('.repeat(100_000)}`],
  ] as const) {
    it(`are looked for in a long text in a moment: ${what}`, () => {
      expect(scan(text)).to.deep.equal([])
    }).timeout(5_000)
  }

  it('are gone from what is left, also where places touch and overlap', () => {
    const places = [
      { from: 4, to: 8 },
      { from: 0, to: 3 },
      { from: 6, to: 10 },
    ]
    expect(withoutPlaces('Ada and Ben went', places)).to.deep.equal([
      { taken: true },
      { text: ' ' },
      { taken: true },
      { text: 'n went' },
    ])
    expect(withoutPlaces('', [])).to.deep.equal([])
    expect(withoutPlaces('Ada', [])).to.deep.equal([{ text: 'Ada' }])
  })
})

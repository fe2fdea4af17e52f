import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { checkNewFact, FACT_SCHEMAS, FACT_TYPES } from '../../../engine/case/index.ts'
import { InvalidVariablesError } from '../../../engine/errors.ts'

function faults(value: unknown): readonly string[] {
  try {
    checkNewFact(value)
    return []
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return error.faults.map(({ at }) => at)
  }
}

describe('the schemas of facts', () => {
  it('are there for each fact type that is declared', () => {
    const source = readFileSync('engine/case/fact-data.ts', 'utf8').split('export interface FactData')[1] ?? ''
    const declared = [...source.matchAll(/^ {2}(?:'([a-z0-9-]+)'|([a-z]+)):/gm)].map(
      ([, quoted, plain]) => quoted ?? plain,
    )
    expect(declared.length).to.be.greaterThan(100)
    expect([...FACT_TYPES].sort()).to.deep.equal(declared.sort())
  })

  it('let nothing in that they do not name', () => {
    for (const type of FACT_TYPES) expect(FACT_SCHEMAS[type].additionalProperties, type).to.equal(false)
  })
})

describe('a fact from outside', () => {
  const good = {
    type: 'stage-1-extended',
    on: '2026-04-10',
    data: { ground: 'complex', reason: 'Files', until: '2026-04-29' },
  }

  it('is let through when it fits', () => {
    expect(checkNewFact(good)).to.deep.equal(good)
  })

  for (const value of [
    { type: 'panel-met', on: '2026-04-10', data: { attendees: ['p1'] } },
    { type: 'panel-met', on: '2026-04-10', data: { attendees: ['p1'], reasons: 'One member was ill.' } },
    { type: 'complainant-satisfied', on: '2026-04-10', data: { channel: 'in-person' } },
  ]) {
    it(`is let through as ${value.type} with ${Object.keys(value.data).join(' and ')}`, () => {
      expect(checkNewFact(value)).to.deep.equal(value)
    })
  }

  const examples: readonly { readonly value: unknown; readonly at: readonly string[]; readonly why: string }[] = [
    { value: null, at: [''], why: 'nothing' },
    { value: [good], at: [''], why: 'a list' },
    { value: { ...good, type: 'stage-9-extended' }, at: ['/type'], why: 'an unknown type' },
    { value: { ...good, type: 'toString' }, at: ['/type'], why: 'a property of every object' },
    { value: { ...good, on: '2026-02-30' }, at: ['/on'], why: 'a day that does not exist' },
    { value: { ...good, id: 'x' }, at: ['/id'], why: 'an id of its own' },
    { value: { ...good, data: {} }, at: ['/data/ground', '/data/reason', '/data/until'], why: 'every fault at once' },
    { value: { ...good, data: { ...good.data, until: '2026-13-01' } }, at: ['/data/until'], why: 'a bad day inside' },
    { value: { ...good, data: { ...good.data, extra: 1 } }, at: ['/data/extra'], why: 'a property too many' },
    { value: { ...good, data: { ...good.data, reason: ' \n ' } }, at: ['/data/reason'], why: 'a reason of blanks' },
    {
      value: { ...good, data: { ...good.data, reason: 'a\u0000b' } },
      at: ['/data/reason'],
      why: 'what no database keeps',
    },
    { value: { ...good, data: { ...good.data, reason: 'a\ud800b' } }, at: ['/data/reason'], why: 'half a character' },
    { value: { ...good, data: { ...good.data, reason: 'x'.repeat(20_001) } }, at: ['/data/reason'], why: 'too long' },
    { value: { ...good, data: { ...good.data, ground: '${x}' } }, at: ['/data/ground'], why: 'a code that is none' },
    { value: { type: 'advocate-wanted', on: '2026-04-10', data: { x: 1 } }, at: ['/data/x'], why: 'more than nothing' },
    { value: { type: 'advocate-wanted', on: '2026-04-10' }, at: ['/data'], why: 'no data' },
    {
      value: { type: 'panel-met', on: '2026-04-10', data: { attendees: [], reasons: ' ' } },
      at: ['/data/reasons'],
      why: 'reasons of blanks',
    },
    {
      value: { type: 'complainant-satisfied', on: '2026-04-10', data: { channel: 'silence' } },
      at: ['/data/channel'],
      why: 'satisfied by silence',
    },
  ]
  for (const { value, at, why } of examples) {
    it(`is refused: ${why}`, () => {
      expect(faults(value)).to.deep.equal(at)
    })
  }

  it('keeps words as they were typed, whatever they look like', () => {
    for (const reason of ['${1+1}', '{{x}}', '=cmd|1', '<b>a</b>', 'a\r\nBcc: x', '\u202Eabc', '__proto__', '👩‍👧']) {
      const value = { ...good, data: { ...good.data, reason } }
      expect(checkNewFact(value).data).to.deep.equal(value.data)
    }
  })
})

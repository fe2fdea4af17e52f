import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import fc from 'fast-check'
import { commitmentTo, isCommitmentTo, ZEROS } from '../../../engine/store/audit/chain.ts'
import { makeRowChecker, type TrailRow } from '../../../engine/store/audit/check-rows.ts'
import { hmacOf } from '../../../engine/store/audit/hmac.ts'
import { makeFindings } from '../../../engine/store/audit/finding.ts'
import { makeFrontier, rootByInclusion, treeLeaf, treeNode } from '../../../engine/store/audit/merkle.ts'
import { isPlainObject } from '../../../engine/store/audit/plain-json.ts'
import { canonicalJson } from '../../../engine/store/index.ts'

/* What verifying does by a shorter way must come to what the long way comes to. */

describe('JSON that is plain at a glance', () => {
  const plain = [
    '{}',
    '{"a":1}',
    '{"":5,"10":1,"9":2,"B":4,"a":3}',
    '{"a":[],"b":{},"c":[1,[2,{"d":null}],true,false,-12,0,"x y"]}',
    '{"n":999999999999999}',
  ]
  for (const text of plain) {
    it(`is ${text}`, () => {
      expect(canonicalJson(JSON.parse(text))).to.equal(text)
      expect(isPlainObject(text, 0, text.length)).to.equal(true)
      expect(isPlainObject(`xx${text}yy`, 2, 2 + text.length)).to.equal(true)
    })
  }

  const others = [
    ...['', '[]', 'null', '"a"', '{', '}', '{]', '{"a"}', '{"a":}', '{"a":1', '{"a":1,}', '{,"a":1}', '{"a":1}}'],
    // Another spelling of the same.
    ...['{ "a":1}', '{"a":1 }', '{"a": 1}', '{"a":01}', '{"a":-0}', '{"a":1.0}', '{"a":1e3}', '{"a":+1}', '{"a":00}'],
    ...['{"a":1,"a":1}', '{"b":1,"a":2}', '{"a":{"c":1,"b":2}}', '{"a":"\\u0041"}', '{"a":"x\\ny"}', '{"\\u0041":1}'],
    // What canonical JSON has too, but not so that it is seen at a glance, or not at all.
    ...[
      '{"a":"é"}',
      '{"a":"e\u0301"}',
      '{"a":"\u007f"}',
      '{"a":"\n"}',
      '{"a":9007199254740993}',
      '{"a":-}',
      '{"a":tru}',
    ],
    ...['{"a":[1,]}', '{"a":[,1]}', '{"a":[1}', '{"a":NaN}', "{'a':1}", '{"a":undefined}', '{"a":"x}'],
    `{"a":${'['.repeat(40)}${']'.repeat(40)}}`,
  ]
  for (const text of others) {
    it(`is not ${text}`, () => {
      expect(isPlainObject(text, 0, text.length)).to.equal(false)
    })
  }

  it('is never what the long way would refuse', () => {
    const value = fc.object({ maxDepth: 3, values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] })
    const altered = fc.tuple(
      value,
      fc.nat(),
      fc.constantFrom('"', ',', ':', '{', '}', '[', ']', '0', '-', ' ', '\\', 'a', ''),
    )
    fc.assert(
      fc.property(altered, ([object, place, put]) => {
        const whole = canonicalJson(object)
        const at = place % whole.length
        for (const text of [
          whole,
          whole.slice(0, at) + put + whole.slice(at),
          whole.slice(0, at) + put + whole.slice(at + 1),
        ]) {
          if (isPlainObject(text, 0, text.length)) expect(canonicalJson(JSON.parse(text))).to.equal(text)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a row that says one thing in its columns and another in its body', () => {
  const said: Pick<TrailRow, 'actor' | 'at' | 'role' | 'onBehalfOf' | 'type' | 'element' | 'outcome'> = {
    actor: 'officer-1',
    at: '2026-03-02T09:00:00.000Z',
    role: 'caseworker',
    onBehalfOf: null,
    type: 'case-viewed',
    element: null,
    outcome: null,
  }
  const body =
    '{"actor":"officer-1","at":"2026-03-02T09:00:00.000Z","data":{"part":"now"},"role":"caseworker","type":"case-viewed"}'
  const kindsOf = (row: Partial<TrailRow>): readonly string[] => {
    const findings = makeFindings()
    const chain = { seq: 1, caseId: null, caseSeq: null, commitment: ZEROS, prev: ZEROS, casePrev: ZEROS }
    makeRowChecker(findings, undefined, () => undefined).check({
      ...said,
      body,
      ...chain,
      leaf: ZEROS,
      hash: ZEROS,
      ...row,
    })
    return findings.list.map(({ kind, about }) => about ?? kind).filter((kind) => !/^(body|row)-altered$/.test(kind))
  }
  const rows: readonly { readonly why: string; readonly row: Partial<TrailRow>; readonly found: readonly string[] }[] =
    [
      { why: 'nothing', row: {}, found: [] },
      { why: 'another actor', row: { actor: 'officer-2' }, found: ['actor'] },
      { why: 'the first letters of the actor', row: { actor: 'officer-' }, found: ['actor'] },
      { why: 'another time', row: { at: '2026-03-02T09:00:00.001Z' }, found: ['at'] },
      { why: 'an element', row: { element: 'step' }, found: ['element'] },
      { why: 'an outcome', row: { outcome: '' }, found: ['outcome'] },
      { why: 'somebody for whom', row: { onBehalfOf: 'x' }, found: ['onBehalfOf'] },
      {
        why: 'an actor that has a time in it',
        row: {
          actor: 'officer-1","at":"2026-03-02T08:00:00.000Z',
          body: body.replace('officer-1"', 'officer-1","at":"2026-03-02T08:00:00.000Z"'),
        },
        found: ['body-not-canonical', 'actor'],
      },
      { why: 'the end of the type', row: { type: 'viewed' }, found: ['type'] },
      {
        why: 'an actor in which the time stands as well',
        row: { actor: 'officer-1","at":"2026-03-02T09:00:00.000Z', at: '2026-03-02T09:00:00.000Z' },
        found: ['actor'],
      },
      {
        why: 'a role that has the element in it',
        row: {
          role: 'caseworker","type":"case-viewed',
          type: 'case-viewed',
          body: body.replace('"type":"case-viewed"', '"type":"case-viewed","type":"case-viewed"'),
        },
        found: ['body-not-canonical', 'role'],
      },
      { why: 'a body shorter than its columns', row: { body: '{"actor":"' }, found: ['body-not-canonical'] },
      { why: 'no body', row: { body: '' }, found: ['body-not-canonical'] },
      {
        why: 'data in another order',
        row: { body: body.replace('{"part":"now"}', '{"b":1,"a":2}') },
        found: ['body-not-canonical'],
      },
      { why: 'data that are no object', row: { body: body.replace('{"part":"now"}', '[]') }, found: [] },
      {
        why: 'a key more after the data',
        row: { body: body.replace(',"role"', ',"outcome":"x","role"') },
        found: ['outcome'],
      },
    ]
  for (const { why, row, found } of rows) {
    it(`${why}: ${found.join(', ') || 'fits'}`, () => {
      expect(kindsOf(row)).to.deep.equal(found)
    })
  }
})

describe('hashes by the short way', () => {
  it('HMAC is as Node makes it, whatever the key and the text', () => {
    const long = 'é'.repeat(9_000)
    expect(isCommitmentTo(commitmentTo(ZEROS, long), ZEROS, long)).to.equal(true)
    expect(hmacOf(ZEROS, long, 'hex')).to.equal(createHmac('sha256', ZEROS).update(long).digest('hex'))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 130 }), fc.string({ unit: 'binary' }), (key, words) => {
        const made = createHmac('sha256', key).update(words, 'utf8').digest()
        expect(hmacOf(Buffer.from(key), words, 'hex')).to.equal(made.toString('hex'))
        expect(hmacOf(Buffer.from(key), words, 'binary')).to.equal(made.toString('latin1'))
        expect(isCommitmentTo(made, Buffer.from(key), words)).to.equal(true)
        expect(isCommitmentTo(made, Buffer.from(key), `${words}x`)).to.equal(false)
        expect(isCommitmentTo(made.subarray(1), Buffer.from(key), words)).to.equal(false)
      }),
      { numRuns: 60 },
    )
    expect(isCommitmentTo(commitmentTo(ZEROS, ''), ZEROS, '')).to.equal(true)
  })

  it('a tree that grows has the root of the nodes that are made one by one, also where a row has an odd hash', () => {
    const [a, b, c] = [Buffer.alloc(32, 1), Buffer.alloc(33, 2), Buffer.alloc(5, 3)]
    const tree = makeFrontier()
    for (const each of [a, b, c]) tree.add(each)
    expect(tree.root()).to.deep.equal(treeNode(treeNode(treeLeaf(a), treeLeaf(b)), treeLeaf(c)))
    expect(rootByInclusion(c, 2, 3, [treeNode(treeLeaf(a), treeLeaf(b))])).to.deep.equal(tree.root())
  })
})

import { createHash, createHmac } from 'node:crypto'
import { expect } from 'chai'
import { InvalidValueError } from '../../../engine/errors.ts'
import { canonicalJson, type AuditRow, type Store } from '../../../engine/store/index.ts'
import { aCase } from '../../support/test-databases-rows.ts'
import { seed, thrownBy } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('canonical JSON', () => {
  const written = [
    { value: {}, text: '{}' },
    { value: [], text: '[]' },
    { value: null, text: 'null' },
    { value: [true, false, 0, -0, -1, 9007199254740991], text: '[true,false,0,0,-1,9007199254740991]' },
    { value: { b: 1, a: 2 }, text: '{"a":2,"b":1}' },
    { value: { '10': 1, '9': 2, a: 3, B: 4, '': 5 }, text: '{"":5,"10":1,"9":2,"B":4,"a":3}' },
    // Keys in the order of UTF-16 code units, so a character of two units comes before one beyond the surrogates.
    {
      value: { '\u20ac': 'Euro', '\r': 'CR', '1': 'One', '\u{1f600}': 'Smiley', '\u0080': 'Control', '\u00f6': 'o' },
      text: '{"\\r":"CR","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro","\u{1f600}":"Smiley"}',
    },
    { value: { '\u{1f600}': 1, '\uffee': 2 }, text: '{"\u{1f600}":1,"\uffee":2}' },
    { value: 'a"b\\c/d\b\f\n\r\t\u000f\u20ac', text: '"a\\"b\\\\c/d\\b\\f\\n\\r\\t\\u000f\u20ac"' },
    { value: { a: { z: [], y: { c: 1, b: 2 } } }, text: '{"a":{"y":{"b":2,"c":1},"z":[]}}' },
    { value: { a: undefined, b: 1 }, text: '{"b":1}' },
    { value: 'é', text: '"é"' },
  ]
  for (const { value, text } of written) {
    it(`writes ${text}`, () => {
      expect(canonicalJson(value)).to.equal(text)
    })
  }

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  const refused = [
    { what: 'a fraction', value: 1.5 },
    { what: 'a number too large to be exact', value: 2 ** 53 },
    { what: 'NaN', value: NaN },
    { what: 'infinity', value: Infinity },
    { what: 'a big integer', value: 1n },
    { what: 'a date object', value: new Date(0) },
    { what: 'a map', value: new Map() },
    { what: 'an object that is not plain', value: Object.create({ inherited: 1 }) as unknown },
    { what: 'a function', value: () => 1 },
    { what: 'a symbol', value: Symbol('x') },
    { what: 'nothing at all', value: undefined },
    { what: 'nothing in a list', value: [undefined] },
    { what: 'half a character', value: '\ud800' },
    { what: 'half a character in a key', value: { 'x\udc00': 1 } },
    { what: 'e and an accent apart', value: 'e\u0301' },
    { what: 'a key that is not in normal form', value: { 'e\u0301': 1 } },
    { what: 'a cycle', value: cyclic },
    { what: 'a fraction far inside', value: { a: [{ b: [0.1] }] } },
  ]
  for (const { what, value } of refused) {
    it(`refuses ${what}`, () => {
      expect(() => canonicalJson(value)).to.throw(InvalidValueError)
    })
  }
})

describe('the audit log', () => {
  forEachDatabase((database) => {
    let store: Store
    before(async () => {
      store = await database.open()
      for (const id of ['a', 'b']) {
        await seed(store, (unit) => {
          unit.insertCase(aCase(id))
        })
      }
    })
    const rows = async (): Promise<readonly AuditRow[]> => (await store.read.history({ limit: 500 })).rows
    const act = (caseId: string | undefined, type: string, payload?: string) =>
      seed(store, (unit) => {
        unit.audit({
          ...(caseId !== undefined && { caseId }),
          actor: 'u1',
          role: 'complaints-officer',
          type,
          body: { n: 1 },
          ...(payload !== undefined && { payload }),
        })
      })

    it('hangs each row on the row before it, and on the one before it of its case', async () => {
      await act('a', 'started', 'Ada Example said so')
      await act('b', 'started')
      await act(undefined, 'published')
      await act('a', 'answered')
      await Promise.all(Array.from({ length: 25 }, (_, n) => act(n % 2 === 0 ? 'a' : 'b', 'many', `words ${n}`)))
      const all = await rows()
      expect(all).to.have.length(29)
      await mustHold(store, all)
      expect(all.map(({ seq }) => seq)).to.deep.equal(Array.from({ length: 29 }, (_, n) => n + 1))
      const [head] = await store.look.run('select seq, hash from audit_head')
      expect([Number(head?.['seq']), head?.['hash']]).to.deep.equal([29, all[28]?.hash])
    })

    it('holds no words of a person in the row itself', async () => {
      const all = await rows()
      expect(JSON.stringify(all)).not.to.include('Ada Example')
      expect((await store.read.auditPayload(1))?.payload).to.equal('Ada Example said so')
    })

    it('keeps several rows of one command in the order in which they were given', async () => {
      await seed(store, (unit) => {
        for (const type of ['one', 'two', 'three']) {
          unit.audit({ caseId: 'a', actor: 'u1', role: 'r', type, body: {} })
        }
      })
      const all = await rows()
      expect(all.slice(-3).map(({ type }) => type)).to.deep.equal(['one', 'two', 'three'])
      await mustHold(store, all)
    })

    it('says at once that a body is not fit, and then nothing is written', async () => {
      const before = (await rows()).length
      const error = await thrownBy(
        seed(store, (unit) => {
          unit.updateMessage('nothing', {})
          unit.audit({ actor: 'u1', role: 'r', type: 'bad', body: { share: 0.5 } })
        }),
      )
      expect(error).to.be.instanceOf(InvalidValueError)
      expect(await rows()).to.have.length(before)
    })

    it('shows any change to any row', async () => {
      const all = await rows()
      const changes: readonly ((row: AuditRow) => AuditRow)[] = [
        (row) => ({ ...row, body: row.body.replace('u1', 'u2') }),
        (row) => ({ ...row, caseId: 'c' }),
        (row) => ({ ...row, seq: row.seq + 1 }),
        (row) => ({ ...row, caseSeq: 77 }),
        (row) => ({ ...row, prev: row.hash }),
        (row) => ({ ...row, casePrev: row.hash }),
        (row) => ({ ...row, commitment: row.hash }),
        (row) => ({ ...row, actor: 'somebody else' }),
      ]
      for (const [n, change] of changes.entries()) {
        const forged = all.map((row, index) => (index === 5 ? change(row) : row))
        expect(await thrownBy(mustHold(store, forged)), `change ${n}`).to.be.instanceOf(Error)
      }
      expect(
        await thrownBy(
          mustHold(
            store,
            all.filter((_, index) => index !== 5),
          ),
        ),
      ).to.be.instanceOf(Error)
      expect(await thrownBy(mustHold(store, [...all.slice(0, 3), all[4]!, all[3]!, ...all.slice(5)]))).to.be.instanceOf(
        Error,
      )
    })
  })
})

/** The chains as they are described, worked out again from nothing but the description. */
async function mustHold(store: Store, rows: readonly AuditRow[]): Promise<void> {
  const zeros = Buffer.alloc(32)
  const framed = (text: string) => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(Buffer.byteLength(text))
    return Buffer.concat([size, Buffer.from(text)])
  }
  const number = (value: number) => Buffer.from(value.toString(16).padStart(16, '0'), 'hex')
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  let prev = zeros
  const heads = new Map<string, { seq: number; hash: Buffer }>()
  for (const [index, row] of rows.entries()) {
    const where = `row ${index + 1}`
    const payload = await store.read.auditPayload(row.seq)
    const commitment = payload ? createHmac('sha256', payload.salt).update(payload.payload).digest() : row.commitment
    const leaf = sha(Buffer.of(0), framed(row.body), commitment)
    const head = heads.get(row.caseId ?? '') ?? { seq: 0, hash: zeros }
    const caseSeq = row.caseId === null ? 0 : head.seq + 1
    const casePrev = row.caseId === null ? zeros : head.hash
    const hash = sha(
      Buffer.of(1),
      Buffer.from('v1'),
      number(index + 1),
      framed(row.caseId ?? ''),
      number(caseSeq),
      prev,
      casePrev,
      leaf,
    )
    const { at, actor, role, type, onBehalfOf, element, outcome } = row
    expect(JSON.parse(row.body), where).to.deep.include({ at, actor, role, type })
    expect(JSON.parse(row.body), where).to.deep.include(
      Object.fromEntries(Object.entries({ onBehalfOf, element, outcome }).filter(([, value]) => value !== null)),
    )
    expect(row, where).to.deep.include({
      seq: index + 1,
      caseSeq: row.caseId === null ? null : caseSeq,
      prev,
      casePrev,
      leaf,
      hash,
    })
    expect(row.commitment, where).to.deep.equal(commitment)
    prev = hash
    if (row.caseId !== null) heads.set(row.caseId, { seq: caseSeq, hash })
  }
}

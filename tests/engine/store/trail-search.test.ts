import { expect } from 'chai'
import {
  hashOf,
  leafOf,
  makeFrontier,
  type AuditRow,
  type Store,
  type TrailFilter,
} from '../../../engine/store/index.ts'
import { maskedWords } from '../../../engine/access/index.ts'
import { proveRow, type TreeSource } from '../../../engine/store/audit/prove-row.ts'
import type { Instant } from '../../../engine/values/instant.ts'
import { aKey, ORIGIN, writeTrail } from '../../support/audit-trail.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('looking the audit trail up', () => {
  forEachDatabase((database) => {
    let store: Store
    let rows: readonly AuditRow[]
    before(async function () {
      this.timeout(60_000)
      store = await database.open()
      await writeTrail(store, 5, 90)
      await store.audit.sign(aKey(), ORIGIN, 7)
      rows = (await store.read.history({ limit: 500 })).rows
    })
    const newest = (one: AuditRow, other: AuditRow) =>
      one.at === other.at ? other.seq - one.seq : one.at < other.at ? 1 : -1
    const seqs = (list: readonly AuditRow[]) => list.map(({ seq }) => seq)

    const far = '2099-01-01T00:00:00.000Z' as Instant
    const long = '2000-01-01T00:00:00.000Z' as Instant
    const filters: readonly (readonly [what: string, filter: TrailFilter, is: (row: AuditRow) => boolean])[] = [
      ['everything', {}, () => true],
      ['a case', { caseId: 'T5-1' }, ({ caseId }) => caseId === 'T5-1'],
      ['a person', { actors: ['officer-1'] }, ({ actor }) => actor === 'officer-1'],
      ['two people', { actors: ['officer-1', 'officer-2'] }, ({ actor }) => /-[12]$/.test(actor)],
      ['a type', { types: ['searched'] }, ({ type }) => type === 'searched'],
      ['types', { types: ['searched', 'case-opened', 'nothing'] }, ({ type }) => type !== 'task-completed'],
      ['no type', { types: [] }, () => false],
      [
        'a person and a type in a case',
        { caseId: 'T5-2', actors: ['officer-1', 'officer-3'], types: ['task-completed'] },
        ({ caseId, actor, type }) => caseId === 'T5-2' && /-[13]$/.test(actor) && type === 'task-completed',
      ],
      ['auditors', { byAuditors: true }, ({ role }) => role === 'auditor'],
      ['a time', { from: long, until: far }, () => true],
      ['another time', { from: far }, () => false],
      [
        'cases in a time',
        { during: [{ caseId: 'T5-1', from: long, until: far }], types: ['task-completed'] },
        ({ caseId, type }) => caseId === 'T5-1' && type === 'task-completed',
      ],
      ['no case in no time', { during: [] }, () => false],
    ]
    for (const [what, filter, is] of filters) {
      it(`finds ${what}, the newest first, page by page there and back, and counts it`, async () => {
        const wanted = seqs(rows.filter(is).toSorted(newest))
        const found: AuditRow[] = []
        for (;;) {
          const last = found.at(-1)
          const page = await store.trail.lines(filter, { limit: 9, ...(last && { before: last }) })
          found.push(...page)
          if (page.length < 9) break
        }
        expect(seqs(found)).to.deep.equal(wanted)
        expect(await store.trail.count(filter)).to.equal(wanted.length)
        const [, , , , fifth] = found
        if (fifth !== undefined) {
          expect(seqs(await store.trail.lines(filter, { limit: 3, after: fifth }))).to.deep.equal(wanted.slice(1, 4))
        }
      })
    }

    it('names every type, and reads rows, what they say and the words that belong to them', async () => {
      expect(await store.trail.types()).to.deep.equal([...new Set(rows.map(({ type }) => type))].sort())
      expect((await store.trail.line(7))?.hash).to.deep.equal(rows[6]?.hash)
      expect(await store.trail.line(7_000)).to.equal(undefined)
      expect((await store.trail.bodies([7])).get(7)).to.equal(rows[6]?.body)
      const words = await store.trail.words(seqs(rows))
      expect([...words.values()].every((each) => each.startsWith('Reason '))).to.equal(true)
      expect(words.size).to.be.greaterThan(10)
    })

    it('proves rows in the newest checkpoint, and none that is another', async () => {
      for (const row of rows.filter(({ seq }) => seq % 8 === 1 || seq === rows.length)) {
        const hash = hashOf({ ...row, leaf: leafOf(row.body, row.commitment) })
        expect((await store.audit.proof(row.seq, hash))?.holds, String(row.seq)).to.equal(true)
      }
      const [one] = rows
      expect((await store.audit.proof(2, one?.hash ?? Buffer.alloc(32)))?.holds).to.equal(false)
      expect(await store.audit.proof(rows.length + 1, Buffer.alloc(32))).to.equal(undefined)
    })

    it('gives the last checkpoint of each day', async () => {
      const days = await store.audit.daily(5, (at) => `${at.slice(0, 10)}T00:00:00.000Z` as Instant)
      expect(days.map(({ size }) => size)).to.deep.equal([rows.length])
    })
  })
})

describe('the proof of a row', () => {
  const size = 5_000
  const hashes = Array.from({ length: size }, (_, n) => Buffer.alloc(32, String(n)))
  const tree = makeFrontier()
  const kept = new Map<number, Buffer>()
  for (const hash of hashes) {
    tree.add(hash)
    if (tree.size() % 90 === 0) kept.set(tree.size(), tree.save())
  }
  const checkpoint = { size, root: tree.root(), note: '', keyId: '', at: '' }
  let read = 0
  const source: TreeSource = {
    hashes(from, to) {
      read += to - from
      return Promise.resolve(hashes.slice(from, to))
    },
    frontier: (from, below) => Promise.resolve([...kept].find(([each]) => each >= from && each < below)?.[1]),
  }
  for (const seq of [1, 2, 1_024, 1_025, 2_048, 2_500, 4_096, 4_097, 4_999, 5_000]) {
    it(`leads from row ${seq} of ${size} to the root, over what checkpoints kept`, async () => {
      read = 0
      const hash = hashes[seq - 1] ?? Buffer.alloc(0)
      expect((await proveRow(source, seq, hash, checkpoint)).holds).to.equal(true)
      expect((await proveRow(source, seq, Buffer.alloc(32, 'x'), checkpoint)).holds).to.equal(false)
      expect(read / 2).to.be.lessThan(seq > 2_048 ? size : 2 * size)
      // What is kept need not be believed.
      const liar: TreeSource = { ...source, frontier: () => Promise.resolve(Buffer.alloc(32 * 13)) }
      expect((await proveRow(liar, seq, Buffer.alloc(32, 'x'), checkpoint)).holds).to.equal(false)
    })
  }
})

describe('words of a person, with names as initials', () => {
  const names = ['Zoë O’Hara-Smith', 'Mr Li']
  const examples = [
    ['Zoë O’Hara-Smith is at risk', 'Z.O.S. is at risk'],
    ['zoë said that SMITH knew', 'Z. said that S. knew'],
    ['Limes and Zoës stay', 'Limes and Zoës stay'],
    ['Ring 01632 960901 or write to zo@example.org.', 'Ring … or write to …'],
    ['In 2026 there were 12 of 100', 'In 2026 there were 12 of 100'],
    ['(.*) + $&', '(.*) + $&'],
  ] as const
  for (const [text, masked] of examples) {
    it(text, () => {
      expect(maskedWords(text, names)).to.equal(masked)
    })
  }
})
